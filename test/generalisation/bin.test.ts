import { expect, test } from 'vitest';
import { bin } from '../../src/generalisation/index.ts';
import { expectKernel, expectWholeKernel, NO_NUMBERS } from './by-kernel.ts';
import { before } from './doubles.ts';

test.each([
  [0.3, 0.1, '[0.3, 0.4)'],
  [2.3, 0.1, '[2.3, 2.4)'],
  [-0, 10, '[0, 10)'],
  [-5e-324, 2, '[-2, 0)'], // a counterexample fast-check found, kept
  [5e-324, 2, '[0, 2)'],
  [-5e-324, 1e-22, '[-1e-22, 0)'],
  [1e15 - 11, 10, '[999999999999980, 999999999999990)'],
  [11 - 1e15, 10, '[-999999999999990, -999999999999980)'],
  [0.7, 0.7, '[0.7, 1.4)'],
])('%s lies, with width %s, in %s', (value, width, label) => {
  expect(bin({ width })(value)).toBe(label);
});
test('an origin moves the edges, and may be negative or -0', () => {
  expect(bin({ width: 10, origin: 5 })(4)).toBe('[-5, 5)');
  expect(bin({ width: 0.2, origin: -0.1 })(0.1)).toBe('[0.1, 0.3)');
  expect(bin({ width: 10, origin: -0 })(-0)).toBe('[0, 10)');
  expect(bin({ width: 10, origin: -0 })(-1)).toBe('[-10, 0)');
});
test('a bigint below zero lies in the interval below zero', () => {
  expect(bin({ width: 10n })(-1n)).toBe('[-10, 0)');
  expect(bin({ width: 10n })(-10n)).toBe('[-10, 0)');
});
test('a bigint may be of any size', () => {
  expect(bin({ width: 10n ** 30n })(10n ** 31n + 7n)).toBe(`[1${'0'.repeat(31)}, 11${'0'.repeat(30)})`);
  expect(bin({ width: 2n })(2n ** 53n + 1n)).toBe('[9007199254740992, 9007199254740994)');
});
test('every multiple of 0.25 and of 0.1 up to 100,000 opens its own interval, and the double before it does not', () => {
  for (const [width, parts, count] of [
    [0.25, 4, 400_000],
    [0.1, 10, 1_000_000],
  ] as const) {
    const band = bin({ width });
    let wrong = 0;
    let last = band(-width);
    for (let k = 0; k <= count; k += 1) {
      const edge = k / parts;
      const label = band(edge);
      if (label !== `[${edge}, ${(k + 1) / parts})`) wrong += 1;
      if (band(k === 0 ? -5e-324 : edge * (1 - 2 ** -53)) !== last) wrong += 1;
      last = label;
    }
    expect(wrong, `width ${width}`).toBe(0);
  }
  expect(0.3 * (1 - 2 ** -53)).toBe(before(0.3)); // what stands for the double before in the loop
});
test('more labels than are kept are as right as those that are', () => {
  const band = bin({ width: 1 });
  for (let round = 0; round < 2; round += 1) {
    let wrong = 0;
    for (let i = 0; i < 5000; i += 1) if (band(i + 0.5) !== `[${i}, ${i + 1})`) wrong += 1;
    for (let i = -1; i > -5000; i -= 1) if (band(i + 0.5) !== `[${i}, ${i + 1})`) wrong += 1;
    expect(wrong).toBe(0);
  }
});
test('the facts say all that changes the output', () => {
  expect(bin({ width: 10n, origin: 5n }).facts).toStrictEqual({
    name: 'bin',
    technique: 'generalisation',
    reversible: 'never',
    linkable: false,
    deterministic: true,
    parameters: { width: '10', origin: '5', grain: 1 },
  });
  expect(bin({ width: 0.5 }).facts.parameters).toStrictEqual({ width: 0.5, origin: 0, grain: 1 });
});
test.each([
  [2, 1, 'never'],
  [1.999, 1, 'partly'],
  [1, 1, 'partly'],
  [1_000, 1_000, 'partly'],
  [0.2, 0.1, 'never'],
  [0.1, 0.1, 'partly'],
  [1, 0.5, 'never'],
  [0.1, 0.05, 'never'],
  [2, 0.995, 'partly'], // of its multiples only 2 ** 49 + 1 lies in [2 ** 49, 2 ** 49 + 2)
  [1, 1e-300, 'never'],
] as const)('width %s over values %s apart is reversible: %s', (width, grain, reversible) => {
  expect(bin({ width, grain }).facts).toMatchObject({ reversible, linkable: reversible !== 'never' });
});
test.each([1e15 - 10, 9 - 1e15, 2 ** 53, 1e300, -1e300])('the number %s is refused, not quoted', (value) => {
  const error = { code: 'ERR_INPUT', message: 'bin: value has no interval of this width', details: {} };
  expect(() => bin({ width: 10 })(value)).toThrow(expect.objectContaining(error));
});
test.each([...NO_NUMBERS, 7n, new Date(0)])('value %s is no number, refused, not quoted', (value) => {
  const error = { code: 'ERR_INPUT', message: 'bin: value is not a number', details: {} };
  expect(() => bin({ width: 10 })(value as never)).toThrow(expect.objectContaining(error));
});
test.each([7, Number.NaN, '7', null])('value %s where bigints are declared is refused', (value) => {
  const error = { code: 'ERR_INPUT', message: 'bin: value is not a bigint', details: {} };
  expect(() => bin({ width: 10n })(value as never)).toThrow(expect.objectContaining(error));
});
test('the kernel does what the transform does, errors included', () => {
  expectKernel(bin({ width: 10 }), [3, -0, 1e15, ...NO_NUMBERS]);
  expectKernel(bin({ width: 10n }), [3n, -1n, 3, null]);
  expectWholeKernel(bin({ width: 0.1 }), [0.3, 2.3, -5e-324, 7]);
});
