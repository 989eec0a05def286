import { expect, test } from 'vitest';
import { chiSquared, kolmogorovSmirnov, meanTest, normalDistribution, upperGamma } from './p-values.ts';

test.each([
  [1, 3.841458820694124, 0.05],
  [2, 27.631021115928547, 1e-6],
  [10, 23.209251158954356, 0.01],
  [100, 135.80672317102676, 0.01],
  [1, 0.00015708785790970184, 0.99],
])('chi-squared with %i degrees of freedom exceeds %f with probability %f', (degrees, quantile, p) => {
  expect(upperGamma(degrees / 2, quantile / 2) / p).toBeCloseTo(1, 9);
});
test('tables of the normal and of the Kolmogorov distribution', () => {
  expect(normalDistribution(1.959963984540054)).toBeCloseTo(0.975, 10);
  expect(normalDistribution(-1.2815515655446004)).toBeCloseTo(0.1, 10);
  expect(normalDistribution(0)).toBe(0.5);
  // one point at the median of [0, 1]: D = 1/2
  const lambda = (1 + 0.12 + 0.11) / 2;
  const series = [1, -1, 1, -1, 1, -1].map((sign, k) => 2 * sign * Math.exp(-2 * ((k + 1) * lambda) ** 2));
  expect(kolmogorovSmirnov([0.5], (x) => x)).toBeCloseTo(
    series.reduce((a, b) => a + b),
    6,
  );
});
test('the tests refuse what is off', () => {
  expect(chiSquared([600, 400], [500, 500])).toBeLessThan(1e-6);
  expect(chiSquared([510, 490], [500, 500])).toBeGreaterThan(0.1);
  const shifted = Array.from({ length: 1000 }, (_, i) => ((i + 0.5) / 1000) ** 1.3);
  expect(kolmogorovSmirnov(shifted, (x) => x)).toBeLessThan(1e-6);
  expect(meanTest(shifted, 0.5, Math.sqrt(1 / 12))).toBeLessThan(1e-6);
});
