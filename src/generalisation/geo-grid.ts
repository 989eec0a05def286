/** Metres in a degree of a great circle, on a sphere of the Earth's mean radius (IUGG, 6,371,008.8 m). */
const DEGREE = 111_195;

/** The edges of a cell in degrees. */
export interface Edges {
  readonly south: number;
  readonly north: number;
  readonly west: number;
  readonly east: number;
}

/** Metres between two parallels. */
export const heightOf = ({ south, north }: Edges): number => DEGREE * (north - south);

/** Metres between two meridians, along the parallel of a latitude. */
export const widthAt = ({ west, east }: Edges, latitude: number): number => DEGREE * (east - west) * cosine(latitude);

const cosine = (latitude: number): number => Math.cos((latitude * Math.PI) / 180);

/**
 * The grid of cells at least so many metres high and wide: bands from the equator to the poles, each divided by
 * meridians as finely as its parallel next to the pole allows; the band of a pole, up to two steps high, is one cell.
 *
 * Edges are whole numbers over one power of ten, so each is the very double that its decimal denotes, and the index
 * that a division gives, which rounds, is set right by comparing with them.
 */
export function geoGrid(metres: number): (latitude: number, longitude: number) => Edges {
  let scale = 1;
  while (scale < 1e6 && (metres / DEGREE) * scale < 100) scale *= 10; // from 1e7 on, edges would print as 9e-7
  const step = Math.ceil((metres / DEGREE) * scale);
  const bands = Math.max(1, Math.floor((90 * scale) / step)); // on each side of the equator
  const parallel = (i: number): number => (Math.abs(i) < bands ? (i * step) / scale : 90 * Math.sign(i));
  return (latitude, longitude) => {
    const band = Math.min(indexOf(latitude, (latitude * scale) / step, parallel), bands - 1);
    const [south, north] = [parallel(band), parallel(band + 1)];
    // the last digits of a cosine are the engine's choice, and must not decide
    const least = Math.ceil(step / cosine(Math.max(-south, north)) - 1e-6);
    const columns = Math.max(1, Math.floor((360 * scale) / least));
    const meridian = (i: number): number => Math.floor((i * 360 * scale) / columns - 180 * scale) / scale;
    const column = indexOf(longitude, ((longitude + 180) / 360) * columns, meridian) % columns; // 180 is -180
    return { south, north, west: meridian(column), east: meridian(column + 1) };
  };
}

/** The index of the half-open interval that holds the value; the guess is at most one off. */
function indexOf(value: number, guess: number, edge: (i: number) => number): number {
  const near = Math.floor(guess);
  return value < edge(near) ? near - 1 : value < edge(near + 1) ? near : near + 1;
}
