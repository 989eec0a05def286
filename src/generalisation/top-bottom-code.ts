import { check, optionsOf } from '../core/checks.ts';
import { type AnyRow, withKernel } from '../core/kernel.ts';
import { type Transform, transform } from '../core/transform.ts';
import { PrivacyError } from '../errors.ts';
import { jsonNumber } from './json-number.ts';

/** Parameters of {@link topBottomCode}, at least one bound: numbers, or bigints for a column of bigints. */
export interface TopBottomCodeParameters<N extends number | bigint> {
  /** What every smaller value becomes. */
  readonly low?: N;
  /** What every greater value becomes. */
  readonly high?: N;
}

/**
 * Replaces values beyond a bound by the bound: the extremes, which single people out, become one value.
 *
 * For a label of the tail see `bins`. A bound taken from the data is a statistic of the few persons in the tail.
 *
 * @param parameters - `low`, `high`; at least one, low < high.
 * @returns A transform from a number to a number.
 * @throws `PrivacyError` `ERR_PARAMETER` for no bound, a bound that is not finite, mixed types, low ≥ high, an
 * unknown name; the transform: `ERR_INPUT` for another type, null, NaN, ±∞.
 * @guarantee Values from a bound on cannot be told apart. Values between the bounds pass unchanged, hence `partly` and
 * `linkable`; nothing is protected there, and a tail may hold one person.
 * @utility No error between the bounds; order is kept.
 * @cost O(1).
 * @source ISO/IEC 20889:2018, generalisation by top and bottom coding.
 * @example
 * topBottomCode({ low: 18, high: 90 })(97) // 90
 * topBottomCode({ high: 90n })(41n) // 41n
 */
export function topBottomCode(parameters: TopBottomCodeParameters<number>): Transform<number, number>;
/** The same for bigints. */
export function topBottomCode(parameters: TopBottomCodeParameters<bigint>): Transform<bigint, bigint>;
// @__NO_SIDE_EFFECTS__
export function topBottomCode(parameters: TopBottomCodeParameters<number | bigint>): Transform<never, number | bigint> {
  const { low, high } = optionsOf('topBottomCode', parameters, ['low', 'high']);
  const big = typeof (low ?? high) === 'bigint';
  const isValue = (value: unknown): boolean => (big ? typeof value === 'bigint' : Number.isFinite(value));
  const rule = 'must be a finite number, or a bigint';
  check('topBottomCode', 'low', low !== undefined || high !== undefined, 'or high must be given');
  check('topBottomCode', 'low', low === undefined || isValue(low), rule);
  check('topBottomCode', 'high', high === undefined || isValue(high), `${rule}, as low is`);
  check('topBottomCode', 'high', (low ?? -Infinity) < (high ?? Infinity), 'must be above low');
  const zero = big ? 0n : 0;
  const code = (value: unknown): number | bigint => {
    if (!isValue(value))
      throw new PrivacyError('ERR_INPUT', 'topBottomCode: value is not a finite number of the type of the bounds');
    const known = value as number | bigint;
    const coded = low !== undefined && known < low ? low : high !== undefined && known > high ? high : known;
    return coded || zero; // never -0
  };
  const shown = {
    ...(low !== undefined && { low: jsonNumber(low) }),
    ...(high !== undefined && { high: jsonNumber(high) }),
  };
  const facts = { name: 'topBottomCode', technique: 'generalisation', reversible: 'partly', linkable: true } as const;
  return withKernel(transform({ ...facts, deterministic: true, parameters: shown }, code), {
    rows(from, to, name, start, end) {
      for (let i = start; i < end; i += 1) (to[i] as AnyRow)[name] = code((from[i] as AnyRow)[name]);
    },
    values(from, to, start, end) {
      for (let i = start; i < end; i += 1) to[i] = code(from[i]);
    },
  });
}
