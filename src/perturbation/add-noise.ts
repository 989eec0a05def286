import { checkedSource, type RandomSource, systemRandom, unit } from '../core/random.ts';
import { type Transform, transform } from '../core/transform.ts';
import { PrivacyError } from '../errors.ts';
import { isBetween } from './is-between.ts';
import { normal } from './normal.ts';
import { seededMark } from './seeded-mark.ts';

/** The bounds that noisy values keep. */
export interface NoiseBounds {
  /** The least and the greatest possible value; a value outside is refused. */
  readonly range: readonly [number, number];
  /** What happens to a noisy value outside: its noise is drawn again, or it is reflected at the bound it passed. */
  readonly by: 'redraw' | 'reflect';
}

/** Parameters of {@link addNoise}. */
export interface AddNoiseParameters {
  /** Standard deviation of normal noise, half width of uniform noise, in the unit of the value; 1e-200 to 1e200. */
  readonly scale: number;
  /** The law of the noise. */
  readonly distribution: 'normal' | 'uniform';
  /** Bounds to keep; none unless given. */
  readonly within?: NoiseBounds;
  /** Whether the result is rounded to a whole number, up or down at random, so that the mean stays. */
  readonly whole?: boolean;
  /** Smallest distance between two possible values, 1 unless given: it decides what the facts may claim. */
  readonly grain?: number;
  /** The source of the noise, `systemRandom` unless given. */
  readonly random?: RandomSource;
}

/** A redrawn value stays outside with probability ≤ 0.66, so a sound source gets here once in 10⁴⁶ values. */
const REDRAWS = 256;

/**
 * Adds fresh random noise of mean 0 to a number.
 *
 * The result is rounded to a power of two near scale / 2²⁰ (to a whole number with `whole`): the last bits of a sum
 * of doubles would tell which value the noise was added to.
 *
 * @param parameters - `scale`, `distribution`, `within`, `whole`, `grain`, `random`.
 * @returns A transform from a number to a noisy number; bigints are refused, for doubles cannot carry them.
 * @throws `PrivacyError` `ERR_PARAMETER` for a scale outside 1e-200 … 1e200, an unknown distribution, bounds
 * that do not rise (or are not whole with `whole`, or nearer than `scale` with `redraw`), a grain not > 0, a foreign
 * source; the transform: `ERR_INPUT` for another type, null, NaN, ±∞, a value outside the bounds, and a value further
 * than 2³² scales from 0, whose noise would drown in rounding; `ERR_RANDOM`.
 * @guarantee Every result has another input within one grain where `scale` (and the range) is at least `grain`, else
 * the facts say `partly`. No ε is claimed. Fresh noise of repeated releases is averaged away: n releases leave
 * scale / √n. Outliers stay recognisable, and so do uniqueness, the pattern of missing values and, within bounds, the
 * bounds themselves. Uniform noise rules out every value beyond its half width.
 * @utility Unbiased without `within`; the variance grows by scale² (normal) or scale² / 3 (uniform), and by up to 1/4
 * with `whole`. Bounds are kept; both ways to keep them bias values near them.
 * @cost O(1); 2 to 5 random words in the mean, one pair more with `whole`; at most 3 times that with `redraw`.
 * @source Kim 1986; ISO/IEC 20889:2018, noise addition. Polar method: Marsaglia, Bray 1964.
 * @example
 * Math.abs(addNoise({ scale: 5, distribution: 'uniform' })(100) - 100) <= 5 // true
 */
// @__NO_SIDE_EFFECTS__
export function addNoise(parameters: AddNoiseParameters): Transform<number, number> {
  const { scale, distribution, within, whole = false, grain = 1, random = systemRandom } = parameters ?? {};
  const source = checkedSource('addNoise', random);
  const [low, high] = boundsOf(within);
  const by = within?.by;
  const isEnd = whole ? Number.isInteger : Number.isFinite;
  const bounded = isEnd(low) && isEnd(high) && isBetween(high - low, Number.MIN_VALUE, Number.MAX_VALUE);
  if (
    !(isBetween(scale, 1e-200, 1e200) && (distribution === 'normal' || distribution === 'uniform')) ||
    !(isBetween(grain, Number.MIN_VALUE, Number.MAX_VALUE) && typeof whole === 'boolean') ||
    !(within === undefined || (bounded && (by === 'reflect' || (by === 'redraw' && scale <= high - low))))
  ) {
    throw new PrivacyError(
      'ERR_PARAMETER',
      'addNoise: scale, distribution, within, whole or grain is out of its limits',
    );
  }
  const facts = {
    name: 'addNoise',
    technique: 'perturbation',
    reversible: Math.min(scale, high - low) >= grain ? 'never' : 'partly',
    linkable: false,
    deterministic: false,
  } as const;
  const bounds = within && { within: { range: [low, high], by: within.by } };
  const stated = { scale, distribution, grain, whole, ...bounds, ...seededMark(source) };
  const noise = distribution === 'normal' ? () => scale * normal(source) : () => scale * (2 * unit(source) - 1);
  const redraws = by === 'redraw' ? REDRAWS : 0;
  const furthest = 2 ** 32 * scale;
  const step = 2 ** (Math.floor(Math.log2(scale)) - 20);
  return transform({ ...facts, parameters: stated }, (value) => {
    if (!isBetween(value, Math.max(low, -furthest), Math.min(high, furthest))) {
      throw new PrivacyError('ERR_INPUT', 'addNoise: value is not a number in the range and within 2^32 scales of 0');
    }
    let noisy = value + noise();
    for (let i = 0; i < redraws && !isBetween(noisy, low, high); i += 1) noisy = value + noise();
    noisy = reflected(noisy, low, high);
    const rounded = whole ? Math.floor(noisy + unit(source)) : Math.round(noisy / step) * step;
    return Math.min(Math.max(rounded, low), high) + 0; // + 0: no negative zero
  });
}

function boundsOf(within: NoiseBounds | undefined): readonly [number, number] {
  if (within === undefined) return [-Infinity, Infinity];
  return Array.isArray(within?.range) ? [within.range[0], within.range[1]] : [Number.NaN, Number.NaN];
}

/** Folded at the bounds, as often as it takes, in one step: a period is once there and back. */
function reflected(x: number, low: number, high: number): number {
  if (isBetween(x, low, high)) return x;
  const period = 2 * (high - low);
  const phase = Math.abs(x - low) % period;
  return low + Math.min(phase, period - phase);
}
