import { describe, expect, test } from 'vitest';
import { base64urlEncode } from '../../src/core/base.ts';
import { nativeCodec, portableCodec } from '../../src/core/codec.ts';
import { SecretKey } from '../../src/core/keys.ts';
import { deterministicCipher } from '../../src/encryption/deterministic-cipher.ts';
import { headBytes, headOf, kindOf, PREFIX, suiteOf, tokenBytes } from '../../src/encryption/envelope.ts';
import { fieldCipher } from '../../src/encryption/field-cipher.ts';
import { inspect, isEncrypted } from '../../src/encryption/inspect.ts';
import { context, crafted, failureOf, key, root } from './cipher-sample.ts';

const named = SecretKey.from(root, { id: 'k1' });
const codecs = [portableCodec, nativeCodec() ?? portableCodec];
const outcome = (act: () => unknown): string => {
  const { code, message } = failureOf(act);
  return `${code} ${message}`;
};

describe('a head', () => {
  test('has the format, the suite, the kind and length of the id, and the id', () => {
    expect(Buffer.from(headBytes(1, 'fingerprint', 'c0cc3dc99c874042')).toString('hex')).toBe('f10188c0cc3dc99c874042');
    expect([...headBytes(2, 'text', 'k1')]).toEqual([0xf1, 2, 2, 0x6b, 0x31]);
    expect([...headBytes(3, 'ring', 'k1')]).toEqual([0xf1, 3, 0x42, 0x6b, 0x31]);
    expect([kindOf('test', key), kindOf('test', named)]).toEqual(['fingerprint', 'text']);
  });
  test('is read back, whatever follows', () => {
    for (const [kind, id] of [
      ['fingerprint', '00'.repeat(8)],
      ['fingerprint', 'ff'.repeat(16)],
      ['text', 'a'],
      ['text', '__proto__'],
      ['text', 'A.z_0-9'],
      ['ring', 'x'.repeat(32)],
    ] as const) {
      const head = headBytes(1, kind, id);
      const read = { suite: 1, kind, id, length: head.length };
      expect(headOf('test', head)).toStrictEqual(read);
      expect(headOf('test', Uint8Array.from([...head, 0x61, 0xff]))).toStrictEqual(read);
    }
  });
  test.each([
    ['no byte', []],
    ['the format alone', [0xf1]],
    ['no id', [0xf1, 1]],
    ['an id of no character', [0xf1, 1, 0]],
    ['a ring of no character', [0xf1, 1, 0x40]],
    ['a text of 33 characters', [0xf1, 1, 33, ...new Array(33).fill(0x61)]],
    ['a ring of 63 characters', [0xf1, 1, 0x7f, ...new Array(63).fill(0x61)]],
    ['a fingerprint of 7 bytes', [0xf1, 1, 0x87, ...new Array(7).fill(1)]],
    ['a fingerprint of 17 bytes', [0xf1, 1, 0x91, ...new Array(17).fill(1)]],
    ['the kind 11', [0xf1, 1, 0xc2, 0x6b, 0x31]],
    ['a space in a text', [0xf1, 1, 2, 0x6b, 0x20]],
    ['a line feed behind a text', [0xf1, 1, 2, 0x6b, 0x0a]],
    ['a byte above ASCII in a text', [0xf1, 1, 2, 0x6b, 0xe9]],
    ['a zero in a ring', [0xf1, 1, 0x42, 0x6b, 0]],
    ['a text that is cut short', [0xf1, 1, 3, 0x6b, 0x31]],
    ['a fingerprint that is cut short', [0xf1, 1, 0x88, 1, 2, 3, 4, 5, 6, 7]],
    ['another first byte', [0x00, 1, 2, 0x6b, 0x31]],
    ['a first byte of UTF-8', [0xe2, 0x82, 0xac, 0x6b, 0x31]],
  ])('%s is malformed', (_, bytes) => {
    const told = 'ERR_FORMAT test: value is not a token, or a malformed one';
    expect(outcome(() => headOf('test', Uint8Array.from(bytes)))).toBe(told);
  });
  test('a first byte from F0 to FF, F1 apart, is another format', () => {
    for (let first = 0xf0; first <= 0xff; first += 1) {
      const read = (): unknown => headOf('test', Uint8Array.of(first, 1, 2, 0x6b, 0x31));
      if (first === 0xf1) expect(read()).toMatchObject({ id: 'k1' });
      else expect(outcome(read)).toBe('ERR_VERSION test: the token is of another format');
    }
  });
  test('only the bytes 1, 2 and 3 are suites of fields', () => {
    const names = Array.from({ length: 256 }, (_, byte) => suiteOf(byte));
    expect(names.filter(Boolean)).toEqual(['xaes-256-gcm', 'aes-256-gcm', 'aes-256-siv']);
    expect(names.indexOf('xaes-256-gcm')).toBe(1);
  });
  test('a token is never UTF-8, so text and bytes cannot be taken for each other', () => {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    for (let suite = 0; suite < 0x80; suite += 1) {
      expect(() => decoder.decode(Uint8Array.of(0xf1, suite, 0x80, 0x80, 0x61))).toThrow();
    }
  });
});

