import fc from 'fast-check';
import { expect } from 'vitest';
import type { Column } from '../../src/core/columns.ts';
import { lengthOf, readerOf } from '../../src/core/read-column.ts';
import { readTable } from '../../src/core/table.ts';
import { law } from '../law.ts';

const values = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 9 });
const part = fc.constantFrom<unknown>(undefined, null, 0, 1, 1.5, -1, 'ab', [1], Uint8Array.of(0), () => 1);
/** Columns, near misses and anything else. */
const anything = fc.oneof(
  fc.record({ length: part, get: part, dictionary: part, codes: part }, { requiredKeys: [] }),
  fc.anything({ withTypedArray: true }),
);
const rowsOf = (column: Column<unknown>): unknown[] => {
  const at = readerOf('x', column);
  return Array.from({ length: lengthOf('x', column) }, (_, row) => at(row));
};

law('utility: all forms of a column read alike', [values], (list) => {
  const codes = Uint8Array.from(list, (value) => 9 - value);
  expect(rowsOf(list)).toEqual(list);
  expect(rowsOf(Float32Array.from(list))).toEqual(list);
  expect(rowsOf({ length: list.length, get: (row: number) => list[row] })).toEqual(list);
  expect(rowsOf({ dictionary: [9, 8, 7, 6, 5, 4, 3, 2, 1, 0], codes })).toEqual(list);
});
law('shape: what is a column has its rows in a table, all else is refused with one code', [anything], (column) => {
  let length: unknown;
  try {
    length = lengthOf('x', column);
  } catch (error) {
    length = error;
  }
  if (typeof length !== 'number') {
    expect(length).toMatchObject({ code: 'ERR_INPUT', details: {} });
    expect(() => readTable({ x: column })).toThrow(expect.objectContaining({ code: 'ERR_INPUT' }));
  } else {
    expect(readTable({ x: column }).rows).toBe(length);
    expect(rowsOf(column as Column<unknown>)).toHaveLength(length);
  }
});
