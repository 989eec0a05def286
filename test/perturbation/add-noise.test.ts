import { expect, test } from 'vitest';
import { systemRandom } from '../../src/core/random.ts';
import { addNoise } from '../../src/perturbation/index.ts';
import { unsafeSeededRandom } from '../../src/testing/index.ts';
import { scripted, wordsOf, wordsOfNormal } from './scripted.ts';

test('noise is drawn from the system source unless another is given', () => {
  const results = new Set(Array.from({ length: 50 }, () => addNoise({ scale: 5, distribution: 'normal' })(100)));
  expect(results.size).toBeGreaterThan(45);
  for (const y of results) expect(Math.abs(y - 100)).toBeLessThan(5 * 12);
});
test('a hand-made draw gives the sum', () => {
  const uniform = (u: number) => scripted(wordsOf(u));
  expect(addNoise({ scale: 8, distribution: 'uniform', random: uniform(0) })(100)).toBe(92);
  expect(addNoise({ scale: 8, distribution: 'uniform', random: uniform(0.75) })(100)).toBe(104);
  expect(addNoise({ scale: 8, distribution: 'normal', random: scripted(wordsOfNormal(2)) })(100)).toBeCloseTo(116, 4);
  expect(addNoise({ scale: 8, distribution: 'normal', random: scripted(wordsOfNormal(-0.25)) })(100)).toBeCloseTo(
    98,
    4,
  );
});
test('a polar pair outside the disc, or at its centre, is drawn again', () => {
  const outside = [...wordsOf(1 - 2 ** -53), ...wordsOf(1 - 2 ** -53)];
  const rim = [...wordsOf(0), ...wordsOf(0.5)]; // s = 1
  const centre = [...wordsOf(0.5), ...wordsOf(0.5)]; // s = 0
  const random = scripted([...outside, ...rim, ...centre, ...wordsOfNormal(2)]);
  expect(addNoise({ scale: 1, distribution: 'normal', random })(0)).toBeCloseTo(2, 4);
});
test('whole rounds up with the probability of the fraction', () => {
  const options = { scale: 2, distribution: 'uniform', whole: true } as const;
  const draw = (u: number) => addNoise({ ...options, random: scripted([...wordsOf(0.625), ...wordsOf(u)]) })(10); // 10.5
  expect([draw(0), draw(0.49), draw(0.5), draw(0.99)]).toEqual([10, 10, 11, 11]);
});
test('whole at the upper bound cannot step over it', () => {
  const random = scripted([...wordsOf(0.5), ...wordsOf(1 - 2 ** -53)]);
  const within = { range: [0, 1000], by: 'reflect' } as const;
  expect(addNoise({ scale: 2, distribution: 'uniform', whole: true, within, random })(1000)).toBe(1000);
});
test('redraw draws until the result is inside', () => {
  const random = scripted([...wordsOf(0), ...wordsOf(0.25), ...wordsOf(0.75)]);
  const within = { range: [0, 10], by: 'redraw' } as const;
  expect(addNoise({ scale: 8, distribution: 'uniform', within, random })(1)).toBe(5);
});
test('a source that does not get inside is reflected after 256 redraws', () => {
  const within = { range: [0, 10], by: 'redraw' } as const;
  const after = (outside: number) => {
    const low = Array.from({ length: 2 * outside }, (_, i) => i); // units below 2 ** -22, noise near -8
    const random = scripted([...low, ...wordsOf(0.75)]);
    return addNoise({ scale: 8, distribution: 'uniform', within, random })(0);
  };
  expect(after(256)).toBe(4);
  expect(after(257)).toBeCloseTo(8, 5);
});
test.each(['redraw', 'reflect'] as const)('%s: a result rounded off the range comes back to the bound', (by) => {
  const at = (range: readonly [number, number], x: number) =>
    addNoise({ scale: 0.125, distribution: 'uniform', within: { range, by }, random: scripted(wordsOf(0.5)) })(x);
  expect(at([0.3, 0.6], 0.3)).toBe(0.3); // the nearest multiple of the step lies below 0.3
  expect(at([-0.1, 0.1], 0.1)).toBe(0.1); // and above 0.1
});

