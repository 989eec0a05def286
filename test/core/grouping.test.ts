import { expect, test } from 'vitest';
import { groupBy } from '../../src/core/grouping.ts';

test('no column gives one group, no row none', () => {
  expect(groupBy([], 3)).toStrictEqual({ of: Int32Array.of(0, 0, 0), count: 1 });
  expect(groupBy([{ codes: new Uint8Array(0), size: 5 }], 0)).toStrictEqual({ of: new Int32Array(0), count: 0 });
});
test('3,000 by 3,000 codes: more pairs than a table may have', () => {
  const codes = Uint16Array.from({ length: 9_000 }, (_, i) => i % 3_000);
  const turned = codes.map((code, i) => (code + 7 * Math.floor(i / 3_000)) % 3_000);
  const { of, count } = groupBy(
    [
      { codes, size: 3_000 },
      { codes: turned, size: 3_000 },
    ],
    9_000,
  );
  expect(count).toBe(9_000);
  expect(of).toStrictEqual(Int32Array.from({ length: 9_000 }, (_, i) => i));
});
test('columns in which every row differs: the product of their codes is beyond 2 ** 53', () => {
  const rows = 200_000;
  const codes = Uint32Array.from({ length: rows }, (_, i) => rows - 1 - i);
  const columns = [
    { codes, size: rows },
    { codes, size: rows },
    { codes, size: rows },
    { codes, size: rows },
  ];
  expect(groupBy(columns, rows).count).toBe(rows);
});
test('the largest table is proportional to the rows: a few rows with very many codes cost little', () => {
  const codes = Uint32Array.of(0, 4_000_000_000, 0, 4_000_000_000);
  expect(groupBy([{ codes: codes.map((code) => code / 1_000), size: 4_000_001 }], 4).of).toStrictEqual(
    Int32Array.of(0, 1, 0, 1),
  );
});
