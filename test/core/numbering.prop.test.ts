import fc from 'fast-check';
import { expect } from 'vitest';
import { numbering, scalarText } from '../../src/core/numbering.ts';
import { law } from '../law.ts';

const [one, two] = [{ an: 'object' }, { an: 'object' }];
const dates = [new Date(0), new Date(-0), new Date(1), new Date(Number.NaN)];
const twins = ['#1', '1n', '@1', '1', 1, 1n, true, 'true', '', null, undefined, 'null', Number.NaN, '#NaN', 0, -0, 0n];
const value = fc.oneof(
  fc.constantFrom<unknown>(one, two, ...dates, ...twins),
  fc.double(),
  fc.bigInt({ min: -5n, max: 5n }),
  fc.string({ maxLength: 2 }),
);
const values = fc.array(value, { maxLength: 12 });

/** Dates by instant, all else as a `Map` tells keys apart. */
const isSame = (a: unknown, b: unknown): boolean =>
  a instanceof Date && b instanceof Date ? Object.is(a.getTime(), b.getTime()) : new Set([a, b]).size === 1;

law('utility: equal values have one number, in the order in which they came', [values], (list) => {
  const { numberOf, find } = numbering();
  const met: unknown[] = [];
  for (const x of list) {
    const place = met.findIndex((other) => isSame(other, x));
    expect(find(x)).toBe(place < 0 ? undefined : place);
    if (place < 0) met.push(x);
    expect(numberOf(x)).toBe(place < 0 ? met.length - 1 : place);
  }
});
law('privacy: no number is the key of a map, nor a text that looks like an array index', [value], (x) => {
  const text = scalarText(x);
  const isScalar = typeof x === 'number' || typeof x === 'bigint' || x instanceof Date;
  expect(text === undefined).toBe(!isScalar);
  if (text !== undefined) expect(text).toMatch(/[^\d]/);
});
