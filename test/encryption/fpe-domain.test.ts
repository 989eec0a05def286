import { expect, test } from 'vitest';
import { checkDomain, LEAST_DOMAIN } from '../../src/encryption/fpe-domain.ts';

const refused = (limit: number, actual: number): unknown =>
  expect.objectContaining({
    code: 'ERR_DOMAIN_TOO_SMALL',
    message: 'ff1: too few values of this length are possible',
    details: { limit, actual },
  });

test('999,999 values are too few, a million is enough', () => {
  expect(LEAST_DOMAIN).toBe(1_000_000);
  expect(() => checkDomain('ff1', 999_999, 1, LEAST_DOMAIN)).toThrow(refused(1_000_000, 999_999));
  expect(() => checkDomain('ff1', 1_000_000, 1, LEAST_DOMAIN)).not.toThrow();
});
test.each([
  [2, 20],
  [10, 6],
  [16, 5],
  [26, 5],
  [36, 4],
  [62, 4],
  [64, 4],
  [256, 3],
  [999, 3],
  [1_000, 2],
  [65_535, 2],
])('of %s characters the shortest text has %s', (radix, length) => {
  expect(() => checkDomain('ff1', radix, length, LEAST_DOMAIN)).not.toThrow();
  expect(() => checkDomain('ff1', radix, length - 1, LEAST_DOMAIN)).toThrow(refused(1_000_000, radix ** (length - 1)));
});
test('the product is exact below every limit', () => {
  // 3^33 lies below 2^53, 3^34 above: as a logarithm, log(3^33) / log(3) is not a whole number
  expect(() => checkDomain('ff1', 3, 33, 3 ** 33)).not.toThrow();
  expect(() => checkDomain('ff1', 3, 33, 3 ** 33 + 1)).toThrow(refused(3 ** 33 + 1, 3 ** 33));
  expect(() => checkDomain('ff1', 2, 53, Number.MAX_SAFE_INTEGER)).not.toThrow();
  expect(() => checkDomain('ff1', 2, 52, Number.MAX_SAFE_INTEGER)).toThrow(refused(2 ** 53 - 1, 2 ** 52));
  expect(() => checkDomain('ff1', 65_535, 4, Number.MAX_SAFE_INTEGER)).not.toThrow();
});
test('a long text is decided by its first characters', () => {
  expect(() => checkDomain('ff1', 2, Number.MAX_SAFE_INTEGER, LEAST_DOMAIN)).not.toThrow();
});
test.each([0, -1])('of %s characters there is one text', (length) => {
  expect(() => checkDomain('ff1', 10, length, LEAST_DOMAIN)).toThrow(refused(1_000_000, 1));
});
