import fc from 'fast-check';
import { expect } from 'vitest';
import { bin, bins, parseInterval } from '../../src/generalisation/index.ts';
import { law } from '../law.ts';
import { expectWholeKernel } from './by-kernel.ts';
import { after, before, decimal } from './doubles.ts';
import { atEnd, expectCompany } from './never.ts';

const finite = fc.oneof(
  fc.double({ min: -1e9, max: 1e9, noNaN: true }),
  fc.integer(),
  fc.constantFrom(0, 5e-324, -5e-324),
);
const edges = fc
  .uniqueArray(
    finite.map((x) => x + 0),
    { minLength: 1, maxLength: 8 },
  )
  .map((list) => list.sort((a, b) => a - b));
const whole = fc
  .uniqueArray(fc.integer({ min: -99, max: 99 }), { minLength: 1, maxLength: 6 })
  .map((list) => list.sort((a, b) => a - b));
const anyDouble = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0),
  fc.constantFrom(Number.MAX_VALUE, -Number.MAX_VALUE, 2 ** 1023, 2 ** 53, -(2 ** 60), 0),
);
const places = fc.integer({ min: 0, max: 9 });
const pick = fc.nat();
const grains = fc.integer({ min: 1, max: 40 });

law('privacy: values of one interval cannot be told apart', [edges, finite, finite], (list, x, y) => {
  const band = bins({ edges: list });
  const { from, to } = parseInterval(band(x));
  expect(band(y) === band(x)).toBe(from <= y && y < to);
});
law('privacy: never is claimed only where no value stands alone', [whole, grains, places, finite], (list, g, d, x) => {
  const [decimals, grain] = [list.map((edge) => decimal(edge, d)), decimal(g, d)];
  const band = bins({ edges: decimals, grain });
  fc.pre(band.facts.reversible === 'never');
  const i = Math.trunc(x) % 200;
  expect([band(decimal((i - 1) * g, d)), band(decimal((i + 1) * g, d))]).toContain(band(decimal(i * g, d)));
});
law(
  'privacy: never holds at the last values with 15 digits',
  [atEnd, pick],
  ({ step, grain, value, neighbours }, n) => {
    const edge = Math.trunc(value / step) * step + 0;
    const list = [edge, edge + step * (n % 2)];
    expectCompany(bins({ edges: [...new Set(list)], grain }), value, neighbours);
  },
);
law(
  'privacy: never holds where edges are a few doubles apart, up to the last double',
  [
    anyDouble,
    fc.integer({ min: 1, max: 40 }),
    fc.constantFrom(0, 0.01, 0.1, 0.5, 1, 9),
    fc.integer({ min: -9, max: 9 }),
  ],
  (edge, gap, more, k) => {
    const ulp = after(Math.abs(edge)) - Math.abs(edge);
    const grain = Math.max(5e-324, (gap * Math.min(ulp, 2 ** 971)) / (2 + more));
    const list = [edge, edge + gap * ulp].filter(Number.isFinite);
    const i = Math.round(edge / grain) + k;
    const multiples = [i, i - 1, i + 1, i - 2, i + 2].map((j) => j * grain);
    const [x = 0, ...neighbours] = grain < ulp / 2 ? [edge, before(edge), after(edge)] : multiples;
    expectCompany(bins({ edges: list, grain }), x, neighbours);
  },
);
law('privacy: never holds for bigints', [whole, fc.integer({ min: 1, max: 40 }), finite], (list, g, y) => {
  const x = BigInt(Math.trunc(y) % 200) * BigInt(g);
  expectCompany(bins({ edges: list.map(BigInt), grain: g }), x, [x - BigInt(g), x + BigInt(g)]);
});
law('privacy: partly is claimed only where some value may stand alone', [whole, grains, places], (list, g, d) => {
  const band = bins({ edges: list.map((edge) => decimal(edge, d)), grain: decimal(g, d) });
  const narrow = list.findIndex((edge, i) => i > 0 && edge - (list[i - 1] as number) < 2 * g);
  expect(band.facts).toMatchObject({ reversible: narrow < 0 ? 'never' : 'partly', linkable: narrow >= 0 });
  if (narrow < 0) return;
  // some grid of that grain has a single value there: the one through the middle
  const middle = ((list[narrow - 1] as number) + (list[narrow] as number)) / 2;
  const [alone, ...neighbours] = [middle, middle - g, middle + g].map((x) => band(x / 10 ** d));
  expect(neighbours).not.toContain(alone);
});
law('utility: the interval holds the value', [edges, finite], (list, x) => {
  const { from, to } = parseInterval(bins({ edges: list })(x));
  expect(from <= x && x < to).toBe(true);
});
law('utility: an edge opens its own interval, the double before it does not', [edges, pick], (list, n) => {
  const i = n % list.length;
  const edge = list[i] as number;
  const band = bins({ edges: list });
  expect(parseInterval(band(edge))).toStrictEqual({ from: edge, to: list[i + 1] ?? Infinity });
  expect(parseInterval(band(before(edge))).to).toBe(edge);
  expect(parseInterval(band(after(edge))).from).toBeGreaterThanOrEqual(edge);
});
law(
  'utility: with equal gaps it is bin',
  [fc.integer({ min: 1, max: 999 }), places, fc.integer({ min: -99, max: 99 })],
  (w, d, i) => {
    const list = Array.from({ length: 5 }, (_, k) => decimal((i + k) * w, d) + 0);
    const x = decimal((i + 2) * w + (w >> 1), d);
    expect(bins({ edges: list })(x)).toBe(bin({ width: decimal(w, d) })(x));
  },
);
law('shape: a bigint gets the label of the equal number', [whole, fc.integer({ min: -120, max: 120 })], (list, x) => {
  expect(bins({ edges: list.map(BigInt) })(BigInt(x))).toBe(bins({ edges: list })(x));
  expect(bins({ edges: list.map(BigInt) }).facts.reversible).toBe(bins({ edges: list }).facts.reversible);
});
law('shape: a kernel does what the transform does', [edges, finite], (list, x) => {
  expectWholeKernel(bins({ edges: list }), [x]);
});
