import fc from 'fast-check';
import { expect } from 'vitest';
import { pram } from '../../src/perturbation/index.ts';
import { unsafeSeededRandom } from '../../src/testing/index.ts';
import { law } from '../law.ts';
import { scripted } from './scripted.ts';

const categories = fc
  .uniqueArray(fc.oneof(fc.string({ maxLength: 3 }), fc.integer({ min: -3, max: 3 }), fc.boolean()), {
    minLength: 2,
    maxLength: 6,
    selector: (category) => (category === 0 ? 0 : category),
  })
  .map((list) => list.map((category) => (category === 0 ? 0 : category)));
const retain = fc.double({ min: 0.001, max: 0.999, noNaN: true });
const word = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const index = fc.nat(5);
const weight = fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true }));
const row = fc.array(weight, { minLength: 6, maxLength: 6 });

/** A transition matrix of this size: rows scaled to sum to 1, the last one always random. */
function matrixOf(rows: readonly (readonly number[])[], size: number): number[][] {
  return rows.slice(0, size).map((full, i) => {
    const part = full.slice(0, size).map((w, j) => w + (i === j || i === size - 1 ? 1 : 0));
    const sum = part.reduce((total, w) => total + w, 0);
    return part.map((w) => w / sum);
  });
}
const matrix = fc.array(row, { minLength: 6, maxLength: 6 });

law(
  'privacy: every category can come from every other one, and a value can stay',
  [categories, retain, index, word],
  (list, share, i, w) => {
    const value = list[i % list.length] as string;
    const draw = (words: number[], from: unknown) =>
      pram({ categories: list, retain: share, random: scripted(words) })(from as string);
    expect(draw([0], value)).toBe(value);
    const others = list.filter((category) => category !== value);
    const cell = (j: number): number => Math.floor(((j + 0.5) * 2 ** 32) / others.length);
    // the last word never stays; each of the others has its cell of the second word
    expect(others.map((_, j) => draw([2 ** 32 - 1, cell(j)], value))).toEqual(others);
    expect(draw([w], value) === value || w >= share * 2 ** 32 - 1).toBe(true);
  },
);
law(
  'privacy: partly is claimed, for a category may have one input only',
  [categories, retain, word],
  (list, share, w) => {
    const never = list.map((_, i) =>
      list.map((_, j) =>
        i === j ? (i === 0 ? 1 : share) : i > 0 && j === (i % (list.length - 1)) + 1 ? 1 - share : 0,
      ),
    );
    fc.pre(list.length > 2);
    const recode = (value: unknown) =>
      pram({ categories: list, matrix: never, random: scripted([w]) })(value as string);
    expect(list.filter((value) => recode(value) === list[0])).toEqual([list[0]]);
  },
);
law('utility: a matrix gives each category its words', [categories, matrix, index, word], (list, rows, i, w) => {
  const p = matrixOf(rows, list.length);
  const at = i % list.length;
  const to = list.indexOf(pram({ categories: list, matrix: p, random: scripted([w]) })(list[at] as string) as string);
  const upTo = (j: number): number => (p[at] as number[]).slice(0, j).reduce((sum, x) => sum + x, 0) * 2 ** 32;
  expect(upTo(to)).toBeLessThanOrEqual(w + 1);
  expect(upTo(to + 1)).toBeGreaterThanOrEqual(w - 1);
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
