import { expect, test } from 'vitest';
import { SecretKey } from '../../src/core/keys.ts';
import { shiftDate } from '../../src/perturbation/index.ts';
import { roots } from '../keyed-reference.ts';
import { chiSquared } from './p-values.ts';

// the keys are fixed, so these never fail by chance
const key = SecretKey.from(roots[0] as Uint8Array);
const n = 50_000;
const start = Date.UTC(2000, 0, 1);
const shifts = (low: number, high: number, id: (i: number) => string | number): number[] => {
  const shift = shiftDate<'id', number>({ key, subject: 'id', days: [low, high] });
  return Array.from({ length: n }, (_, i) => (shift(start, { id: id(i) }) - start) / 86_400_000);
};
const counts = (values: readonly number[], low: number, high: number): number[] => {
  const found = new Array<number>(high - low + 1).fill(0);
  for (const value of values) found[value - low] = (found[value - low] ?? 0) + 1;
  return found;
};

test.each([
  ['texts', (i: number) => `person ${i}`],
  ['integers', (i: number) => i],
])('the shifts of %s are even over the range, 0 and both ends included: chi-squared, n = 5e4, 1e-6', (_, id) => {
  for (const [low, high] of [
    [-3, 3],
    [-30, 29],
    [1, 365],
  ] as const) {
    const even = new Array<number>(high - low + 1).fill(n / (high - low + 1));
    expect(chiSquared(counts(shifts(low, high, id), low, high), even)).toBeGreaterThan(1e-6);
  }
});
test('the shifts of neighbouring subjects have no relation: chi-squared, n = 5e4, 1e-6', () => {
  const values = shifts(-2, 2, (i) => i);
  const pairs = values.slice(1).map((value, i) => 5 * (value + 2) + ((values[i] as number) + 2));
  const even = new Array<number>(25).fill((n - 1) / 25);
  expect(chiSquared(counts(pairs, 0, 24), even)).toBeGreaterThan(1e-6);
});
