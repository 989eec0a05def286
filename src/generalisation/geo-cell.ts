import { PrivacyError } from '../errors.ts';
import { heightOf, widthAt } from './geo-grid.ts';

/** The cell that a label of `truncateGeo` names. */
export interface GeoCell {
  /** The southern edge in degrees, inside. */
  readonly south: number;
  /** The northern edge in degrees, outside, but for the pole. */
  readonly north: number;
  /** The western edge in degrees, inside. */
  readonly west: number;
  /** The eastern edge in degrees, outside. */
  readonly east: number;
  /** Whole metres from south to north. */
  readonly height: number;
  /** Whole metres from west to east, along the parallel in the middle. */
  readonly width: number;
}

const LABEL = /^(-?\d+(?:\.\d+)?)\.\.(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)\.\.(-?\d+(?:\.\d+)?)$/;

/**
 * The edges of the cell that a label of `truncateGeo` names, and its size in metres at its latitude.
 *
 * @param label - A label such as `48.852..48.861,2.28627..2.29996`.
 * @returns The edges in degrees, the height and the width on a sphere; on the ground both differ by up to 0.6 %.
 * @throws `PrivacyError` `ERR_INPUT` for what is no such label.
 * @guarantee None of its own.
 * @utility The edges are the numbers of the label.
 * @cost O(length).
 * @source As `truncateGeo`.
 * @example
 * geoCell('0..1,0..1') // { south: 0, north: 1, west: 0, east: 1, height: 111195, width: 111191 }
 */
// @__NO_SIDE_EFFECTS__
export function geoCell(label: string): GeoCell {
  const found = typeof label === 'string' && LABEL.exec(label);
  const [south = 0, north = 0, west = 0, east = 0] = found ? found.slice(1).map(Number) : [];
  if (!(-90 <= south && south < north && north <= 90 && -180 <= west && west < east && east <= 180)) {
    throw new PrivacyError('ERR_INPUT', 'geoCell: not a label of truncateGeo');
  }
  const edges = { south, north, west, east };
  const width = Math.round(widthAt(edges, (south + north) / 2));
  return { ...edges, height: Math.round(heightOf(edges)), width };
}
