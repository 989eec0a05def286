import { check, isWhole, optionsOf } from '../core/checks.ts';
import { PrivacyError } from '../errors.ts';

/** Parameters of {@link collisionProbability}. */
export interface CollisionProbabilityParameters {
  /** Length of a pseudonym in bits, 1 to 256. */
  readonly bits: number;
  /** How many different values get one. */
  readonly n: number;
}

/**
 * A bound of the probability that any two of n values get one pseudonym.
 *
 * @param parameters - `bits`, `n`.
 * @returns n² / 2^(bits + 1), at most 1.
 * @throws `PrivacyError` `ERR_PARAMETER` for bits that are not a whole number from 1 to 256, an n that is not one from 0
 * to 2^53 − 1.
 * @guarantee The true probability is not above it, given that the keyed hash looks random. It says nothing of privacy.
 * @utility Close to the true probability where it is small.
 * @cost O(1).
 * @source The birthday bound: at most n(n − 1) / 2 pairs, each equal with probability 2^−bits.
 * @example
 * collisionProbability({ bits: 64, n: 1_000_000 }) < 1e-7 // true
 */
export function collisionProbability(parameters: CollisionProbabilityParameters): number {
  const { bits, n } = optionsOf('collisionProbability', parameters, ['bits', 'n']);
  check('collisionProbability', 'bits', isWhole(bits, 1, 256), 'must be a whole number from 1 to 256');
  checkCount('collisionProbability', 'n', n);
  return boundOf(bits, n);
}

const boundOf = (bits: number, n: number): number => Math.min(1, n * n * 2 ** -(bits + 1));

function checkCount(name: string, parameter: string, n: number): void {
  check(name, parameter, isWhole(n, 0, Number.MAX_SAFE_INTEGER), 'must be a whole number from 0 to 2^53 - 1');
}

/**
 * Refuses a length that is too short for the number of values that is expected.
 *
 * @throws `PrivacyError` `ERR_COLLISION_BOUND` where any two of them share a pseudonym with more than 1 in 10⁹.
 */
export function checkExpected(name: string, bits: number, expected: number): void {
  checkCount(name, 'expected', expected);
  if (boundOf(bits, expected) <= 1e-9) return;
  throw new PrivacyError('ERR_COLLISION_BOUND', `${name}: bits are too few for the expected number of values`);
}
