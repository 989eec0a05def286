import { expect, test } from 'vitest';
import { lengthPrefixed } from '../../src/core/bytes.ts';

const parts = (...texts: string[]): Uint8Array[] => texts.map((text) => Uint8Array.from(Buffer.from(text)));
const hex = (list: Uint8Array[]): string => Buffer.from(lengthPrefixed(list)).toString('hex');

test.each([
  [[], '0000'],
  [[''], '000100000000'],
  [['', ''], '00020000000000000000'],
  [['a', 'bc'], '00020000000161000000026263'],
  [['ab', 'c'], '00020000000261620000000163'],
])('%o is %s', (texts, message) => {
  expect(hex(parts(...texts))).toBe(message);
});
test('a length has four bytes, a count two, the most significant first', () => {
  expect(hex([new Uint8Array(0x01_02_03)]).slice(0, 12)).toBe('000100010203');
  expect(hex(Array.from({ length: 0x01_02 }, () => new Uint8Array())).slice(0, 4)).toBe('0102');
});
test('the parts are copied, from where they lie in their buffer', () => {
  const part = Uint8Array.of(1, 2, 3).subarray(1);
  const message = lengthPrefixed([part]);
  part.fill(0);
  expect([...message]).toStrictEqual([0, 1, 0, 0, 0, 2, 2, 3]);
});
test('65,535 parts are the most, and 2^32 - 1 bytes', () => {
  const none = new Uint8Array();
  expect(lengthPrefixed(Array.from({ length: 65_535 }, () => none)).length).toBe(2 + 4 * 65_535);
  const refused = expect.objectContaining({
    code: 'ERR_INPUT',
    message: 'lengthPrefixed: too many parts or too long a part',
  });
  expect(() => lengthPrefixed(Array.from({ length: 65_536 }, () => none))).toThrow(refused);
  expect(() => lengthPrefixed([none, { length: 2 ** 32 } as Uint8Array])).toThrow(refused);
});
