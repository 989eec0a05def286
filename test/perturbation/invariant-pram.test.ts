import { expect, test } from 'vitest';
import { invariantPram } from '../../src/perturbation/index.ts';
import { invariantMatrix } from '../../src/perturbation/invariant-matrix.ts';
import { unsafeSeededRandom } from '../../src/testing/index.ts';
import { scripted } from './scripted.ts';

const categories = ['a', 'b'] as const;
const matrix = [
  [0.75, 0.25],
  [0.5, 0.5],
];

test('two categories by hand: p = (2/3, 1/3), P = (3/4 1/4; 1/2 1/2)', () => {
  // s = (2/3, 1/3), Q = (3/4 1/4; 1/2 1/2), R = PQ
  expect(invariantMatrix(matrix, [2, 1], 1)).toEqual([
    [0.6875, 0.3125],
    [0.625, 0.375],
  ]);
  expect(invariantMatrix(matrix, [2, 1], 0.5)).toEqual([
    [0.84375, 0.15625],
    [0.3125, 0.6875],
  ]);
});
test('a category that the matrix never gives takes no part', () => {
  const never = [
    [1, 0],
    [1, 0],
  ];
  // all goes through the first, and back by the proportions
  expect(invariantMatrix(never, [3, 1], 1)).toEqual([
    [0.75, 0.25],
    [0.75, 0.25],
  ]);
});
test('a matrix draws from its invariant rows, alpha 1 unless given', () => {
  const draw = (word: number) =>
    invariantPram({ categories, proportions: [2, 1], matrix, random: scripted([word]) })('a');
  expect([draw(0.6875 * 2 ** 32 - 1), draw(0.6875 * 2 ** 32)]).toEqual(['a', 'b']);
});
test('retain keeps a value or draws it from the proportions, counts or shares', () => {
  for (const proportions of [
    [3, 1],
    [0.75, 0.25],
  ]) {
    const draw = (...words: number[]) =>
      invariantPram({ categories, proportions, retain: 0.5, random: scripted(words) })('b');
    expect(draw(2 ** 31 - 1)).toBe('b');
    expect(draw(2 ** 31, 3 * 2 ** 30 - 1)).toBe('a');
    expect(draw(2 ** 31, 3 * 2 ** 30)).toBe('b');
  }
});
test('draws come from the system source unless another is given', () => {
  const recode = invariantPram({ categories, proportions: [1, 1], retain: 0.1 });
  expect(new Set(Array.from({ length: 200 }, () => recode('a'))).size).toBe(2);
});
test('the facts say all that changes the output', () => {
  const facts = { technique: 'perturbation', reversible: 'partly', linkable: false, deterministic: false };
  expect(invariantPram({ categories, proportions: [9, 1], retain: 0.5 }).facts).toStrictEqual({
    name: 'invariantPram',
    ...facts,
    parameters: { categories: ['a', 'b'], proportions: [9, 1], retain: 0.5 },
  });
  const random = unsafeSeededRandom(1);
  expect(invariantPram({ categories, proportions: [9, 1], matrix, random }).facts.parameters).toStrictEqual({
    categories: ['a', 'b'],
    proportions: [9, 1],
    matrix,
    alpha: 1,
    source: 'seeded',
  });
});

const proportions = [2, 1];
test.each(['c', null, undefined, Number.NaN, 0])('value %o is refused, not quoted', (value) => {
  const error = { code: 'ERR_INPUT', message: 'invariantPram: value is not one of the categories' };
  const recode = invariantPram({ categories, proportions, retain: 0.5 });
  expect(() => recode(value as never)).toThrow(expect.objectContaining(error));
});
