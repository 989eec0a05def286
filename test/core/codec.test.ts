import { describe, expect, test } from 'vitest';
import { nativeCodec, portableCodec } from '../../src/core/codec.ts';
import { builtIn, inRealmOf } from './engine-realm.ts';

const native = nativeCodec();
const codecs = [['portable', portableCodec] as const, ...(native ? [['native', native] as const] : [])];
if (!native) console.log('no native codec in this runtime: skipped what compares it with the portable one');

describe.each(codecs)('%s codec', (_, codec) => {
  test.each([
    ['', 0],
    ['a', 1],
    ['é', 2],
    ['\ufeff', 3],
    ['€x', 4],
    ['😀', 4],
    ['\0\u{10ffff}\u{ffff}', 8],
  ])('%j has %i bytes, and comes back', (text, length) => {
    expect(codec.length(text)).toBe(length);
    const box = codec.box(length + 4);
    box.fill(7);
    codec.write(box, text, 2);
    expect([...box.subarray(0, 2), ...box.subarray(length + 2)]).toEqual([7, 7, 7, 7]);
    expect(codec.read(box.subarray(2, length + 2))).toBe(text);
  });
  test('bytes become strict base64url text, of arrays and of parts of them', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, at) => at);
    const text = Buffer.from(bytes).toString('base64url');
    expect(codec.encode(bytes)).toBe(text);
    expect(Buffer.from(codec.decode(text))).toEqual(Buffer.from(bytes));
    expect(codec.encode(bytes.subarray(3, 9))).toBe('AwQFBgcI');
    expect(codec.encode(new Uint8Array(0))).toBe('');
    expect(codec.decode('').length).toBe(0);
  });
  test('a new box has the length that was asked for', () => {
    for (const length of [0, 1, 100, 5_000]) expect(codec.box(length).length).toBe(length);
  });
  test.each([
    ...[
      'A',
      'AAAAA',
      'AA=',
      'AA==',
      'AB',
      'AAB',
      'AAAAAB',
      'A B=',
      ' AAAA',
      'AAAA\n',
      'AA\0A',
      'AA+A',
      'AA/A',
      'AAé',
      'AAÀA',
    ],
    ...['=', '\n', '😀', `${'A'.repeat(1_000)}B`, `${'A'.repeat(1_000)}*`, `*${'A'.repeat(1_003)}`],
  ])('text %# is not what the encoding gives', (text) => {
    expect(() => codec.decode(text)).toThrow();
  });
  test.each([
    ...[[0x80], [0xc3], [0xc0, 0x80], [0xe0, 0x80, 0x80], [0xed, 0xa0, 0x80], [0xf0, 0x80, 0x80, 0x80]],
    ...[[0xf4, 0x90, 0x80, 0x80], [0xf8, 0x88, 0x80, 0x80, 0x80], [0xff], [0x61, 0xe2, 0x82], [0xe2, 0x82, 0x61]],
  ])('bytes %# are no UTF-8, and leave nothing behind for the next text', (...bytes) => {
    expect(() => codec.read(Uint8Array.from(bytes))).toThrow();
    expect(codec.read(Uint8Array.of(0x61))).toBe('a');
  });
});

test('there is no native codec where the runtime has none of its parts, and it is made once', async () => {
  const load = () => import('../../src/core/codec.ts');
  const found = (realm: object): Promise<unknown[]> =>
    inRealmOf(realm, load, (fresh) => [fresh.nativeCodec(), fresh.nativeCodec()]);
  expect(await found({})).toEqual([null, null]);
  if (!native) return;
  expect(await found({ module: builtIn })).toEqual([null, null]);
  const [first, second] = await found({ module: builtIn, TextDecoder });
  expect(first).not.toBe(null);
  expect(second).toBe(first);
});
