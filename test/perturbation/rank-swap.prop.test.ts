import fc from 'fast-check';
import { expect } from 'vitest';
import { rankSwap } from '../../src/perturbation/index.ts';
import { unsafeSeededRandom } from '../../src/testing/index.ts';
import { law } from '../law.ts';
import { dictionaryOf, valuesOf, vectorOf } from './table.ts';

const seed = fc.integer({ min: 0, max: 2 ** 32 });
const window = fc.oneof(fc.constantFrom(1, 0.5, 1e-9), fc.double({ min: 0.01, max: 1, noNaN: true }));
const cell = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.constantFrom(null, undefined, Number.NaN, -0, Infinity));
const cells = fc.array(cell, { maxLength: 9 });
const distinct = fc.uniqueArray(fc.integer({ min: 0, max: 99 }), { maxLength: 9 });
const random = (s: number) => ({ random: unsafeSeededRandom(s) });
const isPresent = (value: unknown): value is number => typeof value === 'number' && !Number.isNaN(value);
const order = (a: number, b: number): number => (a < b ? -1 : Number(a > b));

law('utility: the values stay, missing ones in their rows', [cells, window, seed], (values, w, s) => {
  const before = [...values];
  const after = rankSwap(values, { window: w, ...random(s) });
  expect(values).toEqual(before);
  const bag = (list: readonly unknown[]): number[] =>
    list
      .filter(isPresent)
      .map((x) => x + 0)
      .sort(order); // no -0
  expect(bag(after)).toEqual(bag(values));
  for (const [row, value] of values.entries()) if (!isPresent(value)) expect(after[row]).toBe(value);
});
law('utility: no value moves by more ranks than the window', [cells, window, seed], (values, w, s) => {
  const sorted = values.filter(isPresent).sort(order);
  const reach = Math.max(1, Math.floor(w * sorted.length));
  const ranks = (x: number): number[] => sorted.flatMap((y, rank) => (y === x ? [rank] : []));
  for (const [row, value] of rankSwap(values, { window: w, ...random(s) }).entries()) {
    if (!isPresent(value)) continue;
    const [from, to] = [ranks(values[row] as number), ranks(value)];
    const shift = Math.min(...from.flatMap((i) => to.map((j) => Math.abs(i - j))));
    expect(shift).toBeLessThanOrEqual(reach);
  }
});
law(
  'privacy: who stayed had nobody left to swap with; all others swapped in pairs',
  [distinct, window, seed],
  (values, w, s) => {
    const after = rankSwap(values, { window: w, ...random(s) });
    const sorted = [...values].sort(order);
    const reach = Math.max(1, Math.floor(w * sorted.length));
    const stayed = values
      .filter((value, row) => after[row] === value)
      .map((value) => sorted.indexOf(value))
      .sort(order);
    for (const [i, rank] of stayed.entries()) if (i > 0) expect(rank - (stayed[i - 1] ?? rank)).toBeGreaterThan(reach);
    for (const [row, value] of values.entries()) {
      const partner = values.indexOf(after[row] as number);
      expect(after[partner]).toBe(value);
    }
  },
);
law(
  'privacy: a dictionary comes in the order of the new rows, and holds what they hold',
  [cells, window, seed],
  (values, w, s) => {
    const { dictionary, codes } = rankSwap(dictionaryOf<number | null | undefined>(values, 777), {
      window: w,
      ...random(s),
    });
    expect(dictionary).toEqual([...new Set(valuesOf({ dictionary, codes }))]);
    expect(dictionary).not.toContain(777);
  },
);
law('shape: all forms and types of a column are swapped alike', [distinct, window, seed], (values, w, s) => {
  const options = () => ({ window: w, ...random(s) });
  const after = rankSwap(values, options());
  expect(rankSwap(vectorOf(values), options())).toEqual(after);
  expect(valuesOf(rankSwap(dictionaryOf(values, 777), options()))).toEqual(after);
  expect(Array.from(rankSwap(Int16Array.from(values), options()))).toEqual(after);
  expect(rankSwap(values.map(BigInt), options()).map(Number)).toEqual(after);
  expect(
    rankSwap(
      values.map((x) => new Date(x)),
      options(),
    ).map(Number),
  ).toEqual(after);
  expect(
    rankSwap(
      values.map((x) => String.fromCharCode(x)),
      options(),
    ).map((x) => x.charCodeAt(0)),
  ).toEqual(after);
});
