import fc from 'fast-check';
import { expect } from 'vitest';
import { kernelOf } from '../../src/core/kernel.ts';
import { redact, suppress } from '../../src/suppression/index.ts';
import { law } from '../law.ts';

const present = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.bigInt(), fc.constant({}));
const anything = fc.oneof(present, fc.constant(null), fc.constant(undefined));
const label = fc.string();

law(
  'privacy: redact gives all values one output, so that each output has every input',
  [present, present, label],
  (a, b, l) => {
    expect(redact({ label: l })(a)).toBe(redact({ label: l })(b));
  },
);
law('privacy: suppress gives all values, missing ones included, one output', [anything, anything], (a, b) => {
  expect(suppress()(a)).toBe(suppress()(b));
});
law('utility: the label stands where a value was', [present, label], (value, l) => {
  expect(redact({ label: l })(value)).toBe(l);
});
law('shape: redact is idempotent', [present, label], (value, l) => {
  const hide = redact({ label: l });
  expect(hide(hide(value))).toBe(hide(value));
});
law(
  'shape: the loops of redact are the transform applied to each value',
  [fc.array(present, { maxLength: 5 }), label],
  (list, l) => {
    const hide = redact({ label: l });
    const rows: { a?: string }[] = list.map(() => ({}));
    kernelOf(hide)?.rows(
      list.map((a) => ({ a })),
      rows,
      'a',
      0,
      list.length,
    );
    const values: unknown[] = [];
    kernelOf(hide)?.values(list, values, 0, list.length);
    expect(rows.map(({ a }) => a)).toStrictEqual(list.map((value) => hide(value)));
    expect(values).toStrictEqual(list.map((value) => hide(value)));
  },
);
