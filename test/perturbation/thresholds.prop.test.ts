import fc from 'fast-check';
import { expect } from 'vitest';
import { cellOf, thresholds } from '../../src/perturbation/thresholds.ts';
import { law } from '../law.ts';

const weight = fc.oneof(
  fc.constantFrom(0, 1),
  fc.integer({ min: 0, max: 1e6 }),
  fc.double({ min: 0, max: 1, noNaN: true }),
);
const weights = fc.array(weight, { minLength: 1, maxLength: 9 }).filter((list) => list.some((w) => w > 1e-300));
const word = fc.oneof(fc.constantFrom(0, 2 ** 31, 2 ** 32 - 1), fc.integer({ min: 0, max: 2 ** 32 - 1 }));

law('utility: the cells share out all words, each within one word of its part', [weights], (list) => {
  const sum = list.reduce((total, w) => total + w, 0);
  const table = thresholds(list);
  expect(table.at(-1)).toBe(2 ** 32);
  const off = list.map((w, j) => {
    const words = (table[j] ?? 0) - (table[j - 1] ?? 0);
    return w === 0 ? words * 2 : Math.abs(words - (w / sum) * 2 ** 32); // weight 0: no word at all
  });
  expect(Math.max(...off)).toBeLessThanOrEqual(1 + 1e-5);
});
law('utility: a word falls into the first cell that ends above it', [weights, word], (list, w) => {
  const table = thresholds(list);
  const words = [w, ...Array.from(table).flatMap((end) => [end - 1, end])].filter((x) => x >= 0 && x < 2 ** 32);
  expect(words.map((x) => cellOf(table, x))).toEqual(words.map((x) => table.findIndex((end) => x < end)));
});
