import { expect, test } from 'vitest';
import { addNoise, invariantPram, multiplyNoise, pram, rankSwap, shuffle } from '../../src/perturbation/index.ts';
import { unsafeSeededRandom } from '../../src/testing/index.ts';
import { chiSquared, kolmogorovSmirnov, meanTest, normalDistribution } from './p-values.ts';

const N = 1e5;
const draws = (draw: () => number): number[] => Array.from({ length: N }, draw);
const squares = (sample: readonly number[], mean: number): number[] => sample.map((x) => (x - mean) ** 2);

test('normal noise is normal: Kolmogorov-Smirnov, n = 1e5, 1e-6', () => {
  const noisy = addNoise({ scale: 3, distribution: 'normal', random: unsafeSeededRandom(1) });
  const sample = draws(() => noisy(40));
  expect(kolmogorovSmirnov(sample, (x) => normalDistribution((x - 40) / 3))).toBeGreaterThan(1e-6);
});
test('normal noise keeps the mean and adds scale² to the variance: normal tests, n = 1e5, 1e-6', () => {
  const noisy = addNoise({ scale: 3, distribution: 'normal', random: unsafeSeededRandom(2) });
  const sample = draws(() => noisy(40));
  expect(meanTest(sample, 40, 3)).toBeGreaterThan(1e-6);
  expect(meanTest(squares(sample, 40), 9, 9 * Math.SQRT2)).toBeGreaterThan(1e-6);
});
test('uniform noise is uniform: Kolmogorov-Smirnov, n = 1e5, 1e-6', () => {
  const noisy = addNoise({ scale: 3, distribution: 'uniform', random: unsafeSeededRandom(3) });
  const sample = draws(() => noisy(40));
  expect(kolmogorovSmirnov(sample, (x) => (x - 37) / 6)).toBeGreaterThan(1e-6);
});
test('whole noise keeps the mean and adds rounding to the variance: normal tests, n = 1e5, 1e-6', () => {
  const noisy = addNoise({ scale: 3, distribution: 'normal', whole: true, random: unsafeSeededRandom(4) });
  const sample = draws(() => noisy(40));
  // the fraction of a normal variate of this width is uniform to 1e-70: its rounding has variance E f(1 - f) = 1/6
  const variance = 9 + 1 / 6;
  expect(meanTest(sample, 40, Math.sqrt(variance))).toBeGreaterThan(1e-6);
  expect(meanTest(squares(sample, 40), variance, variance * Math.SQRT2)).toBeGreaterThan(1e-6);
});
test('redrawn noise is the truncated normal: Kolmogorov-Smirnov, n = 1e5, 1e-6', () => {
  const within = { range: [0, 10], by: 'redraw' } as const;
  const noisy = addNoise({ scale: 8, distribution: 'normal', within, random: unsafeSeededRandom(5) });
  const at = (x: number): number => normalDistribution((x - 1) / 8);
  const sample = draws(() => noisy(1));
  expect(kolmogorovSmirnov(sample, (x) => (at(x) - at(0)) / (at(10) - at(0)))).toBeGreaterThan(1e-6);
});
test('reflected noise is the folded normal: Kolmogorov-Smirnov, n = 1e5, 1e-6', () => {
  const within = { range: [0, 10], by: 'reflect' } as const;
  const noisy = addNoise({ scale: 12, distribution: 'normal', within, random: unsafeSeededRandom(6) });
  // P(folded ≤ x) is that of [20k - x, 20k + x] over all k
  const upTo = (x: number): number =>
    [-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5].reduce((sum, k) => {
      const [from, to] = [(20 * k - x - 1) / 12, (20 * k + x - 1) / 12];
      return sum + normalDistribution(to) - normalDistribution(from);
    }, 0);
  expect(
    kolmogorovSmirnov(
      draws(() => noisy(1)),
      upTo,
    ),
  ).toBeGreaterThan(1e-6);
});
test('the mean of many releases finds the value: normal test, n = 1e5, 1e-6', () => {
  // the repeat attack that every doc comment names
  const noisy = addNoise({ scale: 10, distribution: 'uniform', random: unsafeSeededRandom(7) });
  const sample = draws(() => noisy(41_234));
  expect(Math.round(sample.reduce((a, b) => a + b, 0) / N)).toBe(41_234);
  expect(meanTest(sample, 41_234, 10 / Math.sqrt(3))).toBeGreaterThan(1e-6);
});

