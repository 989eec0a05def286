import fc from 'fast-check';
import { expect } from 'vitest';
import { topBottomCode } from '../../src/generalisation/index.ts';
import { law } from '../law.ts';
import { expectWholeKernel } from './by-kernel.ts';
import { after, before } from './doubles.ts';

const value = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: -9, max: 9 }));
const bounds = fc
  .tuple(value, value)
  .filter(([a, b]) => a !== b)
  .map(([a, b]) => ({ low: Math.min(a, b), high: Math.max(a, b) }));
const big = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });

law('privacy: values beyond a bound cannot be told apart', [bounds, value, value], ({ low, high }, x, y) => {
  const code = topBottomCode({ low, high });
  for (const [a, b] of [
    [Math.max(x, high), Math.max(y, high)],
    [Math.min(x, low), Math.min(y, low)],
  ] as const) {
    expect(code(a)).toBe(code(b));
  }
});
law('privacy: partly, since between the bounds a value passes that no other becomes', [bounds], ({ low, high }) => {
  const middle = low / 2 + high / 2;
  fc.pre(low < middle && middle < high);
  const code = topBottomCode({ low, high });
  expect(code(middle)).toBe(middle + 0);
  expect(code.facts).toMatchObject({ reversible: 'partly', linkable: true });
  if (middle !== 0) expect([code(before(middle)), code(after(middle))]).not.toContain(middle);
});
law('utility: no error between the bounds, and the result lies between them', [bounds, value], ({ low, high }, x) => {
  const coded = topBottomCode({ low, high })(x);
  expect(low <= coded && coded <= high).toBe(true);
  if (low <= x && x <= high) expect(coded).toBe(x + 0);
});
law('utility: order is kept', [bounds, value, value], (both, x, y) => {
  const code = topBottomCode(both);
  expect(code(Math.min(x, y))).toBeLessThanOrEqual(code(Math.max(x, y)));
});
law('utility: the bounds become themselves, one double beyond becomes the bound', [bounds], ({ low, high }) => {
  const code = topBottomCode({ low, high });
  expect([code(low), code(high)]).toStrictEqual([low + 0, high + 0]);
  if (Number.isFinite(after(high))) expect(code(after(high))).toBe(high + 0);
  if (Number.isFinite(before(low))) expect(code(before(low))).toBe(low + 0);
});
law('shape: coding twice is coding once, and gives no -0', [bounds, value], (both, x) => {
  const code = topBottomCode(both);
  expect(code(code(x))).toBe(code(x));
  expect(code(x)).not.toBe(-0);
});
law('shape: bigints of any size are coded alike', [big, big, big], (x, a, b) => {
  fc.pre(a < b);
  expect(topBottomCode({ low: a, high: b })(x)).toBe(x < a ? a : x > b ? b : x);
});
law('shape: a kernel does what the transform does', [bounds, value], (both, x) => {
  expectWholeKernel(topBottomCode(both), [x]);
});
