import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unsafeSeededRandom } from '../../src/testing/index.ts';
import { law } from '../law.ts';

const seeds = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });

/** The n-th word by a formula of its own: the state jumps there by squaring, x ↦ ax + c n times. */
function wordAt(seed: number, n: number): number {
  const wrap = (x: bigint): bigint => x % 2n ** 64n;
  const [multiplier, increment] = [0x5851f42d4c957f2dn, 0x14057b7ef767814fn];
  let [a, c, state] = [multiplier, increment, wrap((BigInt(seed) + increment) * multiplier + increment)];
  for (let left = n; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) state = wrap(a * state + c);
    [a, c] = [wrap(a * a), wrap(a * c + c)];
  }
  const mixed = ((state ^ (state / 2n ** 18n)) / 2n ** 27n) % 2n ** 32n;
  const bits = mixed.toString(2).padStart(32, '0');
  const turn = Number(state / 2n ** 59n);
  return Number.parseInt(bits.slice(32 - turn) + bits.slice(0, 32 - turn), 2);
}

test('seed 42 gives the words that the reference implementation publishes (pcg-cpp, check-pcg32_oneseq)', () => {
  const source = unsafeSeededRandom(42);
  const published = [0xc2f57bd6, 0x6b07c4a9, 0x72b7b29b, 0x44215383, 0xf5af5ead, 0x68beb632];
  expect(published.map(() => source.u32())).toEqual(published);
});
test.each([0, 1, 2 ** 32, Number.MAX_SAFE_INTEGER])('seed %i gives the words of PCG, over several pools', (seed) => {
  const source = unsafeSeededRandom(seed);
  for (let n = 0; n < 2_000; n += 1) expect(source.u32()).toBe(wordAt(seed, n));
});
test('a seeded source says so', () => {
  expect(unsafeSeededRandom(1).kind).toBe('seeded');
});
test('bytes are reproducible too, and do not disturb what was drawn ahead', () => {
  const [one, two] = [unsafeSeededRandom(7), unsafeSeededRandom(7)];
  const [left, right] = [new Uint8Array(40), new Uint8Array(40)];
  one.fill(left);
  two.fill(right);
  expect(left).toEqual(right);
  expect(Array.from(left)).toEqual(Array.from({ length: 40 }, (_, i) => wordAt(7, 256 + i) & 255));
  expect(one.u32()).toBe(wordAt(7, 0));
});
test.each([-1, 0.5, 2 ** 53, Number.NaN, Infinity, 1n, '1', null, undefined])('seed %s is refused', (seed) => {
  const error = { code: 'ERR_PARAMETER', details: { parameter: 'seed' } };
  expect(() => unsafeSeededRandom(seed as never)).toThrow(expect.objectContaining(error));
});

law('shape: the same seed gives the same words, another seed others', [seeds, seeds], (seed, other) => {
  const draw = (from: number): number[] => {
    const source = unsafeSeededRandom(from);
    return [source.u32(), source.u32(), source.u32(), source.u32()];
  };
  expect(draw(seed)).toEqual(draw(seed));
  if (seed !== other) expect(draw(seed)).not.toEqual(draw(other));
});
