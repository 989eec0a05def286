import fc from 'fast-check';
import { expect } from 'vitest';
import { shuffle } from '../../src/perturbation/index.ts';
import { unsafeSeededRandom } from '../../src/testing/index.ts';
import { law } from '../law.ts';
import { dictionaryOf, valuesOf, vectorOf } from './table.ts';

const seed = fc.integer({ min: 0, max: 2 ** 32 });
const cell = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constantFrom(null, undefined, Number.NaN, 'x', true, 5n));
const cells = fc.array(cell, { maxLength: 9 });
const stratum = fc.constantFrom('a', 'b', null, undefined, Number.NaN, 0, -0);
const table = fc.array(fc.tuple(cell, stratum), { maxLength: 9 });
const isMissing = (value: unknown): boolean => value === null || value === undefined || Number.isNaN(value);
const bag = (values: readonly unknown[]): string[] => values.map((value) => `${typeof value} ${String(value)}`).sort();
const random = (s: number) => ({ random: unsafeSeededRandom(s) });

law('utility: the values stay, missing ones in their rows', [cells, seed], (values, s) => {
  const before = [...values];
  const after = shuffle(values, random(s));
  expect(values).toEqual(before);
  expect(after).not.toBe(values);
  expect(bag(after)).toEqual(bag(values));
  for (const [row, value] of values.entries()) {
    if (isMissing(value)) expect(after[row]).toBe(value);
    else expect(isMissing(after[row])).toBe(false);
  }
});
law('utility: the values of each stratum stay in it', [table, seed], (rows, s) => {
  const after = shuffle(
    rows.map(([value]) => value),
    { strata: rows.map(([, key]) => key), ...random(s) },
  );
  const of = (values: readonly unknown[], key: unknown): string[] =>
    bag(
      values.filter((_, row) => {
        const own = rows[row]?.[1];
        return isMissing(key) ? isMissing(own) : own === key;
      }),
    );
  for (const key of ['a', 'b', null, 0])
    expect(of(after, key)).toEqual(
      of(
        rows.map(([value]) => value),
        key,
      ),
    );
});
law(
  'privacy: a dictionary comes in the order of the new rows, and holds what they hold',
  [cells, seed],
  (values, s) => {
    const { dictionary, codes } = shuffle(dictionaryOf<unknown>(values, 'secret'), random(s));
    const seen = [...new Set(valuesOf({ dictionary, codes }))];
    expect(dictionary).toEqual(seen);
    expect(dictionary).not.toContain('secret');
  },
);
law('shape: all forms of a column are shuffled alike', [cells, seed], (values, s) => {
  const after = shuffle(values, random(s));
  expect(shuffle(vectorOf(values), random(s))).toEqual(after);
  expect(valuesOf(shuffle(dictionaryOf<unknown>(values, 'secret'), random(s)))).toEqual(after);
  const numbers = values.map((value) => (typeof value === 'number' ? value : Number.NaN));
  expect(Array.from(shuffle(Float64Array.from(numbers), random(s)))).toEqual(shuffle(numbers, random(s)));
});
law('shape: one stratum is none', [cells, seed], (values, s) => {
  expect(shuffle(values, { strata: values.map(() => 'all'), ...random(s) })).toEqual(shuffle(values, random(s)));
});
