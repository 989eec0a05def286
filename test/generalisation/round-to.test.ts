import { expect, test } from 'vitest';
import { roundTo } from '../../src/generalisation/index.ts';
import { expectKernel, expectWholeKernel, NO_NUMBERS } from './by-kernel.ts';
import { after, before } from './doubles.ts';

test.each([
  [0.27, 0.1, 0.3],
  [0.3, 0.1, 0.3],
  [0.25, 0.1, 0.2], // ties to the even multiple
  [0.35, 0.1, 0.4],
  [0.15, 0.1, 0.2],
  [5, 10, 0],
  [15, 10, 20],
  [-5, 10, 0],
  [-15, 10, -20],
  [1.5, 1, 2],
  [2.5, 1, 2],
  [7.5, 5, 10],
  [-0, 10, 0],
  [-5e-324, 10, 0],
  [-4, 10, 0],
  [4e14, 1, 4e14],
  [1, 1e14, 0],
])('%s to base %s is %s', (value, base, rounded) => {
  expect(roundTo({ base })(value)).toBe(rounded);
});
test('a double beside a tie goes to its side', () => {
  expect([before(25), 25, after(25)].map(roundTo({ base: 10 }))).toStrictEqual([20, 20, 30]);
  expect([before(0.35), 0.35, after(0.35)].map(roundTo({ base: 0.1 }))).toStrictEqual([0.3, 0.4, 0.4]);
});
test.each([
  [3, 999_999_999_999_995, 999_999_999_999_996],
  [3, 999_999_999_999_997, 999_999_999_999_996],
  [3, 999_999_999_999_998, undefined], // 999999999999999 would have this value alone
  [3, -999_999_999_999_998, undefined],
  [5, 999_999_999_999_992, 999_999_999_999_990],
  [5, -999_999_999_999_993, undefined], // its own value lies on both sides of the last multiple with 15 digits
  [0.5, 99_999_999_999_999.2, 99_999_999_999_999],
  [0.5, 99_999_999_999_999.4, undefined],
  [6e14, 3e14, 0],
  [6e14, 3e14 + 1, undefined],
  [1e15 - 1, 1e15 / 2 - 1, 0],
])('base %s: the result of %s is %s, as the multiples beside it have 15 digits or not', (base, value, result) => {
  const round = roundTo({ base });
  if (result !== undefined) expect(round(value)).toBe(result);
  else expect(() => round(value)).toThrow(expect.objectContaining({ code: 'ERR_INPUT' }));
});
test('an origin moves the multiples, and the even ones are counted from it', () => {
  const round = roundTo({ base: 10, origin: 5 });
  expect([5, 9, 10, 11, 20, 0].map(round)).toStrictEqual([5, 5, 5, 15, 25, 5]);
  expect(roundTo({ base: 10, origin: -0 })(-1)).toBe(0);
});
test('bigints are rounded to bigints of any size', () => {
  const round = roundTo({ base: 10n });
  expect([5n, 15n, -5n, -15n, 7n, -7n, 0n].map(round)).toStrictEqual([0n, 20n, 0n, -20n, 10n, -10n, 0n]);
  expect([0n, 1n, 2n, 3n].map(roundTo({ base: 3n }))).toStrictEqual([0n, 0n, 3n, 3n]);
  expect([0n, 9n, 10n, 11n].map(roundTo({ base: 10n, origin: 5n }))).toStrictEqual([5n, 5n, 5n, 15n]);
  expect(roundTo({ base: 10n ** 30n })(7n * 10n ** 40n + 6n * 10n ** 29n)).toBe(7n * 10n ** 40n + 10n ** 30n);
});
test('the facts say all that changes the output', () => {
  expect(roundTo({ base: 10n, origin: 5n }).facts).toStrictEqual({
    name: 'roundTo',
    technique: 'generalisation',
    reversible: 'never',
    linkable: false,
    deterministic: true,
    parameters: { base: '10', origin: '5', grain: 1 },
  });
});
test.each([
  [3, 1, 'never'],
  [2, 1, 'partly'], // 1 is alone: both ties beside it go to even multiples
  [1, 1, 'partly'],
  [0.3, 0.1, 'never'],
  [0.2, 0.1, 'partly'],
  [1.1, 0.5, 'never'],
  [2, 0.99, 'partly'], // near 2 ** 49 its multiples are rounded to eighths
  [1, 1 / 3, 'never'],
] as const)('base %s over values %s apart is reversible: %s', (base, grain, reversible) => {
  expect(roundTo({ base, grain }).facts).toMatchObject({ reversible, linkable: reversible !== 'never' });
});
test.each([1e15, -1e300])('the number %s is refused, not quoted', (value) => {
  const error = { code: 'ERR_INPUT', message: 'roundTo: value has no multiple of this base', details: {} };
  expect(() => roundTo({ base: 10 })(value)).toThrow(expect.objectContaining(error));
});
test.each([...NO_NUMBERS, 7n, new Date(0)])('value %s is no number, refused, not quoted', (value) => {
  const error = { code: 'ERR_INPUT', message: 'roundTo: value is not a number', details: {} };
  expect(() => roundTo({ base: 10 })(value as never)).toThrow(expect.objectContaining(error));
});
test('a number where bigints are declared is refused', () => {
  const error = { code: 'ERR_INPUT', message: 'roundTo: value is not a bigint', details: {} };
  expect(() => roundTo({ base: 10n })(7 as never)).toThrow(expect.objectContaining(error));
});
test('the kernel does what the transform does, errors included', () => {
  expectKernel(roundTo({ base: 10 }), [3, -0, 1e15, 7n, ...NO_NUMBERS]);
  expectKernel(roundTo({ base: 10n }), [3n, 7, null]);
  expectWholeKernel(roundTo({ base: 10 }), [0, 5, 15, -3]);
});
