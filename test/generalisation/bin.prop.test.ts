import fc from 'fast-check';
import { expect } from 'vitest';
import { bin, parseInterval } from '../../src/generalisation/index.ts';
import { law } from '../law.ts';
import { expectWholeKernel, NO_NUMBERS } from './by-kernel.ts';
import { after, before, decimal } from './doubles.ts';
import { atEnd, expectCompany } from './never.ts';

const places = fc.integer({ min: 0, max: 5 });
const digits = fc.integer({ min: 1, max: 99_999 });
const index = fc.integer({ min: -9_999, max: 9_999 });
const small = fc.integer({ min: 1, max: 20 });
const value = fc.double({ min: -1e9, max: 1e9, noNaN: true });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const long = fc.integer({ min: 1, max: 999_999_999_999_999 });
const anyPlaces = fc.integer({ min: 0, max: 22 });
const big = fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n });
const bigWidth = fc.bigInt({ min: 1n, max: 10n ** 25n });

law('privacy: values of one interval cannot be told apart', [value, digits, places, share], (x, w, d, u) => {
  const band = bin({ width: decimal(w, d) });
  const { from, to } = parseInterval(band(x));
  const other = from + u * (to - from);
  fc.pre(other < to);
  expect(band(other)).toBe(band(x));
});
law('privacy: never is claimed only where no value stands alone', [index, digits, index, digits], (i, w, o, grain) => {
  const band = bin({ width: w, origin: o, grain });
  fc.pre(band.facts.reversible === 'never');
  expect(band.facts.linkable).toBe(false);
  expect([band((i - 1) * grain), band((i + 1) * grain)]).toContain(band(i * grain));
});
law(
  'privacy: never holds at the last values with 15 digits',
  [atEnd],
  ({ step, origin, grain, value: x, neighbours }) => {
    expectCompany(bin({ width: step, origin, grain }), x, neighbours);
  },
);
law('privacy: never holds for bigints', [big, small, small, big], (i, w, g, origin) => {
  const x = i * BigInt(g);
  expectCompany(bin({ width: BigInt(w), origin, grain: g }), x, [x - BigInt(g), x + BigInt(g)]);
});
law('privacy: partly is claimed only where some value stands alone', [small, small], (w, grain) => {
  const band = bin({ width: w, grain });
  fc.pre(band.facts.reversible === 'partly');
  expect(band.facts.linkable).toBe(true); // a result of one value is as good as the value
  const labels = Array.from({ length: w + 2 }, (_, i) => band((i - 1) * grain));
  expect(labels.some((label, i) => i > 0 && i <= w && label !== labels[i - 1] && label !== labels[i + 1])).toBe(true);
});
law('utility: the interval holds the value, its middle within half a width', [value, digits, places], (x, w, d) => {
  const { from, to } = parseInterval(bin({ width: decimal(w, d) })(x));
  expect(from <= x && x < to).toBe(true);
  expect(Math.abs((from + to) / 2 - x)).toBeLessThanOrEqual(decimal(w, d) / 2 + Math.abs(x) * 2 ** -51);
});
law('utility: a decimal edge opens its own interval', [digits, places, index, index], (w, d, o, i) => {
  const band = bin({ width: decimal(w, d), origin: decimal(o, d) });
  const [edge, next] = [decimal(o + w * i, d), decimal(o + w * (i + 1), d)];
  expect(band(edge)).toBe(`[${edge}, ${next})`);
  expect(band(before(next))).toBe(`[${edge}, ${next})`);
  expect(band(after(edge))).toBe(`[${edge}, ${next})`);
});
law(
  'utility: up to 15 digits and 22 places the edges are the decimals',
  [long, long, anyPlaces, share],
  (w, o, d, u) => {
    const band = bin({ width: decimal(w, d), origin: decimal(o, d) });
    const most = Math.floor((1e15 - 1 - o) / w); // the last edge with 15 digits
    const least = -Math.floor((1e15 - 1 + o) / w);
    const i = least + Math.floor(u * (most - least));
    fc.pre(i < most);
    const [edge, next] = [decimal(o + w * i, d), decimal(o + w * (i + 1), d)];
    const label = `[${edge}, ${next})`;
    expect([band(edge), band(after(edge)), band(before(next))]).toStrictEqual([label, label, label]);
  },
);
law('utility: near the last edge a value is refused or lies in its interval', [long, anyPlaces, share], (w, d, u) => {
  const [end, width] = [decimal(999_999_999_999_999, d), decimal(w, d)];
  const x = end * (u < 0.5 ? 1 - u / 500 : 1 + u) * (w % 2 === 0 ? 1 : -1);
  let label: string | undefined;
  try {
    label = bin({ width })(x);
  } catch (error) {
    expect(error).toMatchObject({ code: 'ERR_INPUT' });
  }
  const [from, to] = label?.slice(1, -1).split(', ').map(Number) ?? [-Infinity, Infinity];
  const farther = Math.abs(x) / width + 2; // an edge beyond what was asked for, by the width of two intervals
  expect(label === undefined ? farther * w > 999_999_999_999_999 : Number(from) <= x && x < Number(to)).toBe(true);
});
law('utility: a bigint of any size lies in its interval', [big, bigWidth, big], (x, width, origin) => {
  const [from = 0n, to = 0n] = bin({ width, origin })(x).slice(1, -1).split(', ').map(BigInt);
  expect([from <= x && x < to, to - from, (from - origin) % width]).toStrictEqual([true, width, 0n]);
});
law('shape: a bigint gets the label of the equal number', [digits, digits, index], (x, w, o) => {
  for (const y of [x, -x]) {
    expect(bin({ width: BigInt(w), origin: BigInt(o) })(BigInt(y))).toBe(bin({ width: w, origin: o })(y));
  }
});
law('shape: a kernel does what the transform does', [value, digits, places], (x, w, d) => {
  expectWholeKernel(bin({ width: decimal(w, d) }), [x]);
});
law('privacy: no output for what is not a number', [digits, fc.constantFrom(...NO_NUMBERS, 7n)], (w, x) => {
  expect(() => bin({ width: w })(x as number)).toThrow(expect.objectContaining({ code: 'ERR_INPUT' }));
});
