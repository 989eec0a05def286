import { type RandomSource, sourceOf } from '../../src/core/random.ts';

/** A source that gives these words first, then words that differ from each other. */
export function scripted(words: readonly number[]): RandomSource {
  let next = 0;
  return sourceOf('seeded', (array) => {
    for (let i = 0; i < array.length; i += 1, next += 1) array[i] = words[next] ?? Math.imul(next, 2_654_435_761) >>> 0;
  });
}

/** The two words of which `unit` makes this multiple of 2⁻⁵³ in [0, 1). */
export function wordsOf(unit: number): [number, number] {
  const whole = Math.floor(unit * 2 ** 53);
  const high = Math.floor(whole / 2 ** 26);
  return [high * 32, (whole - high * 2 ** 26) * 64];
}

/** The four words of which `normal` makes this variate, up to rounding; |z| ≤ 8. */
export function wordsOfNormal(z: number): number[] {
  // near 0 both coordinates are drawn with s = 1/2, further out the second is 0
  const near = Math.abs(z) <= 1;
  const u = near ? z / Math.sqrt(-4 * Math.log(0.5)) : Math.sign(z) * Math.exp((-z * z) / 4);
  const v = near ? Math.sqrt(0.5 - u * u) : 0;
  return [...wordsOf((u + 1) / 2), ...wordsOf((v + 1) / 2)];
}
