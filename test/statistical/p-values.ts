/** The probability that a sound sample looks at least as odd as this one; a test refuses it below 1e-6. */

/** Pearson's chi-squared statistic of counts against expected counts, and its upper tail. */
export function chiSquared(counts: readonly number[], expected: readonly number[], lost = 1): number {
  const statistic = counts.reduce((sum, count, i) => sum + (count - (expected[i] ?? 0)) ** 2 / (expected[i] ?? 0), 0);
  return upperGamma((counts.length - lost) / 2, statistic / 2);
}

/** The two-sided Kolmogorov-Smirnov test of a sample against a continuous distribution function. */
export function kolmogorovSmirnov(sample: readonly number[], distribution: (x: number) => number): number {
  const n = sample.length;
  const distance = sample
    .toSorted((a, b) => a - b)
    .reduce((most, x, i) => Math.max(most, distribution(x) - i / n, (i + 1) / n - distribution(x)), 0);
  const lambda = (Math.sqrt(n) + 0.12 + 0.11 / Math.sqrt(n)) * distance; // Stephens 1970
  let sum = 0;
  for (let k = 1; k <= 100; k += 1) sum += 2 * (-1) ** (k - 1) * Math.exp(-2 * (k * lambda) ** 2);
  return Math.min(Math.max(sum, 0), 1);
}

/** The two-sided normal test of a mean with known expectation and standard deviation of one value. */
export function meanTest(sample: ArrayLike<number>, expectation: number, deviation: number): number {
  let sum = 0;
  for (let i = 0; i < sample.length; i += 1) sum += (sample[i] ?? Number.NaN) - expectation;
  return 2 * (1 - normalDistribution(Math.abs(sum) / Math.sqrt(sample.length) / deviation));
}

/** Φ, by the incomplete gamma function. */
export function normalDistribution(z: number): number {
  const tail = upperGamma(0.5, (z * z) / 2) / 2;
  return z < 0 ? tail : 1 - tail;
}

/** The regularised upper incomplete gamma function Q(a, x): series below a + 1, continued fraction above. */
export function upperGamma(a: number, x: number): number {
  if (x <= 0) return 1;
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let k = 1; k < 10_000 && term > sum * 1e-16; k += 1) {
      term *= x / (a + k);
      sum += term;
    }
    return 1 - front * sum;
  }
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let fraction = d;
  for (let k = 1; k < 10_000; k += 1) {
    b += 2;
    d = 1 / (k * (a - k) * d + b);
    c = b + (k * (a - k)) / c;
    fraction *= c * d;
    if (Math.abs(c * d - 1) < 1e-15) break;
  }
  return front * fraction;
}

/** Stirling's series from 10 on, the recurrence below. */
function logGamma(a: number): number {
  if (a < 10) return logGamma(a + 1) - Math.log(a);
  const series = 1 / 12 / a - 1 / 360 / a ** 3 + 1 / 1260 / a ** 5;
  return (a - 0.5) * Math.log(a) - a + Math.log(2 * Math.PI) / 2 + series;
}
