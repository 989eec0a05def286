import { expect, test } from 'vitest';
import { lengthOf, readerOf } from '../../src/core/read-column.ts';

const one = (): number => 1;

test.each([
  undefined,
  null,
  'abc',
  7,
  {},
  one,
  { length: 0 },
  { length: 1, 0: 'a' },
  { length: 1e7 }, // such as parsed JSON: it would take ten million steps
  { length: 1.5, get: one },
  { length: -1, get: one },
  { length: 2 ** 31, get: one },
  { length: 1n, get: one },
  { length: 1, get: 1 },
  Object.assign([1], { get: 1 }),
  new DataView(new ArrayBuffer(8)),
  { dictionary: ['a'] },
  { dictionary: undefined, length: 0, get: one },
  { dictionary: 'a', codes: Uint8Array.of(0) },
  { dictionary: ['a'], codes: [0] },
  { dictionary: ['a'], codes: new DataView(new ArrayBuffer(1)) },
])('%o is no column', (column) => {
  const message = 'x: a column is an array, a vector or a dictionary with its codes';
  expect(() => lengthOf('x', column)).toThrow(expect.objectContaining({ code: 'ERR_INPUT', message }));
});
test('a column has as many rows as 32 bits count', () => {
  expect(lengthOf('x', { length: 2 ** 31 - 1, get: one })).toBe(2 ** 31 - 1);
});
test.each([
  Uint8Array.of(0, 2),
  Int8Array.of(0, -1),
  Float64Array.of(0, 0.5),
  Float64Array.of(0, Number.NaN),
  BigInt64Array.of(0n, 0n),
])('of %o the last code has no entry', (codes) => {
  const at = readerOf('x', { dictionary: ['a', 'b'], codes: codes as Uint8Array });
  const error = { code: 'ERR_INPUT', message: 'x: a code has no entry in its dictionary', details: { index: 1 } };
  expect(() => at(1)).toThrow(expect.objectContaining(error));
});
