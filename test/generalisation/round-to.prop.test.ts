import fc from 'fast-check';
import { expect } from 'vitest';
import { roundTo } from '../../src/generalisation/index.ts';
import { law } from '../law.ts';
import { expectWholeKernel } from './by-kernel.ts';
import { after, before, decimal } from './doubles.ts';
import { atEnd, expectCompany } from './never.ts';

const places = fc.integer({ min: 0, max: 5 });
const digits = fc.integer({ min: 1, max: 99_999 });
const index = fc.integer({ min: -9_999, max: 9_999 });
const small = fc.integer({ min: 1, max: 20 });
const value = fc.double({ min: -1e9, max: 1e9, noNaN: true });
const share = fc.double({ min: -1, max: 1, noNaN: true });
const big = fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n });
const bigBase = fc.bigInt({ min: 1n, max: 10n ** 25n });

law(
  'privacy: values nearer to a multiple than half a base cannot be told apart',
  [index, digits, places, share],
  (i, b, d, u) => {
    const round = roundTo({ base: decimal(b, d) });
    const multiple = decimal(i * b, d);
    const x = multiple + (u * decimal(b, d)) / 2;
    fc.pre(Math.abs(x - multiple) < decimal(b, d) * 0.4999);
    expect(round(x)).toBe(multiple + 0);
  },
);
law('privacy: never is claimed only where no value stands alone', [index, digits, index, digits], (i, b, o, grain) => {
  const round = roundTo({ base: b, origin: o, grain });
  fc.pre(round.facts.reversible === 'never');
  expect(round.facts.linkable).toBe(false);
  expect([round((i - 1) * grain), round((i + 1) * grain)]).toContain(round(i * grain));
});
law(
  'privacy: never holds at the last values with 15 digits',
  [atEnd],
  ({ step, origin, grain, value: x, neighbours }) => {
    expectCompany(roundTo({ base: step, origin, grain }), x, neighbours);
  },
);
law('privacy: never holds for bigints', [big, small, small, big], (i, b, g, origin) => {
  const x = i * BigInt(g);
  expectCompany(roundTo({ base: BigInt(b), origin, grain: g }), x, [x - BigInt(g), x + BigInt(g)]);
});
law('privacy: partly is claimed only where some value stands alone', [small, small], (b, grain) => {
  const round = roundTo({ base: b, grain });
  fc.pre(round.facts.reversible === 'partly');
  expect(round.facts.linkable).toBe(true); // a result of one value is as good as the value
  const results = Array.from({ length: 2 * b + 3 }, (_, i) => round((i - 1) * grain));
  expect(results.some((x, i) => i > 0 && i < 2 * b + 2 && x !== results[i - 1] && x !== results[i + 1])).toBe(true);
});
law(
  'utility: the result is within half a base, and no other multiple is nearer',
  [value, digits, places],
  (x, b, d) => {
    const base = decimal(b, d);
    const result = roundTo({ base })(x);
    const slack = Math.abs(x) * 2 ** -51;
    expect(Math.abs(result - x)).toBeLessThanOrEqual(base / 2 + slack);
  },
);
law(
  'utility: a result is the decimal multiple, ties go to the even one',
  [digits, places, index, index],
  (b, d, o, i) => {
    const round = roundTo({ base: decimal(b, d), origin: decimal(o, d) });
    const [low, high] = [decimal(o + b * i, d) + 0, decimal(o + b * (i + 1), d) + 0];
    const middle = decimal(10 * o + 10 * b * i + 5 * b, d + 1);
    expect([round(low), round(high)]).toStrictEqual([low, high]);
    expect(round(middle)).toBe(i % 2 === 0 ? low : high);
    expect([round(before(middle)), round(after(middle))]).toStrictEqual([low, high]);
  },
);
law('utility: order is kept', [value, value, digits, places], (x, y, b, d) => {
  const round = roundTo({ base: decimal(b, d) });
  expect(round(Math.min(x, y))).toBeLessThanOrEqual(round(Math.max(x, y)));
});
law('utility: a bigint of any size is within half a base', [big, bigBase, big], (x, base, origin) => {
  const result = roundTo({ base, origin })(x);
  const error = 2n * (result - x);
  expect([error <= base && error >= -base, (result - origin) % base]).toStrictEqual([true, 0n]);
  if (error === base || error === -base) expect((result - origin) % (2n * base)).toBe(0n);
});
law('shape: a bigint gets what the equal number gets', [index, small, index], (x, b, o) => {
  const result = roundTo({ base: BigInt(b), origin: BigInt(o) })(BigInt(x));
  expect(Number(result)).toBe(roundTo({ base: b, origin: o })(x));
});
law('shape: rounding twice is rounding once, and gives no -0', [value, digits, places], (x, b, d) => {
  const round = roundTo({ base: decimal(b, d) });
  expect(round(round(x))).toBe(round(x));
  expect(round(x)).not.toBe(-0);
});
law('shape: a kernel does what the transform does', [value, digits, places], (x, b, d) => {
  expectWholeKernel(roundTo({ base: decimal(b, d) }), [x]);
});
