import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Cell, CodedColumn, Correlation, MOST_DISTINCT, Summary } from '../../docs/examples/measures.ts';
import { law } from '../law.ts';

const valuesOf = (column: CodedColumn): Cell[] => {
  const { dictionary, codes } = column.column();
  return Array.from(codes, (code) => dictionary[code]);
};
const filled = <T extends { add(value: Cell): void }>(into: T, values: Iterable<Cell>): T => {
  for (const value of values) into.add(value);
  return into;
};

test.each([
  ['few values', (i: number) => i % 7],
  ['more values than a byte holds, late', (i: number) => (i < 100_000 ? i % 3 : i % 700)],
  ['exactly as many as a byte holds', (i: number) => i % 256],
  ['one more', (i: number) => i % 257],
])('a coded column gives back its rows: %s', (_, value) => {
  const values = Array.from({ length: 140_000 }, (_, i) => value(i));
  expect(valuesOf(filled(new CodedColumn(), values))).toStrictEqual(values);
});
test('a column that names nearly each row is full, and forgets', () => {
  const column = filled(new CodedColumn(), Array(MOST_DISTINCT + 1).keys());
  expect(column.full).toBe(true);
  expect(valuesOf(column)).toStrictEqual([]);
});
law(
  'utility: mean and deviation are those of the numbers, whatever is missing',
  [fc.array(fc.option(fc.integer({ min: -99, max: 99 })), { minLength: 1 })],
  (cells) => {
    const numbers = cells.filter((cell) => cell !== null);
    fc.pre(numbers.length > 0);
    const summary = filled(new Summary(), cells);
    const mean = numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
    expect(summary.mean).toBeCloseTo(mean, 9);
    expect(summary.deviation ** 2).toBeCloseTo(
      numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0) / numbers.length,
      8,
    );
  },
);
test('labels count as the middle of their interval, open ones as their edge', () => {
  expect(filled(new Summary(), ['[10, 20)', '(-∞, 10)', '[20, ∞)']).mean).toBeCloseTo((15 + 10 + 20) / 3, 12);
});
test.each(['(none)', '[x]', '[x)', '[5, 3)', '[1, 2, 3)', '(', '[0, 1e400)', ''])(
  '%j is no interval, and counts',
  (text) => {
    const summary = filled(new Summary(), [text, text, 'a']);
    expect([summary.count, summary.distinct, summary.mean]).toStrictEqual([3, 2, Number.NaN]);
    expect(summary.distanceTo(filled(new Summary(), ['a', text, text]))).toBe(0);
    const correlation = new Correlation();
    correlation.add(text, 1);
    expect(correlation.value).toBeNaN();
  },
);
test('the distance of shares is half the sum of the differences', () => {
  const [one, two] = [filled(new Summary(), ['a', 'a', 'b', 'c']), filled(new Summary(), ['a', 'b', 'b', 'd'])];
  expect(one.distanceTo(two)).toBeCloseTo(0.5, 12);
  expect(filled(new Summary(1), ['a', 'b']).distanceTo(two)).toBeUndefined();
});
test('the correlation is Pearson’s, over rows that have both', () => {
  const correlation = new Correlation();
  const rows: [Cell, Cell][] = [
    [1, 2],
    [2, 1],
    [3, 4],
    [null, 9],
    [4, 3],
  ];
  for (const [x, y] of rows) correlation.add(x, y);
  expect(correlation.value).toBeCloseTo(0.6, 12);
});
