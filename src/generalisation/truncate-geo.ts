import { check, optionsOf } from '../core/checks.ts';
import { type Transform, transform } from '../core/transform.ts';
import { PrivacyError } from '../errors.ts';
import { geoGrid } from './geo-grid.ts';

/** A place on Earth. */
export interface GeoPoint {
  /** Degrees north of the equator, −90 to 90. */
  readonly latitude: number;
  /** Degrees east of Greenwich, −180 to 180. */
  readonly longitude: number;
}

/** Parameters of {@link truncateGeo}. */
export interface TruncateGeoParameters {
  /** The least height and width of a cell, 10 to 10,000,000. */
  readonly metres: number;
}

/**
 * Replaces a place by the cell of a fixed grid that holds it: `48.852..48.861,2.28627..2.29996` is the cell from 48.852
 * to 48.861 degrees north and from 2.28627 to 2.29996 east.
 *
 * A cell holds its southern and western edges, not the others. A degree of longitude shrinks from 111,195 m at the
 * equator to 72,950 m at 49° and nothing at the poles, so each band of latitude has its own step of longitude; around
 * a pole the band is one cell. `geoCell` tells the edges of a label and its size in metres at its latitude.
 *
 * @param parameters - `metres`.
 * @returns A transform from a place to the label of its cell.
 * @throws `PrivacyError` `ERR_PARAMETER` for metres not in 10 to 10,000,000 and an unknown name; the transform:
 * `ERR_INPUT` for what has no latitude in −90 to 90 or no longitude in −180 to 180 as numbers.
 * @guarantee All places of one cell give its label: `reversible` is `never`, and a repeated visit tells no more than
 * the first, where jitter would average away. A cell is never smaller than `metres` in height or width, on a sphere;
 * on the ground, which is flattened, by at most 0.6 %. `linkable` below 1,000 metres, where a cell is a block of houses
 * and tells a home. Not k-anonymity: a cell may hold one house, or none at all but
 * a lonely visitor; a place near an edge is no more hidden than any other; a series of cells is a track.
 * @utility The place is in the cell. A cell is up to 1.02 × `metres` high, in the band of a pole 2.1 ×. Below 60° of
 * latitude and with `metres` ≤ 10,000 it is up to 1.04 × wide; beside the band of a pole, on the side towards the
 * equator, 2.3 ×. The band of a pole is one cell all around.
 * @cost O(1), one or two microseconds; keeps nothing.
 * @source This library's grid; mean radius of the Earth: IUGG (1980), 6,371,008.8 m.
 * @example
 * truncateGeo({ metres: 1000 })({ latitude: 48.8584, longitude: 2.2945 }) // '48.852..48.861,2.28627..2.29996'
 */
// @__NO_SIDE_EFFECTS__
export function truncateGeo(parameters: TruncateGeoParameters): Transform<GeoPoint, string> {
  const { metres } = optionsOf('truncateGeo', parameters, ['metres']);
  const fits = typeof metres === 'number' && metres >= 10 && metres <= 1e7;
  check('truncateGeo', 'metres', fits, 'must be a number from 10 to 10,000,000');
  const cellOf = geoGrid(metres);
  const linkable = metres < 1_000;
  const facts = { technique: 'generalisation', reversible: 'never', linkable, deterministic: true } as const;
  return transform({ ...facts, name: 'truncateGeo', parameters: { metres } }, (value) => {
    const { latitude, longitude } = Object(value) as GeoPoint;
    const numbers = typeof latitude === 'number' && typeof longitude === 'number';
    if (!(numbers && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
      throw new PrivacyError('ERR_INPUT', 'truncateGeo: value is not a latitude and longitude');
    }
    const { south, north, west, east } = cellOf(latitude, longitude);
    return `${south}..${north},${west}..${east}`;
  });
}
