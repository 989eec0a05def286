import { expect, expectTypeOf, test } from 'vitest';
import type { Column, DictionaryColumn } from '../../src/core/columns.ts';
import { shuffle } from '../../src/perturbation/index.ts';
import { unsafeSeededRandom } from '../../src/testing/index.ts';
import { crafted } from '../core/crafted.ts';
import { scripted } from './scripted.ts';
import { vectorOf } from './table.ts';

test('every permutation of four values comes from the same number of draws', () => {
  const counts = new Map<string, number>();
  const words = (n: number): number[] => Array.from({ length: n }, (_, i) => Math.floor(((i + 0.5) * 2 ** 32) / n));
  for (const a of words(4)) {
    for (const b of words(3)) {
      for (const c of words(2)) {
        const key = shuffle(['p', 'q', 'r', 's'], { random: scripted([a, b, c, 0]) }).join('');
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
  }
  expect(counts.size).toBe(24);
  expect([...new Set(counts.values())]).toEqual([1]);
});
test('draws come from the system source unless another is given', () => {
  const values = Array.from({ length: 50 }, (_, i) => i);
  expect(shuffle(values)).not.toEqual(values); // equal once in 50! runs
  expect(shuffle(values, {})).not.toEqual(values);
  expect(shuffle(values).sort((a, b) => a - b)).toEqual(values);
});
test('strata of one row, or of one value, do not change', () => {
  const strata = ['a', 'b', 'b', 'c'];
  expect(shuffle([1, 2, 2, 3], { strata, random: unsafeSeededRandom(1) })).toEqual([1, 2, 2, 3]);
});
test('null, undefined and NaN are one stratum, 0 and -0 another', () => {
  const strata = [null, undefined, Number.NaN, 0, -0];
  const seen = new Set<string>();
  for (let seed = 0; seed < 200; seed += 1) {
    seen.add(shuffle(['a', 'b', 'c', 'd', 'e'], { strata, random: unsafeSeededRandom(seed) }).join(''));
  }
  expect(seen.size).toBe(12); // 3! · 2!
});
test('strata may be dates, equal by instant, and any form of column', () => {
  const days = [new Date(0), new Date(1), new Date(0), new Date(1)];
  const values = ['a', 'b', 'c', 'd'];
  for (let seed = 0; seed < 20; seed += 1) {
    const [one, two, three, four] = shuffle(values, { strata: vectorOf(days), random: unsafeSeededRandom(seed) });
    expect([[one, three].sort(), [two, four].sort()]).toEqual([
      ['a', 'c'],
      ['b', 'd'],
    ]);
  }
});
test('a number, a bigint, a date and a text that look alike are strata of their own', () => {
  const strata = [5, 5n, new Date(5), '5', '#5', '5n', '@5', 'x'];
  const values = strata.map(String);
  for (let seed = 0; seed < 9; seed += 1) {
    expect(shuffle(values, { strata, random: unsafeSeededRandom(seed) })).toEqual(values);
  }
});
test('a typed array stays one of its class, in memory of its own', () => {
  const bytes = Buffer.from([1, 2, 3, 4]);
  const after = shuffle(bytes, { random: unsafeSeededRandom(1) });
  expect(after).toBeInstanceOf(Buffer);
  after.fill(0);
  expect([...bytes]).toEqual([1, 2, 3, 4]);
  const big = shuffle(BigInt64Array.of(1n, 2n), { random: unsafeSeededRandom(1) });
  expect(big).toBeInstanceOf(BigInt64Array);
  expect([...big].sort()).toEqual([1n, 2n]);
});
test('a dictionary keeps the width of its codes; equal entries become one, dates by instant', () => {
  const dictionary = ['x', 'y', 'x', new Date(5), new Date(5), 5, null];
  const column = { dictionary, codes: Uint16Array.of(0, 1, 2, 3, 4, 5, 6) };
  const after = shuffle(column, { random: unsafeSeededRandom(3) });
  expect(after.codes).toBeInstanceOf(Uint16Array);
  expect(after.dictionary.map(String).sort()).toEqual(['x', 'y', String(new Date(5)), '5', 'null'].sort());
  expect(after.dictionary[after.codes[6] as number]).toBe(null);
  expect(column.dictionary).toBe(dictionary);
  expect([...column.codes]).toEqual([0, 1, 2, 3, 4, 5, 6]);
});
test('a sparse array, an empty column and objects pass', () => {
  expect(shuffle(new Array(2))).toEqual([undefined, undefined]);
  expect(shuffle([])).toEqual([]);
  const row = { a: 1 };
  expect(shuffle([row])).toEqual([row]);
});
test('the form of the result is in its type', () => {
  const column: Column<string> = ['a'];
  const dictionary: DictionaryColumn<string> = { dictionary: ['a'], codes: Uint8Array.of(0) };
  expectTypeOf(shuffle(Float64Array.of(1))).toExtend<Float64Array>();
  expectTypeOf(shuffle(dictionary)).toEqualTypeOf<DictionaryColumn<string>>();
  expectTypeOf(shuffle(['a', null])).toEqualTypeOf<(string | null)[]>();
  expectTypeOf(shuffle(vectorOf([1]))).toEqualTypeOf<number[]>();
  expectTypeOf(shuffle<string>(column as Column<string>)).toExtend<Column<string>>();
  expect(shuffle(column)).toEqual(['a']);
});

test.each([
  undefined,
  null,
  'abc',
  7,
  {},
  () => 1,
  { length: 1.5 },
  new DataView(new ArrayBuffer(8)),
  { dictionary: ['a'] },
  { dictionary: 'a', codes: Uint8Array.of(0) },
  { dictionary: ['a'], codes: [0] },
  { dictionary: ['a'], codes: new DataView(new ArrayBuffer(1)) },
  { length: 1e7 }, // such as parsed JSON: it would take ten million steps
])('%o is not a column', (column) => {
  const error = {
    code: 'ERR_INPUT',
    message: 'shuffle: a column is an array, a vector or a dictionary with its codes',
  };
  expect(() => shuffle(column as never)).toThrow(expect.objectContaining(error));
  expect(() => shuffle([], { strata: column ?? 'abc' } as never)).toThrow(expect.objectContaining(error));
});
test('strata of another length, or of objects, are refused', () => {
  const message = 'shuffle: strata must be as long as the column';
  const stratum = (index: number) =>
    expect.objectContaining({ message: 'shuffle: a stratum must be a simple value', details: { index } });
  expect(() => shuffle([1, 2], { strata: ['a'] })).toThrow(expect.objectContaining({ code: 'ERR_INPUT', message }));
  expect(() => shuffle([1, 2], { strata: ['a', { b: 1 }] })).toThrow(stratum(1));
  expect(() => shuffle([null, 2], { strata: [() => 1, 'a'] })).toThrow(stratum(0));
});
test.each([
  { dictionary: ['a'], codes: Uint8Array.of(0, 1) },
  { dictionary: ['a'], codes: Int8Array.of(0, -1) },
  { dictionary: ['a', 'b'], codes: Float64Array.of(0, 0.5) },
  { dictionary: [], codes: BigInt64Array.of(0n) },
])('%o is refused at the row whose code has no entry', (column) => {
  const message = 'shuffle: a code has no entry in its dictionary';
  const error = { code: 'ERR_INPUT', message, details: { index: column.codes.length - 1 } };
  expect(() => shuffle(column as never)).toThrow(expect.objectContaining(error));
});
test('crafted numbers, whose hashes are equal, are shuffled as any others are', () => {
  const random = () => ({ random: unsafeSeededRandom(1) });
  const rows = Array.from({ length: 600 }, (_, i) => i);
  const byText = shuffle(rows, { strata: rows.map((i) => `s${i % 200}`), ...random() });
  for (const craft of [crafted, (i: number) => BigInt(i) << 64n, (i: number) => new Date(crafted(i))]) {
    const values = rows.map((i) => craft(i % 200));
    expect(shuffle(rows, { strata: values, ...random() })).toEqual(byText);
    const { dictionary, codes } = shuffle({ dictionary: values, codes: Uint16Array.from(rows) }, random());
    expect(Array.from(codes, (code) => dictionary[code])).toEqual(shuffle(values, random()));
    expect(dictionary).toHaveLength(200);
  }
});
