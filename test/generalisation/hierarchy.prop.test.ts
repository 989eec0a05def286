import fc from 'fast-check';
import { expect } from 'vitest';
import { hierarchy, type LeafHierarchy } from '../../src/generalisation/index.ts';
import { law } from '../law.ts';

/** Small nested rows: the label of a leaf at each level is drawn for the label below it, from fewer and fewer. */
const nested = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 0xffff_ffff }))
  .map(([leaves, levels, bits]) =>
    Array.from({ length: leaves }, (_, leaf) => {
      const first = (bits >>> (2 * leaf)) & 3;
      const second = (bits >>> (16 + first)) & 1;
      return [`leaf ${leaf}`, ...[`group ${first}`, `part ${second}`].slice(0, levels)];
    }),
  );
const sizes = fc.uniqueArray(fc.integer({ min: 2, max: 4 }), { maxLength: 2 }).map((factors) => {
  let size = 1;
  return factors.map((factor) => {
    size *= factor;
    return size;
  });
});
const count = fc.integer({ min: 0, max: 5 });
const counts = fc
  .array(count, { minLength: 1, maxLength: 6 })
  .map((all) => all.map((n, i): [string, number] => [`v${i}`, n]));
const any = fc.oneof(
  nested.map((rows) => hierarchy({ rows })),
  fc
    .tuple(fc.integer({ min: 1, max: 6 }), sizes)
    .map(([n, steps]) => hierarchy({ ordered: Array.from({ length: n }, (_, i) => `v${i}`), sizes: steps })),
  counts.map((pairs) =>
    hierarchy({ byPriority: pairs, sizes: [pairs.length - 1, pairs.length - 3].filter((size) => size > 0) }),
  ),
);
const levelsOf = (made: LeafHierarchy<string>): number[] => Array.from({ length: made.levels }, (_, level) => level);
const single = (sizesOf: readonly number[]): string => {
  const alone = sizesOf.filter((size) => size === 1).length;
  return alone === sizesOf.length ? 'always' : alone > 0 ? 'partly' : 'never';
};

law('privacy: never means that every label has two leaves, partly one that has not, always none', [any], (made) => {
  const leaves = made.labels(0);
  const claims = levelsOf(made).map((level) => {
    const at = made.at(level);
    const sizesOf = new Map<string, number>();
    for (const leaf of leaves) sizesOf.set(at(leaf), (sizesOf.get(at(leaf)) ?? 0) + 1);
    const found = single([...sizesOf.values()]);
    expect(at.facts.linkable).toBe(found !== 'never'); // a label of one leaf is as good as the leaf
    return [at.facts.reversible, found] as const;
  });
  expect(claims.map(([claimed]) => claimed)).toStrictEqual(claims.map(([, found]) => found));
});
law('privacy: what is equal at one level is equal at the next', [any], (made) => {
  const codes = levelsOf(made).map((level) => made.codes(level));
  const parted = codes.flatMap((above, i) => {
    const below = codes[i - 1] ?? above;
    return Array.from(above, (code, leaf) => code !== above[below.indexOf(below[leaf] as number)]);
  });
  expect(parted).not.toContain(true);
});
law('privacy: two rows that part again are refused, wherever they stand', [nested, fc.nat()], (rows, n) => {
  const row = rows[n % rows.length] as string[];
  fc.pre(row.length > 2);
  const twin = ['twin', row[1] as string, 'elsewhere'];
  const at = n % (rows.length + 1);
  // the later of the two is named, wherever the first of that group stands
  const before = rows.slice(0, at).some(([, group]) => group === twin[1]);
  const position = before ? at : at + 1 + rows.slice(at).findIndex(([, group]) => group === twin[1]);
  const error = { code: 'ERR_PARAMETER', details: { parameter: 'rows', position, level: 2 } };
  expect(() => hierarchy({ rows: rows.toSpliced(at, 0, twin) })).toThrow(expect.objectContaining(error));
});
law('utility: level 0 gives every leaf back, in its order', [nested], (rows) => {
  const made = hierarchy({ rows });
  expect(made.labels(0)).toStrictEqual(rows.map(([leaf]) => leaf));
  expect(rows.map((row, i) => made.leafOf(row[0] as string) === i)).not.toContain(false);
});
law('utility: rows are read as they are written', [nested], (rows) => {
  const made = hierarchy({ rows });
  const read = levelsOf(made).map(made.at);
  expect(rows.map(([leaf]) => read.map((at) => at(leaf as string)))).toStrictEqual(rows);
});
law(
  'utility: neighbours share a label exactly where their group is the same',
  [fc.integer({ min: 1, max: 12 }), sizes],
  (n, steps) => {
    const made = hierarchy({ ordered: Array.from({ length: n }, (_, i) => i), sizes: steps });
    for (const [j, size] of steps.entries()) {
      expect([...made.codes(j + 1)]).toStrictEqual(Array.from({ length: n }, (_, i) => Math.floor(i / size)));
    }
  },
);
law('utility: by priority no value that stays is rarer than one that does not', [counts, fc.nat()], (pairs, s) => {
  fc.pre(pairs.length > 1);
  const size = 1 + (s % (pairs.length - 1));
  const level = hierarchy({ byPriority: pairs, sizes: [size] }).at(1);
  const stays = pairs.filter(([leaf]) => level(leaf) === leaf);
  const goes = pairs.filter(([leaf]) => level(leaf) === '*');
  expect([stays.length, goes.length]).toStrictEqual([size, pairs.length - size]);
  expect(Math.min(...stays.map(([, n]) => n))).toBeGreaterThanOrEqual(Math.max(...goes.map(([, n]) => n)));
});
law('shape: codes, labels and shares agree with the transform', [any, fc.nat()], (made, n) => {
  const level = n % made.levels;
  const codes = made.codes(level);
  const labels = made.labels(level);
  const at = made.at(level);
  expect(Array.from(codes, (code) => labels[code])).toStrictEqual(made.labels(0).map((leaf) => at(leaf)));
  const shares = labels.map((_, code) => codes.filter((other) => other === code).length / made.leaves);
  expect(labels.map((_, code) => made.share(level, code))).toStrictEqual(shares);
});
law('shape: JSON builds the same again', [any], (made) => {
  const again = hierarchy(JSON.parse(JSON.stringify(made)).hierarchy);
  expect(again.toJSON()).toStrictEqual(made.toJSON());
});
