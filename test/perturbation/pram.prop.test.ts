import fc from 'fast-check';
import { expect } from 'vitest';
import { pram } from '../../src/perturbation/index.ts';
import { unsafeSeededRandom } from '../../src/testing/index.ts';
import { law } from '../law.ts';
import { scripted } from './scripted.ts';

const categories = fc
  .uniqueArray(fc.oneof(fc.string({ maxLength: 3 }), fc.integer({ min: -3, max: 3 }), fc.boolean()), {
    minLength: 2,
    maxLength: 4,
    selector: (category) => (category === 0 ? 0 : category),
  })
  .map((list) => list.map((category) => (category === 0 ? 0 : category)));
const retain = fc.double({ min: 0.001, max: 0.999, noNaN: true });
const word = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const index = fc.nat(3);
const weight = fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true }));
const row = fc.array(weight, { minLength: 4, maxLength: 4 });

/** A transition matrix of this size: rows scaled to sum to 1, the last one always random. */
function matrixOf(rows: readonly (readonly number[])[], size: number): number[][] {
  return rows.slice(0, size).map((full, i) => {
    const part = full.slice(0, size).map((w, j) => w + (i === j || i === size - 1 ? 1 : 0));
    const sum = part.reduce((total, w) => total + w, 0);
    return part.map((w) => w / sum);
  });
}
const matrix = fc.array(row, { minLength: 4, maxLength: 4 });

law(
  'privacy: every category can come from every other one, and a value can stay',
  [categories, retain, index, word],
  (list, share, i, w) => {
    const value = list[i % list.length] as string;
    const others = list.filter((category) => category !== value);
    // the last word never stays; each of the others has its cell of the second word
    const moves = others.flatMap((_, j) => [2 ** 32 - 1, Math.floor(((j + 0.5) * 2 ** 32) / others.length)]);
    const recode = pram({ categories: list, retain: share, random: scripted([0, ...moves, w]) });
    expect(recode(value)).toBe(value);
    expect(others.map(() => recode(value))).toEqual(others);
    expect(recode(value) === value).toBe(w < Math.round(share * 2 ** 32));
  },
);
law(
  'privacy: partly is claimed, for a category may have one input only',
  [categories, retain, word],
  (list, share, w) => {
    fc.pre(list.length > 2);
    // the first category stays, the others go round among themselves
    const next = (i: number): number => (i % (list.length - 1)) + 1;
    const only = list.map((_, i) =>
      list.map((_, j) => (i === 0 ? Number(j === 0) : i === j ? share : j === next(i) ? 1 - share : 0)),
    );
    const recode = pram({ categories: list, matrix: only, random: scripted(list.map(() => w)) });
    expect(recode.facts.reversible).toBe('partly');
    expect(list.filter((value) => recode(value as string) === list[0])).toEqual([list[0]]);
  },
);
law('utility: a matrix gives each category its words', [categories, matrix, index, word], (list, rows, i, w) => {
  const p = matrixOf(rows, list.length);
  const at = i % list.length;
  const to = list.indexOf(pram({ categories: list, matrix: p, random: scripted([w]) })(list[at] as string) as string);
  const upTo = (j: number): number => (p[at] as number[]).slice(0, j).reduce((sum, x) => sum + x, 0) * 2 ** 32;
  expect(upTo(to) <= w + 1 && w - 1 <= upTo(to + 1)).toBe(true);
  expect((p[at] as number[])[to]).toBeGreaterThan(0);
});
law(
  'shape: the result is a category, the same for the same words',
  [categories, retain, index, word],
  (list, share, i, seed) => {
    const value = list[i % list.length] as string;
    const draw = () =>
      pram({ categories: list, retain: list.map(() => share), random: unsafeSeededRandom(seed) })(value);
    expect(list).toContain(draw());
    expect(draw()).toBe(draw());
  },
);
