import { describe, expect, test, vi } from 'vitest';
import { keyring } from '../../src/core/keyring.ts';
import { SecretKey } from '../../src/core/keys.ts';
import { decrypt } from '../../src/encryption/decrypt.ts';
import { deterministicCipher } from '../../src/encryption/deterministic-cipher.ts';
import { encrypt } from '../../src/encryption/encrypt.ts';
import { fieldCipher } from '../../src/encryption/field-cipher.ts';
import { inspect } from '../../src/encryption/inspect.ts';
import { PrivacyError } from '../../src/errors.ts';
import { refusesOptions } from '../refused-parameters.ts';
import { context, crafted, engines, failureOf, key, other, root, suites } from './cipher-sample.ts';

const cipher = fieldCipher({ key });
const here = ['acme', 'users', 'email', 'u-100'] as const;

describe.each(engines)('%s engine', (engine) => {
  test('text and bytes are one token; the bytes are an array of their own', () => {
    const by = fieldCipher({ key, engine });
    const token = by.encryptBytes('x', here);
    expect([token.constructor, token.byteOffset, token.buffer.byteLength]).toEqual([Uint8Array, 0, token.length]);
    const text = `voile1_${Buffer.from(token).toString('base64url')}`;
    expect([by.decrypt('string', token, here), by.decrypt('string', text, here)]).toEqual(['x', 'x']);
    expect(by.decrypt('string', Buffer.from(token), here)).toBe('x');
    const odd = new Uint8Array(200).subarray(7, 7 + token.length);
    odd.set(token);
    expect(by.decrypt('string', odd, here)).toBe('x');
  });
  test('what is bound to a record by encrypt opens here with its id as the last part, and the other way round', () => {
    const by = fieldCipher({ key, engine });
    const bound = { key, engine, context, boundTo: 'id' } as const;
    expect(by.decrypt('string', encrypt(bound)('x', { id: 'u-100' }), here)).toBe('x');
    expect(decrypt({ ...bound, type: 'string' })(by.encrypt('y', here), { id: 'u-100' })).toBe('y');
    expect(decrypt({ ...bound, type: 'json' })(by.encryptJson([1], here), { id: 'u-100' })).toEqual([1]);
  });
});

test('it tells the ids of its keys, the current one first', () => {
  const [a, b] = ['a', 'b'].map((id) => SecretKey.generate({ id })) as [SecretKey, SecretKey];
  expect(cipher.keyIds).toEqual([key.id]);
  const ring = fieldCipher({ key: keyring({ keys: [a, b], current: 'b' }) });
  expect(ring.keyIds).toEqual(['b', 'a']);
  expect(() => (ring.keyIds as string[]).push('c')).toThrow(TypeError);
  expect(deterministicCipher({ key: a, why: 'test' }).keyIds).toEqual(['a']);
});
test('the methods need no this, and cannot be replaced', () => {
  const { encrypt: seal, decrypt: open, needsRewrap } = cipher;
  expect(open('string', seal('x', here), here)).toBe('x');
  expect(needsRewrap(seal('x', here))).toBe(false);
  expect(() => Object.assign(cipher, { decrypt: () => 'x' })).toThrow(TypeError);
});
refusesOptions(
  'fieldCipher',
  fieldCipher,
  { key },
  'key, allowSuites, onPlaintext, suite, pad, engine, maxMessages, maxPlaintext',
);
test('wrong parameters are refused when the cipher is made', () => {
  const make = (more: object): unknown => fieldCipher({ key, ...more } as never);
  for (const [option, wrong] of [
    ['suite', 'aes-256-siv'],
    ['suite', 'aes'],
    ['pad', 1],
    ['engine', 'fast'],
    ['maxMessages', 5],
    ['maxPlaintext', -1],
    ['allowSuites', 'all'],
    ['onPlaintext', 'keep'],
  ] as const) {
    const error = failureOf(() => make({ [option]: wrong }));
    expect([error.code, error.details]).toEqual(['ERR_PARAMETER', { parameter: option }]);
  }
  for (const type of ['text', undefined, '__proto__']) {
    const error = failureOf(() => cipher.tryDecrypt(type as never, cipher.encrypt('x', here), here));
    expect([error.code, error.details]).toEqual(['ERR_PARAMETER', { parameter: 'type' }]);
  }
});

