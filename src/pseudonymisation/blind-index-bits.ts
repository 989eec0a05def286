import { check, isWhole, optionsOf } from '../core/checks.ts';
import { PrivacyError } from '../errors.ts';

/** Below this many distinct values no number of bits hides a value and still narrows a search. */
const LEAST_DISTINCT = 9;

/** Parameters of {@link blindIndexBits}. */
export interface BlindIndexBitsParameters {
  /** How many distinct values the column has; if in doubt a smaller number, which gives fewer bits. */
  readonly distinct: number;
  /** How many records the table has; if in doubt a smaller number. */
  readonly records: number;
  /** The bits of the other blind indexes of the same record, none unless given. */
  readonly others?: readonly number[];
}

/** How many bits a blind index may have. */
export interface BlindIndexBits {
  /** With fewer bits an equality search reads more rows than its index has values: advice on cost, no limit. */
  readonly min: number;
  /** With more bits a value has an index nearly to itself; `blindIndex` refuses them. */
  readonly max: number;
  /** Two bits below the maximum, at least 1 and at most `joint`: few values stand alone. */
  readonly suggested: number;
  /** What the other indexes of the record leave for this one; with more, all of them together tell records apart. */
  readonly joint: number;
}

/**
 * How many bits a blind index may have, by the number of distinct values and by the other indexes of the record.
 *
 * An index of b bits should hold more than two values on average, 2^(b + 1) < `distinct`; and several indexes of one
 * record are one index of the sum of their bits B, for which 2^(B + 1) < `records` must hold.
 *
 * @param parameters - `distinct`, `records`; `others`.
 * @returns `min`, `max`, `suggested` and `joint`; take at most the smaller of `max` and `joint`.
 * @throws `PrivacyError` `ERR_DOMAIN_TOO_SMALL` for at most 8 distinct values, where no number of bits is left;
 * `ERR_PARAMETER` for what are no whole numbers, for others that leave no bit for these records, for an unknown name.
 * @guarantee On average more than two values share an index, but a share e^(−distinct / 2^bits) of the values stands
 * alone: 2 to 14 % at `max`, at most 0.034 % two bits below. The same for records and the sum of the bits. Both hold
 * for values that are equally frequent: a frequent value shows by the size of its index, whatever the bits. A
 * pseudonym or deterministic token in the record makes the joint rule moot, for it tells records apart by itself.
 * @utility A search for one value reads about records / 2^bits rows.
 * @cost O(bits).
 * @source The rule of the AWS Database Encryption SDK for beacon lengths, strict at powers of two; docs/spec.
 * @example
 * blindIndexBits({ distinct: 1e5, records: 1e6, others: [8] }) // { min: 9, max: 15, suggested: 10, joint: 10 }
 */
export function blindIndexBits(parameters: BlindIndexBitsParameters): BlindIndexBits {
  const { distinct, records, others = [] } = optionsOf('blindIndexBits', parameters, ['distinct', 'records', 'others']);
  const max = mostBitsOf('blindIndexBits', distinct);
  check('blindIndexBits', 'records', isCount(records), 'must be a whole number, at least 1');
  const whole = Array.isArray(others) && others.every((bits) => isWhole(bits, 1, 63));
  check('blindIndexBits', 'others', whole, 'must be a list of whole numbers from 1 to 63');
  const joint = mostBits(records) - others.reduce((sum, bits) => sum + bits, 0);
  check('blindIndexBits', 'others', joint >= 1, 'leave no bit: 2^(all bits + 1) must be below records');
  let min = 1;
  while (4 ** min < distinct) min += 1;
  return Object.freeze({ min, max, suggested: Math.min(Math.max(max - 2, 1), joint), joint });
}

/** The most bits of an index over so many distinct values; `ERR_PARAMETER`, `ERR_DOMAIN_TOO_SMALL`. */
export function mostBitsOf(name: string, distinct: unknown): number {
  check(name, 'distinct', isCount(distinct), 'must be a whole number, at least 1');
  if (distinct >= LEAST_DISTINCT) return mostBits(distinct);
  const details = { limit: LEAST_DISTINCT, actual: distinct };
  throw new PrivacyError('ERR_DOMAIN_TOO_SMALL', `${name}: distinct must be at least ${LEAST_DISTINCT}`, details);
}

const isCount = (x: unknown): x is number => isWhole(x, 1, Number.MAX_SAFE_INTEGER);

/** The largest b with 2^(b + 1) < count, −1 where there is none; by comparison, as logarithms round. */
function mostBits(count: number): number {
  let bits = -1;
  while (2 ** (bits + 2) < count) bits += 1;
  return bits;
}
