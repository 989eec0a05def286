import { describe, expect, test } from 'vitest';
import { keyring } from '../../src/core/keyring.ts';
import { SecretKey } from '../../src/core/keys.ts';
import { decrypt } from '../../src/encryption/decrypt.ts';
import { encrypt } from '../../src/encryption/encrypt.ts';
import { fieldCipher } from '../../src/encryption/field-cipher.ts';
import { inspect } from '../../src/encryption/inspect.ts';
import { TYPES } from '../../src/encryption/values.ts';
import { type Refusal, refusesOptions, refusesParameters } from '../refused-parameters.ts';
import { context, engines, failureOf, key, other, randomised, root } from './cipher-sample.ts';

const parts = ['acme', 'users', 'email'] as const;
const bound = { key, context, boundTo: 'id' } as const;
const row = { id: 'u-100' };
const SUITES = 'xaes-256-gcm, aes-256-gcm, aes-256-siv';

test('a token opens in its context and record, and is another one each time', () => {
  const [seal, open] = [encrypt(bound), decrypt({ ...bound, type: 'string' })];
  const tokens = Array.from({ length: 20 }, () => seal('zoé@exemple.fr', row));
  expect(new Set(tokens).size).toBe(20);
  expect(tokens.map((token) => open(token, row))).toEqual(new Array(20).fill('zoé@exemple.fr'));
  expect(tokens.every((token) => /^voile1_[\w-]+$/.test(token))).toBe(true);
  expect([tokens[0]?.length, inspect(tokens[0] as string).bytes]).toEqual([97, 67]);
});
test('a text of 24 bytes takes 76 bytes, 109 characters', () => {
  expect(encrypt(bound)('x'.repeat(24), row).length).toBe(109);
});
test('decrypt takes the binary form too', () => {
  const token = fieldCipher({ key }).encryptBytes(7, [...parts, 'u-100']);
  expect(decrypt({ ...bound, type: 'number' })(token, row)).toBe(7);
});
test('the worked example of the specification, its token made elsewhere', () => {
  const token = 'voile1_8QGIwMw9yZyHQEJAQUJDREVGR0hJSktMTU5PUFFSU1RVVldIAA-0_nDnyk0aUuyg_oDdsxczK6OpQLb2pCJTWTQxqw';
  for (const engine of engines)
    expect(decrypt({ ...bound, type: 'string', engine })(token, row)).toBe('zoé@exemple.fr');
});
test('the three forms say what they read, and which key and ring they need', () => {
  const fixed = encrypt({ key, context });
  expect(fixed.facts).toStrictEqual({
    name: 'encrypt',
    technique: 'encryption',
    reversible: 'with-key',
    linkable: false,
    deterministic: false,
    parameters: { algorithm: 'xaes-256-gcm', key: 'c0cc3dc99c874042', context: [...context], bound: false },
  });
  const ring = keyring({ keys: [SecretKey.from(root, { id: 'k2' }), other] });
  expect(encrypt({ ...bound, key: ring, pad: 64, suite: 'aes-256-gcm', type: 'json' }).facts).toStrictEqual({
    ...fixed.facts,
    parameters: {
      algorithm: 'aes-256-gcm',
      key: ['k2', other.id],
      pad: 64,
      type: 'json',
      context: [...context],
      boundTo: 'id',
    },
    reads: ['id'],
  });
});
test('the facts of reading are those of a value in clear', () => {
  expect(decrypt({ key, context, type: 'date', onPlaintext: 'pass' }).facts).toStrictEqual({
    name: 'decrypt',
    technique: 'identity',
    reversible: 'always',
    linkable: true,
    deterministic: true,
    parameters: {
      algorithm: 'xaes-256-gcm',
      key: 'c0cc3dc99c874042',
      onPlaintext: 'pass',
      type: 'date',
      context: [...context],
      bound: false,
    },
  });
});
test('facts are JSON, frozen, the same for each engine, and hold no byte of the key', () => {
  for (const make of [encrypt, (options: typeof bound) => decrypt({ ...options, type: 'string' })]) {
    const [first, ...others] = engines.map((engine) => make({ ...bound, engine } as never).facts);
    for (const each of others) expect(each).toStrictEqual(first);
    expect(JSON.parse(JSON.stringify(first))).toStrictEqual(first);
    expect(JSON.stringify(first)).not.toContain('00010203');
    expect(() => Object.assign(first?.parameters ?? {}, { key: 'other' })).toThrow(TypeError);
  }
});

