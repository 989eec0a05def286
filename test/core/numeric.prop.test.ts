import fc from 'fast-check';
import { expect } from 'vitest';
import { compensatedSum, runningSum } from '../../src/core/numeric.ts';
import { law } from '../law.ts';

/** Multiples of 2⁻⁴⁰ of very different size, so that a BigInt sum is exact. */
const value = fc
  .tuple(fc.integer({ min: -(2 ** 31), max: 2 ** 31 }), fc.integer({ min: -40, max: 60 }))
  .map(([digits, exponent]) => digits * 2 ** exponent);
const values = fc.array(value, { maxLength: 12 });
const exact = (list: readonly number[]): bigint => list.reduce((sum, x) => sum + BigInt(x * 2 ** 40), 0n);
const size = (x: bigint): bigint => (x < 0n ? -x : x);

law('utility: the sum is within one rounding of the exact one, and a hair of the absolute values', [values], (list) => {
  const off = size(exact([compensatedSum(list)]) - exact(list));
  const absolute = exact(list.map(Math.abs));
  // |error| ≤ u |s| + n² u² Σ|x|, with u = 2⁻⁵³, in units of 2⁻⁴⁰
  const bound = (size(exact(list)) >> 53n) + ((absolute * BigInt(list.length ** 2)) >> 106n) + 1n;
  expect(off <= bound).toBe(true);
});
law('shape: a running sum is the sum of the list so far', [values], (list) => {
  const sum = runningSum();
  const totals = list.map((x) => {
    sum.add(x);
    return sum.total();
  });
  expect(totals).toEqual(list.map((_, i) => compensatedSum(list.slice(0, i + 1))));
});
