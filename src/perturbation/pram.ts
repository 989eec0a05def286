import { check, optionsOf } from '../core/checks.ts';
import { below, checkedSource, type RandomSource, systemRandom } from '../core/random.ts';
import type { Transform } from '../core/transform.ts';
import {
  type Category,
  type CategoryColumn,
  CHANCE,
  checkedCategories,
  isByMatrix,
  listOf,
  matrixOf,
  recoded,
} from './categories.ts';
import { isBetween } from './is-between.ts';
import { seededMark } from './seeded-mark.ts';
import { type Draw, drawFrom, WORDS } from './thresholds.ts';

/** Parameters of {@link pram} by the share that stays. */
export interface PramRetention<C extends Category> {
  /** All categories of the column, each once. */
  readonly categories: readonly C[];
  /** Probability that a value stays, one for all or one per category; the rest is shared out evenly. */
  readonly retain: number | readonly number[];
  /** Excluded beside `retain`. */
  readonly matrix?: never;
  /** The source of the draws, `systemRandom` unless given. */
  readonly random?: RandomSource;
}

/** Parameters of {@link pram} by a transition matrix. */
export interface PramMatrix<C extends Category> {
  /** All categories of the column, each once; rows and columns of the matrix in this order. */
  readonly categories: readonly C[];
  /** Row: true category; column: released category; each row sums to 1. */
  readonly matrix: readonly (readonly number[])[];
  /** Excluded beside `matrix`. */
  readonly retain?: never;
  /** The source of the draws, `systemRandom` unless given. */
  readonly random?: RandomSource;
}

/**
 * Post-randomisation: replaces a category by one drawn from its row of a transition matrix, for each value afresh.
 *
 * Counts of the released column are those of the matrix applied to the true ones; whoever has the matrix corrects
 * them by its inverse. `invariantPram` needs no correction.
 *
 * @param parameters - `categories` with `retain` or `matrix`; `random`.
 * @returns A transform from a category to a category.
 * @throws `PrivacyError` `ERR_PARAMETER` for fewer than two or repeated categories, both or neither of `retain` and
 * `matrix`, probabilities outside 0 … 1, a matrix that is not square or has a row whose sum is off 1 by more than 1e-9,
 * rows that leave nothing to chance, an unknown name, a foreign source; the transform: `ERR_INPUT` for what is not one
 * of the categories, null and undefined included; `ERR_RANDOM`.
 * @guarantee A released category may or may not be the true one; how likely it is, the matrix tells. Values may stay,
 * hence `partly`; which person it is nobody can tell by it, hence not `linkable`. No ε is claimed. Draws of repeated
 * releases tell the true category by majority. A rare category, uniqueness over several columns and the pattern of
 * missing values survive; k-anonymity measured afterwards means nothing.
 * @utility Probabilities are kept to 2⁻³²: words of 32 bits are shared out so that each row sums to exactly 2³².
 * @cost O(log categories) and 1 random word, 2 where `retain` changes the value; a matrix takes 8 bytes an entry.
 * @source Gouweleeuw, Kooiman, Willenborg, de Wolf 1998, PRAM.
 * @example
 * ['a', 'b', 'c'].includes(pram({ categories: ['a', 'b', 'c'], retain: 0.8 })('a')) // true
 */
// @__NO_SIDE_EFFECTS__
export function pram<const C extends Category>(
  parameters: PramRetention<C> | PramMatrix<C>,
): Transform<CategoryColumn<C>, C> {
  const given = optionsOf<Given<C>>('pram', parameters, ['categories', 'retain', 'matrix', 'random']);
  const { categories, retain, matrix, random = systemRandom } = given;
  const source = checkedSource('pram', random);
  const known = checkedCategories('pram', categories);
  const shares = isByMatrix('pram', retain, matrix) && matrixOf('pram', matrix, known.length);
  const draw = shares ? drawFrom(source, shares) : byRetention(source, known.length, retain);
  check('pram', shares ? 'matrix' : 'retain', draw, CHANCE);
  const stated = shares ? { matrix: shares } : { retain: retain as number | readonly number[] };
  return recoded('pram', known, draw, { ...stated, ...seededMark(source) });
}

interface Given<C> {
  readonly categories: readonly C[];
  readonly retain?: number | readonly number[];
  readonly matrix?: readonly (readonly number[])[];
  readonly random?: RandomSource;
}

/** Stays, or moves to each of the others alike; no matrix, so that many categories cost little. */
function byRetention(source: RandomSource, size: number, retain: unknown): Draw | false {
  const each: unknown[] = Array.isArray(retain) ? listOf(retain) : new Array(size).fill(retain);
  const shares = each.length === size && each.every((share) => isBetween(share, 0, 1));
  check('pram', 'retain', shares, 'must be a number from 0 to 1, or an array of one per category');
  const stays = each.map((share) => Math.round((share as number) * WORDS));
  const random = stays.some((words) => words < WORDS && (words > 0 || size > 2));
  return (
    random &&
    ((position) => {
      if (source.u32() < (stays[position] as number)) return position;
      const other = below(source, size - 1);
      return other < position ? other : other + 1;
    })
  );
}
