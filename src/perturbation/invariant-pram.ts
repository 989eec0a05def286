import { check, optionsOf } from '../core/checks.ts';
import { checkedSource, type RandomSource, systemRandom } from '../core/random.ts';
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
import { invariantMatrix } from './invariant-matrix.ts';
import { isBetween } from './is-between.ts';
import { seededMark } from './seeded-mark.ts';
import { cellOf, type Draw, drawFrom, thresholds, WORDS } from './thresholds.ts';

/** Parameters of {@link invariantPram} by the share that stays. */
export interface InvariantRetention<C extends Category> {
  /** All categories of the column, each once. */
  readonly categories: readonly C[];
  /** How often each category occurs, as counts or shares > 0, in the order of the categories. */
  readonly proportions: readonly number[];
  /** Probability that a value is left alone, below 1; else it is drawn from the proportions, itself included. */
  readonly retain: number;
  /** Excluded beside `retain`. */
  readonly matrix?: never;
  /** Excluded beside `retain`. */
  readonly alpha?: never;
  /** The source of the draws, `systemRandom` unless given. */
  readonly random?: RandomSource;
}

/** Parameters of {@link invariantPram} by a transition matrix that is made invariant. */
export interface InvariantMatrix<C extends Category> {
  /** All categories of the column, each once. */
  readonly categories: readonly C[];
  /** How often each category occurs, as counts or shares > 0, in the order of the categories. */
  readonly proportions: readonly number[];
  /** Row: true category; column: released category; each row sums to 1. */
  readonly matrix: readonly (readonly number[])[];
  /** Share of the invariant matrix against the identity, over 0 and at most 1, the default. */
  readonly alpha?: number;
  /** Excluded beside `matrix`. */
  readonly retain?: never;
  /** The source of the draws, `systemRandom` unless given. */
  readonly random?: RandomSource;
}

/**
 * Post-randomisation that leaves the expected counts of the column as they are.
 *
 * With proportions p and any transition matrix P, s = pP, let Q undo P by Bayes: Q_kj = P_jk p_j / s_k. Then R = PQ
 * has pR = p, and so has αR + (1 − α)I. With `retain` R = ρI + (1 − ρ)1pᵀ.
 *
 * @param parameters - `categories`, `proportions`, with `retain` or with `matrix` and `alpha`; `random`.
 * @returns A transform from a category to a category.
 * @throws `PrivacyError` `ERR_PARAMETER` for fewer than two or repeated categories, proportions that are not > 0
 * or not one per category, both or neither of `retain` and `matrix`, a `retain` outside 0 … 1 or of 1, a matrix as for
 * `pram`, an `alpha` not in (0, 1], a result that leaves nothing to chance, an unknown name, a foreign
 * source; the transform:
 * `ERR_INPUT` for what is not one of the categories, null and undefined included; `ERR_RANDOM`.
 * @guarantee A released category may or may not be the true one. Values may stay, hence `partly`; not `linkable`. No ε
 * is claimed, all the less as the proportions come from the data; they stand in the facts. Draws of repeated releases
 * tell the true category. A rare category, uniqueness over several columns and the pattern of missing values survive;
 * k-anonymity measured afterwards means nothing.
 * @utility Expected counts are kept to 2⁻³² per cell and row; the counts themselves vary, and links to other columns
 * weaken.
 * @cost O(log categories) and at most 2 random words; with `matrix` O(categories³) once and 8 bytes an entry.
 * @source Gouweleeuw, Kooiman, Willenborg, de Wolf 1998, invariant PRAM.
 * @example
 * invariantPram({ categories: [0, 1], proportions: [90, 10], retain: 0.7 }).facts.deterministic // false
 */
// @__NO_SIDE_EFFECTS__
export function invariantPram<const C extends Category>(
  parameters: InvariantRetention<C> | InvariantMatrix<C>,
): Transform<CategoryColumn<C>, C> {
  const names = ['categories', 'proportions', 'retain', 'matrix', 'alpha', 'random'] as const;
  const given = optionsOf<Given<C>>(NAME, parameters, names);
  const { categories, proportions, retain, matrix, alpha = 1, random = systemRandom } = given;
  const source = checkedSource(NAME, random);
  const known = checkedCategories(NAME, categories);
  const weights = listOf(proportions) as number[];
  const fits = weights.length === known.length && weights.every((weight) => isBetween(weight, 1e-15, 1e15));
  check(NAME, 'proportions', fits, 'must be an array of numbers from 1e-15 to 1e15, one per category');
  const shares = isByMatrix(NAME, retain, matrix) && matrixOf(NAME, matrix, known.length);
  check(NAME, 'alpha', shares || given.alpha === undefined, 'must stand with matrix');
  check(NAME, 'alpha', isBetween(alpha, Number.MIN_VALUE, 1), 'must be a number above 0, at most 1');
  const draw = shares ? drawFrom(source, invariantMatrix(shares, weights, alpha)) : keepOrDraw(source, weights, retain);
  check(NAME, 'matrix', draw, CHANCE);
  const stated = shares ? { matrix: shares, alpha } : { retain: retain as number };
  return recoded(NAME, known, draw, { proportions: weights, ...stated, ...seededMark(source) });
}

const NAME = 'invariantPram';

interface Given<C> {
  readonly categories: readonly C[];
  readonly proportions: readonly number[];
  readonly retain?: number;
  readonly matrix?: readonly (readonly number[])[];
  readonly alpha?: number;
  readonly random?: RandomSource;
}

/** ρI + (1 − ρ)1pᵀ without the matrix, so that many categories cost little. */
function keepOrDraw(source: RandomSource, weights: readonly number[], retain: unknown): Draw {
  check(NAME, 'retain', isBetween(retain, 0, 1 - 2 ** -32), 'must be a number from 0 to below 1');
  const stay = Math.round(retain * WORDS);
  const table = thresholds(weights);
  return (position) => (source.u32() < stay ? position : cellOf(table, source.u32()));
}
