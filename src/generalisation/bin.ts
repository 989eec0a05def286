import { check, optionsOf } from '../core/checks.ts';
import { type AnyRow, withKernel } from '../core/kernel.ts';
import { type Facts, type Transform, transform } from '../core/transform.ts';
import { grainOnGrid } from './grain.ts';
import { gridLabel } from './grid-label.ts';
import { jsonNumber } from './json-number.ts';
import { DECIMAL, unplaced } from './rules.ts';

/** Parameters of {@link bin}: numbers, or bigints for a column of bigints. */
export interface BinParameters<N extends number | bigint> {
  /** Length of every interval, > 0, in the unit of the value. */
  readonly width: N;
  /** One of the edges; 0 unless given. */
  readonly origin?: N;
  /** Distance between possible values, 1 unless given, whole for bigints: it decides what the facts may claim. */
  readonly grain?: number;
}

/**
 * Replaces a number by the label of the half-open interval of fixed width that holds it.
 *
 * Division rounds: plain `floor(v / w) * w` puts 0.3 into [0.2, 0.3) and -5e-324 above itself. Here the edges are
 * the decimals that `width` and `origin` print as, and every value lies where its label says.
 *
 * @param parameters - `width`, `origin`, `grain`.
 * @returns A transform from a number to a label such as `[30, 40)`; `parseInterval` gives the edges back.
 * @throws `PrivacyError` `ERR_PARAMETER` for a width or grain not > 0, a grain that is not whole beside bigints, mixed
 * types, more than 15 digits at the last place of width and origin, an unknown name; the transform: `ERR_INPUT` for
 * another type, null, NaN, ±∞, and where an edge would need more than 15 digits. Bigints have no such limit.
 * @guarantee Values of one interval give one label. `reversible` is `never` only where each interval holds two
 * multiples of the grain, else `partly` and `linkable`, for a label may stand for one value. Not k-anonymity: an
 * interval may hold one person.
 * @utility The middle of the interval is within width / 2 of the value.
 * @cost O(1); keeps at most 1,024 labels.
 * @source ISO/IEC 20889:2018, generalisation by rounding.
 * @example
 * bin({ width: 0.1 })(0.3) // '[0.3, 0.4)'
 * bin({ width: 10n, origin: 5n })(-1n) // '[-5, 5)'
 */
export function bin(parameters: BinParameters<number>): Transform<number, string>;
/** The same for bigints. */
export function bin(parameters: BinParameters<bigint>): Transform<bigint, string>;
// @__NO_SIDE_EFFECTS__
export function bin(parameters: BinParameters<number | bigint>): Transform<never, string> {
  const given = optionsOf('bin', parameters, ['width', 'origin', 'grain']);
  const zero = typeof given.width === 'bigint' ? 0n : 0;
  const { width, origin = zero, grain = 1 } = given;
  check('bin', 'width', gridLabel(width, zero) && width > 0, DECIMAL);
  const find = gridLabel(width, origin);
  check('bin', 'origin', find, 'must be a decimal with at most 15 digits, of the type of width');
  const wide = width >= 2 * grainOnGrid('bin', grain, width, origin);
  const label = (value: unknown): string => {
    const found = find(value);
    if (!found) throw unplaced('bin', width, value, 'has no interval of this width');
    return found;
  };
  const facts: Facts = {
    name: 'bin',
    technique: 'generalisation',
    reversible: wide ? 'never' : 'partly',
    linkable: !wide,
    deterministic: true,
    parameters: { width: jsonNumber(width), origin: jsonNumber(origin), grain },
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
