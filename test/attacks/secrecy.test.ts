import { describe, expect, test } from 'vitest';
import { keyring } from '../../src/core/keyring.ts';
import { SecretKey } from '../../src/core/keys.ts';
import { decrypt } from '../../src/encryption/decrypt.ts';
import { deterministicCipher } from '../../src/encryption/deterministic-cipher.ts';
import { encrypt } from '../../src/encryption/encrypt.ts';
import { fieldCipher } from '../../src/encryption/field-cipher.ts';
import { subjectKeys } from '../../src/encryption/subject-keys.ts';
import { subjectRings } from '../../src/encryption/subject-ring.ts';
import { unwrapKey, wrapKey } from '../../src/encryption/wrap.ts';
import { crafted, failureOf, shown } from '../encryption/cipher-sample.ts';
import { rowsInMemory } from '../encryption/subject-store.ts';

/** A secret, as bytes and as the texts that give it away: raw, hexadecimal, base 64, decimal, and its halves. */
function secretTexts(bytes: Uint8Array): readonly string[] {
  const buffer = Buffer.from(bytes);
  const all = [buffer, buffer.subarray(0, 16), buffer.subarray(16)];
  return all.flatMap((part) => [
    part.toString('latin1'),
    part.toString('hex'),
    part.toString('hex').toUpperCase(),
    part.toString('hex').replaceAll(/(..)(?!$)/g, '$1 '), // as a Buffer is printed
    part.toString('base64').replace(/=+$/, '').slice(0, -1),
    part.toString('base64url').slice(0, -1),
    [...part].join(' '), // as a list is printed, on however many lines
  ]);
}
const noise = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));
const plainTexts = (text: string): readonly string[] => [
  text,
  ...[Buffer.from(text)].flatMap((bytes) => [bytes.toString('hex'), bytes.toString('base64url').slice(0, -1)]),
];

interface Secrets {
  readonly bytes: Uint8Array;
  readonly key: SecretKey;
  readonly value: string;
  readonly record: string;
  readonly person: string;
  readonly hidden: readonly string[];
}
function secrets(): Secrets {
  const bytes = noise(32);
  const [value, record, person] = ['value', 'record', 'person'].map(
    (name) => `${name}-${Buffer.from(noise(12)).toString('hex')}`,
  );
  const texts = [value, record, person].flatMap((text) => plainTexts(text as string));
  return {
    bytes,
    key: SecretKey.from(bytes, { id: 'k1' }),
    value: value as string,
    record: record as string,
    person: person as string,
    hidden: [...secretTexts(bytes), ...texts],
  };
}
const leaks = (thing: unknown, hidden: readonly string[]): string[] => {
  const printed = shown(thing);
  const text = `${printed}\n${printed.replaceAll(/\D+/g, ' ')}`;
  return hidden.filter((secret) => text.includes(secret));
};
const many = Array.from({ length: 5 }, (_, n) => n);

