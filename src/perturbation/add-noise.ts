import { check, checkGrain, optionsOf } from '../core/checks.ts';
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
 * @throws `PrivacyError` `ERR_PARAMETER` for a scale outside 1e-200 … 1e200, an unknown distribution, bounds that do
 * not rise (or are not whole with `whole`, or nearer than `scale` with `redraw`), a grain not > 0, an unknown name, a
 * foreign source; the transform: `ERR_INPUT` for another type, null, NaN, ±∞, a value outside the bounds, and a value
 * further than 2³² scales from 0, whose noise would drown in rounding; `ERR_RANDOM`.
 * @guarantee Every result has another input where `scale` is at least `grain`, and within bounds the range, with
 * uniform noise `scale` too, at least two grains (but for values 2³² scales from 0, which have no neighbour beyond);
 * else the facts say `partly`. Not `linkable`. No ε is claimed. Fresh noise of repeated releases is averaged away: n
 * releases leave scale / √n. Outliers stay recognisable, and so do uniqueness, the pattern of missing values and,
 * within bounds, the bounds themselves. Uniform noise rules out every value beyond its half width.
 * @utility Unbiased without `within`; the variance grows by scale² (normal) or scale² / 3 (uniform), and by up to 1/4
 * with `whole`. Bounds are kept; both ways to keep them bias values near them.
 * @cost O(1); 2 to 5 random words in the mean, one pair more with `whole`; at most 3 times that with `redraw`.
 * @source Kim 1986; ISO/IEC 20889:2018, noise addition. Polar method: Marsaglia, Bray 1964.
 * @example
 * Math.abs(addNoise({ scale: 5, distribution: 'uniform' })(100) - 100) <= 5 // true
 */
// @__NO_SIDE_EFFECTS__
export function addNoise(parameters: AddNoiseParameters): Transform<number, number> {
  const given = optionsOf('addNoise', parameters, ['scale', 'distribution', 'within', 'whole', 'grain', 'random']);
  const { scale, distribution, within, whole = false, grain = 1, random = systemRandom } = given;
  const source = checkedSource('addNoise', random);
  check('addNoise', 'scale', isBetween(scale, 1e-200, 1e200), 'must be a number from 1e-200 to 1e200');
  const known = distribution === 'normal' || distribution === 'uniform';
  check('addNoise', 'distribution', known, 'must be normal or uniform');
  check('addNoise', 'whole', typeof whole === 'boolean', 'must be true or false');
  checkGrain('addNoise', grain);
  const bounds = boundsOf(within);
  const [low, high] = bounds?.range ?? [-Infinity, Infinity];
  const ends = !(bounds && whole) || (Number.isInteger(low) && Number.isInteger(high));
  check('addNoise', 'within.range', ends, 'must be whole numbers, as the results are');
  check(
    'addNoise',
    'scale',
    bounds?.by !== 'redraw' || scale <= high - low,
    'must be at most the length of the range to redraw',
  );
  // At a bound noise leads to one side only, and uniform noise no further than its half width: half-open intervals of
  // two grains hold two values, wherever on the line the values lie.
  const reach = bounds && distribution === 'uniform' ? 2 * grain : grain;
  const facts = {
    name: 'addNoise',
    technique: 'perturbation',
    reversible: scale >= reach && high - low >= 2 * grain ? 'never' : 'partly',
    linkable: false,
    deterministic: false,
  } as const;
  const kept = bounds && { within: { range: [low, high], by: bounds.by } };
  const stated = { scale, distribution, grain, whole, ...kept, ...seededMark(source) };
  const noise = distribution === 'normal' ? () => scale * normal(source) : () => scale * (2 * unit(source) - 1);
  const redraws = bounds?.by === 'redraw' ? REDRAWS : 0;
  const furthest = 2 ** 32 * scale;
  const step = 2 ** (Math.floor(Math.log2(scale)) - 20);
  return transform({ ...facts, parameters: stated }, (value) => {
    if (!isBetween(value, Math.max(low, -furthest), Math.min(high, furthest))) {
      const fault = Number.isFinite(value) ? 'outside the range or further than 2^32 scales from 0' : 'not a number';
      throw new PrivacyError('ERR_INPUT', `addNoise: value is ${fault}`);
    }
    let noisy = value + noise();
    for (let i = 0; i < redraws && !isBetween(noisy, low, high); i += 1) noisy = value + noise();
    noisy = reflected(noisy, low, high);
    const rounded = whole ? Math.floor(noisy + unit(source)) : Math.round(noisy / step) * step;
    return Math.min(Math.max(rounded, low), high) + 0; // + 0: no negative zero
  });
}

/** A copy of the bounds, checked; none where none are given. */
function boundsOf(within: NoiseBounds | undefined): NoiseBounds | undefined {
  if (within === undefined) return undefined;
  const { range, by } = optionsOf('addNoise', within, ['range', 'by'], 'within');
  const [low = Number.NaN, high = Number.NaN]: readonly number[] = Array.isArray(range) ? range : [];
  const rises =
    Number.isFinite(low) &&
    isBetween(high, low, Number.MAX_VALUE) &&
    isBetween(high - low, Number.MIN_VALUE, Number.MAX_VALUE);
  check('addNoise', 'within.range', rises, 'must be two finite numbers that rise');
  check('addNoise', 'within.by', by === 'redraw' || by === 'reflect', 'must be redraw or reflect');
  return { range: [low, high], by };
}

/** Folded at the bounds, as often as it takes, in one step: a period is once there and back. */
function reflected(x: number, low: number, high: number): number {
  if (isBetween(x, low, high)) return x;
  const period = 2 * (high - low);
  const phase = Math.abs(x - low) % period;
  return low + Math.min(phase, period - phase);
}
