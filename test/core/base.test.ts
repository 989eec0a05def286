import { expect, test } from 'vitest';
import {
  base32Decode,
  base32Encode,
  base64urlDecode,
  base64urlEncode,
  hexDecode,
  hexEncode,
} from '../../src/core/base.ts';

const ascii = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));

// RFC 4648, section 10; base 32 in Crockford's alphabet, by hand
test.each([
  ['', '', '', ''],
  ['f', '66', 'Zg', 'cr'],
  ['fo', '666f', 'Zm8', 'csqg'],
  ['foo', '666f6f', 'Zm9v', 'csqpy'],
  ['foob', '666f6f62', 'Zm9vYg', 'csqpyrg'],
  ['fooba', '666f6f6261', 'Zm9vYmE', 'csqpyrk1'],
  ['foobar', '666f6f626172', 'Zm9vYmFy', 'csqpyrk1e8'],
  ['\xfb\xff\xfe', 'fbfffe', '-__-', 'zfzzw'],
])('%j', (text, hex, base64url, base32) => {
  const bytes = ascii(text);
  expect([hexEncode(bytes), base64urlEncode(bytes), base32Encode(bytes)]).toStrictEqual([hex, base64url, base32]);
  expect([hexDecode(hex), base64urlDecode(base64url), base32Decode(base32)]).toStrictEqual([bytes, bytes, bytes]);
});
test.each([
  ['hexDecode', hexDecode, ['6', '66F', '6F', '0x66', '66 ', ' 66', '6g', '66\n', '٦٦', '\u0136\u0136']],
  ['base64urlDecode', base64urlDecode, ['Z', 'Zg==', 'Zh', 'Zm9', 'Zm9vY', 'Z+', 'Z/', 'Z g', 'Zg\n', 'Zé', '\u015ag']],
  [
    'base32Decode',
    base32Decode,
    ['c', 'CR', 'c1i', 'co', 'c1l', 'cu', 'c-r', 'cs', 'csq', 'csqpyr', 'csqpyrk1e9', '\u0163r'],
  ],
])('%s has one spelling for its bytes', (name, decode, texts) => {
  const error = { code: 'ERR_INPUT', message: `${name}: text is not what this encoding gives` };
  for (const text of texts) expect(() => decode(text), text).toThrow(expect.objectContaining(error));
});
test.each([
  ['hexDecode', hexDecode],
  ['base64urlDecode', base64urlDecode],
  ['base32Decode', base32Decode],
])('%s takes text only', (name, decode) => {
  const error = { code: 'ERR_INPUT', message: `${name}: text is not a string` };
  for (const value of [null, undefined, 66, ['66']]) {
    expect(() => decode(value as never)).toThrow(expect.objectContaining(error));
  }
});
