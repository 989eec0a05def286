import fc from 'fast-check';
import { expect } from 'vitest';
import { equivalenceClasses, kAnonymity, reidentificationRisk } from 'voile/anonymity';
import { law } from '../law.ts';

const cell = fc.constantFrom<unknown>(null, undefined, Number.NaN, 0, -0, 1, 2, '', '0', 'null', 'é', true);
const rows = fc.array(fc.record({ a: cell, b: cell, c: cell }), { maxLength: 10 });
const by = ['a', 'b', 'c'] as const;

/** The quasi-identifiers of a row as one text. */
function textOf(row: Record<string, unknown>, names: readonly string[]): string {
  const key = (value: unknown): string =>
    value == null || Number.isNaN(value) ? 'missing' : `${typeof value} ${value}`;
  return names.map((name) => JSON.stringify(key(row[name]))).join();
}

/** An independent way to the same classes: keys of text. */
function sizesByText(table: readonly Record<string, unknown>[], names: readonly string[]): number[] {
  const sizes = new Map<string, number>();
  for (const row of table) {
    const text = textOf(row, names);
    sizes.set(text, (sizes.get(text) ?? 0) + 1);
  }
  return [...sizes.values()];
}

law('utility: the classes are those of an independent way to group', [rows], (table) => {
  expect([...equivalenceClasses(table, { by }).sizes]).toStrictEqual(sizesByText(table, by));
});
law('privacy: no pair of rows shares a class unless all quasi-identifiers are equal', [rows], (table) => {
  const { of, first, count } = equivalenceClasses(table, { by });
  const texts = table.map((row) => textOf(row, by));
  expect(texts.map((_, i) => texts[first[of[i] as number] as number])).toStrictEqual(texts);
  expect(Math.max(-1, ...of)).toBe(count - 1);
});
law('shape: another order of rows gives the same sizes', [rows, fc.nat(9)], (table, turn) => {
  const turned = [...table.slice(turn), ...table.slice(0, turn)].reverse();
  const sizes = (of: typeof table) => [...equivalenceClasses(of, { by }).sizes].sort();
  expect(sizes(turned)).toStrictEqual(sizes(table));
});
law('privacy: one more quasi-identifier never lowers a risk', [rows], (table) => {
  const less = reidentificationRisk(equivalenceClasses(table, { by: ['a', 'b'] }));
  const more = reidentificationRisk(equivalenceClasses(table, { by }));
  expect(more.highest).toBeGreaterThanOrEqual(less.highest);
  expect(more.average).toBeGreaterThanOrEqual(less.average);
  expect(more.uniques.count).toBeGreaterThanOrEqual(less.uniques.count);
  expect(more.recordsAtRisk.count).toBeGreaterThanOrEqual(less.recordsAtRisk.count);
});
law('utility: highest risk is 1/k, average risk is classes per record', [rows], (table) => {
  const classes = equivalenceClasses(table, { by });
  const { measured } = kAnonymity({ k: 1 }).check(classes);
  const risk = reidentificationRisk(classes);
  expect(risk.highest).toBe(measured === 0 ? 0 : 1 / measured);
  expect(risk.average).toBeCloseTo(table.length === 0 ? 0 : classes.count / table.length, 12);
  if (measured > 0) expect(kAnonymity({ k: measured }).check(classes).satisfies).toBe(true);
  expect(kAnonymity({ k: measured + 1 }).check(classes).satisfies).toBe(measured === 0);
});
law('shape: a dictionary gives the classes of its values', [rows], (table) => {
  const column = (name: 'a' | 'b') => ({
    dictionary: ['unused', ...table.map((row) => row[name])],
    codes: Uint32Array.from(table, (_, i) => i + 1),
  });
  const columns = { a: column('a'), b: column('b') };
  expect(equivalenceClasses(columns, { by: ['a', 'b'] })).toStrictEqual(equivalenceClasses(table, { by: ['a', 'b'] }));
});
law('privacy: a unit is never counted more often than its rows', [rows], (table) => {
  const { units, sizes } = equivalenceClasses(table, { by: ['a', 'b'], unit: 'c' });
  expect([...sizes].every((size, i) => (units?.[i] ?? 0) >= 1 && (units?.[i] ?? 0) <= size)).toBe(true);
});
law('utility: units are those of an independent way to count', [rows], (table) => {
  const { units, of } = equivalenceClasses(table, { by: ['a', 'b'], unit: 'c' });
  const pairs = new Set(table.map((row, i) => `${of[i]} ${textOf(row, ['c'])}`));
  const expected = Array.from(
    units ?? [],
    (_, group) => [...pairs].filter((pair) => pair.startsWith(`${group} `)).length,
  );
  expect([...(units ?? [])]).toStrictEqual(expected);
});
law('shape: the table is untouched', [rows], (table) => {
  const before = JSON.stringify(table);
  equivalenceClasses(table, { by });
  expect(JSON.stringify(table)).toBe(before);
});
