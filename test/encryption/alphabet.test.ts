import { expect, test } from 'vitest';
import { alphabetOf, digitsOf } from '../../src/encryption/alphabet.ts';

/** Different characters that NFC leaves alone, from a code point on. */
const letters = (count: number, from = 0x30000): string =>
  Array.from({ length: count }, (_, at) => String.fromCodePoint(from + at)).join('');

test.each([
  ['digits', '0123456789'],
  ['alnum', '0123456789abcdefghijklmnopqrstuvwxyz'],
  ['01', '01'],
  ['ba', 'ba'],
  ['aA', 'aA'], // case counts
  ['eéf', 'eéf'],
  ['कि०', 'कि०'], // a vowel sign joins nothing here
  ['😀🇫🇷', '😀🇫🇷'], // three code points
])('the alphabet %j is %j', (given, spelled) => {
  const alphabet = alphabetOf('ff1', given);
  expect(alphabet.spelled).toBe(spelled);
  expect(alphabet.letters).toStrictEqual([...spelled]);
  expect(digitsOf('ff1', alphabet, spelled)).toStrictEqual([...alphabet.letters.keys()]);
});
test('an alphabet may have 65,535 characters and no more', () => {
  expect(alphabetOf('ff1', letters(65_535)).letters.length).toBe(65_535);
  const error = { code: 'ERR_ALPHABET', message: 'ff1: alphabet must be 2 to 65,535 different characters' };
  const basic = letters(0x6c00, 0x3400) + letters(0x1900, 0xe000); // one code unit each
  for (const many of [letters(65_536), basic + letters(65_536 - basic.length)]) {
    expect(() => alphabetOf('ff1', many)).toThrow(expect.objectContaining(error));
  }
});
test.each([
  ['', 'empty'],
  ['0', 'one character'],
  ['010', 'a repeated character'],
  ['😀1😀', 'a repeated pair'],
  ['01\ud83d', 'a lone surrogate'],
  ['e\u0301', 'two characters that NFC makes one of'],
  ['é\u0301e', 'two characters that NFC makes one of in another order'],
  ['\u0334\u0327a', 'two marks that NFC puts in another order'],
  ['\u1161\u1100', 'letters of Hangul that NFC makes one of'],
  ['a\u212b', 'a character that NFC replaces'],
  ['\ude0001', 'the other half'],
  ['a'.repeat(2 ** 24), 'a huge text'],
])('%#: %2$s is refused', (given) => {
  const error = { code: 'ERR_ALPHABET', message: 'ff1: alphabet must be 2 to 65,535 different characters' };
  expect(() => alphabetOf('ff1', given)).toThrow(expect.objectContaining(error));
});
test.each([undefined, null, 10, ['0', '1'], Object('01')])('%o is no alphabet', (given) => {
  const details = { parameter: 'alphabet' };
  expect(() => alphabetOf('ff1', given as never)).toThrow(expect.objectContaining({ code: 'ERR_PARAMETER', details }));
});
test.each(['A', '-', ' ', '\ud83d', '٣', '０'])('%j is outside the digits and small letters', (odd) => {
  const error = { code: 'ERR_ALPHABET', message: 'ff1: value has a character outside the alphabet', details: {} };
  expect(() => digitsOf('ff1', alphabetOf('ff1', 'alnum'), `abc${odd}123`)).toThrow(expect.objectContaining(error));
});
test('a text has at most 1,024 characters, and the rest is not even read', () => {
  const alphabet = alphabetOf('ff1', '0😀');
  expect(digitsOf('ff1', alphabet, '😀'.repeat(1_024)).length).toBe(1_024);
  const error = {
    code: 'ERR_LIMIT',
    message: 'ff1: value has more characters than the limit',
    details: { limit: 1_024 },
  };
  for (const long of ['😀'.repeat(1_025), '0'.repeat(2 ** 26)]) {
    expect(() => digitsOf('ff1', alphabet, long)).toThrow(expect.objectContaining(error));
  }
});
