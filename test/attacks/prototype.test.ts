import { afterEach, describe, expect, test } from 'vitest';
import { equalBytes } from '../../src/core/bytes.ts';
import { keyring } from '../../src/core/keyring.ts';
import { SecretKey } from '../../src/core/keys.ts';
import { deterministicCipher } from '../../src/encryption/deterministic-cipher.ts';
import { encrypt } from '../../src/encryption/encrypt.ts';
import { fieldCipher } from '../../src/encryption/field-cipher.ts';
import { inspect } from '../../src/encryption/inspect.ts';
import { context, crafted, failureOf, key, root } from '../encryption/cipher-sample.ts';
import { sources } from '../package/surface.ts';

describe('mistake 18, names that every object has', () => {
  afterEach(() => {
    expect(({} as { x?: unknown }).x).toBe(undefined); // nothing was polluted
  });
  const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];
  test('as ids of keys they are ids like any other', () => {
    const keys = names.map((id) => SecretKey.generate({ id }));
    const ring = fieldCipher({ key: keyring({ keys }) });
    for (const one of keys) {
      const token = fieldCipher({ key: one }).encrypt(one.id, context);
      expect(ring.decrypt('string', token, context)).toBe(one.id);
      expect(failureOf(() => fieldCipher({ key }).decrypt('string', token, context))).toMatchObject({
        code: 'ERR_UNKNOWN_KEY',
        details: { keyId: one.id },
      });
    }
  });
  test('what somebody put on all objects is no option', () => {
    const polluted = {
      suite: 'aes-256-gcm',
      pad: 64,
      boundTo: 'id',
      onPlaintext: 'pass',
      maxPlaintext: 1,
      type: 'json',
      create: true,
      ids: ['constructor'],
    };
    Object.assign(Object.prototype, polluted);
    try {
      const token = encrypt({ key, context })('x');
      expect(inspect(token)).toMatchObject({ suite: 'xaes-256-gcm', bytes: 53 });
      expect(failureOf(() => fieldCipher({ key }).decrypt('string', 'clear', context)).code).toBe('ERR_FORMAT');
      expect(fieldCipher({ key }).decrypt('string', token, context)).toBe('x');
      // what hands its options on in an object of its own
      const siv = deterministicCipher({ key, why: 'test' });
      expect(inspect(siv.encrypt('x', context)).bytes).toBe(29);
      expect(failureOf(() => siv.decrypt('string', 'clear', context)).code).toBe('ERR_FORMAT');
      expect(Object.keys(siv.transform(context).facts.parameters)).not.toContain('pad');
    } finally {
      for (const name of Object.keys(polluted)) Reflect.deleteProperty(Object.prototype, name);
    }
  });
  test('as columns to bind to three of them are refused, the others are not strings of a row', () => {
    for (const boundTo of names) {
      const make = (): ((value: string, row: object) => string) => encrypt({ key, context, boundTo }) as never;
      if (names.indexOf(boundTo) < 3) expect(failureOf(make).code).toBe('ERR_PARAMETER');
      else expect(failureOf(() => make()('x', {})).code).toBe('ERR_CONTEXT');
    }
  });
  test('as a key of JSON __proto__ is refused both ways, the others come back', () => {
    const cipher = fieldCipher({ key });
    const text = '{"__proto__":{"x":1},"a":2}';
    expect(failureOf(() => cipher.encryptJson(JSON.parse(text), context)).code).toBe('ERR_INPUT');
    const token = crafted({ plain: Uint8Array.of(2, ...Buffer.from(text)) });
    expect(failureOf(() => cipher.decrypt('json', token, context)).code).toBe('ERR_TYPE');
    const others = JSON.parse('{"constructor":{"prototype":{"x":1}},"toString":1,"hasOwnProperty":null}');
    expect(cipher.decrypt('json', cipher.encryptJson(others, context), context)).toEqual(others);
  });
  test('as contexts, records and values they are texts', () => {
    const cipher = fieldCipher({ key });
    for (const name of names) {
      expect(cipher.decrypt('string', cipher.encrypt(name, [name]), [name])).toBe(name);
    }
  });
});

describe('mistake 9, a comparison that stops at the first difference', () => {
  test('equal bytes are found by reading all of them, wherever they differ', () => {
    const counted = (bytes: Uint8Array): { readonly array: Uint8Array; readonly reads: () => number } => {
      let reads = 0;
      const array = new Proxy(bytes, {
        get(target, name) {
          if (typeof name === 'string' && /^\d+$/.test(name)) reads += 1;
          return Reflect.get(target, name, target);
        },
      });
      return { array, reads: () => reads };
    };
    for (const differs of [-1, 0, 1, 15, 31]) {
      const other = root.map((byte, at) => (at === differs ? byte ^ 1 : byte));
      const [a, b] = [counted(root), counted(other)];
      expect(equalBytes(a.array, b.array)).toBe(differs === -1);
      expect([a.reads(), b.reads()]).toEqual([32, 32]);
    }
    for (const length of [0, 1, 31, 33]) {
      const a = counted(root);
      expect(equalBytes(a.array, new Uint8Array(length))).toBe(false);
      expect(a.reads()).toBe(32);
    }
  });
  test('tags are compared by the engines alone: no source of encryption compares bytes or plaintext itself', () => {
    const own = [...sources].filter(([file]) => file.startsWith('encryption/'));
    expect(own.length).toBeGreaterThan(15);
    // the padding is looked at, after the tag was found right
    const compares =
      /\b(?:tag|mac|siv|digest|plain)\w*(?:\[[^\]]*\])? [!=]==? (?!undefined|0x80|0\))|\.every\(.*=== (?:tag|mac)/gi;
    expect(own.flatMap(([file, text]) => (text.match(compares) ?? []).map((what) => `${file}: ${what}`))).toEqual([]);
  });
});
