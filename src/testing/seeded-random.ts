import { type Filler, type RandomSource, sourceOf } from '../core/random.ts';
import { PrivacyError } from '../errors.ts';

/**
 * A reproducible random source for tests and examples: the words of PCG-XSH-RR 64/32 from a seed.
 *
 * @param seed - An integer in 0 … 2⁵³ − 1.
 * @returns A source of kind `seeded`; what needs real randomness refuses it.
 * @throws `PrivacyError` `ERR_PARAMETER` for another seed.
 * @guarantee None: whoever knows or guesses the seed removes the noise. Never use it on data of people.
 * @utility The same seed gives the same words on every runtime.
 * @cost About 15 ns a word.
 * @source O'Neill 2014, PCG: pcg32_oneseq of the reference implementation.
 * @example
 * unsafeSeededRandom(1).u32() === unsafeSeededRandom(1).u32() // true
 */
// @__NO_SIDE_EFFECTS__
export function unsafeSeededRandom(seed: number): RandomSource {
  if (!(Number.isSafeInteger(seed) && seed >= 0)) {
    throw new PrivacyError('ERR_PARAMETER', 'unsafeSeededRandom: seed must be an integer in 0 … 2^53 - 1', {
      parameter: 'seed',
    });
  }
  return sourceOf('seeded', pcg(BigInt(seed)));
}

function pcg(seed: bigint): Filler {
  const step = (state: bigint): bigint => BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
  const start = step(step(0n) + seed);
  const state = Int32Array.of(Number(BigInt.asIntN(32, start >> 32n)), Number(BigInt.asIntN(32, start)));
  return (array) => {
    // the same steps on two signed words: laws draw many a word, and BigInt takes ten times as long
    let [high = 0, low = 0] = state;
    for (let i = 0; i < array.length; i += 1) {
      // 32 bits of (state >> 18 ^ state) >> 27, turned by the top 5 bits
      const mixed = ((high ^ (high >>> 18)) << 5) | ((low ^ ((high << 14) | (low >>> 18))) >>> 27);
      const turn = high >>> 27;
      array[i] = (mixed >>> turn) | (mixed << (-turn & 31));
      const product = Math.imul(low, 0x4c957f2d) >>> 0;
      const over = Math.floor(((low >>> 0) * 0x4c957f2d - product) * 2 ** -32 + 0.5); // exact as in `below`
      const sum = product + 0xf767814f;
      const carry = sum < 2 ** 32 ? 0 : 1;
      high = (Math.imul(low, 0x5851f42d) + Math.imul(high, 0x4c957f2d) + over + 0x14057b7e + carry) | 0;
      low = sum | 0;
    }
    state[0] = high;
    state[1] = low;
  };
}
