import fc from 'fast-check';
import { expect } from 'vitest';
import { bin, intervalHierarchy, parseInterval } from '../../src/generalisation/index.ts';
import { law } from '../law.ts';
import { after, before, decimal } from './doubles.ts';

const low = fc.integer({ min: -50, max: 50 });
const leaves = fc.integer({ min: 1, max: 30 });
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
  'privacy: never means that every label has two leaves, partly that some has one, always that all have',
  [low, leaves, factors, origin, places],
  (l, n, f, o, d) => {
    const levels = made(l, n, f, o, d);
    for (let level = 0; level < levels.levels; level += 1) {
      const shares = levels.labels(level).map((_, code) => Math.round(levels.share(level, code) * n));
      const single = shares.filter((size) => size === 1).length;
      const expected = single === shares.length ? 'always' : single > 0 ? 'partly' : 'never';
      expect(levels.at(level).facts.reversible).toBe(expected);
    }
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
    for (let level = 1; level < levels.levels; level += 1) {
      const [below, above] = [levels.codes(level - 1), levels.codes(level)];
      for (let leaf = 1; leaf < n; leaf += 1) {
        if (below[leaf] === below[leaf - 1]) expect(above[leaf]).toBe(above[leaf - 1]);
      }
    }
  },
);
law(
  'utility: a level labels as bin does, and the interval holds the value',
  [low, leaves, factors, places, pick],
  (l, n, f, d, i) => {
    const x = decimal(l + (i % n), d) + 0;
    const levels = made(l, n, f, 0, d);
    for (const [j, factor] of [f[0], f[0] * f[1], f[0] * f[1] * f[2]].entries()) {
      const label = levels.at(j + 1)(x);
      expect(label).toBe(bin({ width: decimal(factor, d) })(x));
      const { from, to } = parseInterval(label);
      expect(from <= x && x < to).toBe(true);
    }
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
