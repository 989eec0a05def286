import fc from 'fast-check';
import { expect } from 'vitest';
import { type CodedColumn, groupBy } from '../../src/core/grouping.ts';
import { law } from '../law.ts';

/** Up to twelve rows of three columns; few codes, so that rows meet. */
const coded = fc
  .record({
    rows: fc.nat(12),
    sizes: fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }), fc.constantFrom(1, 5, 40)),
  })
  .chain(({ rows, sizes }) =>
    fc
      .tuple(...sizes.map((size) => fc.array(fc.nat(Math.min(size, 4) - 1), { minLength: rows, maxLength: rows })))
      .map((codes) => ({
        rows,
        columns: codes.map((column, c): CodedColumn => {
          const size = sizes[c] ?? 1;
          const spread = column.map((code) => (code === 3 ? size - 1 : code));
          return { codes: size > 5 ? Uint16Array.from(spread) : Uint8Array.from(spread), size };
        }),
      })),
  );

/** Groups by text, numbered as they appear. */
function groupsByText(columns: readonly CodedColumn[], rows: number): number[] {
  const known = new Map<string, number>();
  return Array.from({ length: rows }, (_, i) => {
    const key = columns.map(({ codes }) => codes[i]).join();
    if (!known.has(key)) known.set(key, known.size);
    return known.get(key) ?? -1;
  });
}

law(
  'utility: rows share a group where all codes are equal, and only there',
  [coded, fc.nat(100)],
  ({ columns, rows }, largest) => {
    const expected = groupsByText(columns, rows);
    const grouping = { of: Int32Array.from(expected), count: new Set(expected).size };
    expect(groupBy(columns, rows)).toStrictEqual(grouping);
    expect(groupBy(columns, rows, largest)).toStrictEqual(grouping); // sorts where a table would be larger
  },
);
law('shape: one more column only splits groups', [coded], ({ columns, rows }) => {
  const [coarse, fine] = [groupBy(columns.slice(1), rows), groupBy(columns, rows)];
  const parent = new Map<number, number>();
  for (let i = 0; i < rows; i += 1) {
    const [inner, outer] = [fine.of[i] ?? -1, coarse.of[i] ?? -1];
    expect(parent.get(inner) ?? outer).toBe(outer);
    parent.set(inner, outer);
  }
  expect(fine.count).toBeGreaterThanOrEqual(coarse.count);
});
