import { type RandomSource, sourceOf } from '../core/random.ts';
import { PrivacyError } from '../errors.ts';

/**
 * A reproducible random source for tests and examples: the words of PCG-XSH-RR 64/32 from a seed.
 *
 * @param seed - An integer in 0 … 2⁵³ − 1.
 * @returns A source of kind `seeded`; what needs real randomness refuses it.
 * @throws {@link PrivacyError} `ERR_PARAMETER` for another seed.
 * @guarantee None: whoever knows or guesses the seed removes the noise. Never use it on data of people.
 * @utility The same seed gives the same words on every runtime.
 * @cost About 50 ns a word.
 * @source O'Neill 2014, PCG.
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
  const word = pcg(BigInt(seed));
  return sourceOf('seeded', (array) => {
    for (let i = 0; i < array.length; i += 1) array[i] = word();
  });
}

function pcg(seed: bigint): () => number {
  const step = (state: bigint): bigint => BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
  let state = step(step(0n) + seed);
  return () => {
    const old = state;
    state = step(old);
    const mixed = Number(BigInt.asUintN(32, ((old >> 18n) ^ old) >> 27n));
    const turn = Number(old >> 59n);
    return ((mixed >>> turn) | (mixed << (-turn & 31))) >>> 0;
  };
}
