import { expect, test } from 'vitest';
import { compensatedSum, runningSum } from '../../src/core/numeric.ts';

const running = (values: ArrayLike<number>): number => {
  const sum = runningSum();
  for (const value of Array.from(values)) sum.add(value);
  return sum.total();
};

test.each([
  ['compensatedSum', compensatedSum],
  ['runningSum', running],
])('%s keeps what a plain loop drops', (_, sum) => {
  expect(sum([1, 1e100, 1, -1e100])).toBe(2);
  expect(sum(new Array(10).fill(0.1))).toBe(1);
  expect(sum(new Float64Array([2 ** 53, 1, 1]))).toBe(2 ** 53 + 2);
  expect(sum([])).toBe(0);
});

test.each([
  ['compensatedSum', compensatedSum],
  ['runningSum', running],
])('%s gives what a plain loop gives beyond the double range', (_, sum) => {
  expect(sum([Infinity, 1])).toBe(Infinity);
  expect(sum([1, -Infinity, 1])).toBe(-Infinity);
  expect(sum([Infinity, -Infinity])).toBeNaN();
  expect(sum([1, Number.NaN])).toBeNaN();
  expect(sum([Number.MAX_VALUE, Number.MAX_VALUE, -Number.MAX_VALUE])).toBe(Infinity);
});

test('a running sum can be read at any time', () => {
  const sum = runningSum();
  expect(sum.total()).toBe(0);
  sum.add(0.1);
  expect(sum.total()).toBe(0.1);
  sum.add(0.2);
  sum.add(0.3);
  expect(sum.total()).toBe(0.6);
});
