import { expect, expectTypeOf, test } from 'vitest';
import type { Column, DictionaryColumn } from '../../src/core/columns.ts';
import { rankSwap } from '../../src/perturbation/index.ts';
import { unsafeSeededRandom } from '../../src/testing/index.ts';
import { scripted } from './scripted.ts';
import { vectorOf } from './table.ts';

/** The definition, without lists: every outcome with its probability in units of 1 / unit. */
function byDefinition(n: number, reach: number, unit: number): Map<string, number> {
  const found = new Map<string, number>();
  const visit = (rank: number, to: readonly number[], weight: number): void => {
    const open = to.flatMap((x, j) => (x === -1 && j > rank && j <= rank + reach ? [j] : []));
    if (rank === n) found.set(to.join(), (found.get(to.join()) ?? 0) + weight);
    else if (to[rank] !== -1) visit(rank + 1, to, weight);
    else if (open.length === 0) visit(rank + 1, to.with(rank, rank), weight);
    else for (const j of open) visit(rank + 1, to.with(rank, j).with(j, rank), weight / open.length);
  };
  visit(0, new Array(n).fill(-1), unit);
  return found;
}
test.each([
  [2, 0.5],
  [4, 0.5],
  [5, 0.6],
  [6, 0.5],
  [6, 0.17],
  [6, 0.34],
])('%i values, window %s: the outcomes have the probabilities of the definition', (n, window) => {
  const reach = Math.max(1, Math.floor(window * n));
  const draws = Math.floor(n / 2);
  const counts = new Map<string, number>();
  const values = Array.from({ length: n }, (_, i) => i);
  for (let run = 0; run < 6 ** draws; run += 1) {
    // ranks are distinct: the words of the first shuffle do not matter; below(1), (2), (3) divide into sixths
    const words = Array.from({ length: draws }, (_, k) =>
      Math.floor((((Math.floor(run / 6 ** k) % 6) + 0.5) * 2 ** 32) / 6),
    );
    const key = rankSwap(values, { window, random: scripted([...new Array(n - 1).fill(7), ...words]) }).join();
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const expected = byDefinition(n, reach, 6 ** draws);
  expect([...counts.keys()].sort()).toEqual([...expected.keys()].sort());
  for (const [key, count] of counts) expect(count).toBeCloseTo(expected.get(key) ?? 0, 9);
});
test('ties are ranked at random: a value below swaps with any of three equal ones', () => {
  const partners = new Set<number>();
  for (let seed = 0; seed < 60; seed += 1) {
    partners.add(rankSwap([1, 5, 5, 5], { window: 0.25, random: unsafeSeededRandom(seed) }).indexOf(1));
  }
  expect([...partners].sort()).toEqual([1, 2, 3]);
});
test('draws come from the system source unless another is given', () => {
  const values = Array.from({ length: 60 }, (_, i) => i);
  const after = rankSwap(values, { window: 1 });
  expect(after).not.toEqual(values);
  expect(after.sort((a, b) => a - b)).toEqual(values);
});
test('the input order does not matter for the ranks; strings go by code unit, not by locale', () => {
  const after = rankSwap(['é', 'Z', 'a', null], { window: 0.34, random: scripted([0, 0, 0, 0]) });
  expect(after).toEqual(['é', 'a', 'Z', null]); // Z < a < é: the first two swap
});
test('one value, none, or only missing ones stay', () => {
  for (const column of [[], [5], [null, undefined, Number.NaN], [null, 5]]) {
    expect(rankSwap(column, { window: 1 })).toEqual(column);
  }
});
test('a hundred thousand rows take a moment, whatever the window', () => {
  const values = Float64Array.from({ length: 100_000 }, (_, i) => (i * 7919) % 100_000);
  const after = rankSwap(values, { window: 1 });
  expect(after.toSorted()).toEqual(values.toSorted());
});
test('the form of the result is in its type', () => {
  const dictionary: DictionaryColumn<string> = { dictionary: ['a'], codes: Uint8Array.of(0) };
  const options = { window: 1 };
  expectTypeOf(rankSwap(Float32Array.of(1), options)).toExtend<Float32Array>();
  expectTypeOf(rankSwap(dictionary, options)).toEqualTypeOf<DictionaryColumn<string>>();
  expectTypeOf(rankSwap([new Date(0), null], options)).toEqualTypeOf<(Date | null)[]>();
  expectTypeOf(rankSwap(vectorOf([1n]), options)).toEqualTypeOf<bigint[]>();
  expectTypeOf(rankSwap<string>(dictionary as Column<string>, options)).toExtend<Column<string>>();
  // @ts-expect-error [2769] a boolean has no rank
  expect(() => rankSwap([true], options)).toThrow();
});

test.each([
  [[1, '2'], 1],
  [[1, 2n], 1],
  [[null, 1, new Date(0)], 2],
  [[true], 0],
  [[{}], 0],
  [[Symbol('a')], 0],
  [[() => 1], 0],
  [[new Date(0), new Date(Number.NaN)], 1],
])('%o has no one order: refused with the row, not quoted', (column, index) => {
  const message = 'rankSwap: values must be numbers, bigints, strings or dates alone';
  const error = { code: 'ERR_INPUT', message, details: { index } };
  expect(() => rankSwap(column as never, { window: 0.5 })).toThrow(expect.objectContaining(error));
});
test.each(['abc', { length: 1e7 }, { dictionary: [1] }])('%o is not a column', (column) => {
  const message = 'rankSwap: a column is an array, a vector or a dictionary with its codes';
  expect(() => rankSwap(column as never, { window: 0.5 })).toThrow(
    expect.objectContaining({ code: 'ERR_INPUT', message }),
  );
});
test('a code without an entry is refused with its row', () => {
  const column = { dictionary: [5], codes: Uint8Array.of(0, 1) };
  const message = 'rankSwap: a code has no entry in its dictionary';
  const error = { code: 'ERR_INPUT', message, details: { index: 1 } };
  expect(() => rankSwap(column, { window: 0.5 })).toThrow(expect.objectContaining(error));
});
