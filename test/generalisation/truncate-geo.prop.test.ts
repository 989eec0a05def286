import fc from 'fast-check';
import { expect } from 'vitest';
import { geoCell } from '../../src/generalisation/geo-cell.ts';
import { type GeoPoint, truncateGeo } from '../../src/generalisation/truncate-geo.ts';
import { law } from '../law.ts';
import { after, before } from './doubles.ts';

const RADIUS = 6_371_008.8;
const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const metres = fc.oneof(
  fc.double({ min: 1, max: 7, noNaN: true }).map((e) => 10 ** e),
  fc.constantFrom(10, 100, 1e3, 1e7),
);
const near = fc.double({ min: 0, max: 1, noNaN: true }).map((u) => 90 - 90 * u ** 4); // often by the pole
const latitude = fc.oneof(
  fc.double({ min: -90, max: 90, noNaN: true }),
  near,
  near.map((x) => -x),
  fc.constantFrom(-90, 90, 0, -0, 60, -60),
);
const longitude = fc.oneof(fc.double({ min: -180, max: 180, noNaN: true }), fc.constantFrom(-180, 180, 0, -0));
const place = fc.record({ latitude, longitude });
const edge = fc.constantFrom('south' as const, 'north' as const, 'west' as const, 'east' as const);

const within = (cell: ReturnType<typeof geoCell>, { latitude, longitude }: GeoPoint): boolean =>
  cell.south <= latitude &&
  (latitude < cell.north || latitude === 90) &&
  cell.west <= (longitude === 180 ? -180 : longitude) &&
  (longitude === 180 || longitude < cell.east);

law('privacy: all places of a cell give its label', [place, metres, share, share], (at, size, u, v) => {
  const cut = truncateGeo({ metres: size });
  const { south, north, west, east } = geoCell(cut(at));
  const other = { latitude: south + u * (north - south), longitude: west + v * (east - west) };
  fc.pre(other.latitude < north && other.longitude < east);
  expect(cut(other)).toBe(cut(at));
});
law('privacy: never is claimed only where no place stands alone', [place, metres], (at, size) => {
  const cut = truncateGeo({ metres: size });
  const { latitude, longitude } = at;
  const near = [before(longitude), after(longitude)].filter((x) => Math.abs(x) <= 180);
  const others = [before(latitude), after(latitude)].filter((x) => Math.abs(x) <= 90);
  expect([
    ...near.map((x) => cut({ latitude, longitude: x })),
    ...others.map((x) => cut({ latitude: x, longitude })),
  ]).toContain(cut(at));
});
law('privacy: no cell is narrower or lower than declared, on a sphere', [place, metres], (at, size) => {
  const { south, north, west, east } = geoCell(truncateGeo({ metres: size })(at));
  const radians = Math.PI / 180;
  expect((north - south) * radians * RADIUS).toBeGreaterThan(size * (1 - 1e-5));
  if (Math.max(-south, north) === 90) {
    expect([west, east]).toEqual([-180, 180]);
  } else {
    const narrow = Math.cos(Math.max(-south, north) * radians);
    expect((east - west) * radians * RADIUS * narrow).toBeGreaterThan(size * (1 - 1e-5));
  }
});
law('privacy: the cap of a pole is one cell', [longitude, longitude, metres], (a, b, size) => {
  const cut = truncateGeo({ metres: size });
  const south = 90 - (size / RADIUS) * (180 / Math.PI);
  const parallel = Math.max(south, 0);
  expect(cut({ latitude: parallel, longitude: a })).toBe(cut({ latitude: parallel, longitude: b }));
});
law('utility: the place lies in its cell', [place, metres], (at, size) => {
  expect(within(geoCell(truncateGeo({ metres: size })(at)), at)).toBe(true);
});
law(
  'utility: an edge opens its own cell, one ulp before it lies in another',
  [place, metres, edge],
  (at, size, side) => {
    const cut = truncateGeo({ metres: size });
    const cell = geoCell(cut(at));
    const on = cell[side];
    const parallel = side === 'south' || side === 'north';
    if (Math.abs(on) === (parallel ? 90 : 180)) return; // no edge between two cells
    const point = (x: number): GeoPoint =>
      parallel ? { latitude: x, longitude: cell.west } : { latitude: cell.south, longitude: x };
    const [here, there] = [point(on), point(before(on))];
    expect(cut(there)).not.toBe(cut(here));
    expect([within(geoCell(cut(there)), there), within(geoCell(cut(here)), here)]).toEqual([true, true]);
  },
);
law('utility: a cell is no larger than the documentation says', [place, metres], (at, size) => {
  const { south, north, west, east } = geoCell(truncateGeo({ metres: size })(at));
  const radians = Math.PI / 180;
  const polar = Math.max(-south, north) === 90;
  expect((north - south) * radians * RADIUS).toBeLessThan(size * (polar ? 2.1 : 1.02));
  if (polar) return;
  const equator = Math.max(south, -north, 0);
  const wide = (east - west) * radians * RADIUS * Math.cos(equator * radians);
  expect(wide).toBeLessThan(size * (Math.max(-south, north) < 60 && size <= 10_000 ? 1.04 : 2.3));
});
law('shape: the middle of a cell gives its label', [place, metres], (at, size) => {
  const cut = truncateGeo({ metres: size });
  const { south, north, west, east } = geoCell(cut(at));
  expect(cut({ latitude: (south + north) / 2, longitude: (west + east) / 2 })).toBe(cut(at));
});
law('shape: labels are plain decimals that geoCell reads', [place, metres], (at, size) => {
  const label = truncateGeo({ metres: size })(at);
  const { south, north, west, east } = geoCell(label);
  expect(`${south}..${north},${west}..${east}`).toBe(label);
});
