import { describe, expect, test } from 'vitest';
import { keyring } from '../../src/core/keyring.ts';
import { SecretKey } from '../../src/core/keys.ts';
import { blindIndex } from '../../src/pseudonymisation/blind-index.ts';
import { blindIndexBits } from '../../src/pseudonymisation/blind-index-bits.ts';
import { roots } from '../keyed-reference.ts';
import { type Refusal, refusesOptions, refusesParameters } from '../refused-parameters.ts';

const [first, second] = roots as [Uint8Array, Uint8Array];
const key = SecretKey.from(first);
const distinct = Number.MAX_SAFE_INTEGER;
const domain = 'users.email';

// computed by another implementation of docs/spec, in Python
test.each([
  [1, '0'],
  [2, '1'],
  [3, '3'],
  [4, '7'],
  [5, '0e'],
  [8, '73'],
  [13, '0e79'],
  [17, '0e796'],
  [20, '73cb7'],
  [31, '39e5bb5a'],
  [32, '73cb76b4'],
  [33, '0e796ed69'],
  [47, '39e5bb5a56f9'],
  [48, '73cb76b4adf3'],
  [51, '39e5bb5a56f9c'],
])('%i bits of one hash are %s', (bits, index) => {
  expect(blindIndex({ key, domain, bits, distinct })('zoé@exemple.fr')).toBe(index);
});
test.each(['native', 'portable'] as const)('the worked example of docs/spec, by the %s engine', (engine) => {
  expect(blindIndex({ key, domain, bits: 20, distinct, engine })('jean@exemple.fr')).toBe('94584');
});
test('a text is indexed in its form, bytes as they are', () => {
  const index = blindIndex({ key, domain, bits: 20, distinct, form: 'email' });
  expect(index(' Jean@EXEMPLE.fr ')).toBe('94584');
  expect(index(new TextEncoder().encode('jean@exemple.fr'))).toBe('94584');
  const own = { name: 'digits', version: 2, apply: (text: string) => text.replaceAll(/\D/g, '') || undefined };
  const number = blindIndex({ key, domain, bits: 20, distinct, form: own });
  expect(number('06 12')).toBe(number('0612'));
  const error = { code: 'ERR_INPUT', message: 'blindIndex: value does not fit the form digits', details: {} };
  expect(() => number('none')).toThrow(expect.objectContaining(error));
});
test('the facts tell key, domain, form and bits', () => {
  const { facts } = blindIndex({ key, domain, bits: 12, distinct: 10_000, form: 'email' });
  expect(facts).toStrictEqual({
    name: 'blindIndex',
    technique: 'pseudonymisation',
    reversible: 'with-key',
    linkable: true,
    deterministic: true,
    parameters: {
      algorithm: 'hmac-sha-256',
      key: 'c0cc3dc99c874042',
      domain,
      form: { name: 'email', version: 1 },
      bits: 12,
      distinct: 10_000,
    },
  });
  const ring = keyring({ keys: [SecretKey.from(second, { id: 'k2' }), key] });
  expect(blindIndex({ key: ring, domain, bits: 12, distinct, withKeyId: true }).facts.parameters).toMatchObject({
    key: ['k2', 'c0cc3dc99c874042'],
    withKeyId: true,
  });
});
test('the facts are the same for each engine', () => {
  const by = (engine: 'native' | 'portable') => blindIndex({ key, domain, bits: 12, distinct, engine }).facts;
  expect(by('native')).toStrictEqual(by('portable'));
});
test.each([null, undefined, 7, {}, ['a'], new Int8Array(2), '\ud800', 'a\udc00b', Symbol.iterator])(
  'case %# is no value',
  (value) => {
    const error = { code: 'ERR_INPUT', message: expect.stringMatching(/^blindIndex: value /), details: {} };
    const index = blindIndex({ key, domain, bits: 12, distinct });
    expect(() => index(value as never)).toThrow(expect.objectContaining(error));
    expect(() => index.candidates(value as never)).toThrow(expect.objectContaining(error));
  },
);
test('a destroyed key indexes nothing', () => {
  const mortal = SecretKey.from(second, { id: 'mortal' });
  const index = blindIndex({ key: mortal, domain, bits: 12, distinct });
  index('a');
  mortal.destroy();
  const error = { code: 'ERR_KEY_DESTROYED', details: { keyId: 'mortal' } };
  expect(() => index('a')).toThrow(expect.objectContaining(error));
});

describe('mistake 18: names of every object are names like others', () => {
  test('as values, domains and ids', () => {
    const odd = SecretKey.from(second, { id: '__proto__' });
    const ring = keyring({ keys: [key, odd] });
    for (const name of ['__proto__', 'constructor', 'hasOwnProperty']) {
      const index = blindIndex({ key: ring, domain: name, bits: 51, distinct, withKeyId: true });
      const [current, old] = index.candidates(name);
      expect([current?.split('.')[0], old?.split('.')[0]]).toEqual(['c0cc3dc99c874042', '__proto__']);
    }
  });
});

