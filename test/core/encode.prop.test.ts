import fc from 'fast-check';
import { expect } from 'vitest';
import { encodeColumn } from '../../src/core/encode.ts';
import { law } from '../law.ts';

const missing = [null, undefined, Number.NaN, new Date(Number.NaN)];
const scalars = [
  [0, -0, 1, 5, Infinity, -Infinity, 5e-324, 2 ** 53],
  [0n, 1n, 5n, -1n, 2n ** 64n],
  [new Date(0), new Date(-0), new Date(5), new Date(5)],
];
const texts = ['', '0', '1', 'null', 'NaN', 'é', 'e\u0301', '\ud800', '__proto__', true, false];
/** One kind of number, texts and missing values: what one column may hold. */
const values = fc
  .constantFrom(...scalars)
  .chain((some) => fc.array(fc.constantFrom<unknown>(...missing, ...texts, ...some), { maxLength: 12 }));

/** The same text for the same value, by other means than the encoder's. */
function textOf(value: unknown): string {
  const text = value instanceof Date ? `date ${value.getTime()}` : `${typeof value} ${String(value)}`;
  return /^(?:object null|undefined .*|(?:number|date) NaN)$/.test(text) ? 'missing' : text;
}

law('utility: equal values get equal codes, others different ones, in order of appearance', [values], (column) => {
  const { codes, size } = encodeColumn(column, column.length, 'x');
  const order = ['missing'];
  const expected = column.map((value) => {
    const text = textOf(value);
    if (!order.includes(text)) order.push(text);
    return order.indexOf(text);
  });
  expect([...codes]).toStrictEqual(expected);
  expect(size).toBe(order.length);
});
law(
  'shape: a dictionary with double and unused entries is its values',
  [values, fc.array(fc.nat(99), { maxLength: 12 })],
  (dictionary, picks) => {
    const codes = dictionary.length === 0 ? [] : picks.map((pick) => pick % dictionary.length);
    const plain = codes.map((code) => dictionary[code]);
    const column = { dictionary: [...dictionary, { an: 'object that no row uses' }], codes: Uint16Array.from(codes) };
    expect(encodeColumn(column, codes.length, 'x')).toStrictEqual(encodeColumn(plain, codes.length, 'x'));
  },
);
law('shape: a vector is its values', [values], (column) => {
  const vector = { length: column.length, get: (i: number) => column[i] };
  expect(encodeColumn(vector, column.length, 'x')).toStrictEqual(encodeColumn(column, column.length, 'x'));
});
law(
  'shape: typed arrays are their numbers',
  [fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 12 })],
  (column) => {
    const plain = encodeColumn(column, column.length, 'x');
    expect(encodeColumn(Uint8Array.from(column), column.length, 'x')).toStrictEqual(plain);
    expect(encodeColumn(Float64Array.from(column), column.length, 'x')).toStrictEqual(plain);
  },
);
