import { describe, expect, test } from 'vitest';
import { type Keyring, keyring } from '../../src/core/keyring.ts';
import { SecretKey } from '../../src/core/keys.ts';
import { deterministicCipher } from '../../src/encryption/deterministic-cipher.ts';
import { fieldCipher } from '../../src/encryption/field-cipher.ts';
import { inspect } from '../../src/encryption/inspect.ts';
import { crafted, engines, failureOf, key } from './cipher-sample.ts';

const [old, young] = ['2025', '2026'].map((id) => SecretKey.generate({ id })) as [SecretKey, SecretKey];
const place = (id: number) => ['acme', 'users', 'email', `u-${id}`] as const;
const why = 'look-up by e-mail';

/** A process at one step of the rotation: what it writes, and what it finds. */
function processWith(ring: SecretKey | Keyring) {
  const cipher = fieldCipher({ key: ring });
  const index = deterministicCipher({ key: ring, why });
  return {
    cipher,
    write: (id: number) => ({
      email: cipher.encrypt(`person${id}@example.org`, place(id)),
      find: index.encrypt(`person${id}@example.org`, ['acme', 'users', 'find']),
    }),
    read: (id: number, row: { readonly email: string }) => cipher.decrypt('string', row.email, place(id)),
    candidates: (id: number) => index.candidates(`person${id}@example.org`, ['acme', 'users', 'find']),
    index,
  };
}

test('1,000 rows through every step of a rotation: no read and no look-up fails, also between neighbouring steps', () => {
  const steps = [
    processWith(old),
    processWith(keyring({ keys: [old, young], decryptOnly: ['2026'] })), // the new key is everywhere, and makes nothing
    processWith(keyring({ keys: [old, young], current: '2026', decryptOnly: ['2025'] })), // it makes all
    processWith(young), // the old one is gone
  ] as const;
  const rows = Array.from({ length: 1_000 }, (_, id) => steps[0].write(id));
  const works = (by: (typeof steps)[number]): void => {
    const wrong = rows.filter((row, id) => {
      const found = by.candidates(id).some((token) => token === row.find);
      return by.read(id, row) !== `person${id}@example.org` || !found;
    });
    expect(wrong.length).toBe(0);
  };
  works(steps[0]);
  // step 1 is rolled out: processes of steps 0 and 1 run side by side
  for (let id = 0; id < 250; id += 1) rows[id] = steps[1].write(id);
  works(steps[0]);
  works(steps[1]);
  // step 2 is rolled out: half of the rows are written by it, and read by processes of step 1
  for (let id = 0; id < 500; id += 1) rows[id] = steps[2].write(id);
  expect(rows.map(({ email }) => inspect(email).keyId)).toEqual([
    ...new Array(500).fill('2026'),
    ...new Array(500).fill('2025'),
  ]);
  works(steps[1]);
  works(steps[2]);
  // in bulk, field and index in one pass; what is new already is left alone
  const { cipher, index } = steps[2];
  expect(rows.map(({ email }) => cipher.needsRewrap(email)).indexOf(true)).toBe(500);
  for (const [id, row] of rows.entries()) {
    if (cipher.needsRewrap(row.email)) row.email = cipher.rewrap(row.email, place(id));
    if (index.needsRewrap(row.find)) row.find = index.rewrap(row.find, ['acme', 'users', 'find']);
    if (id % 250 === 0) works(steps[2]);
  }
  works(steps[1]);
  works(steps[2]);
  // a scan finds no old id: the old key can go
  expect(rows.filter(({ email, find }) => [email, find].some((token) => inspect(token).keyId !== '2026')).length).toBe(
    0,
  );
  works(steps[3]);
  const late = steps[0].write(1);
  expect(failureOf(() => steps[3].read(1, late))).toMatchObject({
    code: 'ERR_UNKNOWN_KEY',
    details: { keyId: '2025' },
  });
});

