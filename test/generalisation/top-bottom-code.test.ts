import { expect, test } from 'vitest';
import { topBottomCode } from '../../src/generalisation/index.ts';
import { expectKernel, expectWholeKernel, NO_NUMBERS } from './by-kernel.ts';

test.each([
  [97, 90],
  [90, 90],
  [89.5, 89.5],
  [18, 18],
  [17.9, 18],
  [-1e300, 18],
])('%s between 18 and 90 is %s', (value, coded) => {
  expect(topBottomCode({ low: 18, high: 90 })(value)).toBe(coded);
});
test('one bound leaves the other side as it is', () => {
  expect([-1e9, 0, 5, 9].map(topBottomCode({ high: 5 }))).toStrictEqual([-1e9, 0, 5, 5]);
  expect([-1e9, 0, 5, 9].map(topBottomCode({ low: 0 }))).toStrictEqual([0, 0, 5, 9]);
  expect([-5n, 0n, 9n].map(topBottomCode({ low: 0n }))).toStrictEqual([0n, 0n, 9n]);
  expect([-5n, 0n, 9n].map(topBottomCode({ high: 0n }))).toStrictEqual([-5n, 0n, 0n]);
});
test('-0 never comes out', () => {
  expect(topBottomCode({ high: 5 })(-0)).toBe(0);
  expect(topBottomCode({ low: -0 })(-3)).toBe(0);
  expect(topBottomCode({ high: -0 })(3)).toBe(0);
});
test('the facts say all that changes the output', () => {
  expect(topBottomCode({ low: 1, high: 2 }).facts).toStrictEqual({
    name: 'topBottomCode',
    technique: 'generalisation',
    reversible: 'partly',
    linkable: true,
    deterministic: true,
    parameters: { low: 1, high: 2 },
  });
  expect(topBottomCode({ low: 1n }).facts.parameters).toStrictEqual({ low: '1' });
  expect(topBottomCode({ high: 0 }).facts.parameters).toStrictEqual({ high: 0 });
});
test.each([...NO_NUMBERS, 7n, new Date(0)])('value %s is refused, not quoted', (value) => {
  const message = 'topBottomCode: value is not a finite number of the type of the bounds';
  const error = { code: 'ERR_INPUT', message, details: {} };
  expect(() => topBottomCode({ high: 5 })(value as never)).toThrow(expect.objectContaining(error));
});
test('a number where bigints are declared is refused', () => {
  for (const value of [7, null, Number.NaN]) {
    const error = { code: 'ERR_INPUT' };
    expect(() => topBottomCode({ high: 5n })(value as never)).toThrow(expect.objectContaining(error));
  }
});
test('the kernel does what the transform does, errors included', () => {
  expectKernel(topBottomCode({ low: 1, high: 5 }), [3, -0, 1e300, 7n, ...NO_NUMBERS]);
  expectKernel(topBottomCode({ high: 5n }), [3n, 7n, 7, null]);
  expectWholeKernel(topBottomCode({ high: 5 }), [0, 1, 4, 5, 6]);
});
