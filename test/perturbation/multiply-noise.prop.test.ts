import fc from 'fast-check';
import { expect } from 'vitest';
import { multiplyNoise } from '../../src/perturbation/index.ts';
import { unsafeSeededRandom } from '../../src/testing/index.ts';
import { law } from '../law.ts';
import { scripted, wordsOf, wordsOfNormal } from './scripted.ts';

const seed = fc.integer({ min: 0, max: 2 ** 32 });
const size = fc.oneof(
  fc.constantFrom(1, 2, 3, 1e-200, 1e200, 1 + 2 ** -52, 2 - 2 ** -52),
  fc.integer({ min: 1, max: 1e6 }),
  fc.double({ min: 1e-200, max: 1e200, noNaN: true }),
);
const value = fc.tuple(size, fc.constantFrom(1, -1)).map(([x, sign]) => sign * x);
const scale = fc.double({ min: 1e-4, max: 10, noNaN: true });
const share = fc.double({ min: 0, max: 1 - 2 ** -53, noNaN: true });
const shape = fc.constantFrom('uniform' as const, 'ramp' as const);
const between = fc
  .tuple(fc.double({ min: 1e-6, max: 0.99, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([least, u]): [number, number] => [least, Math.max(least + 2e-4, least + u * (0.9999 - least))]);
const any = fc.oneof(fc.record({ scale }), fc.record({ between, shape }));

law(
  'privacy: between moves every value but 0 by at least its least share',
  [value, between, shape, share],
  (x, b, s, u) => {
    for (const up of [0, 1]) {
      const y = multiplyNoise({ between: b, shape: s, random: scripted([...wordsOf(u), up]) })(x);
      const change = Math.abs(y / x - 1);
      expect(change >= b[0] - 4 * 2 ** -53 && change <= b[1] + 2 ** -30).toBe(true);
      expect(Math.abs(y) > Math.abs(x)).toBe(up === 1);
    }
  },
);
law(
  'privacy: the result has 32 significant bits, whatever the last bits of the value',
  [value, any, seed],
  (x, options, s) => {
    const y = Math.abs(multiplyNoise({ ...options, random: unsafeSeededRandom(s) })(x));
    expect(Number.isInteger(y * 2 ** (31 - Math.floor(Math.log2(y))))).toBe(true);
  },
);
law('privacy: partly is claimed, for 0 and only 0 gives 0', [value, any, seed], (x, options, s) => {
  const noisy = multiplyNoise({ ...options, random: unsafeSeededRandom(s) });
  expect(noisy.facts.reversible).toBe('partly');
  expect([noisy(0), noisy(-0)]).toEqual([0, 0]);
  expect(noisy(x)).not.toBe(0);
});

law('utility: the sign stays, the result is finite', [value, any, seed], (x, options, s) => {
  const y = multiplyNoise({ ...options, random: unsafeSeededRandom(s) })(x);
  expect(Math.sign(y) === Math.sign(x) && Number.isFinite(y)).toBe(true);
});
law(
  'utility: a log-normal factor is exp(sz - s²/2)',
  [value, scale, fc.double({ min: -7, max: 7, noNaN: true })],
  (x, s, z) => {
    const y = multiplyNoise({ scale: s, random: scripted(wordsOfNormal(z)) })(x);
    expect(Math.abs(y / x / Math.exp(s * z - (s * s) / 2) - 1)).toBeLessThan(2 ** -29);
  },
);
law('utility: more between, more change', [value, between, shape, share], (x, [least, most], s, u) => {
  const change = (b: [number, number]) =>
    multiplyNoise({ between: b, shape: s, random: scripted([...wordsOf(u), 1]) })(Math.abs(x));
  expect(change([least, most])).toBeLessThanOrEqual(change([least, most + 5e-5]) * (1 + 2 ** -30));
});
