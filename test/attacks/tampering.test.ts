import { describe, expect, test } from 'vitest';
import { encodeParts } from '../../src/core/bytes.ts';
import { keyring } from '../../src/core/keyring.ts';
import { SecretKey } from '../../src/core/keys.ts';
import { decrypt } from '../../src/encryption/decrypt.ts';
import { deterministicCipher } from '../../src/encryption/deterministic-cipher.ts';
import { encrypt } from '../../src/encryption/encrypt.ts';
import { fieldCipher } from '../../src/encryption/field-cipher.ts';
import { subjectKeys } from '../../src/encryption/subject-keys.ts';
import type { SuiteName } from '../../src/encryption/suites.ts';
import type { PrivacyError } from '../../src/errors.ts';
import { context, crafted, engines, failureOf, key, root, suites } from '../encryption/cipher-sample.ts';
import { rowsInMemory } from '../encryption/subject-store.ts';

/** All that a failed authentication may say. */
const FAILED = ['PrivacyError: decrypt: authentication failed', 'ERR_AUTH', '{}', '{"code":"ERR_AUTH","details":{}}'];
const said = (failure: PrivacyError): string[] => [
  String(failure),
  failure.code,
  JSON.stringify(failure.details),
  JSON.stringify(failure),
];
/** What can be told from the public parts of a token. */
const PUBLIC = ['ERR_FORMAT', 'ERR_VERSION', 'ERR_SUITE', 'ERR_UNKNOWN_KEY'];
const named = SecretKey.from(root, { id: 'k1' });
const textOf = (bytes: Uint8Array): string => `voile1_${Buffer.from(bytes).toString('base64url')}`;
const flipped = (bytes: Uint8Array, bit: number): Uint8Array => {
  const copy = new Uint8Array(bytes);
  copy[bit >> 3] = (copy[bit >> 3] as number) ^ (1 << (bit & 7));
  return copy;
};

describe.each(engines)('%s engine', (engine) => {
  const cases = suites.flatMap((suite): [SuiteName, SecretKey][] => [
    [suite, key],
    [suite, named],
  ]);
  test.each(cases)('mistake 5, a header that is not authenticated: every bit of a token of %s', (suite, by) => {
    const cipher = fieldCipher({ key: by, engine, allowSuites: suites });
    const plain = Uint8Array.of(1, ...Buffer.from('zoé@exemple.fr'));
    const head = by === named ? Uint8Array.of(0xf1, suites.indexOf(suite) + 1, 2, 0x6b, 0x31) : undefined;
    const token = crafted({ plain, suite, ...(head && { head }) });
    expect(cipher.decrypt('string', token, context)).toBe('zoé@exemple.fr');
    const length = head?.length ?? 11;
    for (let bit = 0; bit < 8 * token.length; bit += 1) {
      for (const changed of [flipped(token, bit), textOf(flipped(token, bit))]) {
        const failure = failureOf(() => cipher.decrypt('string', changed, context));
        if (bit >= 8 * length) expect(said(failure)).toEqual(FAILED);
        else if (!PUBLIC.includes(failure.code)) expect(said(failure)).toEqual(FAILED);
      }
    }
  });
  test('… where each changed id is that of another key of the ring, nothing but authentication is left to fail', () => {
    const ids = [
      'k1',
      ...Array.from({ length: 16 }, (_, bit) => String.fromCharCode(...flipped(Buffer.from('k1'), bit))),
    ];
    const keys = ids.filter((id) => /^[\w.-]+$/.test(id)).map((id) => SecretKey.from(root, { id })); // of the same bytes
    const cipher = fieldCipher({ key: keyring({ keys }), engine });
    const token = cipher.encryptBytes('x', context);
    let tried = 0;
    for (const other of keys.slice(1)) {
      const changed = new Uint8Array(token);
      changed.set(Buffer.from(other.id), 3);
      expect(said(failureOf(() => cipher.decrypt('string', changed, context)))).toEqual(FAILED);
      tried += 1;
    }
    expect(tried).toBeGreaterThan(7);
  });
  test('… and every change of a character of the text', () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=. \n\0é';
    const cipher = fieldCipher({ key, engine });
    const token = cipher.encrypt('zoé', context);
    for (let at = 0; at < token.length; at += 1) {
      for (const letter of letters) {
        if (letter === token[at]) continue;
        const changed = token.slice(0, at) + letter + token.slice(at + 1);
        const failure = failureOf(() => cipher.decrypt('string', changed, context));
        expect([...PUBLIC, 'ERR_AUTH']).toContain(failure.code);
      }
      for (const changed of [
        token.slice(0, at),
        token.slice(0, at) + token.slice(at + 1),
        `${token.slice(0, at)}A${token.slice(at)}`,
      ]) {
        const failure = failureOf(() => cipher.decrypt('string', changed, context));
        expect([...PUBLIC, 'ERR_AUTH', 'ERR_LIMIT']).toContain(failure.code);
      }
    }
  });
  test('a token that is cut, lengthened or put together of two does not open', () => {
    const cipher = fieldCipher({ key, engine });
    const [a, b] = ['first value', 'other value'].map((value) => cipher.encryptBytes(value, context)) as [
      Uint8Array,
      Uint8Array,
    ];
    for (let at = 0; at <= a.length; at += 1) {
      const spliced = Uint8Array.from([...a.subarray(0, at), ...b.subarray(at)]);
      const same = Buffer.compare(spliced, a) === 0 || Buffer.compare(spliced, b) === 0;
      if (!same) expect(said(failureOf(() => cipher.decrypt('string', spliced, context)))).toEqual(FAILED);
      if (at < a.length) {
        expect(['ERR_AUTH', 'ERR_FORMAT']).toContain(
          failureOf(() => cipher.decrypt('string', a.subarray(0, at), context)).code,
        );
      }
    }
    for (const more of [[0], [0x80], new Array(16).fill(0), [...b]]) {
      const longer = Uint8Array.from([...a, ...more]);
      expect(said(failureOf(() => cipher.decrypt('string', longer, context)))).toEqual(FAILED);
    }
  });
});