describe('the bytes of a token', () => {
  test.each(codecs)('text is decoded, bytes are copied', (codec) => {
    const bytes = Uint8Array.of(1, 2, 3, 4);
    const read = tokenBytes('test', bytes, codec, 4);
    bytes[0] = 9;
    expect([...read]).toEqual([1, 2, 3, 4]);
    bytes[0] = 1;
    expect([...tokenBytes('test', `${PREFIX}${base64urlEncode(bytes)}`, codec, 4)]).toEqual([1, 2, 3, 4]);
    expect(tokenBytes('test', PREFIX, codec, 4).length).toBe(0);
  });
  test.each(codecs)('a token above the limit is refused before it is read', (codec) => {
    for (const token of [new Uint8Array(5), `${PREFIX}AAAAAAA`, `${PREFIX}${'*'.repeat(2 ** 20)}`]) {
      const error = failureOf(() => tokenBytes('test', token, codec, 4));
      expect([error.code, error.message]).toEqual(['ERR_LIMIT', 'test: the token is above the limit of bytes']);
      expect(error.details).toMatchObject({ limit: 4 });
    }
  });
  // mistake 33, loose base64url: one token would have several spellings
  test.each(codecs)('mistake 33, loose base64url: every other spelling of a token is refused', (codec) => {
    const text = `${PREFIX}${base64urlEncode(Uint8Array.of(0xfb, 0xff, 0xfe, 1))}`;
    expect(text).toBe('voile1_-__-AQ');
    const others = [
      ...['voile1_+//+AQ', 'voile1_-__-AQ==', 'voile1_-__-AQ=', 'voile1_-__-AR', 'voile1_-__-Af', 'voile1_-__-AQ\n'],
      ...[' voile1_-__-AQ', 'voile1_ -__-AQ', 'voile1_-__-A', 'voile1_-__-AQA', 'voile1_-__-\0AQ', 'Voile1_-__-AQ'],
      ...['voile1-__-AQ', 'voile2_-__-AQ', '-__-AQ', '', 'voile1', 'voile1_-__-AQ\u200b', 'voile1_-__-АQ', 'zoé'],
    ];
    for (const other of others) {
      const told = 'ERR_FORMAT test: value is not a token, or a malformed one';
      if (other === 'voile1_-__-AQA') expect(tokenBytes('test', other, codec, 99).length).toBe(5);
      else expect(outcome(() => tokenBytes('test', other, codec, 99))).toBe(told);
    }
  });
  test.each([
    undefined,
    null,
    7,
    {},
    [1],
    new Int8Array(9),
    new ArrayBuffer(9),
    Object(PREFIX),
    new DataView(new ArrayBuffer(9)),
  ])('%o is neither text nor bytes', (odd) => {
    const error = 'ERR_INPUT inspect: a token is a text or a Uint8Array';
    expect(outcome(() => inspect(odd as never))).toBe(error);
    expect(outcome(() => fieldCipher({ key }).decrypt('string', odd as never, context))).toBe(
      error.replace('inspect', 'fieldCipher'),
    );
  });
});