describe.each(engines)('%s engine', (engine) => {
  const ring = fieldCipher({ key: keyring({ keys: [young, old] }), engine });
  test('rewrap gives a new token of the same typed value under the current key, suite and padding', () => {
    const here = place(1);
    const before = fieldCipher({ key: old, suite: 'aes-256-gcm', pad: 32, engine });
    const cases = [
      ['string', 'zoé', before.encrypt('zoé', here)],
      ['number', -0, before.encrypt(-0, here)],
      ['bigint', -(2n ** 70n), before.encrypt(-(2n ** 70n), here)],
      ['boolean', false, before.encrypt(false, here)],
      ['bytes', new Uint8Array(0), before.encrypt(new Uint8Array(0), here)],
      ['date', new Date(-1), before.encrypt(new Date(-1), here)],
      ['json', { a: [null] }, before.encryptJson({ a: [null] }, here)],
    ] as const;
    for (const [type, value, token] of cases) {
      const after = ring.rewrap(token, here);
      expect(ring.decrypt(type, after, here)).toStrictEqual(value);
      expect(inspect(after)).toMatchObject({ suite: 'xaes-256-gcm', keyId: '2026' });
      expect(inspect(after).bytes).toBeLessThan(inspect(token).bytes + 8); // no padding any more
      expect(ring.rewrap(after, here)).not.toBe(after);
      const bytes = ring.rewrap(new Uint8Array(Buffer.from(token.slice(7), 'base64url')), here);
      expect([bytes.constructor, bytes.buffer.byteLength]).toEqual([Uint8Array, bytes.length]); // of the form of the token
      expect(ring.decrypt(type, bytes, here)).toStrictEqual(value);
    }
  });
  test('what does not open is not rewrapped', () => {
    const token = fieldCipher({ key: old }).encrypt('x', place(1));
    expect(failureOf(() => ring.rewrap(token, place(2))).code).toBe('ERR_AUTH');
    expect(failureOf(() => ring.rewrap('x', place(1))).code).toBe('ERR_FORMAT');
    const odd = crafted({ plain: Uint8Array.of(0x81, 1, 2), parts: place(1) });
    expect(failureOf(() => fieldCipher({ key, engine }).rewrap(odd, place(1))).code).toBe('ERR_TYPE');
  });
});
test('a value that fits no more is not rewrapped into a longer one than may be read', () => {
  const token = fieldCipher({ key: old }).encrypt('x'.repeat(100), place(1));
  const small = fieldCipher({ key: keyring({ keys: [young, old] }), maxPlaintext: 50 });
  expect(failureOf(() => small.rewrap(token, place(1))).code).toBe('ERR_LIMIT');
});
test('needsRewrap looks at the head alone, and needs no key for it', () => {
  const cipher = fieldCipher({ key: young });
  const lookalike = SecretKey.generate({ id: '2026' });
  const needs = (token: string | Uint8Array): boolean => cipher.needsRewrap(token);
  expect(needs(cipher.encrypt('x', place(1)))).toBe(false);
  expect(needs(cipher.encryptBytes('x', place(1)))).toBe(false);
  expect(needs(fieldCipher({ key: lookalike }).encrypt('x', place(1)))).toBe(false);
  expect(needs(fieldCipher({ key: young, suite: 'aes-256-gcm' }).encrypt('x', place(1)))).toBe(true);
  expect(needs(fieldCipher({ key: old }).encrypt('x', place(1)))).toBe(true);
  expect(needs(fieldCipher({ key }).encrypt('x', place(1)))).toBe(true);
  expect(needs(fieldCipher({ key: SecretKey.generate({ id: '202' }) }).encrypt('x', place(1)))).toBe(true);
  expect(needs(fieldCipher({ key: SecretKey.generate({ id: '20260' }) }).encrypt('x', place(1)))).toBe(true);
  for (const [code, odd] of [
    ['ERR_FORMAT', 'x'],
    ['ERR_FORMAT', new Uint8Array(9)],
    ['ERR_VERSION', Uint8Array.of(0xf3, 1, 1, 0x61)],
    ['ERR_INPUT', 7 as never],
    ['ERR_LIMIT', new Uint8Array(2_000_000)],
  ] as const) {
    expect(failureOf(() => needs(odd)).code).toBe(code);
  }
});
test('tokens of a decrypt-only key open, and it never makes one', () => {
  const ring = keyring({ keys: [young, old], decryptOnly: ['2025'] });
  const cipher = fieldCipher({ key: ring });
  expect(cipher.decrypt('string', fieldCipher({ key: old }).encrypt('x', place(1)), place(1))).toBe('x');
  const ids = new Set(Array.from({ length: 20 }, () => inspect(cipher.encrypt('x', place(1))).keyId));
  expect([...ids]).toEqual(['2026']);
});
test('a ring of the caller’s own making is read when the cipher is made, as it was then', () => {
  const ring = {
    current: old,
    ids: ['2025', '2026'],
    get: (id: string) => [old, young].find((each) => each.id === id),
  };
  const cipher = fieldCipher({ key: ring });
  const before = cipher.encrypt('x', place(1));
  ring.current = young;
  ring.get = () => undefined;
  expect(cipher.needsRewrap(before)).toBe(false);
  expect(inspect(cipher.encrypt('x', place(1))).keyId).toBe('2025');
  const token = fieldCipher({ key: young }).encrypt('y', place(1));
  expect(cipher.decrypt('string', token, place(1))).toBe('y');
  expect(cipher.decrypt('string', before, place(1))).toBe('x');
});
