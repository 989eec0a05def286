import type { RandomSource } from '../core/random.ts';

/** 2³², the number of words that a row shares out. */
export const WORDS = 4_294_967_296;

/**
 * Shares the 2³² words out among cells: a word below `result[j]` and not below `result[j - 1]` stands for cell j.
 *
 * The cumulated shares are rounded, so that the cells sum to exactly 2³², a cell of weight 0 gets no word, and every
 * cell's probability is within 2⁻³² of its share.
 */
export function thresholds(weights: readonly number[]): Float64Array {
  let sum = 0;
  const cumulated = Float64Array.from(weights, (weight) => {
    sum += weight;
    return sum;
  });
  return cumulated.map((upTo) => Math.round((upTo / sum) * WORDS));
}

/** The cell that a word stands for, by bisection. */
export function cellOf(row: Float64Array, word: number): number {
  let low = 0;
  let high = row.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (word < (row[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Draws the position that is released for a position. */
export type Draw = (position: number) => number;

/** Draws from the rows of a matrix; false where no row leaves anything to chance: a fixed recoding is no perturbation. */
export function drawFrom(source: RandomSource, matrix: readonly (readonly number[])[]): Draw | false {
  const rows = matrix.map(thresholds);
  const random = rows.some((row) => row.some((upTo) => upTo > 0 && upTo < WORDS));
  return random && ((position) => cellOf(rows[position] as Float64Array, source.u32()));
}