describe('a record id', () => {
  const seal = encrypt(bound);
  const token = seal('x', row);
  const open = decrypt({ ...bound, type: 'string' });
  const rule = 'the record id must be a non-empty string, not too long';
  test.each([
    ...[{}, { id: '' }, { id: undefined }, { id: null }, { id: 7 }, { id: 7n }, { id: '\ud800' }, { id: ['u-100'] }],
    ...[
      { id: Object('u-100') },
      { id: 'x'.repeat(65_537) },
      { id: 'é'.repeat(32_768) },
      Object.create(null),
      [],
      () => 1,
    ],
  ])('%# is refused', (odd) => {
    for (const act of [() => seal('x', odd as never), () => open(token, odd as never)]) {
      const error = failureOf(act);
      if (typeof odd === 'function' || (odd as { id?: unknown }).id === '\ud800') expect(error.code).toBe('ERR_INPUT');
      else expect([error.code, error.message.split(': ')[1], error.details]).toEqual(['ERR_CONTEXT', rule, {}]);
    }
  });
  test.each([undefined, null, 7, 'u-100'])('%o is no row', (odd) => {
    const error = failureOf(() => seal('x', odd as never));
    expect([error.code, error.message]).toEqual(['ERR_INPUT', 'encrypt: needs the row with the columns it reads']);
    expect(failureOf(() => ['x'].map(seal as never)).code).toBe('ERR_INPUT');
  });
  test('may be any text, and the context and it fill 64 KiB together', () => {
    const most = 65_536 - context.join('').length;
    for (const id of [
      '\0',
      '\ufeff',
      '😀',
      'u-100 ',
      '__proto__',
      'x'.repeat(most),
      `${'é'.repeat((most - 1) / 2)}x`,
    ]) {
      expect(open(seal('x', { id }), { id })).toBe('x');
      expect(fieldCipher({ key }).decrypt('string', seal('x', { id }), [...parts, id])).toBe('x');
    }
    expect(failureOf(() => seal('x', { id: 'x'.repeat(most + 1) })).code).toBe('ERR_CONTEXT');
    expect(failureOf(() => seal('x', { id: `x${'é'.repeat((most + 1) / 2)}` })).code).toBe('ERR_CONTEXT');
    const full = encrypt({ key, context: ['x'.repeat(65_536)], boundTo: 'id' });
    expect(failureOf(() => full('x', { id: 'a' })).code).toBe('ERR_CONTEXT');
  });
  test('is read from the row, by a getter or from above too', () => {
    expect(open(seal('x', Object.create(row) as typeof row), row)).toBe('x');
  });
});

describe('wrong parameters', () => {
  const all = 'key, context, boundTo, subject, type';
  const rest = 'suite, pad, engine, maxMessages, maxPlaintext';
  refusesOptions('encrypt', encrypt, { key, context }, `${all}, ${rest}`);
  refusesOptions('decrypt', decrypt, { key, context, type: 'string' }, `${all}, allowSuites, onPlaintext, ${rest}`);
  type Make = (name: 'encrypt' | 'decrypt', more: object) => unknown;
  const make: Make = (name, more) =>
    name === 'encrypt'
      ? encrypt({ key, context, ...more } as never)
      : decrypt({ key, context, type: 'string', ...more } as never);
  const both = (option: string, wrong: unknown, rule: string): Refusal[] =>
    (['encrypt', 'decrypt'] as const).map((name) => [
      (value) => make(name, { [option]: value }),
      wrong,
      `${name}: ${option} ${rule}`,
      option,
    ]);
  const columns: Refusal[] = ['', '__proto__', 'constructor', 'prototype', 7, ['id']].flatMap((wrong) =>
    both('boundTo', wrong, 'must be the name of a column'),
  );
  refusesParameters([
    ...columns,
    ...[15, 65_537, 16.5, '64', Number.NaN, -64].flatMap((wrong) =>
      both('pad', wrong, 'must be a whole number from 16 to 65,536'),
    ),
    ...[-1, 2 ** 30 + 1, 1.5, '100', 10n].flatMap((wrong) =>
      both('maxPlaintext', wrong, 'must be a whole number of bytes, 2^30 at most'),
    ),
    ...['fast', null].flatMap((wrong) => both('engine', wrong, "must be 'auto', 'native' or 'portable'")),
    ...['xaes', '__proto__', 'toString', 1].flatMap((wrong) => both('suite', wrong, `must be one of ${SUITES}`)),
    ...both('maxMessages', 10, "counts the messages of suite 'aes-256-gcm' only"),
    ...both('subject', 'id', 'belongs to a key of subjectKeys, and to no other'),
    [(suite) => make('encrypt', { suite }), 'aes-256-siv', 'encrypt: suite is for deterministicCipher', 'suite'],
    ...([0, -1, 2 ** 32 + 1, 1.5, '10', Number.NaN] as unknown[]).map(
      (wrong): Refusal => [
        (maxMessages) => make('encrypt', { suite: 'aes-256-gcm', maxMessages }),
        wrong,
        'encrypt: maxMessages must be a whole number from 1 to 2^32',
        'maxMessages',
      ],
    ),
    ...(['string', null, 'Json'] as unknown[]).map(
      (wrong): Refusal => [
        (type) => make('encrypt', { type }),
        wrong,
        "encrypt: type must be 'json' or absent",
        'type',
      ],
    ),
    ...(['text', undefined, null, 'toString', 1] as unknown[]).map(
      (wrong): Refusal => [
        (type) => make('decrypt', { type }),
        wrong,
        `decrypt: type must be one of ${TYPES.join(', ')}`,
        'type',
      ],
    ),
    ...(['aes-256-gcm', ['aes'], ['__proto__'], { length: 0 }] as unknown[]).map(
      (wrong): Refusal => [
        (allowSuites) => make('decrypt', { allowSuites }),
        wrong,
        `decrypt: allowSuites must be a list of ${SUITES}`,
        'allowSuites',
      ],
    ),
    ...(['keep', true, null] as unknown[]).map(
      (wrong): Refusal => [
        (onPlaintext) => make('decrypt', { onPlaintext }),
        wrong,
        "decrypt: onPlaintext must be 'throw' or 'pass'",
        'onPlaintext',
      ],
    ),
  ]);
  test.each([undefined, null, 'secret', root, structuredClone(key), {}, [key]])('%# is no key', (odd) => {
    for (const name of ['encrypt', 'decrypt'] as const) {
      expect(failureOf(() => make(name, { key: odd })).code).toBe('ERR_KEY');
    }
    expect(failureOf(() => fieldCipher({ key: odd as never })).code).toBe('ERR_KEY');
  });
  test('mistake 3, no associated data: there is no call without a context', () => {
    for (const odd of [undefined, null, [], 'users', ['a', 1], [null]]) {
      for (const name of ['encrypt', 'decrypt'] as const) {
        expect(failureOf(() => make(name, { context: odd })).code).toBe('ERR_CONTEXT');
      }
      const cipher = fieldCipher({ key });
      const token = cipher.encrypt('x', context);
      expect(failureOf(() => cipher.encrypt('x', odd as never)).code).toBe('ERR_CONTEXT');
      expect(failureOf(() => cipher.decrypt('string', token, odd as never)).code).toBe('ERR_CONTEXT');
      expect(failureOf(() => cipher.tryDecrypt('string', token, odd as never)).code).toBe('ERR_CONTEXT');
      expect(failureOf(() => cipher.rewrap(token, odd as never)).code).toBe('ERR_CONTEXT');
    }
  });
});