test('the facts say all that changes the output', () => {
  expect(addNoise({ scale: 5, distribution: 'normal' }).facts).toStrictEqual({
    name: 'addNoise',
    technique: 'perturbation',
    reversible: 'never',
    linkable: false,
    deterministic: false,
    parameters: { scale: 5, distribution: 'normal', grain: 1, whole: false },
  });
  const within = { range: [0, 100], by: 'redraw' } as const;
  const random = unsafeSeededRandom(1);
  const { facts } = addNoise({ scale: 5, distribution: 'uniform', within, whole: true, grain: 2, random });
  expect(facts.parameters).toStrictEqual({
    scale: 5,
    distribution: 'uniform',
    grain: 2,
    whole: true,
    within: { range: [0, 100], by: 'redraw' },
    source: 'seeded',
  });
});
test.each([
  ['normal', 1, 1, undefined, 'never'],
  ['normal', 0.99, 1, undefined, 'partly'],
  ['normal', 0.99, 0.5, undefined, 'never'],
  ['normal', 5, 10, undefined, 'partly'],
  ['uniform', 1, 1, undefined, 'never'],
  ['uniform', 0.99, 1, undefined, 'partly'],
  ['normal', 1, 1, [0, 2], 'never'],
  ['normal', 0.99, 1, [0, 2], 'partly'],
  ['normal', 5, 1, [0, 1.99], 'partly'],
  ['uniform', 2, 1, [0, 2], 'never'],
  ['uniform', 1.99, 1, [0, 100], 'partly'],
  ['uniform', 5, 1, [0, 1.99], 'partly'],
  ['uniform', 1, 1, [0.5, 1.5], 'partly'], // the one whole number inside is read back
] as const)(
  '%s, scale %s over values %s apart, range %o, is reversible: %s',
  (distribution, scale, grain, range, reversible) => {
    const within = range && ({ within: { range, by: 'reflect' } } as const);
    expect(addNoise({ scale, distribution, grain, ...within }).facts.reversible).toBe(reversible);
  },
);
test('bounds given as an array that changes later stay as they were', () => {
  const range: [number, number] = [0, 10];
  const noisy = addNoise({ scale: 5, distribution: 'uniform', within: { range, by: 'reflect' } });
  range[1] = 1_000;
  expect(() => noisy(11)).toThrow(expect.objectContaining({ code: 'ERR_INPUT' }));
});

const normal = { scale: 1, distribution: 'normal' } as const;
test('a scale as long as the range may be redrawn, any scale reflected', () => {
  expect(() => addNoise({ scale: 9, distribution: 'normal', within: { range: [0, 9], by: 'redraw' } })).not.toThrow();
  const huge = addNoise({ scale: 1e200, distribution: 'normal', within: { range: [0, 9], by: 'reflect' } });
  for (let i = 0; i < 20; i += 1) expect(huge(4)).toBeLessThanOrEqual(9);
});
test.each([Number.NaN, Infinity, -Infinity, '7', null, undefined, 7n, true, [1], new Date(0)])(
  'value %o is refused, not quoted',
  (value) => {
    const message = 'addNoise: value is not a number';
    expect(() => addNoise(normal)(value as never)).toThrow(expect.objectContaining({ code: 'ERR_INPUT', message }));
  },
);
test('a value outside the bounds, or so far out that rounding would swallow the noise, is refused', () => {
  const message = 'addNoise: value is outside the range or further than 2^32 scales from 0';
  const error = expect.objectContaining({ code: 'ERR_INPUT', message, details: {} });
  const within = addNoise({ ...normal, within: { range: [0, 9], by: 'reflect' }, random: systemRandom });
  for (const value of [-1e-9, 9.000001]) expect(() => within(value)).toThrow(error);
  const noisy = addNoise({ scale: 2, distribution: 'normal' });
  for (const value of [2 ** 33, -(2 ** 33)]) expect(Math.abs(noisy(value) - value)).toBeLessThan(30);
  for (const value of [2 ** 33 + 1, -(2 ** 33) - 1, 1e300]) {
    expect(() => noisy(value)).toThrow(error);
  }
});
