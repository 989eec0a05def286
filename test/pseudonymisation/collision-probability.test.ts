import fc from 'fast-check';
import { expect, test } from 'vitest';
import { collisionProbability } from '../../src/pseudonymisation/collision-probability.ts';
import { law } from '../law.ts';

test.each([
  [64, 1e6, 2.71e-8],
  [64, 1e8, 2.71e-4],
  [64, 1e9, 2.71e-2],
  [80, 1e6, 4.14e-13],
  [96, 1e8, 6.31e-14],
  [128, 1e9, 1.47e-21],
])('%s bits, %s values: %s', (bits, n, p) => {
  expect(collisionProbability({ bits, n })).toBeCloseTo(p, 2 - Math.floor(Math.log10(p)));
  expect(collisionProbability({ bits, n }) / p).toBeCloseTo(1, 2);
});
test.each([
  [64, 0, 0],
  [1, 1, 0.25],
  [1, 2, 1],
  [1, 1_000, 1],
  [256, 2 ** 53 - 1, (2 ** 53 - 1) ** 2 * 2 ** -257],
])('%s bits, %s values: exactly %s', (bits, n, p) => {
  expect(collisionProbability({ bits, n })).toBe(p);
});
law(
  'utility: the bound is above the true probability, and not far where it is small',
  [fc.integer({ min: 4, max: 40 }), fc.integer({ min: 2, max: 300 })],
  (bits, n) => {
    let none = 1;
    for (let drawn = 1; drawn < n; drawn += 1) none *= Math.max(0, 1 - drawn * 2 ** -bits);
    const bound = collisionProbability({ bits, n });
    const exact = 1 - none;
    expect(bound).toBeGreaterThanOrEqual(exact - 1e-12);
    // n² for n (n − 1), and pairs that are counted twice
    if (bound < 0.1) expect(exact).toBeGreaterThanOrEqual(bound * (1 - 1 / n) * 0.9 - 1e-12);
  },
);
law(
  'shape: more values or fewer bits are never safer',
  [fc.integer({ min: 1, max: 255 }), fc.nat(), fc.nat()],
  (bits, n, more) => {
    const p = collisionProbability({ bits, n });
    expect(collisionProbability({ bits, n: n + more })).toBeGreaterThanOrEqual(p);
    expect(collisionProbability({ bits: bits + 1, n })).toBeLessThanOrEqual(p);
  },
);
