import { describe, expect, test } from 'vitest';
import { keyring } from '../../src/core/keyring.ts';
import { SecretKey } from '../../src/core/keys.ts';
import { decrypt } from '../../src/encryption/decrypt.ts';
import { deterministicCipher } from '../../src/encryption/deterministic-cipher.ts';
import { fieldCipher } from '../../src/encryption/field-cipher.ts';
import { inspect } from '../../src/encryption/inspect.ts';
import { type Refusal, refusesOptions, refusesParameters } from '../refused-parameters.ts';
import { context, engines, failureOf, key, other, root } from './cipher-sample.ts';

const why = 'join on e-mail between crm and billing';
const cipher = deterministicCipher({ key, why });

test('the worked example of the specification', () => {
  const token = 'voile1_8QOIwMw9yZyHQEIzBBG1jXsAXGy3I3aNH7C2JUNjf3a6Q_xq-Wx2ieSgUA';
  for (const engine of engines) {
    const by = deterministicCipher({ key, why, engine });
    expect(by.encrypt('zoé@exemple.fr', ['acme', 'users', 'email', 'u-100'])).toBe(token);
    expect(by.decrypt('string', token, ['acme', 'users', 'email', 'u-100'])).toBe('zoé@exemple.fr');
  }
});
test('equal values of one context and key give one token, all others another', () => {
  const values = ['a', 'A', '', 1, -0, 0, 1n, true, new Date(1), Uint8Array.of(0x61), Uint8Array.of(1)];
  const tokens = values.map((value) => cipher.encrypt(value, context));
  expect(new Set(tokens).size).toBe(values.length);
  expect(values.map((value) => deterministicCipher({ key, why: 'other' }).encrypt(value, context))).toEqual(tokens);
  const elsewhere = values.map((value) => cipher.encrypt(value, ['acme', 'users', 'phone']));
  expect(new Set([...tokens, ...elsewhere]).size).toBe(2 * values.length);
  const byOther = values.map((value) => deterministicCipher({ key: other, why }).encrypt(value, context));
  expect(new Set([...tokens, ...byOther]).size).toBe(2 * values.length);
});
test('the same bytes under the same key, named otherwise, are another token', () => {
  const named = deterministicCipher({ key: SecretKey.from(root, { id: 'k1' }), why });
  expect(named.encrypt('a', context)).not.toBe(cipher.encrypt('a', context));
});
test('its transform is its encrypt, and says why equality may show', () => {
  const seal = cipher.transform(context);
  expect(seal('a')).toBe(cipher.encrypt('a', context));
  expect(seal.facts).toStrictEqual({
    name: 'deterministicCipher',
    technique: 'encryption',
    reversible: 'with-key',
    linkable: true,
    deterministic: true,
    parameters: { algorithm: 'aes-256-siv', key: key.id, why, context: [...context], bound: false },
  });
  const padded = deterministicCipher({ key, why, pad: 32, canonicalJson: true }).transform(context);
  expect(padded.facts.parameters).toMatchObject({ pad: 32, canonicalJson: true });
  expect(failureOf(() => cipher.transform([] as never)).code).toBe('ERR_CONTEXT');
});
test('decrypt opens its tokens where the suite is named', () => {
  const token = cipher.transform(context)('a');
  const parameters = { key, context, type: 'string' } as const;
  expect(decrypt({ ...parameters, allowSuites: ['aes-256-siv'] })(token)).toBe('a');
  expect(failureOf(() => decrypt(parameters)(token)).code).toBe('ERR_SUITE');
  expect(decrypt({ ...parameters, allowSuites: ['aes-256-siv'] }).facts.parameters['allowSuites']).toEqual([
    'aes-256-siv',
  ]);
});
test('candidates has a token of every key of the ring, the current one first', () => {
  const [young, old] = ['young', 'old'].map((id) => SecretKey.generate({ id })) as [SecretKey, SecretKey];
  const ring = deterministicCipher({
    key: keyring({ keys: [old, young], current: 'young', decryptOnly: ['old'] }),
    why,
    pad: 16,
  });
  const tokens = ring.candidates('a', context);
  expect(tokens.map((token) => inspect(token).keyId)).toEqual(['young', 'old']);
  expect(tokens).toEqual(
    [young, old].map((one) => deterministicCipher({ key: one, why, pad: 16 }).encrypt('a', context)),
  );
  expect(tokens[0]).toBe(ring.encrypt('a', context));
  expect(tokens.map((token) => ring.decrypt('string', token, context))).toEqual(['a', 'a']);
  expect(cipher.candidates('a', context)).toEqual([cipher.encrypt('a', context)]);
});
describe('objects and arrays', () => {
  test('are refused, for the order of keys would change the token', () => {
    const error = failureOf(() => cipher.encryptJson({ a: 1 }, context));
    const message = 'deterministicCipher: value must be no object or array unless canonicalJson is true';
    expect([error.code, error.message]).toEqual(['ERR_INPUT', message]);
    expect(failureOf(() => cipher.encrypt({ a: 1 } as never, context)).code).toBe('ERR_INPUT');
  });
  test('are sorted when they are allowed', () => {
    const sorted = deterministicCipher({ key, why, canonicalJson: true });
    const [one, two] = [
      sorted.encryptJson({ b: [{ d: 1, c: null }], a: 'é', 'a\0': 1 }, context),
      sorted.encryptJson({ 'a\0': 1, a: 'é', b: [{ c: null, d: 1 }] }, context),
    ];
    expect(one).toBe(two);
    expect(sorted.decrypt('json', one, context)).toStrictEqual({ 'a\0': 1, a: 'é', b: [{ c: null, d: 1 }] });
    expect(sorted.transform(context)({ b: 1, a: 2 })).toBe(sorted.encryptJson({ a: 2, b: 1 }, context));
    expect(sorted.candidates({ b: 1, a: 2 }, context)).toEqual([sorted.encryptJson({ a: 2, b: 1 }, context)]);
    expect(sorted.candidates('a', context)).toEqual(cipher.candidates('a', context));
    for (const value of [new Date(5), Uint8Array.of(1)]) {
      expect(sorted.transform(context)(value)).toBe(cipher.encrypt(value, context)); // objects, and yet values of their own
    }
    expect(sorted.encryptJson([2, 1], context)).not.toBe(sorted.encryptJson([1, 2], context));
  });
});
test('it opens what the other suites made, and makes its own of it', () => {
  const token = fieldCipher({ key }).encrypt('a', context);
  expect(cipher.decrypt('string', token, context)).toBe('a');
  expect([cipher.needsRewrap(token), cipher.needsRewrap(cipher.encrypt('a', context))]).toEqual([true, false]);
  expect(cipher.rewrap(token, context)).toBe(cipher.encrypt('a', context));
});
test('every change of a token is noticed, and no row can take that of another context', () => {
  const token = cipher.encryptBytes('a', context);
  for (let at = 11; at < token.length; at += 1) {
    const changed = new Uint8Array(token);
    changed[at] = (changed[at] as number) ^ 1;
    expect(failureOf(() => cipher.decrypt('string', changed, context)).code).toBe('ERR_AUTH');
  }
  expect(failureOf(() => cipher.decrypt('string', token, ['acme', 'users', 'phone'])).code).toBe('ERR_AUTH');
});
refusesOptions(
  'deterministicCipher',
  deterministicCipher,
  { key, why },
  'key, why, pad, maxPlaintext, canonicalJson, engine',
);
const make = (more: object): unknown => deterministicCipher({ key, why, ...more } as never);
refusesParameters([
  ...[undefined, '', '  ', 7, null].map(
    (wrong): Refusal => [
      (given) => make({ why: given }),
      wrong,
      'deterministicCipher: why must say why equal values may show',
      'why',
    ],
  ),
  ...['yes', 1, null].map(
    (wrong): Refusal => [
      (canonicalJson) => make({ canonicalJson }),
      wrong,
      'deterministicCipher: canonicalJson must be true or false',
      'canonicalJson',
    ],
  ),
  [(pad) => make({ pad }), 8, 'deterministicCipher: pad must be a whole number from 16 to 65,536', 'pad'],
]);
test('only a key or a ring of keys will do', () => {
  for (const odd of [
    undefined,
    null,
    'k',
    root,
    structuredClone(key),
    { '~keyOf': () => key, '~keyIds': [], id: 'a' },
  ]) {
    expect(failureOf(() => make({ key: odd })).code).toBe('ERR_KEY');
  }
});
