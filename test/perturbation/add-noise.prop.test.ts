import fc from 'fast-check';
import { expect } from 'vitest';
import { addNoise, type NoiseBounds } from '../../src/perturbation/index.ts';
import { unsafeSeededRandom } from '../../src/testing/index.ts';
import { law } from '../law.ts';
import { scripted, wordsOf, wordsOfNormal } from './scripted.ts';

const seed = fc.integer({ min: 0, max: 2 ** 32 });
const index = fc.integer({ min: -999, max: 999 });
const grain = fc.oneof(fc.constantFrom(1, 0.01, 100), fc.double({ min: 1e-6, max: 1e6, noNaN: true }));
const times = fc.oneof(fc.constantFrom(1, 2), fc.double({ min: 1, max: 1e3, noNaN: true }));
const share = fc.oneof(fc.constantFrom(0, 0.5, 1 - 2 ** -53), fc.double({ min: 0, max: 1 - 2 ** -53, noNaN: true }));
const deviate = fc.oneof(fc.constantFrom(0, 1, -1, 7), fc.double({ min: -7, max: 7, noNaN: true }));
const value = fc.oneof(index, fc.double({ min: -1e6, max: 1e6, noNaN: true }));
const scale = fc.double({ min: 1e-2, max: 1e6, noNaN: true });
const distribution = fc.constantFrom('normal' as const, 'uniform' as const);
const stepOf = (width: number): number => 2 ** (Math.floor(Math.log2(width)) - 20);
const clamp = (x: number, low: number, high: number): number => Math.min(Math.max(x, low), high);

law('privacy: every uniform result has another input one grain away', [index, grain, times, share], (i, g, n, u) => {
  const options = { scale: g * n, distribution: 'uniform', grain: g } as const;
  const noisy = addNoise({ ...options, random: scripted(wordsOf(u)) });
  expect(noisy.facts.reversible).toBe('never');
  const y = noisy(i * g);
  const other = (i + (y >= i * g ? 1 : -1)) * g;
  const again = clamp(((y - other) / options.scale + 1) / 2, 0, 1 - 2 ** -53);
  expect(addNoise({ ...options, random: scripted(wordsOf(again)) })(other)).toBe(y);
});
law('privacy: every normal result has another input one grain away', [index, grain, times, deviate], (i, g, n, z) => {
  const options = { scale: g * n, distribution: 'normal', grain: g } as const;
  const noisy = addNoise({ ...options, random: scripted(wordsOfNormal(z)) });
  expect(noisy.facts.reversible).toBe('never');
  const y = noisy(i * g);
  const other = (i + (y >= i * g ? 1 : -1)) * g;
  expect(addNoise({ ...options, random: scripted(wordsOfNormal((y - other) / options.scale)) })(other)).toBe(y);
});
law(
  'privacy: every result within bounds, whole or not, has another input',
  [fc.integer({ min: -50, max: 50 }), fc.nat(50), share, times, share, fc.boolean()],
  (low, more, at, n, u, whole) => {
    const high = low + 1 + more;
    const x = low + Math.round(at * (high - low));
    const within = { range: [low, high], by: 'reflect' } as const;
    const options = { scale: n, distribution: 'uniform', within, whole } as const;
    const noisy = addNoise({ ...options, random: scripted([...wordsOf(u), ...wordsOf(0.75)]) });
    expect(noisy.facts.reversible).toBe('never');
    const y = noisy(x);
    const up = y > x || (y === x && x < high);
    const other = up ? x + 1 : x - 1;
    const again = clamp(((y - other) / n + 1) / 2, 0, 1 - 2 ** -53);
    expect(addNoise({ ...options, random: scripted([...wordsOf(again), ...wordsOf(0.5)]) })(other)).toBe(y);
  },
);
law(
  'privacy: partly is claimed below the grain, where rounding reads the value back',
  [index, share, seed],
  (i, u, s) => {
    const noisy = addNoise({ scale: 0.001 + 0.498 * u, distribution: 'uniform', random: unsafeSeededRandom(s) });
    expect(noisy.facts.reversible).toBe('partly');
    expect(Math.round(noisy(i)) + 0).toBe(i + 0);
  },
);
law('privacy: the last bits of the value are gone', [value, scale, distribution, seed], (x, w, d, s) => {
  const y = addNoise({ scale: w, distribution: d, random: unsafeSeededRandom(s) })(x);
  expect(Number.isInteger(y / stepOf(w))).toBe(true);
  expect(Object.is(y, -0)).toBe(false);
});

