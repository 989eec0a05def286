import { expect, test } from 'vitest';
import { luhnSum } from '../../src/core/luhn.ts';

test.each([
  ['79927398713', 0], // Luhn's own example
  ['4970123456701117', 0],
  ['4111111111111111', 0],
  ['378282246310005', 0],
  ['79927398710', 7],
  ['0', 0],
  ['', 0],
])('the sum of %s is %s', (number, sum) => {
  expect(luhnSum(Array.from(number, Number))).toBe(sum);
});
test('the digits given are left alone', () => {
  const digits = Object.freeze([4, 9, 7, 0]);
  expect(luhnSum(digits)).toBe(2);
  expect(digits).toStrictEqual([4, 9, 7, 0]);
});
