import { check, optionsOf } from '../core/checks.ts';
import { intervalLabel } from '../core/interval.ts';
import { type AnyRow, withKernel } from '../core/kernel.ts';
import { type Facts, type Transform, transform } from '../core/transform.ts';
import { PrivacyError } from '../errors.ts';
import { checkGrainOf } from './grain.ts';
import { scaleOf } from './grid.ts';
import { jsonNumber } from './json-number.ts';

/** Parameters of {@link bins}: numbers, or bigints for a column of bigints. */
export interface BinsParameters<N extends number | bigint> {
  /** The edges, ascending, at least one: n edges make n + 1 intervals, the first and the last without an end. */
  readonly edges: readonly N[];
  /** Distance between possible values, 1 unless given, whole for bigints: it decides what the facts may claim. */
  readonly grain?: number;
}

/**
 * Replaces a number by the label of the interval between two given edges that holds it.
 *
 * Values below the first edge and from the last on get `(-∞, a)` and `[z, ∞)`: top and bottom coding by label. Edges
 * taken from the data (quantiles) are values of persons; give edges that are known without the data.
 *
 * @param parameters - `edges`, `grain`.
 * @returns A transform from a number to a label; `parseInterval` gives the edges back up to 2⁵³.
 * @throws `PrivacyError` `ERR_PARAMETER` for no edges, edges that are not finite, not ascending or of mixed type
 * (with the position), a grain not > 0 or not whole beside bigints, an unknown name; the transform: `ERR_INPUT` for
 * another type, null, NaN, ±∞.
 * @guarantee Values of one interval give one label. `reversible` is `never` only where every interval holds two
 * multiples of the grain, else `partly` and `linkable`, for a label may stand for one value. Not k-anonymity: an
 * interval, above all an open one, may hold one person.
 * @utility The interval holds the value; order is kept.
 * @cost O(log edges).
 * @source ISO/IEC 20889:2018, generalisation by rounding and by top and bottom coding.
 * @example
 * bins({ edges: [18, 65] })(70) // '[65, ∞)'
 * [3, 18, 64.5].map((age) => bins({ edges: [18, 65] })(age)) // ['(-∞, 18)', '[18, 65)', '[18, 65)']
 */
export function bins(parameters: BinsParameters<number>): Transform<number, string>;
/** The same for bigints. */
export function bins(parameters: BinsParameters<bigint>): Transform<bigint, string>;
// @__NO_SIDE_EFFECTS__
export function bins(parameters: BinsParameters<number | bigint>): Transform<never, string> {
  const { edges: given, grain = 1 } = optionsOf('bins', parameters, ['edges', 'grain']);
  const edges: (number | bigint)[] = Array.isArray(given) ? Array.from(given) : [];
  check('bins', 'edges', edges.length > 0, 'must be an array of at least one edge');
  const isValue = typeof edges[0] === 'bigint' ? isBigint : Number.isFinite;
  const position = edges.findIndex((edge, i) => !isValue(edge) || edge <= (edges[i - 1] ?? -Infinity));
  check('bins', 'edges', position < 0, 'must ascend, all finite numbers or all bigints', { position });
  checkGrainOf('bins', grain, edges[0]);
  const labels = [-Infinity, ...edges].map((low, i) => intervalLabel(low, edges[i] ?? Infinity));
  const label = (value: unknown): string => {
    if (!isValue(value))
      throw new PrivacyError('ERR_INPUT', 'bins: value is not a finite number of the type of the edges');
    let low = 0;
    let high = edges.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((value as number) < (edges[middle] as number)) high = middle;
      else low = middle + 1;
    }
    return labels[low] as string; // one label more than edges
  };
  const wide = areWide(edges, grain);
  const facts: Facts = {
    name: 'bins',
    technique: 'generalisation',
    reversible: wide ? 'never' : 'partly',
    linkable: !wide,
    deterministic: true,
    parameters: { edges: edges.map(jsonNumber), grain },
  };
  return withKernel(transform(facts, label), {
    rows(from, to, name, start, end) {
      for (let i = start; i < end; i += 1) (to[i] as AnyRow)[name] = label((from[i] as AnyRow)[name]);
    },
    values(from, to, start, end) {
      for (let i = start; i < end; i += 1) to[i] = label(from[i]);
    },
  });
}

const isBigint = (value: unknown): boolean => typeof value === 'bigint';

/** Whether every interval is 2 grains long; where decimals cannot decide it, in doubles and on the safe side. */
function areWide(edges: readonly (number | bigint)[], grain: number): boolean {
  const scale = scaleOf([...edges, grain]);
  // the open intervals end with the doubles; where decimals decide, that is far away
  const ends = scale || typeof edges[0] === 'bigint' ? edges : [-Number.MAX_VALUE, ...edges, Number.MAX_VALUE];
  return ends.slice(1).every((high, i) => {
    const low = ends[i] as typeof high;
    if (typeof high === 'bigint') return high - (low as bigint) >= 2 * grain;
    if (scale) return Math.round(high * scale) - Math.round((low as number) * scale) >= 2 * Math.round(grain * scale);
    // multiples are rounded, and where numbers are large, neighbours may be farther apart than the grain
    return high - (low as number) > 2 * grain + 2 ** -50 * Math.max(-low as number, high);
  });
}
