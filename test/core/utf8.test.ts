import { expect, test } from 'vitest';
import { isWellFormed, utf8Decode, utf8Encode } from '../../src/core/utf8.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

test.each([
  ['', ''],
  ['\0', '00'],
  ['\x7f', '7f'],
  ['\x80', 'c280'],
  ['\u07ff', 'dfbf'],
  ['\u0800', 'e0a080'],
  ['\ud7ff', 'ed9fbf'],
  ['\ue000', 'ee8080'],
  ['\uffff', 'efbfbf'],
  ['\u{10000}', 'f0908080'],
  ['\u{10ffff}', 'f48fbfbf'],
  ['\ufeffa', 'efbbbf61'], // TextDecoder would drop it
])('%j is %s', (text, bytes) => {
  expect(hex(utf8Encode(text))).toBe(bytes);
  expect(utf8Decode(Buffer.from(bytes, 'hex'))).toBe(text);
});
test('the bytes are a plain array of their own', () => {
  const bytes = utf8Encode('Zoë');
  expect(bytes.constructor).toBe(Uint8Array);
  expect(bytes.byteLength).toBe(bytes.buffer.byteLength);
});
test.each(['\ud800', '\udfff', 'a\ud800b', '\ud83d\ud83d\ude00', '\ude00\ud83d'])('%j is refused', (text) => {
  const error = { code: 'ERR_INPUT', message: 'utf8Encode: text has a lone surrogate' };
  expect(() => utf8Encode(text)).toThrow(expect.objectContaining(error));
});
test.each([null, undefined, 7, ['a']])('%o is not a text', (text) => {
  const error = { code: 'ERR_INPUT', message: 'utf8Encode: text is not a string' };
  expect(() => utf8Encode(text as never)).toThrow(expect.objectContaining(error));
});
test.each([
  ['80', 'a stray continuation'],
  ['bf41', 'a stray continuation'],
  ['9f80', 'a stray continuation'],
  ['c0af', 'overlong in two'],
  ['c1bf', 'overlong in two'],
  ['e09fbf', 'overlong in three'],
  ['f08fbfbf', 'overlong in four'],
  ['eda080', 'a surrogate'],
  ['edbfbf', 'a surrogate'],
  ['eda0bdedb880', 'a pair of surrogates'],
  ['f4908080', 'above the last code point'],
  ['f7bfbfbf', 'above the last code point'],
  ['f888808080', 'five bytes'],
  ['f8908080', 'five bytes'],
  ['fc8480808080', 'six bytes'],
  ['fe', 'no first byte'],
  ['ff', 'no first byte'],
  ['c3', 'cut short'],
  ['e282', 'cut short'],
  ['f09f98', 'cut short'],
  ['c341', 'not continued'],
  ['e24182', 'not continued'],
  ['f09f4180', 'not continued'],
  ['c3c3', 'not continued'],
  ['f09f98c0', 'not continued'],
  ['c200', 'not continued'],
])('%s is refused: %s', (bytes) => {
  const error = { code: 'ERR_INPUT', message: 'utf8Decode: bytes are not UTF-8' };
  expect(() => utf8Decode(Buffer.from(bytes, 'hex'))).toThrow(expect.objectContaining(error));
});
test('a text is well formed where no surrogate stands alone, also in a runtime that cannot tell', () => {
  const texts = ['', 'a', '\ufeff', '\ud7ff\ue000', '\ud83d\ude00', 'x\udbff\udfffy', '\ud83d\ude00\ud83d\ude00'];
  const odd = ['\ud800', '\udfff', 'a\ud83d', '\ud83da', '\ude00\ud83d', '\ud83d\ude00\ude00', '\ud83d\ud83d\ude00'];
  const told = (): boolean[] => [...texts, ...odd].map(isWellFormed);
  const expected = [...texts.map(() => true), ...odd.map(() => false)];
  expect(told()).toEqual(expected);
  const own = Object.getOwnPropertyDescriptor(String.prototype, 'isWellFormed') ?? {};
  Reflect.deleteProperty(String.prototype, 'isWellFormed');
  try {
    expect(told()).toEqual(expected);
  } finally {
    if ('value' in own) Object.defineProperty(String.prototype, 'isWellFormed', own);
  }
});
