import { aeskwp } from '@noble/ciphers/aes.js';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { hexDecode, hexEncode } from '../../src/core/base.ts';
import { keyring } from '../../src/core/keyring.ts';
import { deriveBytes, exportBytes, SecretKey } from '../../src/core/keys.ts';
import { unwrapKey, wrapKey } from '../../src/encryption/wrap.ts';
import { refusesOptions } from '../refused-parameters.ts';
import { failureOf, key, other, root, shown } from './cipher-sample.ts';
import { slowLaw } from './slow-law.ts';

const secret = SecretKey.fromHex('a02122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f');
const wrapped = wrapKey({ key, secret });

// the wrapped key of the worked example is 20 21 … 3f: printable, so no key of this library
test('the worked example of the specification', () => {
  const text = '6db20816a0e23c1a59e2f7099bf58231e3e57a8354a284e44dca36198e920ff7098761b16b99d6ba';
  const plain = Uint8Array.from({ length: 32 }, (_, at) => 0x20 + at);
  expect(hexEncode(aeskwp(deriveBytes(root, 32, ['wrap'])).encrypt(plain))).toBe(text);
  expect(failureOf(() => unwrapKey({ key, wrapped: hexDecode(text) })).code).toBe('ERR_KEY');
});
test('a key is wrapped by AES-KWP under the key derived for it, and comes back', () => {
  expect(hexEncode(wrapped)).toBe(
    hexEncode(aeskwp(deriveBytes(root, 32, ['wrap'])).encrypt(exportBytes('test', secret))),
  );
  const back = unwrapKey({ key, wrapped, id: secret.id });
  expect(hexEncode(exportBytes('test', back))).toBe(hexEncode(exportBytes('test', secret)));
});
test('what was wrapped is a key of 32 bytes, or nothing', () => {
  const short = aeskwp(deriveBytes(root, 32, ['wrap'])).encrypt(new Uint8Array(31).fill(1, 3));
  expect(short.length).toBe(40);
  expect(failureOf(() => unwrapKey({ key, wrapped: short })).code).toBe('ERR_AUTH');
});
test('what is wrapped and unwrapped is overwritten, also where it is refused', () => {
  const text = Uint8Array.from({ length: 32 }, (_, at) => 0x20 + at); // no key of this library
  const odd = aeskwp(deriveBytes(root, 32, ['wrap'])).encrypt(text);
  const bytes = hexEncode(exportBytes('test', secret));
  const wiped = (act: () => unknown): string[] => {
    const seen: string[] = [];
    const { fill } = Uint8Array.prototype;
    const spy = vi.spyOn(Uint8Array.prototype, 'fill').mockImplementation(function (this: Uint8Array, ...given) {
      seen.push(hexEncode(this)); // before
      return fill.apply(this, given as [number]);
    });
    try {
      act();
    } catch {
      // refused, and overwritten all the same
    } finally {
      spy.mockRestore();
    }
    return seen;
  };
  expect(wiped(() => wrapKey({ key, secret }))).toContain(bytes);
  expect(wiped(() => unwrapKey({ key, wrapped }))).toContain(bytes);
  expect(wiped(() => unwrapKey({ key, wrapped, id: key.id }))).toContain(bytes); // another fingerprint
  expect(wiped(() => unwrapKey({ key, wrapped: odd }))).toContain(hexEncode(text));
});
test('a text for an id is given to the key, a fingerprint is compared', () => {
  expect(unwrapKey({ key, wrapped }).id).toBe(secret.id);
  expect(unwrapKey({ key, wrapped, id: 'backup-1' }).id).toBe('backup-1');
  const error = failureOf(() => unwrapKey({ key, wrapped, id: key.id }));
  expect([error.code, error.message, error.details]).toEqual(['ERR_AUTH', 'decrypt: authentication failed', {}]);
  for (const id of ['', 'a b', 7, null])
    expect(failureOf(() => unwrapKey({ key, wrapped, id } as never)).code).toBe('ERR_PARAMETER');
});
test('every bit is checked, and another key does not unwrap', () => {
  const expected = { code: 'ERR_AUTH', message: 'decrypt: authentication failed', details: {} };
  for (let bit = 0; bit < 8 * wrapped.length; bit += 1) {
    const changed = new Uint8Array(wrapped);
    changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
    expect(failureOf(() => unwrapKey({ key, wrapped: changed }))).toMatchObject(expected);
  }
  expect(failureOf(() => unwrapKey({ key: other, wrapped }))).toMatchObject(expected);
});
test('mistake 28, unbounded input: nothing but 40 bytes is unwrapped, however long it is', () => {
  for (const length of [0, 1, 8, 16, 24, 32, 39, 41, 48, 4_000_000]) {
    expect(failureOf(() => unwrapKey({ key, wrapped: new Uint8Array(length) })).code).toBe('ERR_AUTH');
  }
});
test('keys of every sort are checked', () => {
  for (const odd of [undefined, 'k', structuredClone(key), keyring({ keys: [key] })]) {
    expect(failureOf(() => wrapKey({ key: odd as never, secret })).code).toBe('ERR_KEY');
    expect(failureOf(() => wrapKey({ key, secret: odd as never })).code).toBe('ERR_KEY');
    expect(failureOf(() => unwrapKey({ key: odd as never, wrapped })).code).toBe('ERR_KEY');
  }
  for (const odd of [undefined, hexEncode(wrapped), [...wrapped], wrapped.buffer]) {
    expect(failureOf(() => unwrapKey({ key, wrapped: odd as never })).code).toBe('ERR_PARAMETER');
  }
});
refusesOptions('wrapKey', wrapKey, { key, secret }, 'key, secret');
refusesOptions('unwrapKey', unwrapKey, { key, wrapped }, 'key, wrapped, id');
test('destroyed keys neither wrap nor are wrapped; what was unwrapped lives on', () => {
  const [wrapping, inner] = [SecretKey.generate({ id: 'w' }), SecretKey.generate({ id: 'i' })];
  const bytes = wrapKey({ key: wrapping, secret: inner });
  const copy = unwrapKey({ key: wrapping, wrapped: bytes, id: 'copy' });
  inner.destroy();
  expect(failureOf(() => wrapKey({ key: wrapping, secret: inner }))).toMatchObject({
    code: 'ERR_KEY_DESTROYED',
    details: { keyId: 'i' },
  });
  wrapping.destroy();
  expect(failureOf(() => wrapKey({ key: wrapping, secret: copy }))).toMatchObject({ details: { keyId: 'w' } });
  expect(failureOf(() => unwrapKey({ key: wrapping, wrapped: bytes })).code).toBe('ERR_KEY_DESTROYED');
  expect(wrapKey({ key: copy, secret }).length).toBe(40);
});
// neither all equal nor a text
const random = fc.uint8Array({ minLength: 30, maxLength: 30 }).map((bytes) => Uint8Array.of(0, 255, ...bytes));
slowLaw('a key comes back as it was, leaves its input alone and shows nothing', [random, random], (a, b) => {
  const [outer, inner] = [SecretKey.from(a), SecretKey.from(b)];
  const bytes = wrapKey({ key: outer, secret: inner });
  const copy = new Uint8Array(bytes);
  expect(exportBytes('test', unwrapKey({ key: outer, wrapped: bytes, id: inner.id }))).toStrictEqual(b);
  expect(bytes).toEqual(copy);
  expect(shown(unwrapKey({ key: outer, wrapped: bytes }))).not.toContain(hexEncode(b));
});
