import fc from 'fast-check';
import { expect } from 'vitest';
import { luhnSum } from '../../src/core/luhn.ts';
import { passes } from '../encryption/fpe-sample.ts';
import { law } from '../law.ts';

const digit = fc.nat({ max: 9 });
const digits = fc.array(digit, { minLength: 2, maxLength: 19 });
const place = fc.nat({ max: 18 });

law('a number passes the check of cards where its sum is 0', [digits], (x) => {
  expect(luhnSum(x) === 0).toBe(passes(x.join('')));
});
law('each digit can make any sum, in one way', [digits, place], (x, at) => {
  const sums = Array.from({ length: 10 }, (_, d) => luhnSum(x.with(at % x.length, d)));
  expect(new Set(sums).size).toBe(10);
});
law('at an even place from the right a digit adds itself', [digits, place], (x, at) => {
  const from = x.length - 1 - 2 * (at % Math.ceil(x.length / 2));
  const sum = luhnSum(x.with(from, 0)) + (x[from] as number);
  expect(luhnSum(x)).toBe(sum % 10);
});
law('neighbours that change places change the sum, unless they are 0 and 9 or equal', [digits, place], (x, place) => {
  const at = place % (x.length - 1);
  const [a, b] = [x[at] as number, x[at + 1] as number];
  const same = a === b || Math.abs(a - b) === 9;
  expect(luhnSum(x.with(at, b).with(at + 1, a)) === luhnSum(x)).toBe(same);
});