test('log-normal factors: Kolmogorov-Smirnov and normal test of the mean, n = 1e5, 1e-6', () => {
  const noisy = multiplyNoise({ scale: 0.3, random: unsafeSeededRandom(8) });
  const sample = draws(() => noisy(-500));
  expect(kolmogorovSmirnov(sample, (y) => 1 - normalDistribution((Math.log(-y / 500) + 0.045) / 0.3))).toBeGreaterThan(
    1e-6,
  );
  expect(meanTest(sample, -500, 500 * Math.sqrt(Math.exp(0.09) - 1))).toBeGreaterThan(1e-6);
});
test.each(['uniform', 'ramp'] as const)('%s factors away from 1: Kolmogorov-Smirnov, n = 1e5, 1e-6', (shape) => {
  const noisy = multiplyNoise({ between: [0.1, 0.3], shape, random: unsafeSeededRandom(9) });
  const part = (t: number): number => {
    const u = Math.min(Math.max((t - 0.1) / 0.2, 0), 1);
    return shape === 'ramp' ? 1 - (1 - u) ** 2 : u; // P(change ≤ t)
  };
  const upTo = (m: number): number => (m < 1 ? (1 - part(1 - m)) / 2 : (1 + part(m - 1)) / 2);
  const sample = draws(() => noisy(1000) / 1000);
  expect(kolmogorovSmirnov(sample, upTo)).toBeGreaterThan(1e-6);
  // E change², by hand: (a² + ab + b²) / 3, and a² + 2a(b - a) / 3 + (b - a)² / 6 for the ramp
  const variance = shape === 'ramp' ? 0.01 + 0.04 / 3 + 0.04 / 6 : 0.13 / 3;
  expect(meanTest(sample, 1, Math.sqrt(variance))).toBeGreaterThan(1e-6);
});

const names = ['a', 'b', 'c'];
const tally = (draw: () => string, n: number): number[] => {
  const counts = names.map(() => 0);
  for (let i = 0; i < n; i += 1) {
    const at = names.indexOf(draw());
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
};
const matrix = [
  [0.7, 0.2, 0.1],
  [0.05, 0.9, 0.05],
  [0.25, 0.25, 0.5],
];
test.each([0, 1, 2])('a matrix gives the frequencies of its row %i: chi-squared, n = 1e5, 1e-6', (row) => {
  const recode = pram({ categories: names, matrix, random: unsafeSeededRandom(10 + row) });
  const counts = tally(() => recode(names[row] ?? ''), N);
  expect(
    chiSquared(
      counts,
      (matrix[row] ?? []).map((p) => p * N),
    ),
  ).toBeGreaterThan(1e-6);
});
test('retain stays with its probability, the rest is even: chi-squared, n = 1e5, 1e-6', () => {
  const recode = pram({ categories: names, retain: [0.6, 0.3, 0.9], random: unsafeSeededRandom(13) });
  expect(
    chiSquared(
      tally(() => recode('b'), N),
      [0.35, 0.3, 0.35].map((p) => p * N),
    ),
  ).toBeGreaterThan(1e-6);
});
const shares = [0.6, 0.3, 0.1];
test.each([
  ['retain', { retain: 0.4 }],
  ['matrix', { matrix }],
  ['matrix and alpha', { matrix, alpha: 0.5 }],
])('invariant PRAM by %s keeps the counts: chi-squared, n = 1e5, 1e-6', (_, options) => {
  const random = unsafeSeededRandom(14);
  const recode = invariantPram({ categories: names, proportions: [6, 3, 1], ...options, random });
  const column = names.flatMap((name, i) => new Array<string>((shares[i] ?? 0) * N).fill(name));
  let row = 0;
  const counts = tally(() => recode(column[row++] ?? ''), N);
  // the true counts are fixed, so the statistic is smaller than chi-squared: the alarm rate is at most 1e-6
  expect(
    chiSquared(
      counts,
      shares.map((p) => p * N),
    ),
  ).toBeGreaterThan(1e-6);
  expect(counts).not.toEqual(shares.map((p) => p * N));
});

test('shuffle gives each of 120 permutations alike: chi-squared, n = 6e4, 1e-6', () => {
  const random = unsafeSeededRandom(15);
  const counts = new Map<string, number>();
  for (let run = 0; run < 6e4; run += 1) {
    const key = shuffle([1, 2, 3, 4, 5], { random }).join('');
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  expect(counts.size).toBe(120);
  expect(chiSquared([...counts.values()], new Array(120).fill(500))).toBeGreaterThan(1e-6);
});
test('the first rank swaps with each rank of its window alike: chi-squared, n = 2e4, 1e-6', () => {
  const random = unsafeSeededRandom(16);
  const counts = new Array<number>(8).fill(0);
  const values = Array.from({ length: 20 }, (_, i) => (i * 7) % 20);
  for (let run = 0; run < 2e4; run += 1) {
    const partner = rankSwap(values, { window: 0.4, random })[0] ?? 0; // row 0 holds the least value
    counts[partner - 1] = (counts[partner - 1] ?? 0) + 1;
  }
  expect(chiSquared(counts, new Array(8).fill(2500))).toBeGreaterThan(1e-6);
});
