import { expect, test } from 'vitest';
import { below, unit } from '../../src/core/random.ts';
import { unsafeSeededRandom } from '../../src/testing/index.ts';
import { chiSquared, kolmogorovSmirnov } from './p-values.ts';

const times = <T>(n: number, draw: () => T): T[] => Array.from({ length: n }, draw);

test.each([2, 3, 6, 10, 64, 1000])('below(%i) is uniform: chi-squared, n = 1e5, 1e-6', (n) => {
  const random = unsafeSeededRandom(n);
  const counts = new Array<number>(n).fill(0);
  for (const result of times(1e5, () => below(random, n))) counts[result] = (counts[result] ?? 0) + 1;
  expect(chiSquared(counts, new Array(n).fill(1e5 / n))).toBeGreaterThan(1e-6);
});
test.each([3_000_000_000, 2 ** 32 - 1])('below(%i) is uniform over 50 parts: chi-squared, n = 1e5, 1e-6', (n) => {
  const random = unsafeSeededRandom(n);
  const counts = new Array<number>(50).fill(0);
  for (const part of times(1e5, () => Math.floor((below(random, n) / n) * 50))) counts[part] = (counts[part] ?? 0) + 1;
  expect(chiSquared(counts, new Array(50).fill(2000))).toBeGreaterThan(1e-6);
});
test('unit is uniform on [0, 1): Kolmogorov-Smirnov, n = 1e5, 1e-6', () => {
  const random = unsafeSeededRandom(53);
  expect(
    kolmogorovSmirnov(
      times(1e5, () => unit(random)),
      (x) => x,
    ),
  ).toBeGreaterThan(1e-6);
});
test('each bit of a seeded word is fair: chi-squared, n = 1e5, 1e-6', () => {
  const random = unsafeSeededRandom(32);
  const ones = new Array<number>(32).fill(0);
  for (const word of times(1e5, () => random.u32())) {
    for (let bit = 0; bit < 32; bit += 1) ones[bit] = (ones[bit] ?? 0) + ((word >>> bit) & 1);
  }
  const counts = ones.flatMap((one) => [one, 1e5 - one]);
  expect(chiSquared(counts, new Array(64).fill(5e4), 32)).toBeGreaterThan(1e-6);
});