describe('inspect', () => {
  test('tells the public parts of a token, as text and as bytes', () => {
    const cipher = fieldCipher({ key: named });
    const parts = { version: 1, suite: 'xaes-256-gcm', keyId: 'k1', bytes: 70 };
    expect(inspect(cipher.encrypt('x'.repeat(24), context))).toStrictEqual(parts);
    expect(inspect(cipher.encryptBytes('x'.repeat(24), context))).toStrictEqual(parts);
    expect(inspect(fieldCipher({ key, suite: 'aes-256-gcm' }).encrypt('x'.repeat(24), context))).toStrictEqual({
      version: 1,
      suite: 'aes-256-gcm',
      keyId: 'c0cc3dc99c874042',
      bytes: 64,
    });
    const siv = deterministicCipher({ key, why: 'test' }).encrypt('x'.repeat(24), context);
    expect(inspect(siv)).toMatchObject({ suite: 'aes-256-siv', bytes: 52 });
    const ring = crafted({ plain: Uint8Array.of(1), head: headBytes(1, 'ring', 'customers-1') });
    expect(inspect(ring)).toStrictEqual({ version: 1, suite: 'xaes-256-gcm', ring: 'customers-1', bytes: 55 });
    const wrapped = Uint8Array.from([...headBytes(0x20, 'text', 'k1'), ...new Uint8Array(40)]);
    expect(inspect(wrapped)).toStrictEqual({ version: 1, suite: 'aes-kwp', keyId: 'k1', bytes: 45 });
  });
  test('a token that is too short for its suite is malformed', () => {
    for (const [suite, overhead] of [
      [1, 40],
      [2, 28],
      [3, 16],
      [0x20, 39],
    ] as const) {
      const head = headBytes(suite, 'text', 'k1');
      const of = (length: number): Uint8Array => Uint8Array.from([...head, ...new Uint8Array(length)]);
      expect(outcome(() => inspect(of(overhead)))).toBe('ERR_FORMAT inspect: value is not a token, or a malformed one');
      expect(inspect(of(overhead + 1)).bytes).toBe(head.length + overhead + 1);
    }
  });
  test('a wrapped key has 40 bytes behind the head, no more', () => {
    const longer = Uint8Array.from([...headBytes(0x20, 'text', 'k1'), ...new Uint8Array(41)]);
    expect(failureOf(() => inspect(longer)).code).toBe('ERR_FORMAT');
  });
  test('isEncrypted tells whether a text can be inspected, and throws nothing', () => {
    const token = fieldCipher({ key }).encrypt('x', context);
    expect([token, deterministicCipher({ key: named, why: 'test' }).encrypt('', context)].map(isEncrypted)).toEqual([
      true,
      true,
    ]);
    const bytes = fieldCipher({ key }).encryptBytes('x', context);
    const others = [
      undefined,
      null,
      7,
      {},
      bytes,
      Object(token),
      '',
      'x',
      'voile1_',
      `${token}=`,
      ` ${token}`,
      token.slice(0, 60),
    ];
    expect(others.filter((value) => isEncrypted(value as string))).toEqual([]);
    expect(isEncrypted(fieldCipher({ key: SecretKey.generate() }).encrypt('x', context))).toBe(true); // of whatever key
  });
  test('a suite that is not known is told', () => {
    for (let suite = 0; suite < 256; suite += 1) {
      if ([1, 2, 3, 0x20].includes(suite)) continue;
      const token = Uint8Array.from([...headBytes(suite, 'text', 'k1'), ...new Uint8Array(60)]);
      expect(outcome(() => inspect(token))).toBe('ERR_SUITE inspect: the suite of the token is unknown');
    }
  });
});
