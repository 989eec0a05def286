import fc from 'fast-check';
import { expect } from 'vitest';
import { below, type RandomSource, unit } from '../../src/core/random.ts';
import { law } from '../law.ts';

const edge = fc.tuple(fc.integer({ min: 0, max: 31 }), fc.integer({ min: -2, max: 2 })).map(([k, d]) => 2 ** k + d);
const word = fc.oneof(
  fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  edge.map((x) => Math.max(x, 0)),
  edge.map((x) => 2 ** 32 - Math.max(x, 1)),
);
const source = (words: readonly number[]): RandomSource => {
  let next = 0;
  return { kind: 'seeded', '~mark': 'random', fill: () => {}, u32: () => words[next++] ?? 2 ** 32 - 1 };
};

law('utility: below is the high word of the product, or draws again', [word, word], (x, m) => {
  const n = Math.max(m, 1);
  const product = BigInt(x) * BigInt(n);
  const kept = (product & 0xffffffffn) >= 2n ** 32n % BigInt(n);
  const calls = { count: 0 };
  const counted = { ...source([x]), u32: () => (calls.count++ === 0 ? x : 2 ** 32 - 1) };
  const result = below(counted, n);
  expect(result).toBe(kept ? Number(product >> 32n) : n - 1); // 2^32 - 1 is kept for every n
  expect(calls.count > 1).toBe(!kept);
  expect(Number.isInteger(result) && result >= 0 && result < n).toBe(true);
});
law('utility: unit is a multiple of 2^-53 in [0, 1)', [word, word], (x, y) => {
  const u = unit(source([x, y]));
  expect(BigInt(u * 2 ** 53)).toBe((BigInt(x >>> 5) << 26n) | BigInt(y >>> 6));
  expect(u >= 0 && u < 1).toBe(true);
});
