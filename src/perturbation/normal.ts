import { type RandomSource, unit } from '../core/random.ts';

/**
 * A normal variate of mean 0 and variance 1: Marsaglia's polar method on uniforms of 53 bits.
 *
 * Floating point, not exact: the last bits carry the marks of log and sqrt, so what is released must be rounded to
 * far fewer bits. Of each pair one variate is thrown away, so that no noise stays in memory between two calls.
 */
export function normal(random: RandomSource): number {
  for (;;) {
    const u = 2 * unit(random) - 1;
    const v = 2 * unit(random) - 1;
    const s = u * u + v * v;
    if (s > 0 && s < 1) return u * Math.sqrt((-2 * Math.log(s)) / s);
  }
}
