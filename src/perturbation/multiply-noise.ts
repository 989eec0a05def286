import { check, optionsOf } from '../core/checks.ts';
import { checkedSource, type RandomSource, systemRandom, unit } from '../core/random.ts';
import { type Transform, transform } from '../core/transform.ts';
import { PrivacyError } from '../errors.ts';
import { isBetween } from './is-between.ts';
import { normal } from './normal.ts';
import { seededMark } from './seeded-mark.ts';

/** Parameters of {@link multiplyNoise} for log-normal factors. */
export interface LogNormalFactors {
  /** Standard deviation of the factor's logarithm, 1e-4 to 10: about the relative error while it is small. */
  readonly scale: number;
  /** Excluded beside `scale`. */
  readonly between?: never;
  /** Excluded beside `scale`. */
  readonly shape?: never;
  /** The source of the noise, `systemRandom` unless given. */
  readonly random?: RandomSource;
}

/** Parameters of {@link multiplyNoise} for factors that keep away from 1. */
export interface AwayFactors {
  /** Least and greatest relative change, from 1e-6 to below 1, at least 1e-4 apart. */
  readonly between: readonly [number, number];
  /** How the change is spread: evenly, the default, or as a ramp that falls to 0 at the greatest change. */
  readonly shape?: 'uniform' | 'ramp';
  /** Excluded beside `between`. */
  readonly scale?: never;
  /** The source of the noise, `systemRandom` unless given. */
  readonly random?: RandomSource;
}

/**
 * Multiplies a number by a fresh random factor of mean 1.
 *
 * The result is rounded to 32 significant bits: the last bits of a product of doubles would tell which values can
 * not have been multiplied.
 *
 * @param parameters - `scale`, or `between` and `shape`; `random`.
 * @returns A transform from a number to a number of the same sign.
 * @throws `PrivacyError` `ERR_PARAMETER` for both or neither of `scale` and `between`, limits outside those stated, an
 * unknown name, a foreign source; the transform: `ERR_INPUT` for another type, null, NaN, ±∞, and a value that is not 0
 * with an absolute value outside 1e-200 … 1e200; `ERR_RANDOM`.
 * @guarantee With `between` every value but 0 moves by at least its least share. Zeros pass unchanged, hence `partly`;
 * so do the signs. Not `linkable`. No ε is claimed. Fresh noise of repeated releases is averaged away. Outliers stay
 * recognisable, and so do uniqueness and the pattern of missing values.
 * @utility Unbiased. The relative standard deviation is √(e^(scale²) − 1) with `scale`; with `between` the relative
 * error is at most its greatest share + 2⁻³¹.
 * @cost O(1); 5 random words in the mean with `scale`, 3 with `between`.
 * @source Kim and Winkler 2003; Evans, Zayatz and Slanta 1998 for factors away from 1.
 * @example
 * multiplyNoise({ between: [0.1, 0.2] })(0) // 0
 */
// @__NO_SIDE_EFFECTS__
export function multiplyNoise(parameters: LogNormalFactors | AwayFactors): Transform<number, number> {
  const given = optionsOf<Given>('multiplyNoise', parameters, ['scale', 'between', 'shape', 'random']);
  const { scale, between, shape = 'uniform', random = systemRandom } = given;
  const source = checkedSource('multiplyNoise', random);
  const one = (scale === undefined) !== (between === undefined);
  check('multiplyNoise', 'scale', one, 'or between must be given, not both');
  check('multiplyNoise', 'shape', between !== undefined || given.shape === undefined, 'must stand with between');
  const factor = scale === undefined ? awayFromOne(source, between, shape) : logNormal(source, scale);
  const facts = { name: 'multiplyNoise', technique: 'perturbation', reversible: 'partly' } as const;
  const stated = scale === undefined ? { between: between as readonly number[], shape } : { scale };
  const parameterFacts = { ...stated, ...seededMark(source) };
  return transform({ ...facts, linkable: false, deterministic: false, parameters: parameterFacts }, (value) => {
    if (!Number.isFinite(value)) throw new PrivacyError('ERR_INPUT', 'multiplyNoise: value is not a number');
    const size = Math.abs(value);
    if (!(size === 0 || isBetween(size, 1e-200, 1e200))) {
      throw new PrivacyError('ERR_INPUT', 'multiplyNoise: value is neither 0 nor from 1e-200 to 1e200 in size');
    }
    if (size === 0) return 0;
    const times = factor();
    const product = size * times;
    const step = 2 ** (Math.floor(Math.log2(product)) - 31);
    // away from the value, so that the least share holds
    const rounded = (times > 1 ? Math.ceil : Math.floor)(product / step) * step;
    return value < 0 ? -rounded : rounded;
  });
}

type Factor = () => number;

interface Given {
  readonly scale?: number;
  readonly between?: readonly [number, number];
  readonly shape?: 'uniform' | 'ramp';
  readonly random?: RandomSource;
}

function logNormal(source: RandomSource, s: number): Factor {
  check('multiplyNoise', 'scale', isBetween(s, 1e-4, 10), 'must be a number from 1e-4 to 10');
  return () => Math.exp(s * normal(source) - (s * s) / 2);
}

/** Below 1 or above it with probability 1/2 each; a ramp by inversion, its tail being the square of the distance. */
function awayFromOne(source: RandomSource, between: unknown, shape: string): Factor {
  const [least, most]: readonly unknown[] = Array.isArray(between) ? between : [];
  const apart = isBetween(least, 1e-6, 1) && isBetween(most, least + 1e-4, 1 - 2 ** -53);
  check('multiplyNoise', 'between', apart, 'must be two numbers from 1e-6 to below 1, at least 1e-4 apart');
  check('multiplyNoise', 'shape', shape === 'uniform' || shape === 'ramp', 'must be uniform or ramp');
  return () => {
    const share = 1 - unit(source);
    const change = most - (most - least) * (shape === 'ramp' ? Math.sqrt(share) : share);
    return source.u32() & 1 ? 1 + change : 1 - change;
  };
}
