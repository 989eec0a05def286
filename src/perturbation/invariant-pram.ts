import { checkedSource, type RandomSource, systemRandom } from '../core/random.ts';
import type { Transform } from '../core/transform.ts';
import { PrivacyError } from '../errors.ts';
import { type Category, type CategoryColumn, checkedCategories, listOf, matrixOf, recoded } from './categories.ts';
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
 * `pram`, an `alpha` not in (0, 1], a result that leaves nothing to chance, a foreign source; the transform:
 * `ERR_INPUT` for what is not one of the categories, null and undefined included; `ERR_RANDOM`.
 * @guarantee A released category may or may not be the true one. Values may stay, hence `partly`. No ε is claimed, all
 * the less as the proportions come from the data; they stand in the facts. Draws of repeated releases tell the true
 * category. A rare category, uniqueness over several columns and the pattern of missing values survive; k-anonymity
 * measured afterwards means nothing.
 * @utility Expected counts are kept to 2⁻³² per cell and row; the counts themselves vary, and links to other columns
 * weaken.
 * @cost O(log categories) and at most 2 random words; with `matrix` O(categories³) once and 8 bytes an entry.
 * @source Gouweleeuw, Kooiman, Willenborg, de Wolf 1998, invariant PRAM.
 * @example
 * invariantPram({ categories: [0, 1], proportions: [90, 10], retain: 0.7 }).facts.deterministic // false
 */
// @__NO_SIDE_EFFECTS__
export function invariantPram<C extends Category>(
  parameters: InvariantRetention<C> | InvariantMatrix<C>,
): Transform<CategoryColumn<C>, C> {
  const { categories, proportions, retain, matrix, random = systemRandom } = parameters ?? {};
  const source = checkedSource('invariantPram', random);
  const known = checkedCategories('invariantPram', categories);
  const alpha = parameters.alpha ?? 1;
  const weights = listOf(proportions);
  const given = weights.length === known.length && weights.every((weight) => isBetween(weight, 1e-15, 1e15));
  const shares = matrixOf(matrix, known.length);
  const draw =
    given &&
    (shares
      ? retain === undefined &&
        isBetween(alpha, Number.MIN_VALUE, 1) &&
        drawFrom(source, invariantMatrix(shares, weights as number[], alpha))
      : matrix === undefined &&
        parameters.alpha === undefined &&
        isBetween(retain, 0, 1 - 2 ** -32) &&
        keepOrDraw(source, weights as number[], retain));
  if (!draw) {
    throw new PrivacyError('ERR_PARAMETER', 'invariantPram: needs proportions, with retain < 1, or matrix and alpha');
  }
  const stated = shares ? { matrix: shares, alpha } : { retain: retain as number };
  return recoded('invariantPram', known, draw, { proportions: weights as number[], ...stated, ...seededMark(source) });
}

/** ρI + (1 − ρ)1pᵀ without the matrix, so that many categories cost little. */
function keepOrDraw(source: RandomSource, weights: readonly number[], retain: number): Draw {
  const stay = Math.round(retain * WORDS);
  const table = thresholds(weights);
  return (position) => (source.u32() < stay ? position : cellOf(table, source.u32()));
}