describe('mistake 3, no associated data: a token that was moved', () => {
  const ids = ['u-1', 'u-2', 'u-10', 'u-1 '];
  const places = ['acme', 'emca'].flatMap((tenant) =>
    ['users', 'orders'].flatMap((table) => ['email', 'phone'].map((column) => [tenant, table, column] as const)),
  );
  test('opens in no other row, column, table or tenant: all pairs', () => {
    const cells = places.flatMap((place) => ids.map((id) => ({ place, id })));
    const tokens = cells.map(({ place, id }) => encrypt({ key, context: place, boundTo: 'id' })('x', { id }));
    for (const [at, { place, id }] of cells.entries()) {
      const open = decrypt({ key, context: place, boundTo: 'id', type: 'string' });
      for (const [from, token] of tokens.entries()) {
        if (from === at) expect(open(token, { id })).toBe('x');
        else expect(said(failureOf(() => open(token, { id })))).toEqual(FAILED);
      }
    }
  });
  test('opens under no other key of the same name, for no other person, in no other suite of the same context', async () => {
    const cipher = (by: SecretKey) => fieldCipher({ key: by });
    const [a, b] = [SecretKey.generate({ id: 'k1' }), SecretKey.generate({ id: 'k1' })];
    expect(said(failureOf(() => cipher(b).decrypt('string', cipher(a).encrypt('x', context), context)))).toEqual(
      FAILED,
    );
    const people = subjectKeys({ store: rowsInMemory(), key, ring: 'r' });
    await people.load(['a', 'b'], { create: true });
    const place = { key: people, subject: 'who', boundTo: 'id', context } as const;
    const token = encrypt(place)('x', { who: 'a', id: 'u-1' });
    const open = decrypt({ ...place, type: 'string' });
    for (const row of [
      { who: 'b', id: 'u-1' },
      { who: 'a', id: 'u-2' },
      { who: 'b', id: 'u-2' },
    ]) {
      expect(said(failureOf(() => open(token, row)))).toEqual(FAILED);
    }
    expect(open(token, { who: 'a', id: 'u-1' })).toBe('x');
  });
  test('under a fixed context a swap of two rows passes: the documented weakness, shown by the facts', () => {
    const seal = encrypt({ key, context });
    const open = decrypt({ key, context, type: 'string' });
    const rows = [{ role: seal('clerk') }, { role: seal('director') }];
    const swapped = [rows[1], rows[0]].map((row) => open(row?.role ?? ''));
    expect(swapped).toEqual(['director', 'clerk']);
    expect(seal.facts.parameters['bound']).toBe(false);
    expect(encrypt({ key, context, boundTo: 'id' }).facts.parameters).not.toHaveProperty('bound');
  });
  test('an older token put back into its own cell passes: documented too', () => {
    const cipher = fieldCipher({ key });
    const [before, after] = ['employed', 'dismissed'].map((value) => cipher.encrypt(value, context)) as [
      string,
      string,
    ];
    expect([before, after].map((token) => cipher.decrypt('string', token, context))).toEqual(['employed', 'dismissed']);
  });
});