describe('mistake 15, secrets in errors, logs, JSON and inspection', () => {
  test('the check itself finds a secret in each of its forms', () => {
    const { bytes, hidden, value } = secrets();
    for (const thing of [
      { bytes },
      { list: [...bytes] },
      Buffer.from(bytes),
      new Error(Buffer.from(bytes).toString('hex')),
      { value },
    ]) {
      expect(leaks(thing, hidden).length).toBeGreaterThan(0);
    }
  });
  test.each(many)('keys, rings, ciphers, transforms and keys of persons show nothing, %#', async () => {
    const { key, value, record, person, hidden } = secrets();
    const place = { context: ['acme', 'users'] as const, boundTo: 'id' } as const;
    const people = subjectKeys({ store: rowsInMemory(), key, ring: 'r' });
    await people.load([person], { create: true });
    const cipher = fieldCipher({ key });
    const siv = deterministicCipher({ key, why: 'test' });
    const transforms = [
      encrypt({ key, ...place }),
      decrypt({ key, ...place, type: 'string' }),
      encrypt({ key: people, subject: 'who', ...place }),
      siv.transform(['a']),
    ] as const;
    const row = { id: record, who: person };
    transforms[1](transforms[0](value, row), row);
    transforms[2](value, row);
    transforms[3](value);
    cipher.decrypt('string', cipher.encrypt(value, ['a', record]), ['a', record]);
    const things = [
      ...[
        key,
        keyring({ keys: [key] }),
        key.derive('tenant', person),
        cipher,
        siv,
        people,
        subjectRings.get(people)?.keyOf(person),
      ],
      ...[
        unwrapKey({ key, wrapped: wrapKey({ key, secret: key }), id: 'k2' }),
        structuredClone(key),
        { nested: [key] },
      ],
      ...transforms,
      ...transforms.map(({ facts }) => facts),
    ];
    for (const thing of things) expect(leaks(thing, hidden)).toEqual([]);
    expect(shown(key)).toContain('k1');
    expect(Object.getOwnPropertyNames(key)).toEqual(['id']);
    const { size } = new Set(Reflect.ownKeys(key));
    expect(size).toBe(2); // the id, and how it is inspected
  });
  test('a clone of a key carries no bytes, and every function refuses it', async () => {
    const { key, hidden } = secrets();
    const clone = structuredClone(key);
    expect(leaks(clone, hidden)).toEqual([]);
    const context = ['a'] as const;
    for (const act of [
      () => fieldCipher({ key: clone }),
      () => deterministicCipher({ key: clone, why: 'test' }),
      () => encrypt({ key: clone, context }),
      () => decrypt({ key: clone, context, type: 'string' }),
      () => keyring({ keys: [clone] }),
      () => wrapKey({ key: clone, secret: key }),
      () => wrapKey({ key, secret: clone }),
      () => unwrapKey({ key: clone, wrapped: wrapKey({ key, secret: key }) }),
      () => subjectKeys({ store: rowsInMemory(), key: clone, ring: 'r' }),
    ]) {
      expect(failureOf(act).code).toBe('ERR_KEY');
    }
  });
  test.each(many)('no failure tells a value, a key, a token, a record or a person, %#', async () => {
    const { key, bytes, value, record, person, hidden } = secrets();
    const place = { key, context: ['acme', 'users'], boundTo: 'id' } as const;
    const row = { id: record, who: person };
    const cipher = fieldCipher({ key, maxPlaintext: 100 });
    const here = ['acme', 'users', record] as const;
    const token = cipher.encrypt(value, here);
    const secretToken = [token, token.slice(20), Buffer.from(token.slice(7), 'base64url').toString('hex')];
    const siv = deterministicCipher({ key, why: 'test' });
    const people = subjectKeys({ store: rowsInMemory(), key, ring: 'r' });
    const of = { ...place, key: people, subject: 'who' } as const;
    const foreign = SecretKey.from(noise(32), { id: 'k2' });
    const gone = SecretKey.from(bytes, { id: 'k3' });
    gone.destroy();
    const text = (plain: Uint8Array): Uint8Array => crafted({ plain, from: bytes, parts: ['a'] });
    const named = fieldCipher({ key: SecretKey.from(bytes) });
    const acts: readonly (() => unknown)[] = [
      () => cipher.decrypt('string', value, here),
      () => cipher.decrypt('string', `voile1_${value}`, here),
      () => cipher.decrypt('string', token, ['acme', 'users', person]),
      () => cipher.decrypt('number', token, here),
      () => cipher.decrypt(value as never, token, here),
      () => cipher.decrypt('string', Buffer.from(value), here),
      () => cipher.decrypt('string', [value] as never, here),
      () => fieldCipher({ key: foreign }).decrypt('string', token, here),
      () => fieldCipher({ key: foreign }).rewrap(token, here),
      () => fieldCipher({ key: gone }).encrypt(value, here),
      () => cipher.encrypt({ value } as never, here),
      () => cipher.encrypt(`${value}\ud800`, here),
      () => cipher.encrypt(value.repeat(10), here),
      () => cipher.encrypt(token, here),
      () => cipher.encrypt(value, [record, 7] as never),
      () => cipher.encryptJson({ [value]: Number.NaN, value }, here),
      () => siv.encryptJson({ value }, here),
      () => encrypt(place)(value, { id: '' }),
      () => encrypt(place)(value, { id: `${record}\ud800` }),
      () => encrypt(place)(null as never, row),
      () => encrypt(of)(value, row),
      () => decrypt({ ...of, type: 'string' })(token, row),
      () => encrypt({ ...place, [value]: 1 } as never),
      () => encrypt({ ...place, suite: value } as never),
      () => encrypt({ ...place, boundTo: [value] } as never),
      () => named.decrypt('json', text(Uint8Array.of(2, ...Buffer.from(`{"a":${value}`))), ['a']),
      () => named.decrypt('string', text(Uint8Array.of(1, 0xff, ...Buffer.from(value))), ['a']),
      () => named.decrypt('bigint', text(Uint8Array.of(4, 0, 0, ...bytes)), ['a']),
      () => SecretKey.from(Buffer.from(value.padEnd(32, 'x').slice(0, 32))),
      () => SecretKey.fromHex(Buffer.from(bytes).toString('hex').slice(1)),
      () => SecretKey.fromHex(`${Buffer.from(bytes).toString('hex')}\n`),
      () => SecretKey.fromBase64url(`${Buffer.from(bytes).toString('base64url')}=`),
      () => SecretKey.from(bytes, { id: `${value} ` }),
      () => keyring({ keys: [key, SecretKey.from(bytes, { id: 'k1' })] }),
      () => keyring({ keys: [key], current: value }),
      () => unwrapKey({ key: foreign, wrapped: wrapKey({ key, secret: key }) }),
      () => unwrapKey({ key, wrapped: wrapKey({ key, secret: key }), id: value.repeat(3) }),
      () => key.derive(`${value}\ud800`),
    ];
    for (const act of acts) {
      const failure = failureOf(act);
      expect(leaks(failure, [...hidden, ...secretToken])).toEqual([]);
      expect('cause' in failure).toBe(false);
    }
    const rejected = await Promise.all(
      [people.load([`${person}\ud800`]), people.load([person, ''], { create: true }), people.forget('')].map(
        (promise) => promise.catch((failure: unknown) => failure),
      ),
    );
    for (const failure of rejected) expect(leaks(failure, hidden)).toEqual([]);
  });
});
