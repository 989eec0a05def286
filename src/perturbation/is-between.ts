/** Whether something is a number from low to high; NaN is none, and no string is taken for a number. */
export function isBetween(x: unknown, low: number, high: number): x is number {
  return typeof x === 'number' && x >= low && x <= high;
}
