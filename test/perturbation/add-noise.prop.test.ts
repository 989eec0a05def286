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
/** In grains: where the range begins, its length, the scale, and where the grid of the values lies. */
const near = fc.oneof(fc.constantFrom(1.2, 1.95, 2 - 2 ** -30, 2), fc.double({ min: 1.8, max: 4, noNaN: true }));
const offset = fc.oneof(fc.constantFrom(0, 0.5), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }));
const places = fc.tuple(index, offset, near, near, offset);

/** The words that lead from a value to a result, as near as the noise gets to it; the last two round it. */
function wordsTo(y: number, x: number, scale: number, law: 'normal' | 'uniform', whole: boolean): number[] {
  const noise = law === 'uniform' ? clamp(y - x, -scale, scale) : y - x;
  const words =
    law === 'uniform' ? wordsOf(clamp((noise / scale + 1) / 2, 0, 1 - 2 ** -53)) : wordsOfNormal(noise / scale);
  const missing = y - (x + noise);
  return whole ? [...words, ...wordsOf(Math.abs(missing) < 0.25 ? 0.5 : missing > 0 ? 1 - 2 ** -53 : 0)] : words;
}
law(
  'privacy: never is claimed within bounds only where every result has another input, wherever the values lie',
  [places, grain, share, deviate, fc.nat(9), distribution, fc.boolean(), share],
  ([begin, more, long, wide, at], g, u, z, k, d, whole, v) => {
    const unit = whole ? Math.ceil(g) : g; // a range of whole numbers
    const [low, high] = whole
      ? [begin * unit, begin * unit + Math.max(1, Math.floor(long * unit))]
      : [(begin + more) * unit, (begin + more + long) * unit];
    const first = (Math.ceil(low / unit - at) + at) * unit;
    const x = first + (k % Math.max(1, Math.floor((high - first) / unit) + 1)) * unit;
    fc.pre(low <= x && x <= high);
    const scale = wide * unit;
    const options = {
      scale,
      distribution: d,
      grain: unit,
      whole,
      within: { range: [low, high], by: 'reflect' },
    } as const;
    const end = u === 0 ? low : u === 0.5 ? high : undefined; // often the noise leads to an end, where least others do
    const goal = end ?? x + scale * (d === 'uniform' ? 2 * u - 1 : z);
    const drawn = [...wordsTo(goal, x, scale, d, false), ...wordsOf(v)];
    const noisy = addNoise({ ...options, random: scripted(drawn) });
    fc.pre(noisy.facts.reversible === 'never');
    const y = noisy(x);
    const reaches = (other: number): boolean =>
      low <= other &&
      other <= high &&
      addNoise({ ...options, random: scripted(wordsTo(y, other, scale, d, whole)) })(other) === y;
    expect(reaches(y >= x ? x + unit : x - unit) || reaches(y >= x ? x - unit : x + unit)).toBe(true);
  },
);
law(
  'privacy: partly is claimed where a range of less than two grains may hold one value, which is then known',
  [index, fc.double({ min: 0.1, max: 0.9, noNaN: true }), fc.double({ min: 0.1, max: 0.9, noNaN: true }), times, share],
  (i, below, above, n, u) => {
    const within = { range: [i - below, i + above], by: 'reflect' } as const;
    const noisy = addNoise({ scale: n, distribution: 'uniform', within, random: scripted(wordsOf(u)) });
    expect(noisy.facts.reversible).toBe('partly');
    expect(noisy(i) > i - 1 && noisy(i) < i + 1).toBe(true);
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