describe('mistake 16, a failure that is silent', () => {
  const token = cipher.encrypt('x', here);
  const text = (bytes: Uint8Array): string => `voile1_${Buffer.from(bytes).toString('base64url')}`;
  const changed = Buffer.from(cipher.encryptBytes('x', here)).fill(0, 30, 31);
  const siv = deterministicCipher({ key, why: 'test' }).encrypt('x', here);
  test.each([
    ['ERR_FORMAT', 'x'],
    ['ERR_FORMAT', ''],
    ['ERR_FORMAT', `${token}=`],
    ['ERR_FORMAT', new Uint8Array(0)],
    ['ERR_FORMAT', Buffer.from(token.slice(7), 'base64url').subarray(0, 51)],
    ['ERR_VERSION', Uint8Array.of(0xf2, 1, 1, 0x61)],
    ['ERR_SUITE', siv],
    ['ERR_LIMIT', `voile1_${'A'.repeat(3_000_000)}`],
    ['ERR_UNKNOWN_KEY', fieldCipher({ key: other }).encrypt('x', here)],
    ['ERR_AUTH', cipher.encrypt('x', context)],
    ['ERR_AUTH', text(changed)],
    ['ERR_TYPE', cipher.encrypt(7, here)],
    ['ERR_TYPE', crafted({ plain: Uint8Array.of(9), parts: here })],
    ['ERR_INPUT', 7 as never],
    ['ERR_INPUT', null as never],
  ] as const)('%s is thrown, and told by tryDecrypt', (code, odd) => {
    expect(failureOf(() => cipher.decrypt('string', odd, here)).code).toBe(code);
    expect(cipher.tryDecrypt('string', odd, here)).toStrictEqual({ ok: false, code });
  });
  test('tryDecrypt gives the value of what opens', () => {
    expect(cipher.tryDecrypt('string', token, here)).toStrictEqual({ ok: true, value: 'x' });
  });
  test('tryDecrypt throws what does not speak against the token', () => {
    const short = SecretKey.from(root);
    const gone = fieldCipher({ key: short });
    short.destroy();
    expect(failureOf(() => gone.tryDecrypt('string', token, here)).code).toBe('ERR_KEY_DESTROYED');
    const broken = new RangeError('broken');
    const shifty = Object.defineProperty(['acme'], 1, {
      get: () => {
        throw broken;
      },
    });
    expect(() => cipher.tryDecrypt('string', token, shifty as never)).toThrow(broken);
  });
});

