import fc from 'fast-check';
import { expect } from 'vitest';
import { bin, intervalHierarchy, parseInterval } from '../../src/generalisation/index.ts';
import { law } from '../law.ts';
import { after, before, decimal } from './doubles.ts';

const low = fc.integer({ min: -20, max: 20 });
const leaves = fc.integer({ min: 1, max: 14 });
const factors = fc.tuple(
  fc.integer({ min: 1, max: 6 }),
  fc.integer({ min: 2, max: 4 }),
  fc.integer({ min: 2, max: 3 }),
);
const origin = fc.integer({ min: -20, max: 20 });
const places = fc.integer({ min: 0, max: 4 });
const pick = fc.nat();

/** Leaves low … low + n - 1 and widths a, ab, abc, all divided by a power of ten. */
function made(l: number, n: number, [a, b, c]: [number, number, number], o: number, d: number) {
  const widths = [a, a * b, a * b * c].map((width) => decimal(width, d));
  const ends = { low: decimal(l, d), high: decimal(l + n, d), grain: decimal(1, d) };
  return intervalHierarchy({ ...ends, widths, origin: decimal(o, d) });
}

law(
  'privacy: never means that every label has two leaves, partly one that has not, always none',
  [low, leaves, factors, origin, pick],
  (l, n, f, o, i) => {
    const levels = made(l, n, f, o, 0);
    const level = i % levels.levels;
    const shares = levels.labels(level).map((_, code) => Math.round(levels.share(level, code) * n));
    const alone = shares.filter((size) => size === 1).length;
    const expected = alone === shares.length ? 'always' : alone > 0 ? 'partly' : 'never';
    expect(levels.at(level).facts).toMatchObject({ reversible: expected, linkable: expected !== 'never' });
  },
);
law('privacy: values of one interval cannot be told apart', [low, leaves, factors, pick, pick], (l, n, f, a, b) => {
  const [x, y] = [l + (a % n), l + (b % n)];
  const level = made(l, n, f, 0, 0).at(2);
  const { from, to } = parseInterval(level(x));
  expect(level(y) === level(x)).toBe(from <= y && y < to);
});
law(
  'privacy: what is equal at one level is equal at the next',
  [low, leaves, factors, origin, places],
  (l, n, f, o, d) => {
    const levels = made(l, n, f, o, d);
    const codes = [1, 2, 3, 4].map((level) => levels.codes(level));
    const parted = codes.slice(1).flatMap((above, i) => {
      return Array.from(
        above,
        (code, leaf) => leaf > 0 && codes[i]?.[leaf] === codes[i]?.[leaf - 1] && code !== above[leaf - 1],
      );
    });
    expect(parted).not.toContain(true);
  },
);
law(
  'utility: a level labels as bin does, and the interval holds the value',
  [low, leaves, factors, places, pick],
  (l, n, f, d, i) => {
    const x = decimal(l + (i % n), d) + 0;
    const level = 1 + (i % 3);
    const width = f.slice(0, level).reduce((product, factor) => product * factor, 1);
    const label = made(l, n, f, 0, d).at(level)(x);
    const { from, to } = parseInterval(label);
    expect([label, from <= x && x < to]).toStrictEqual([bin({ width: decimal(width, d) })(x), true]);
  },
);
law('utility: every leaf is found, its neighbours are none', [low, leaves, factors, places, pick], (l, n, f, d, i) => {
  const leaf = i % n;
  const x = decimal(l + leaf, d) + 0;
  const levels = made(l, n, f, 0, d);
  expect([before(x), x, after(x)].map(levels.leafOf)).toStrictEqual([-1, leaf, -1]);
  expect(levels.at(0)(x)).toBe(String(x));
  expect([l - 1, l + n].map((end) => levels.leafOf(decimal(end, d)))).toStrictEqual([-1, -1]);
});
law('shape: JSON builds the same again', [low, leaves, factors, origin, places], (l, n, f, o, d) => {
  const levels = made(l, n, f, o, d);
  const again = intervalHierarchy(JSON.parse(JSON.stringify(levels)).intervalHierarchy);
  expect(again.labels(1)).toStrictEqual(levels.labels(1));
  expect(JSON.stringify(again)).toBe(JSON.stringify(levels));
});