test('mistake 4, an ambiguous join of the parts of a context: no two lists open each other’s tokens', () => {
  const lists = [
    ...[
      ['a', 'bc'],
      ['ab', 'c'],
      ['abc'],
      ['abc', ''],
      ['', 'abc'],
      ['a', 'b', 'c'],
      ['a', '', 'bc'],
      ['a\0bc'],
      ['a', '\0bc'],
    ],
    ...[['a\0', 'bc'], ['a.bc'], ['a:bc'], ['a/bc'], ['a', 'bc', ''], [''], ['', ''], ['', '', ''], ['\0'], ['\0', '']],
    ...[['\0\x01\0\0\0\x01a'], ['\u00e9'], ['e\u0301'], ['\ufeffa'], ['a'], ['A'], ['\0\0\0\x01a']],
  ].map(([first = '', ...rest]): [string, ...string[]] => [first, ...rest]);
  expect(new Set(lists.map((list) => Buffer.from(encodeParts(list)).toString('hex'))).size).toBe(lists.length);
  const [cipher, siv] = [fieldCipher({ key }), deterministicCipher({ key, why: 'test' })];
  const tokens = lists.map((list) => cipher.encrypt('x', list));
  for (const [at, list] of lists.entries()) {
    for (const [from, token] of tokens.entries()) {
      if (from === at) expect(cipher.decrypt('string', token, list)).toBe('x');
      else expect(said(failureOf(() => cipher.decrypt('string', token, list)))).toEqual(FAILED);
    }
  }
  expect(new Set(lists.map((list) => siv.encrypt('x', list))).size).toBe(lists.length);
  // a record id is one part more, not a longer last part
  const [bound, id] = [encrypt({ key, context: ['a', 'b'], boundTo: 'id' })('x', { id: 'c' }), { id: 'bc' }];
  expect(said(failureOf(() => decrypt({ key, context: ['a'], boundTo: 'id', type: 'string' })(bound, id)))).toEqual(
    FAILED,
  );
  expect(cipher.decrypt('string', bound, ['a', 'b', 'c'])).toBe('x');
});

test('mistake 14, an oracle: key, context, record, person, tag and padding fail alike, on both engines', async () => {
  const people = subjectKeys({ store: rowsInMemory(), key, ring: 'r' });
  await people.load(['a', 'b'], { create: true });
  const failures = engines.flatMap((engine) => {
    const [a, b] = [SecretKey.generate({ id: 'k1' }), SecretKey.generate({ id: 'k1' })];
    const cipher = fieldCipher({ key: a, engine, pad: 64, allowSuites: suites });
    const token = cipher.encryptBytes('x', context);
    const siv = deterministicCipher({ key: a, why: 'test', engine });
    const bound = { key, engine, context, boundTo: 'id' } as const;
    const person = { key: people, engine, context, boundTo: 'id', subject: 'who' } as const;
    return [
      () => fieldCipher({ key: b, engine }).decrypt('string', token, context),
      () => cipher.decrypt('string', token, ['other']),
      () => cipher.decrypt('number', token, ['other']), // of another type as well
      () => cipher.decrypt('string', flipped(token, 8 * token.length - 1), context), // the tag
      () => cipher.decrypt('string', flipped(token, 8 * token.length - 130), context), // the padding
      () => cipher.decrypt('string', flipped(token, 8 * 6), context), // the nonce
      () => cipher.decrypt('string', token.subarray(0, -1), context),
      () => cipher.rewrap(token, ['other']),
      () => siv.decrypt('string', siv.encrypt('x', context), ['other']),
      () => decrypt({ ...bound, type: 'string' })(encrypt(bound)('x', { id: 'u-1' }), { id: 'u-2' }),
      () =>
        decrypt({ ...person, type: 'string' })(encrypt(person)('x', { id: 'u-1', who: 'a' }), { id: 'u-1', who: 'b' }),
    ].map((act) => said(failureOf(act)));
  });
  expect(failures.length).toBe(11 * engines.length);
  for (const failure of failures) expect(failure).toEqual(FAILED);
});
