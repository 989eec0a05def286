import { describe, expect, test } from 'vitest';
import { keyring } from '../../src/core/keyring.ts';
import { SecretKey } from '../../src/core/keys.ts';
import { decrypt } from '../../src/encryption/decrypt.ts';
import { deterministicCipher } from '../../src/encryption/deterministic-cipher.ts';
import { encrypt } from '../../src/encryption/encrypt.ts';
import { fieldCipher } from '../../src/encryption/field-cipher.ts';
import { context, engines, key, randomised, root } from '../encryption/cipher-sample.ts';

describe.each(engines)('%s engine', (engine) => {
  const cipher = fieldCipher({ key, engine });
  test('mistake 27, shared buffers: what is changed after a call changes nothing', () => {
    const bytes = Uint8Array.of(1, 2, 3, 4);
    const here: [string, ...string[]] = ['acme', 'users'];
    const token = cipher.encryptBytes(bytes, here);
    const copy = new Uint8Array(token);
    bytes.fill(9);
    here[1] = 'orders';
    expect(token).toEqual(copy);
    const first = cipher.decrypt('bytes', token, ['acme', 'users']);
    expect([...first]).toEqual([1, 2, 3, 4]);
    first.fill(7);
    expect(token).toEqual(copy);
    expect([...cipher.decrypt('bytes', token, ['acme', 'users'])]).toEqual([1, 2, 3, 4]);
    token.fill(0);
    expect([...cipher.decrypt('bytes', copy, ['acme', 'users'])]).toEqual([1, 2, 3, 4]);
    const frozen = Object.freeze(['acme', 'users'] as const);
    expect(cipher.decrypt('json', cipher.encryptJson(Object.freeze({ a: 1 }), frozen), frozen)).toEqual({ a: 1 });
  });
  test('mistake 27: neither the token nor the value that is given is written to', () => {
    for (const suite of randomised) {
      const by = fieldCipher({ key, engine, suite, pad: 16 });
      const value = Uint8Array.of(1, 2, 3);
      const token = by.encryptBytes(value, context);
      const before = new Uint8Array(token);
      by.decrypt('bytes', token, context);
      by.rewrap(token, context);
      by.needsRewrap(token);
      by.tryDecrypt('bytes', token, ['other']);
      expect(token).toEqual(before);
      expect([...value]).toEqual([1, 2, 3]);
    }
    const siv = deterministicCipher({ key, why: 'test', engine });
    const value = Uint8Array.of(1, 2, 3);
    const token = siv.encryptBytes(value, context);
    const before = new Uint8Array(token);
    siv.decrypt('bytes', token, context);
    expect([[...value], token]).toEqual([[1, 2, 3], before]);
  });
  test('mistake 27: a token and a value never share memory with another one', () => {
    const tokens = Array.from({ length: 50 }, (_, n) => cipher.encryptBytes(Uint8Array.of(n), context));
    const values = tokens.map((token) => cipher.decrypt('bytes', token, context));
    const buffers = [...tokens, ...values].map(({ buffer }) => buffer);
    expect(new Set(buffers).size).toBe(100);
    for (const value of values) value.fill(255);
    expect(tokens.map((token) => cipher.decrypt('bytes', token, context)[0])).toEqual(values.map((_, n) => n));
  });
  test('mistake 27: options, rings and keys are read when a thing is made', () => {
    const bytes = new Uint8Array(root);
    const options = {
      key: SecretKey.from(bytes),
      context: ['a'] as [string, ...string[]],
      pad: 16,
      engine,
      boundTo: 'id',
    };
    const seal = encrypt(options);
    bytes.fill(1);
    options.context[0] = 'b';
    options.pad = 64;
    options.boundTo = 'other';
    const token = seal('x', { id: 'u-1' });
    expect(fieldCipher({ key, engine }).decrypt('string', token, ['a', 'u-1'])).toBe('x');
    expect(token.length).toBe(`voile1_${Buffer.alloc(11 + 40 + 16).toString('base64url')}`.length);
    expect(seal.facts.parameters).toMatchObject({ context: ['a'], pad: 16, boundTo: 'id' });
    const keys = [key];
    const ring = fieldCipher({ key: keyring({ keys }), engine });
    keys[0] = SecretKey.generate();
    expect(ring.decrypt('string', token, ['a', 'u-1'])).toBe('x');
  });

  describe('mistake 34, code of the caller that runs within a call', () => {
    const inner = (): void => {
      for (let n = 0; n < 3; n += 1) {
        const token = cipher.encrypt('y'.repeat(500), ['inner', 'call']);
        cipher.decrypt('string', token, ['inner', 'call']);
        cipher.tryDecrypt('string', `${token}A`, ['inner', 'call']);
      }
    };
    test('getters of a value, of a row and of a context may encrypt and decrypt', () => {
      const value = Object.defineProperty({ a: 1 }, 'b', {
        enumerable: true,
        get: () => {
          inner();
          return 'x'.repeat(100);
        },
      });
      expect(cipher.decrypt('json', cipher.encryptJson(value, context), context)).toEqual({ a: 1, b: 'x'.repeat(100) });
      const bound = { key, context, engine, boundTo: 'id' } as const;
      const row = {
        get id() {
          inner();
          return 'u-1';
        },
      };
      const seal = encrypt(bound);
      const open = decrypt({ ...bound, type: 'string' });
      const tokens = ['first', 'second'].map((text) => seal(text, row));
      expect(tokens.map((token) => open(token, row))).toEqual(['first', 'second']);
      const shifty: [string, ...string[]] = ['acme'];
      Object.defineProperty(shifty, 1, {
        enumerable: true,
        get: () => {
          inner();
          return 'users';
        },
      });
      expect(cipher.decrypt('string', cipher.encrypt('x', shifty), ['acme', 'users'])).toBe('x');
    });
    test('a proxy for a value may encrypt in each of its traps', () => {
      const trap = <T>(result: () => T): T => {
        inner();
        return result();
      };
      const value = new Proxy([1, 'two', { three: null }], {
        get: (target, name) => trap(() => Reflect.get(target, name)),
        ownKeys: (target) => trap(() => Reflect.ownKeys(target)),
        getOwnPropertyDescriptor: (target, name) => trap(() => Reflect.getOwnPropertyDescriptor(target, name)),
        getPrototypeOf: (target) => trap(() => Reflect.getPrototypeOf(target)),
      });
      expect(cipher.decrypt('json', cipher.encryptJson(value, context), context)).toEqual([1, 'two', { three: null }]);
    });
    test('a ring of the caller’s own making may encrypt while it is asked', () => {
      const ring = {
        get current() {
          inner();
          return key;
        },
        ids: [key.id],
        get: () => {
          inner();
          return key;
        },
      };
      const by = fieldCipher({ key: ring, engine });
      const tokens = ['first', 'x'.repeat(3_000), ''].map((text) => by.encrypt(text, context));
      expect(tokens.map((token) => by.decrypt('string', token, context).length)).toEqual([5, 3_000, 0]);
    });
    test('what the caller throws is passed on, and the next call is as good as new', () => {
      const failure = new Error('mine');
      const value = Object.defineProperty({}, 'a', {
        enumerable: true,
        get: () => {
          throw failure;
        },
      });
      expect(() => cipher.encryptJson(value, context)).toThrow(failure);
      expect(cipher.decrypt('string', cipher.encrypt('x', context), context)).toBe('x');
    });
  });
});
