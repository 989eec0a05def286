/** A sum that is fed one number at a time. */
export interface Sum {
  /** Adds one number. */
  add(value: number): void;
  /** The sum so far; 0 before the first number. */
  total(): number;
}

/**
 * A running sum that loses no low digits: Neumaier's algorithm.
 *
 * What a rounded addition drops is known exactly (TwoSum) and is summed apart. The total errs by at most half a unit
 * in its last place plus about n²·2⁻¹⁰⁶ of the sum of the absolute values, where a plain loop errs by n·2⁻⁵³ of it.
 * A partial sum beyond the double range gives what a plain loop gives, an infinity or NaN.
 *
 * Source: Neumaier 1974; Ogita, Rump, Oishi 2005, Sum2, with the error bound.
 */
// @__NO_SIDE_EFFECTS__
export function runningSum(): Sum {
  let sum = 0;
  let lost = 0;
  return {
    add(value) {
      const next = sum + value;
      lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
      sum = next;
    },
    total: () => whole(sum, lost),
  };
}

/** The sum of a column as {@link runningSum} gives it, written out: one loop without calls. */
export function compensatedSum(values: ArrayLike<number>): number {
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number; // in range by the loop
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return whole(sum, lost);
}

/** After an overflow the lost part is NaN and says nothing. */
function whole(sum: number, lost: number): number {
  return Number.isFinite(sum) ? sum + lost : sum;
}
