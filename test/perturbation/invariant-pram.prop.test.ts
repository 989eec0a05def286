import fc from 'fast-check';
import { expect } from 'vitest';
import { invariantPram } from '../../src/perturbation/index.ts';
import { invariantMatrix } from '../../src/perturbation/invariant-matrix.ts';
import { cellOf, thresholds } from '../../src/perturbation/thresholds.ts';
import { law } from '../law.ts';
import { scripted } from './scripted.ts';

const size = fc.integer({ min: 2, max: 4 });
const weight = fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true }));
const row = fc.array(weight, { minLength: 4, maxLength: 4 });
const rows = fc.array(row, { minLength: 4, maxLength: 4 });
const counts = fc.array(fc.oneof(fc.constantFrom(1, 1e9), fc.integer({ min: 1, max: 999 })), {
  minLength: 4,
  maxLength: 4,
});
const alpha = fc.oneof(fc.constant(1), fc.double({ min: 0.01, max: 1, noNaN: true }));
const retain = fc.oneof(fc.constantFrom(0, 0.5), fc.double({ min: 0, max: 0.999, noNaN: true }));
const word = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const index = fc.nat(3);

function transition(list: readonly (readonly number[])[], n: number): number[][] {
  return list.slice(0, n).map((full, i) => {
    const part = full.slice(0, n).map((w, j) => w + (i === j || i === 0 ? 0.5 : 0));
    const sum = part.reduce((total, w) => total + w, 0);
    return part.map((w) => w / sum);
  });
}
const names = (n: number): string[] => ['a', 'b', 'c', 'd'].slice(0, n);

law(
  'utility: the proportions are a fixed point of the matrix, whose rows sum to 1',
  [size, rows, counts, alpha],
  (n, list, c, a) => {
    const p = c.slice(0, n);
    const r = invariantMatrix(transition(list, n), p, a);
    const total = p.reduce((sum, x) => sum + x, 0);
    const column = (j: number): number[] => r.map((shares) => shares[j] ?? Number.NaN);
    const back = p.map((x, j) => (column(j).reduce((sum, share, i) => sum + (p[i] ?? 0) * share, 0) - x) / total);
    const rests = r.map((shares) => shares.reduce((sum, share) => sum + share, 0) - 1);
    expect(Math.max(...[...back, ...rests].map(Math.abs))).toBeLessThan(1e-14);
    expect(Math.min(...r.flat())).toBeGreaterThanOrEqual(0);
  },
);
law(
  'utility: a matrix draws from its invariant rows',
  [size, rows, counts, alpha, index, word],
  (n, list, c, a, i, w) => {
    const [categories, proportions, matrix] = [names(n), c.slice(0, n), transition(list, n)];
    const released = invariantPram({ categories, proportions, matrix, alpha: a, random: scripted([w]) })(
      names(n)[i % n] ?? '',
    );
    const expected = cellOf(thresholds(invariantMatrix(matrix, proportions, a)[i % n] ?? []), w);
    expect(released).toBe(categories[expected]);
  },
);
law(
  'utility: retain keeps, or draws from the proportions',
  [size, counts, retain, index, word, word],
  (n, c, share, i, w, v) => {
    const [categories, proportions] = [names(n), c.slice(0, n)];
    const value = names(n)[i % n] ?? '';
    const released = invariantPram({ categories, proportions, retain: share, random: scripted([w, v]) })(value);
    const drawn = categories[cellOf(thresholds(proportions), v)];
    expect(released).toBe(w < Math.round(share * 2 ** 32) ? value : drawn);
  },
);
law(
  'privacy: every category can come from every other one, and a value can stay',
  [size, counts, retain, index],
  (n, c, share, i) => {
    const [categories, proportions] = [names(n), c.slice(0, n)];
    const table = thresholds(proportions);
    fc.pre(table.every((upTo, j) => upTo > (table[j - 1] ?? 0)));
    // the last word never stays; each category has its cell of the second word
    const random = scripted(Array.from(table).flatMap((upTo) => [2 ** 32 - 1, upTo - 1]));
    const recode = invariantPram({ categories, proportions, retain: share, random });
    expect(categories.map(() => recode(names(n)[i % n] ?? ''))).toEqual(categories);
  },
);
law('privacy: partly is claimed, for a category may have one input only', [word, alpha], (w, a) => {
  const matrix = [
    [1, 0, 0],
    [0, 0.5, 0.5],
    [0, 0.5, 0.5],
  ];
  const [categories, random] = [['a', 'b', 'c'], scripted([w, w, w])];
  const recode = invariantPram({ categories, proportions: [1, 2, 3], matrix, alpha: a, random });
  expect(recode.facts.reversible).toBe('partly');
  expect(categories.filter((value) => recode(value) === 'a')).toEqual(['a']);
});
