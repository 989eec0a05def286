import { check, optionsOf } from '../core/checks.ts';
import { type AnyRow, withKernel } from '../core/kernel.ts';
import { type Facts, type Transform, transform } from '../core/transform.ts';
import { grainOnGrid } from './grain.ts';
import { decimalGrid, wholeEdge } from './grid.ts';
import { jsonNumber } from './json-number.ts';
import { DECIMAL, unplaced } from './rules.ts';

/** Parameters of {@link roundTo}: numbers, or bigints for a column of bigints. */
export interface RoundToParameters<N extends number | bigint> {
  /** Distance between two results, > 0, in the unit of the value. */
  readonly base: N;
  /** One of the results; 0 unless given. */
  readonly origin?: N;
  /** Distance between possible values, 1 unless given, whole for bigints: it decides what the facts may claim. */
  readonly grain?: number;
}

/**
 * Rounds a number to the nearest multiple of a base, counted from an origin; ties go to the even multiple.
 *
 * It gives a number, so that what is rounded still adds up; for a label see `bin`. The multiples are decimals:
 * 0.3 to base 0.1 is 0.3, where `Math.round(v / b) * b` gives 0.30000000000000004. Always the same for the same value:
 * a rounding at random would tell the value to whoever sees it often.
 *
 * @param parameters - `base`, `origin`, `grain`.
 * @returns A transform from a number to a number.
 * @throws `PrivacyError` `ERR_PARAMETER` for a base or grain not > 0, a grain that is not whole beside bigints, mixed
 * types, more than 15 digits at the last place of base and origin, an unknown name; the transform: `ERR_INPUT` for
 * another type, null, NaN, ±∞, and where the result or a multiple beside it would need more than 15 digits, as half the
 * values of such a result would be refused. Bigints have no such limit.
 * @guarantee Values of one rounding interval give one result. `reversible` is `never` only where each of them holds two
 * multiples of the grain, so base > 2 grains, else `partly` and `linkable`: an odd multiple has only the open interval
 * around it. Not k-anonymity: a result may stand for one person.
 * @utility The result is within base / 2 of the value; order is kept.
 * @cost O(1).
 * @source ISO/IEC 20889:2018, generalisation by rounding; ties as in IEEE 754 roundTiesToEven.
 * @example
 * roundTo({ base: 0.1 })(0.27) // 0.3
 * [5, 15, 25].map(roundTo({ base: 10 })) // [0, 20, 20]
 */
export function roundTo(parameters: RoundToParameters<number>): Transform<number, number>;
/** The same for bigints. */
export function roundTo(parameters: RoundToParameters<bigint>): Transform<bigint, bigint>;
// @__NO_SIDE_EFFECTS__
export function roundTo(parameters: RoundToParameters<number | bigint>): Transform<never, number | bigint> {
  const given = optionsOf('roundTo', parameters, ['base', 'origin', 'grain']);
  const zero = typeof given.base === 'bigint' ? 0n : 0;
  const { base, origin = zero, grain = 1 } = given;
  check('roundTo', 'base', nearestOf(base, zero) && base > 0, DECIMAL);
  const nearest = nearestOf(base, origin);
  check('roundTo', 'origin', nearest, 'must be a decimal with at most 15 digits, of the type of base');
  const wide = base > 2 * grainOnGrid('roundTo', grain, base, origin);
  const round = (value: unknown): number | bigint => {
    const result = nearest(value);
    if (result === undefined) throw unplaced('roundTo', base, value, 'has no multiple of this base');
    return result;
  };
  const facts: Facts = {
    name: 'roundTo',
    technique: 'generalisation',
    reversible: wide ? 'never' : 'partly',
    linkable: !wide,
    deterministic: true,
    parameters: { base: jsonNumber(base), origin: jsonNumber(origin), grain },
  };
  return withKernel(transform(facts, round), {
    rows(from, to, name, start, end) {
      for (let i = start; i < end; i += 1) (to[i] as AnyRow)[name] = round((from[i] as AnyRow)[name]);
    },
    values(from, to, start, end) {
      for (let i = start; i < end; i += 1) to[i] = round(from[i]);
    },
  });
}

type Nearest = (value: unknown) => number | bigint | undefined;

function nearestOf(base: number | bigint, origin: number | bigint): Nearest | undefined {
  if (typeof base === 'bigint' && typeof origin === 'bigint') {
    return (value) => {
      if (typeof value !== 'bigint') return undefined;
      const low = wholeEdge(value, base, origin);
      const over = 2n * (value - low) - base;
      return over > 0n || (over === 0n && (low - origin) % (2n * base) !== 0n) ? low + base : low;
    };
  }
  const grid = decimalGrid(base as number, origin as number); // there is none for what is not a number
  if (!grid) return undefined;
  return (value) => {
    const i = grid.index(value);
    if (i === undefined) return undefined;
    const over = (value as number) - grid.edge(i + 0.5); // of two doubles the difference has the right sign
    const up = over > 0 || (over === 0 && i % 2 !== 0);
    // a result whose interval on the other side is refused would stand for half its values, or for one
    const beyond = grid.edge(up ? i + 1 : i - 1);
    return grid.index(beyond) === undefined ? undefined : up ? beyond : grid.edge(i);
  };
}