describe('mistake 17, plaintext that passes, double encryption, text that looks like a token', () => {
  test('a text that is no token is an error, unless it may pass', () => {
    const open = { key, context, type: 'string' } as const;
    expect(failureOf(() => decrypt(open)('ada@example.org')).code).toBe('ERR_FORMAT');
    const migrating = decrypt({ ...open, onPlaintext: 'pass' });
    expect(migrating('ada@example.org')).toBe('ada@example.org');
    expect(migrating(encrypt({ key, context })('x'))).toBe('x');
    for (const odd of [
      'voile1_',
      'voile1_AAAA',
      encrypt({ key, context: ['a'] })('x'),
      `${encrypt({ key, context })('x')}=`,
    ]) {
      expect(failureOf(() => migrating(odd)).code).toMatch(/^ERR_(?:FORMAT|AUTH)$/);
    }
    expect(failureOf(() => migrating(Uint8Array.of(0x61))).code).toBe('ERR_FORMAT');
    expect(failureOf(() => decrypt({ ...open, type: 'number', onPlaintext: 'pass' })('7' as never)).code).toBe(
      'ERR_FORMAT',
    );
    expect(fieldCipher({ key, onPlaintext: 'pass' }).decrypt('string', 'clear', context)).toBe('clear');
  });
  test('what is already a token of this very cell is not encrypted again', () => {
    for (const suite of ['xaes-256-gcm', 'aes-256-gcm'] as const) {
      const by = fieldCipher({ key, suite });
      const error = failureOf(() => by.encrypt(by.encrypt('x', here), here));
      expect([error.code, error.message]).toEqual([
        'ERR_ALREADY_ENCRYPTED',
        'fieldCipher: value is already a token of this cell',
      ]);
    }
    const bound = { key, context, boundTo: 'id' } as const;
    const seal = encrypt(bound);
    const token = seal('x', { id: 'u-1' });
    expect(failureOf(() => seal(token, { id: 'u-1' })).code).toBe('ERR_ALREADY_ENCRYPTED');
    expect(decrypt({ ...bound, type: 'string' })(seal(token, { id: 'u-2' }), { id: 'u-2' })).toBe(token);
    const ring = fieldCipher({ key: keyring({ keys: [other, key] }) });
    expect(failureOf(() => ring.encrypt(cipher.encrypt('x', here), here)).code).toBe('ERR_ALREADY_ENCRYPTED');
    expect(failureOf(() => ring.encrypt(cipher.encrypt(7, here), here)).code).toBe('ERR_ALREADY_ENCRYPTED');
    const siv = deterministicCipher({ key, why: 'test' });
    expect(failureOf(() => siv.encrypt(siv.encrypt('x', here), here)).code).toBe('ERR_ALREADY_ENCRYPTED');
    expect(failureOf(() => cipher.encrypt(cipher.encryptBytes('x', here), here)).code).toBe('ERR_ALREADY_ENCRYPTED');
  });
  test('text that only looks like a token is a value like any other', () => {
    const token = cipher.encrypt('x', here);
    const looks = [
      ...['voile1_', 'voile1_8QGI', 'voile1_AAAA', `${token} `, `${token}=`, `voile1_${token}`, token.slice(0, -1)],
      ...[token.toUpperCase(), fieldCipher({ key: other }).encrypt('x', here), cipher.encrypt('x', context)],
      ...[`voile1_${'A'.repeat(1_000)}`, deterministicCipher({ key, why: 'test' }).encrypt('x', here)],
    ];
    for (const text of looks) expect(cipher.decrypt('string', cipher.encrypt(text, here), here)).toBe(text);
    const tokens = [fieldCipher({ key: other }), fieldCipher({ key })].map((by) => by.encryptBytes('x', context));
    for (const odd of [...tokens, Uint8Array.of(0xf1), Uint8Array.of(0xf1, 1), Uint8Array.of(0xf1, 0x80, 2)]) {
      expect(cipher.decrypt('bytes', cipher.encrypt(odd, here), here)).toStrictEqual(odd);
    }
  });
});

describe('mistake 13, trial decryption: exactly one key, the one that the token names', () => {
  const [a, b] = ['a', 'b'].map((id) => SecretKey.generate({ id })) as [SecretKey, SecretKey];
  const token = fieldCipher({ key: b }).encrypt('x', here);
  test.skipIf(!engines.includes('native'))('one decryption is tried, whether it opens or not', () => {
    const open = vi.spyOn(process.getBuiltinModule('node:crypto'), 'createDecipheriv');
    const keys = [a, ...Array.from({ length: 5 }, (_, n) => SecretKey.generate({ id: `c${n}` })), b];
    const by = fieldCipher({ key: keyring({ keys }), engine: 'native' });
    open.mockClear();
    expect(by.decrypt('string', token, here)).toBe('x');
    expect(open).toHaveBeenCalledTimes(1);
    expect(failureOf(() => by.decrypt('string', token, context)).code).toBe('ERR_AUTH');
    expect(open).toHaveBeenCalledTimes(2);
    expect(by.tryDecrypt('string', fieldCipher({ key }).encrypt('x', here), here).ok).toBe(false); // an id that is not there
    expect(open).toHaveBeenCalledTimes(2);
    open.mockRestore();
  });
  test('a key that is not there is named, and no other one is tried', () => {
    const error = failureOf(() => fieldCipher({ key: a }).decrypt('string', token, here));
    expect([error.code, error.details]).toEqual(['ERR_UNKNOWN_KEY', { keyId: 'b' }]);
    const same = SecretKey.generate({ id: 'b' });
    expect(failureOf(() => fieldCipher({ key: same }).decrypt('string', token, here)).code).toBe('ERR_AUTH');
  });
  test('a fingerprint and a text of the same letters are two names', () => {
    const named = SecretKey.from(root, { id: other.id }); // called like the fingerprint of another key
    for (const [by, made] of [
      [named, other],
      [other, named],
    ] as const) {
      const error = failureOf(() =>
        fieldCipher({ key: by }).decrypt('string', fieldCipher({ key: made }).encrypt('x', here), here),
      );
      expect([error.code, error.details]).toEqual(['ERR_UNKNOWN_KEY', { keyId: other.id }]);
    }
    const same = SecretKey.from(root, { id: key.id }); // its own fingerprint, spelled out
    expect(fieldCipher({ key: same }).decrypt('string', cipher.encrypt('x', here), here)).toBe('x');
  });
});

