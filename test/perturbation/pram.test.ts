import { expect, test } from 'vitest';
import type { Transform } from '../../src/core/transform.ts';
import { pram } from '../../src/perturbation/index.ts';
import { policyFor } from '../../src/policy/index.ts';
import { unsafeSeededRandom } from '../../src/testing/index.ts';
import { crafted } from '../core/crafted.ts';
import { scripted } from './scripted.ts';

const categories = ['a', 'b', 'c'] as const;
const matrix = [
  [0.5, 0.25, 0.25],
  [0, 1, 0],
  [0.125, 0.125, 0.75],
];

test('a word below the retained share stays, the rest moves on evenly', () => {
  const draw = (words: number[], value: string) => pram({ categories, retain: 0.75, random: scripted(words) })(value);
  expect(draw([0.75 * 2 ** 32 - 1], 'b')).toBe('b');
  expect(draw([0.75 * 2 ** 32, 0], 'b')).toBe('a');
  expect(draw([0.75 * 2 ** 32, 2 ** 31 - 1], 'b')).toBe('a');
  expect(draw([0.75 * 2 ** 32, 2 ** 31], 'b')).toBe('c');
  expect(draw([2 ** 32 - 1, 2 ** 32 - 1], 'c')).toBe('b');
});
test('each category may have its own share', () => {
  const draw = (value: string) => pram({ categories, retain: [1, 0, 0.5], random: scripted([2 ** 31, 0]) })(value);
  expect(categories.map(draw)).toEqual(['a', 'a', 'a']);
});
test.each([
  ['a', 0, 'a'],
  ['a', 2 ** 31 - 1, 'a'],
  ['a', 2 ** 31, 'b'],
  ['a', 3 * 2 ** 30 - 1, 'b'],
  ['a', 3 * 2 ** 30, 'c'],
  ['a', 2 ** 32 - 1, 'c'],
  ['b', 0, 'b'],
  ['b', 2 ** 32 - 1, 'b'],
  ['c', 2 ** 29 - 1, 'a'],
  ['c', 2 ** 29, 'b'],
  ['c', 2 ** 30, 'c'],
] as const)('%s with word %i becomes %s', (value, word, released) => {
  expect(pram({ categories, matrix, random: scripted([word]) })(value)).toBe(released);
});
test('draws come from the system source unless another is given', () => {
  const recode = pram({ categories, retain: 0.1 });
  const seen = new Set(Array.from({ length: 300 }, () => recode('a')));
  expect([...seen].sort()).toEqual([...categories]);
});
test('numbers and booleans are categories too; 1 is not "1", -0 is 0', () => {
  const random = scripted([0, 0, 0, 0]);
  const recode = pram({ categories: [0, 1, '1', true], retain: 0.5, random });
  expect([recode(-0), recode(1), recode('1'), recode(true)]).toEqual([0, 1, '1', true]);
});
test('a number, and texts that look like what it is known by, are categories of their own', () => {
  const known = [1, '1', '#1', '##1', '#', '##', ''];
  const recode = pram({ categories: known, retain: 0.5, random: scripted(known.map((_, i) => i)) });
  expect(known.map((category) => recode(category as never))).toEqual(known);
  for (const value of ['#2', '###1', '#NaN', 2, ['#'], { 0: '#' }, Symbol('#'), null]) {
    expect(() => recode(value as never)).toThrow(expect.objectContaining({ code: 'ERR_INPUT' }));
  }
});
test('crafted numbers, whose hashes are equal, are categories as any others are', () => {
  const known = Array.from({ length: 500 }, (_, i) => crafted(i));
  const recode = pram({ categories: known, retain: 0.5, random: scripted(known.map((_, i) => i)) });
  expect(known.map(recode)).toEqual(known);
  expect(() => recode(crafted(500))).toThrow(expect.objectContaining({ code: 'ERR_INPUT' }));
});
test('the transform fits the column: any string in, a category out', () => {
  const recode: Transform<string, 'a' | 'b' | 'c'> = pram({ categories, retain: 0.5, random: scripted([0]) });
  const flags: Transform<boolean, boolean> = pram({ categories: [true, false], retain: 0.5, random: scripted([0]) });
  const codes: Transform<number, number> = pram({ categories: [1, 2] as number[], retain: 0.5, random: scripted([0]) });
  const release = policyFor<{ plan: string; answer: boolean; code: number }>()({
    plan: recode,
    answer: flags,
    code: codes,
  });
  expect(release({ plan: 'a', answer: true, code: 1 })).toEqual({ plan: 'a', answer: true, code: 1 });
});
test('the facts say all that changes the output', () => {
  const facts = {
    name: 'pram',
    technique: 'perturbation',
    reversible: 'partly',
    linkable: false,
    deterministic: false,
  };
  expect(pram({ categories, retain: 0.5 }).facts).toStrictEqual({
    ...facts,
    parameters: { categories: ['a', 'b', 'c'], retain: 0.5 },
  });
  expect(pram({ categories, matrix, random: unsafeSeededRandom(1) }).facts).toStrictEqual({
    ...facts,
    parameters: { categories: ['a', 'b', 'c'], matrix, source: 'seeded' },
  });
});
test('what the caller changes afterwards changes nothing', () => {
  const list = ['a', 'b'];
  const shares = [
    [0.5, 0.5],
    [0.5, 0.5],
  ];
  const recode = pram({ categories: list, matrix: shares, random: scripted([0, 2 ** 32 - 1]) });
  list[0] = 'x';
  shares[0] = [0, 1];
  expect([recode('a'), recode('a')]).toEqual(['a', 'b']);
  expect(recode.facts.parameters['categories']).toEqual(['a', 'b']);
});
test('many categories with retain take no matrix', () => {
  const many = Array.from({ length: 100_000 }, (_, i) => i);
  const recode = pram({ categories: many, retain: 0.5, random: scripted([2 ** 32 - 1, 2 ** 32 - 1]) });
  expect(recode(99_999)).toBe(99_998);
});

const two = ['a', 'b'];
test('a row may be off 1 by 1e-9, and three categories may all have to change', () => {
  const shares = [
    [0.5, 0.5 + 9e-10],
    [0.5, 0.5 - 9e-10],
  ];
  expect(() => pram({ categories: two, matrix: shares })).not.toThrow();
  expect(pram({ categories, retain: 0, random: scripted([0, 0]) })('a')).toBe('b');
});
test.each(['d', '', null, undefined, Number.NaN, 1, ['a'], { a: 1 }])('value %o is refused, not quoted', (value) => {
  const error = { code: 'ERR_INPUT', message: 'pram: value is not one of the categories' };
  expect(() => pram({ categories, retain: 0.5 })(value as never)).toThrow(expect.objectContaining(error));
});
