/** How far a share that was observed may be from the rate behind it. */
export interface Interval {
  /** The lower end. */
  readonly low: number;
  /** The upper end. */
  readonly high: number;
  /** The confidence, a fraction of 1. */
  readonly confidence: number;
}

/**
 * Wilson's score interval for a rate, after some successes in n independent attempts; the whole range for none.
 *
 * Its coverage is near the confidence on average, not in every case at least that.
 *
 * @source Wilson 1927; as in Giomi et al. 2023.
 */
export function wilson(successes: number, n: number, confidence: number): Interval {
  if (n === 0) return { low: 0, high: 1, confidence };
  const z = quantile(confidence);
  const centre = (successes + z ** 2 / 2) / (n + z ** 2);
  const half = (z / (n + z ** 2)) * Math.sqrt((successes * (n - successes)) / n + z ** 2 / 4);
  // exactly the end where none or all succeeded, which rounding would miss
  const low = successes === 0 ? 0 : centre - half;
  const high = successes === n ? 1 : centre + half;
  return { low, high, confidence };
}

/** The z for which a standard normal value lies within ±z with this probability, by halving; up to 1 − 1e-9. */
function quantile(confidence: number): number {
  let [low, high] = [0, 8];
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (within(middle) < confidence) low = middle;
    else high = middle;
  }
  return high;
}

/** The probability that a standard normal value lies within ±z, by the series of Marsaglia 2004. */
function within(z: number): number {
  let [sum, term] = [z, z];
  for (let k = 3; term > 1e-17 * sum; k += 2) {
    term *= z ** 2 / k;
    sum += term;
  }
  return 2 * sum * (Math.exp(-(z ** 2) / 2) / Math.sqrt(2 * Math.PI));
}
