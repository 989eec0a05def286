import { expect, test } from 'vitest';
import { encodeColumn } from '../../src/core/encode.ts';

test.each([
  [255, Uint8Array],
  [256, Uint16Array],
  [65_535, Uint16Array],
  [65_536, Uint32Array],
])('%s values and the missing one take codes as narrow as fits', (count, Narrowest) => {
  const column = Array.from({ length: count }, (_, i) => i);
  const { codes, size } = encodeColumn(column, count, 'x');
  expect(size).toBe(count + 1);
  expect(codes).toBeInstanceOf(Narrowest);
  expect(column.every((i) => codes[i] === i + 1)).toBe(true);
});
test('the width follows the values that are used, not the entries of the dictionary', () => {
  const dictionary = Array.from({ length: 70_000 }, (_, i) => `v${i}`);
  const { codes, size } = encodeColumn({ dictionary, codes: Uint32Array.of(69_999, 3, 69_999) }, 3, 'x');
  expect([codes, size]).toStrictEqual([Uint8Array.of(1, 2, 1), 3]);
});
test('the values stay as they are', () => {
  const column = Object.freeze({ dictionary: Object.freeze(['b', 'a']), codes: Uint8Array.of(1, 0) });
  encodeColumn(column, 2, 'x');
  expect(column).toStrictEqual({ dictionary: ['b', 'a'], codes: Uint8Array.of(1, 0) });
});