describe('mistake 24: too many bits, or too many indexes', () => {
  const of = (bits: unknown, values: number) => () =>
    blindIndex({ key, domain, bits: bits as number, distinct: values });
  const rule = 'blindIndex: bits must be a whole number from 1, with 2^(bits + 1) below distinct';
  const refused = expect.objectContaining({ code: 'ERR_PARAMETER', message: rule, details: { parameter: 'bits' } });
  test.each([9, 16, 17, 32, 33, 64, 1_000, 1_024, 1_025, 10_000, 1_000_000, distinct])(
    'for %i distinct values the maximum is taken, one bit more is not',
    (values) => {
      const { max } = blindIndexBits({ distinct: values, records: 2 ** 52 });
      expect(of(1, values)).not.toThrow();
      expect(of(max, values)).not.toThrow();
      expect(of(max + 1, values)).toThrow(refused);
    },
  );
  test.each([0, -1, 2.5, '8', 8n, Number.NaN, Infinity, undefined, null])('%s bits are refused', (bits) => {
    expect(of(bits, distinct)).toThrow(refused);
  });
  test.each([1, 2, 8])('no number of bits is left for %i distinct values', (values) => {
    const details = { limit: 9, actual: values };
    const message = 'blindIndex: distinct must be at least 9';
    const small = expect.objectContaining({ code: 'ERR_DOMAIN_TOO_SMALL', message, details });
    for (const bits of [1, 2, 63]) expect(of(bits, values)).toThrow(small);
  });
});

describe('mistake 25: a change of keys leaves old indexes behind', () => {
  const emails = Array.from({ length: 200 }, (_, at) => `person${at}@example.org`);
  const [k1, k2] = [SecretKey.from(first, { id: 'k1' }), SecretKey.from(second, { id: 'k2' })];
  const by = (ring: Parameters<typeof blindIndex>[0]['key'], withKeyId: boolean) =>
    blindIndex({ key: ring, domain, bits: 30, distinct, withKeyId });
  const steps = [
    ['one key', k1],
    ['the new key reads', keyring({ keys: [k1, k2], decryptOnly: ['k2'] })],
    ['the new key indexes', keyring({ keys: [k2, k1], decryptOnly: ['k1'] })],
  ] as const;
  test.each([false, true])('a query finds every row at every step, key ids %s', (withKeyId) => {
    const rows = new Map<string, string>(); // e-mail address and stored index
    for (const [step, ring] of steps) {
      const index = by(ring, withKeyId);
      for (const email of emails.filter((_, at) => at % 3 === steps.findIndex(([name]) => name === step))) {
        rows.set(email, index(email));
      }
      for (const [email, stored] of rows) expect(index.candidates(email), step).toContain(stored);
    }
    const last = by(k2, withKeyId);
    expect([...rows].filter(([email, stored]) => !last.candidates(email).includes(stored)).length).toBeGreaterThan(100);
    for (const email of rows.keys()) rows.set(email, last(email)); // indexed anew, in the pass that rewraps
    for (const [email, stored] of rows) expect(last.candidates(email)).toEqual([stored]);
  });
  test('the id says which rows are left, and the current key comes first', () => {
    const index = by(keyring({ keys: [k2, k1], decryptOnly: ['k1'] }), true);
    expect(index('a')).toMatch(/^k2\.[0-9a-f]{8}$/);
    expect(index.candidates('a')).toEqual([by(k2, true)('a'), by(k1, true)('a')]);
  });
});

const fit = { key, domain, bits: 12, distinct: 10_000 };
const wrong = (parameter: string, rule: string, ...values: readonly unknown[]): readonly Refusal[] =>
  values.map((value) => [blindIndex, { ...fit, [parameter]: value }, `blindIndex: ${parameter} ${rule}`, parameter]);
refusesOptions('blindIndex', blindIndex, fit, 'key, domain, bits, distinct, form, withKeyId, engine');
refusesParameters([
  ...wrong('domain', 'must be well-formed text, not empty', '', 7, null, undefined, '\ud800', ['users']),
  ...wrong('distinct', 'must be a whole number, at least 1', 0, 9.5, '10000', 10_000n, undefined),
  ...wrong('withKeyId', 'must be true or false', 'yes', 1, null),
  ...wrong('engine', "must be 'auto', 'native' or 'portable'", 'wasm', null, 1),
]);
test.each(['phone', 'constructor', 7, null, {}, { name: 'x', version: 1 }])('case %# is no form', (form) => {
  const message = expect.stringMatching(/^blindIndex: form must be /);
  const error = { code: 'ERR_PARAMETER', message, details: { parameter: 'form' } };
  expect(() => blindIndex({ ...fit, form: form as never })).toThrow(expect.objectContaining(error));
});
test.each(['a password', first, {}, null, undefined, structuredClone(key)])('case %# is no key', (no) => {
  expect(() => blindIndex({ ...fit, key: no as never })).toThrow(expect.objectContaining({ code: 'ERR_KEY' }));
});
test('mistake 1: a seeded source handed over is refused', () => {
  const odd = { ...fit, random: { kind: 'seeded' } };
  expect(() => blindIndex(odd)).toThrow(expect.objectContaining({ code: 'ERR_RANDOM' }));
});