describe('mistake 29, a weaker suite than was meant', () => {
  const tokens = suites.map((suite) => crafted({ plain: Uint8Array.of(1, 0x78), suite, parts: here }));
  test('both randomised suites are opened unless told otherwise, the deterministic one only when named', () => {
    const codes = (options: object): string[] =>
      tokens.map((token) => {
        const { ok, ...rest } = fieldCipher({ key, ...options }).tryDecrypt('string', token, here);
        return ok ? 'x' : (rest as { code: string }).code;
      });
    expect(codes({})).toEqual(['x', 'x', 'ERR_SUITE']);
    expect(codes({ allowSuites: suites })).toEqual(['x', 'x', 'x']);
    expect(codes({ allowSuites: ['xaes-256-gcm'] })).toEqual(['x', 'ERR_SUITE', 'ERR_SUITE']);
    expect(codes({ allowSuites: ['aes-256-gcm'] })).toEqual(['ERR_SUITE', 'x', 'ERR_SUITE']); // the list is all there is
    expect(codes({ suite: 'aes-256-gcm' })).toEqual(['x', 'x', 'ERR_SUITE']);
    expect(failureOf(() => fieldCipher({ key, allowSuites: [] })).code).toBe('ERR_PARAMETER');
    const siv = deterministicCipher({ key, why: 'test' });
    expect(tokens.map((token) => siv.tryDecrypt('string', token, here).ok)).toEqual([true, true, true]);
  });
  test('a token that is given the name of another suite does not open', () => {
    for (const token of tokens) {
      for (const byte of [0, 1, 2, 3, 4, 0x10, 0x20, 0xff]) {
        if (byte === token[1]) continue;
        const named = new Uint8Array(token);
        named[1] = byte;
        const result = fieldCipher({ key, allowSuites: suites }).tryDecrypt('string', named, here);
        expect(result).toMatchObject({ ok: false, code: expect.stringMatching(/^ERR_(?:AUTH|SUITE|FORMAT)$/) });
      }
    }
  });
  test('the list does not follow the caller’s', () => {
    const allowSuites: ('aes-256-gcm' | 'aes-256-siv')[] = ['aes-256-gcm'];
    const by = fieldCipher({ key, allowSuites });
    allowSuites.push('aes-256-siv');
    expect(by.tryDecrypt('string', tokens[2] as Uint8Array, here)).toEqual({ ok: false, code: 'ERR_SUITE' });
  });
});

test('tokens of several heads, one after the other, are each read by their own', () => {
  const [k1, k12] = ['k1', 'k12'].map((id) => SecretKey.generate({ id })) as [SecretKey, SecretKey];
  const keys = [key, other, k1, k12];
  const by = fieldCipher({ key: keyring({ keys }), allowSuites: suites });
  const made = keys.flatMap((one) => [
    fieldCipher({ key: one }).encrypt(one.id, here),
    fieldCipher({ key: one, suite: 'aes-256-gcm' }).encrypt(one.id, here),
    deterministicCipher({ key: one, why: 'test' }).encrypt(one.id, here),
  ]);
  for (let step = 1; step < made.length; step += 1) {
    for (let at = 0; at < made.length; at += 1) {
      const token = made[(at * step) % made.length] as string;
      expect(by.decrypt('string', token, here)).toBe(inspect(token).keyId);
      expect(by.tryDecrypt('string', 'voile1_8QECazE', here)).toEqual({ ok: false, code: 'ERR_FORMAT' });
    }
  }
});
test('every failure is one of this library’s', () => {
  expect(failureOf(() => cipher.decrypt('string', 'x', here))).toBeInstanceOf(PrivacyError);
});