law('utility: uniform noise stays within its half width', [value, scale, share], (x, w, u) => {
  const y = addNoise({ scale: w, distribution: 'uniform', random: scripted(wordsOf(u)) })(x);
  expect(Math.abs(y - x - w * (2 * u - 1))).toBeLessThanOrEqual(stepOf(w) / 2 + Math.abs(x) * 2 ** -50);
  expect(Math.abs(y - x)).toBeLessThanOrEqual(w + stepOf(w) / 2 + Math.abs(x) * 2 ** -50);
});
law('utility: normal noise is the deviate times the scale', [value, scale, deviate], (x, w, z) => {
  const y = addNoise({ scale: w, distribution: 'normal', random: scripted(wordsOfNormal(z)) })(x);
  expect(Math.abs(y - x - w * z)).toBeLessThanOrEqual(stepOf(w) + Math.abs(x) * 2 ** -50);
});
law(
  'utility: bounds are kept, whatever the noise',
  [
    value,
    fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
    share,
    share,
    distribution,
    fc.boolean(),
    fc.boolean(),
    seed,
  ],
  (low, width, at, less, d, redraw, edge, s) => {
    const high = low + width;
    const by = redraw ? 'redraw' : 'reflect';
    const w = redraw ? Math.max((high - low) * less, 1e-3 * (high - low)) : Math.max(1e-3, 500 * less) * (high - low);
    const x = edge ? high : Math.min(low + at * width, high);
    fc.pre(Math.abs(x) <= 2 ** 32 * w);
    const y = addNoise({
      scale: w,
      distribution: d,
      within: { range: [low, high], by },
      random: unsafeSeededRandom(s),
    })(x);
    expect(low <= y && y <= high).toBe(true);
  },
);
law(
  'utility: reflection is mirroring at one bound after the other',
  [
    fc.integer({ min: -8, max: 8 }),
    fc.integer({ min: 1, max: 8 }),
    fc.nat(8),
    fc.nat(6),
    fc.integer({ min: 0, max: 2 ** 20 - 1 }),
  ],
  (low, width, at, power, u) => {
    const high = low + width;
    const within: NoiseBounds = { range: [low, high], by: 'reflect' };
    const options = { scale: 2 ** power, distribution: 'uniform', within } as const;
    let mirrored = low + (at % (width + 1)) + 2 ** power * (2 * u * 2 ** -20 - 1);
    while (mirrored < low || mirrored > high) mirrored = (mirrored < low ? 2 * low : 2 * high) - mirrored;
    expect(addNoise({ ...options, random: scripted(wordsOf(u * 2 ** -20)) })(low + (at % (width + 1)))).toBe(
      mirrored + 0,
    );
  },
);
law('utility: whole numbers stay whole, rounded to a neighbour', [index, times, share, share], (x, w, u, v) => {
  const options = { scale: w, distribution: 'uniform', whole: true } as const;
  const y = addNoise({ ...options, random: scripted([...wordsOf(u), ...wordsOf(v)]) })(x);
  expect(Number.isInteger(y) && !Object.is(y, -0)).toBe(true);
  expect(Math.abs(y - x - w * (2 * u - 1))).toBeLessThanOrEqual(1 + 1e-9);
});
law(
  'shape: the same words give the same noise, the next ones other noise',
  [value, scale, distribution, seed],
  (x, w, d, s) => {
    const make = () => addNoise({ scale: w, distribution: d, random: unsafeSeededRandom(s) });
    const [one, two] = [make(), make()];
    expect([one(x), one(x)]).toEqual([two(x), two(x)]);
  },
);
