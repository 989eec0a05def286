import { expect } from 'vitest';
import { type AnyRow, kernelOf } from '../../src/core/kernel.ts';
import type { Transform } from '../../src/index.ts';

/** What a function gives or throws for each value, as data. */
const outcome = (run: () => unknown): unknown => {
  try {
    return { gives: run() };
  } catch (error) {
    return { throws: JSON.stringify(error), message: (error as Error).message };
  }
};

/** The loops that a transform brings along do for each value what a call does, errors included, and touch no other. */
export function expectKernel<T>(made: Transform<T, unknown>, values: readonly unknown[]): void {
  const kernel = kernelOf(made);
  if (!kernel) throw new Error('the transform brings no kernel');
  for (const [i, value] of values.entries()) {
    const called = outcome(() => made(value as T));
    const to: unknown[] = ['before', 'old', 'after'];
    const rows: AnyRow[] = [{ x: 'before' }, { x: 'old' }, { x: 'after' }];
    const byValues = outcome(() => {
      kernel.values([0, value, 0], to, 1, 2);
      return to[1];
    });
    const byRows = outcome(() => {
      kernel.rows([{}, { x: value }, {}], rows, 'x', 1, 2);
      return rows[1]?.['x'];
    });
    expect([byValues, byRows], `value ${i}`).toStrictEqual([called, called]);
    expect([to[0], to[2], rows[0], rows[2]]).toStrictEqual(['before', 'after', { x: 'before' }, { x: 'after' }]);
  }
}

/** The same for a whole run of values that are all fit. */
export function expectWholeKernel<T>(made: Transform<T, unknown>, values: readonly T[]): void {
  const called = values.map((value) => made(value));
  const to: unknown[] = [];
  const rows: AnyRow[] = values.map(() => ({}));
  kernelOf(made)?.values(values, to, 0, values.length);
  kernelOf(made)?.rows(
    values.map((x) => ({ x })),
    rows,
    'x',
    0,
    values.length,
  );
  expect(to).toStrictEqual(called);
  expect(rows).toStrictEqual(called.map((x) => ({ x })));
}

/** What no transform of numbers takes. */
export const NO_NUMBERS: readonly unknown[] = [null, undefined, Number.NaN, Infinity, -Infinity, '7', true, {}, [7]];