describe.each(randomised)('%s', (suite) => {
  test('a value above maxPlaintext is neither encrypted nor decrypted; the same limit on both sides is enough', () => {
    const options = { key, suite, maxPlaintext: 100 } as const;
    for (const pad of [0, 16, 500]) {
      const cipher = fieldCipher({ ...options, ...(pad > 0 && { pad }) });
      const token = cipher.encrypt('x'.repeat(100), context);
      expect(cipher.decrypt('string', token, context).length).toBe(100);
      const error = failureOf(() => cipher.encrypt(`${'x'.repeat(99)}é`, context));
      expect([error.code, error.details]).toEqual(['ERR_LIMIT', { limit: 100, actual: 101 }]);
      expect(failureOf(() => cipher.encrypt(10n ** 300n, context)).code).toBe('ERR_LIMIT');
      expect(failureOf(() => cipher.encryptJson(['x'.repeat(100)], context)).code).toBe('ERR_LIMIT');
      const long = fieldCipher({ key, suite }).encrypt('x'.repeat(101 + pad), context);
      expect(failureOf(() => cipher.decrypt('string', long, context)).code).toBe('ERR_LIMIT');
      const longer = fieldCipher({ key, suite }).encrypt('x'.repeat(1_000), context);
      expect(failureOf(() => cipher.decrypt('string', longer, context)).code).toBe('ERR_LIMIT');
    }
    expect(fieldCipher({ ...options, maxPlaintext: 0 }).encrypt('', context)).toMatch(/^voile1_/);
  });
  test('the reader need not know the pad, and padding hides by how much a value is too long', () => {
    const cipher = fieldCipher({ key, suite, maxPlaintext: 100 });
    const padded = fieldCipher({ key, suite, pad: 65_536 });
    expect(cipher.decrypt('string', padded.encrypt('x'.repeat(100), context), context).length).toBe(100);
    const error = failureOf(() => cipher.decrypt('string', padded.encrypt('x'.repeat(101), context), context));
    expect([error.code, error.details]).toEqual(['ERR_LIMIT', { limit: 100 }]);
    // what no padding can explain is refused before it is decrypted, under whatever context
    const long = fieldCipher({ key, suite }).encrypt('x'.repeat(100 + 65_537), context);
    const told = failureOf(() => cipher.decrypt('string', long, ['other']));
    expect([told.code, told.details]).toEqual(['ERR_LIMIT', { limit: 100, actual: 65_638 }]);
    expect(
      failureOf(() =>
        cipher.decrypt('string', fieldCipher({ key, suite }).encrypt('x'.repeat(100 + 65_536), context), ['other']),
      ).code,
    ).toBe('ERR_AUTH');
  });
  test('1 MiB is the limit unless another one is given', () => {
    const cipher = fieldCipher({ key, suite });
    const most = 'x'.repeat(1_048_576);
    expect(cipher.decrypt('string', cipher.encrypt(most, context), context)).toBe(most);
    expect(failureOf(() => cipher.encrypt(`${most}x`, context)).code).toBe('ERR_LIMIT');
  });
});
