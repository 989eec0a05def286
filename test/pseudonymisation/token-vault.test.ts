import { readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { hexDecode } from '../../src/core/base.ts';
import { keyring } from '../../src/core/keyring.ts';
import { SecretKey } from '../../src/core/keys.ts';
import { nullable } from '../../src/core/nullable.ts';
import { policyFor } from '../../src/policy/policy-for.ts';
import { memoryTokenStore } from '../../src/pseudonymisation/memory-token-store.ts';
import type { TokenStore, VaultRow } from '../../src/pseudonymisation/token-store.ts';
import { tokenVault } from '../../src/pseudonymisation/token-vault.ts';
import { unsafeSeededRandom } from '../../src/testing/index.ts';
import { inRealmOf } from '../core/engine-realm.ts';
import { type Refusal, refusesOptions, refusesParameters } from '../refused-parameters.ts';
import { cipher, fromRoot, key, otherKey, recorded } from './vault-sample.ts';

const now = Date.UTC(2024, 1, 29, 12);
const name = 'phones';
const fit = { store: memoryTokenStore(), key, name, cipher };
const code = (code: string, message: string): unknown => expect.objectContaining({ code, message });

describe('rows', () => {
  interface Case {
    readonly root: string;
    readonly vault: string;
    readonly value: string;
    readonly index: string;
    readonly subject: string | null;
    readonly subjectIndex: string | null;
  }
  const { rows: cases }: { readonly rows: readonly Case[] } = JSON.parse(
    readFileSync(fromRoot('docs/spec/vectors/vault.json'), 'utf8'),
  );
  test.each(cases)('index and subject of docs/spec/vectors/vault.json, $name', async (row) => {
    const { rows, store } = recorded(memoryTokenStore());
    const vault = tokenVault({ store, key: SecretKey.from(hexDecode(row.root)), name: row.vault, cipher });
    await vault.tokenFor(row.value, { now, subject: row.subject ?? undefined });
    expect(rows[0]).toMatchObject({ vault: row.vault, index: row.index, subject: row.subjectIndex });
  });
  test('a row is of texts: hashes, a token of 128 bits, a sealed value, the instant given', async () => {
    const { rows, store } = recorded(memoryTokenStore());
    const token = await tokenVault({ ...fit, store }).tokenFor('+33612345678', { now, subject: 'ada' });
    expect(token).toMatch(/^[\w-]{22}$/);
    expect(rows).toStrictEqual([
      {
        vault: name,
        index: expect.stringMatching(/^[\w-]{43}$/),
        token,
        sealed: expect.stringMatching(/^voile1_/),
        subject: expect.stringMatching(/^[\w-]{43}$/),
        createdAt: '2024-02-29T12:00:00.000Z',
      },
    ]);
    expect(cipher.decrypt('string', rows[0]?.sealed ?? '', ['vault', name, token])).toBe('+33612345678');
  });
  test('a token is one draw of 16 bytes, at the moment it is needed; a known value draws none', async () => {
    const node = process.getBuiltinModule('node:crypto');
    const draws = vi.spyOn(node, 'randomFillSync');
    const lengths = (): unknown[] => draws.mock.calls.splice(0).map((call) => call[2]);
    const still = { encrypt: () => 'sealed' };
    const vault = tokenVault({ ...fit, store: memoryTokenStore(), cipher: still });
    expect(lengths()).toEqual([]);
    await vault.tokenFor('a', { now });
    expect(lengths()).toEqual([16]);
    await vault.tokenFor('a', { now });
    await vault.tokensFor(['a', 'a'], { now });
    expect(lengths()).toEqual([]);
    await vault.tokensFor(['b', 'c', 'b'], { now });
    expect(lengths()).toEqual([16, 16]);
    draws.mockRestore();
  });
});

describe('values and forms', () => {
  test.each([null, undefined, 7, {}, [], new String('a'), new Uint8Array(2), '\ud800', 'a\udc00'])(
    'case %# is no value',
    async (wrong) => {
      const vault = tokenVault(fit);
      await expect(vault.tokenFor(wrong as never, { now })).rejects.toMatchObject({ code: 'ERR_INPUT' });
      const failure = { code: 'ERR_INPUT', details: { index: 1 } };
      await expect(vault.tokensFor(['a', wrong as never], { now })).rejects.toMatchObject(failure);
    },
  );
  test('spellings of one form have one token, and the form is sealed', async () => {
    const { rows, store } = recorded(memoryTokenStore());
    const vault = tokenVault({ ...fit, store, form: 'email' });
    const token = await vault.tokenFor('Ada@Example.org', { now });
    const map = await vault.tokensFor([' ada@example.org', 'ADA@EXAMPLE.ORG', 'ben@example.org', 'Ben@Example.org'], {
      now,
    });
    expect([...map.values()].map((one) => one === token)).toEqual([true, true, false, false]);
    expect([...map.values()][2]).toBe([...map.values()][3]);
    expect(rows).toHaveLength(2);
    expect(cipher.decrypt('string', rows[0]?.sealed ?? '', ['vault', name, token])).toBe('ada@example.org');
    await expect(vault.tokenFor('ada', { now })).rejects.toMatchObject({ code: 'ERR_INPUT' });
  });
  test('a batch is refused before anything is stored, by the position of its first wrong value', async () => {
    const { rows, store } = recorded(memoryTokenStore());
    const vault = tokenVault({ ...fit, store, form: 'email' });
    const failure = vault.tokensFor(['a@b', 'c@d', 'nobody', 'e'], { now });
    await expect(failure).rejects.toThrow(code('ERR_INPUT', 'tokenVault: value does not fit the form email (row 2)'));
    expect(rows).toEqual([]);
  });
  test('what a subjectOf of the caller throws is told by its place, without its text', async () => {
    const subjectOf = (): never => {
      throw new TypeError('ada@example.org has no person');
    };
    const failure = tokenVault(fit).tokensFor(['a'], { now, subjectOf });
    await expect(failure).rejects.toThrow(code('ERR_INPUT', 'caller: its code threw TypeError (row 0)'));
  });
  test('an empty list asks nothing of the store, and a value is asked for its person once', async () => {
    const asked: unknown[] = [];
    const store: TokenStore = {
      ...memoryTokenStore(),
      async byIndex(...call) {
        asked.push(call);
        return [];
      },
    };
    const vault = tokenVault({ ...fit, store });
    await vault.tokensFor([], { now });
    expect(asked).toEqual([]);
    const persons: string[] = [];
    const subjectOf = (value: string): string => {
      persons.push(value);
      return 'ada';
    };
    await vault.tokensFor(['a', 'b', 'a', 'a'], { now, subjectOf });
    expect(persons).toEqual(['a', 'b']);
    expect(asked).toEqual([[name, [expect.any(String), expect.any(String)]]]);
  });
  test('a list is anything that can be iterated, but a text', async () => {
    const vault = tokenVault(fit);
    expect((await vault.tokensFor([], { now })).size).toBe(0);
    expect([...(await vault.tokensFor(new Set(['a', 'b']).values(), { now })).keys()]).toEqual(['a', 'b']);
    for (const wrong of ['ab', null, undefined, 7, {}]) {
      const failure = vault.tokensFor(wrong as never, { now });
      await expect(failure).rejects.toThrow(code('ERR_INPUT', 'tokenVault: values must be a list of texts'));
    }
  });
  test('a thousand new values all get tokens, in the order of the list', async () => {
    const values = Array.from({ length: 1_003 }, (_, at) => `${at}`);
    const store = memoryTokenStore();
    const tokens = await tokenVault({ ...fit, store }).tokensFor(values, { now });
    expect([...tokens.keys()]).toEqual(values);
    expect(new Set(tokens.values()).size).toBe(1_003);
  });
  test('rows are inserted in the order of their hashes, not of the batch', async () => {
    const { rows, store } = recorded(memoryTokenStore());
    await tokenVault({ ...fit, store }).tokensFor(
      Array.from({ length: 20 }, (_, at) => `${at}`),
      { now },
    );
    const indexes = rows.map((row) => row.index);
    expect(indexes).toEqual([...indexes].sort());
  });
});

describe('persons', () => {
  test('a value belongs to the person named first', async () => {
    const vault = tokenVault({ ...fit, store: memoryTokenStore() });
    const subjectOf = (value: string): string | undefined => ({ a: 'ada', b: 'ben' })[value];
    await vault.tokensFor(['a', 'b', 'c'], { now, subjectOf });
    await vault.tokenFor('a', { now, subject: 'ben' });
    expect([await vault.forget('ben'), await vault.forget('ada'), await vault.forget('ada')]).toEqual([1, 1, 0]);
  });
  test('of two spellings of one value the person of the first one counts', async () => {
    const vault = tokenVault({ ...fit, store: memoryTokenStore(), form: 'email' });
    const subjectOf = (value: string): string => (value === 'A@b' ? 'ada' : 'ben');
    await vault.tokensFor(['A@b', 'a@B'], { now, subjectOf });
    expect([await vault.forget('ben'), await vault.forget('ada')]).toEqual([0, 1]);
  });
  test('rows of all keys of the ring are forgotten and counted', async () => {
    const store = memoryTokenStore();
    const ring = keyring({ keys: [otherKey, key] });
    for (const value of ['a', 'b']) await tokenVault({ ...fit, store, key }).tokenFor(value, { now, subject: 'ada' });
    await tokenVault({ ...fit, store, key: ring }).tokenFor('c', { now, subject: 'ada' });
    expect(await tokenVault({ ...fit, store, key: ring }).forget('ada')).toBe(3);
  });
  test.each([null, '', 7, {}, '\ud800'])('case %# names no person', async (wrong) => {
    const vault = tokenVault(fit);
    const error = code('ERR_CONTEXT', 'tokenVault: the subject must be a well-formed, non-empty string');
    await expect(vault.forget(wrong as never)).rejects.toThrow(error);
    await expect(vault.tokenFor('a', { now, subject: wrong as never })).rejects.toThrow(error);
    const failure = vault.tokensFor(['a'], { now, subjectOf: () => wrong as never });
    await expect(failure).rejects.toMatchObject({ code: 'ERR_CONTEXT', details: { index: 0 } });
  });
  test('undefined names nobody when a token is made, and cannot be forgotten', async () => {
    const { rows, store } = recorded(memoryTokenStore());
    const vault = tokenVault({ ...fit, store });
    await vault.tokenFor('a', { now, subject: undefined });
    expect(rows[0]?.subject).toBeNull();
    await expect(vault.forget(undefined as never)).rejects.toMatchObject({ code: 'ERR_CONTEXT' });
  });
});

describe('keys', () => {
  test('new rows are those of the current key; of two rows the older one counts, for every ring', async () => {
    const store = memoryTokenStore();
    const young = await tokenVault({ ...fit, store, key: otherKey }).tokenFor('a', { now });
    const old = await tokenVault({ ...fit, store, key }).tokenFor('a', { now: now - 1 });
    const ring = (current: string): ReturnType<typeof keyring> => keyring({ keys: [key, otherKey], current });
    expect(young).not.toBe(old);
    expect(await tokenVault({ ...fit, store, key: ring('k1') }).tokenFor('a', { now })).toBe(old);
    expect(await tokenVault({ ...fit, store, key: ring('k2') }).tokenFor('a', { now })).toBe(old);
    const made = await tokenVault({ ...fit, store, key: ring('k2') }).tokenFor('b', { now });
    expect(await tokenVault({ ...fit, store, key: otherKey }).tokenFor('b', { now })).toBe(made);
  });
  test('of two rows of one instant both rings take the one of the smaller token', async () => {
    for (let round = 0; round < 8; round += 1) {
      const store = memoryTokenStore();
      const both = [key, otherKey].map((one) => tokenVault({ ...fit, store, key: one }).tokenFor('a', { now }));
      const [least] = (await Promise.all(both)).sort();
      for (const current of ['k1', 'k2']) {
        const ring = keyring({ keys: [key, otherKey], current });
        expect(await tokenVault({ ...fit, store, key: ring }).tokenFor('a', { now })).toBe(least);
      }
    }
  });
  test('a ring that changes after the vault was made changes nothing', async () => {
    const store = memoryTokenStore();
    const ring = { current: key, ids: ['k1'], get: (id: string) => (id === 'k1' ? key : undefined) };
    const vault = tokenVault({ ...fit, store, key: ring });
    Object.assign(ring, { current: otherKey, ids: ['k2'], get: () => expect.unreachable() });
    const token = await vault.tokenFor('a', { now });
    expect(await tokenVault({ ...fit, store, key }).tokenFor('a', { now })).toBe(token);
    expect(vault.transform(new Map()).facts.parameters['key']).toEqual(['k1']);
  });
  test('every engine finds the rows of the other', async () => {
    const store = memoryTokenStore();
    const [native, portable] = (['native', 'portable'] as const).map((engine) => tokenVault({ ...fit, store, engine }));
    const token = await portable?.tokenFor('a', { now, subject: 'ada' });
    expect(await native?.tokenFor('a', { now })).toBe(token);
    expect(await native?.forget('ada')).toBe(1);
    const node = process.getBuiltinModule('node:crypto');
    const hashes = vi.spyOn(node, 'createHmac');
    try {
      await portable?.tokenFor('b', { now });
      expect(hashes).not.toHaveBeenCalled();
    } finally {
      hashes.mockRestore();
    }
  });
  test('a key that was destroyed makes and finds nothing', async () => {
    const gone = SecretKey.generate({ id: 'gone' });
    const vault = tokenVault({ ...fit, key: gone });
    await vault.tokenFor('a', { now });
    gone.destroy();
    const failure = { code: 'ERR_KEY_DESTROYED', details: { keyId: 'gone' } };
    await expect(vault.tokenFor('a', { now })).rejects.toMatchObject(failure);
    await expect(vault.forget('ada')).rejects.toMatchObject(failure);
  });
});

describe('the transform', () => {
  test('gives the tokens of the map, and refuses what is not in it', async () => {
    const vault = tokenVault(fit);
    const tokens = await vault.tokensFor(['a', 'b'], { now });
    const phone = vault.transform(tokens);
    expect(phone('a')).toBe(tokens.get('a'));
    const missing = code('ERR_VAULT', 'tokenVault: value has no token, tokensFor comes first');
    for (const wrong of ['c', '', 'A', 'a ', '__proto__']) expect(() => phone(wrong)).toThrow(missing);
    const refused = code('ERR_INPUT', 'tokenVault: value must be text');
    for (const wrong of [null, undefined, 7]) expect(() => phone(wrong as never)).toThrow(refused);
    expect(() => vault.transform(new Map([['a', 7 as never]]))('a')).toThrow(missing);
  });
  test('does not change when the map does', async () => {
    const vault = tokenVault(fit);
    const tokens = new Map(await vault.tokensFor(['a'], { now }));
    const phone = vault.transform(tokens);
    const token = tokens.get('a');
    tokens.clear();
    expect(phone('a')).toBe(token);
  });
  test('stands in a policy, in rows as in columns', async () => {
    const vault = tokenVault(fit);
    const tokens = await vault.tokensFor(['a', 'b'], { now });
    const release = policyFor<{ phone: string | null }>()({ phone: nullable(vault.transform(tokens)) });
    const phone = ['a', null, 'b', 'a'];
    const expected = phone.map((value) => (value === null ? null : tokens.get(value)));
    expect(release.rows(phone.map((value) => ({ phone: value }))).map((row) => row.phone)).toEqual(expected);
    expect([...(release.columns({ phone }).phone as (string | null)[])]).toEqual(expected);
  });
  test('its facts name vault, keys, form and shape of the tokens, and hold in JSON', () => {
    const facts = {
      name: 'tokenVault',
      technique: 'pseudonymisation',
      reversible: 'with-vault',
      linkable: true,
      deterministic: true,
    };
    const parameters = {
      algorithm: 'hmac-sha-256',
      vault: name,
      key: 'k1',
      sealedBy: cipher.keyIds,
      form: { name: 'exact', version: 1 },
      token: 'random128',
    };
    expect(tokenVault(fit).transform(new Map()).facts).toStrictEqual({ ...facts, parameters });
    const digits = { digits: 16, luhn: 'invalid', expected: 10 } as const;
    const ring = keyring({ keys: [key, otherKey], current: 'k2' });
    const other = tokenVault({ ...fit, key: ring, form: 'email', token: digits }).transform(new Map());
    expect(other.facts.parameters).toStrictEqual({
      algorithm: 'hmac-sha-256',
      vault: name,
      key: ['k2', 'k1'],
      sealedBy: cipher.keyIds,
      form: { name: 'email', version: 1 },
      token: { digits: 16, luhn: 'invalid' },
    });
    expect(JSON.parse(JSON.stringify(other.facts))).toStrictEqual(other.facts);
    const own = tokenVault({ ...fit, cipher: { encrypt: () => 'sealed' } }).transform(new Map());
    expect(own.facts.parameters).not.toHaveProperty('sealedBy');
  });
  test.each([[[['a', 'b']]], [{ a: 'b' }], [null], [undefined], ['ab']])('case %# is no map', (wrong) => {
    const error = code('ERR_PARAMETER', 'tokenVault: tokens must be the map that tokensFor gave');
    expect(() => tokenVault(fit).transform(wrong as never)).toThrow(error);
  });
});

describe('tokens of digits', () => {
  /** The next draws give these bytes, then zeros and ones. */
  function drawing(bytes: readonly number[]): () => void {
    const node = process.getBuiltinModule('node:crypto');
    const left = [...bytes];
    const spy = vi.spyOn(node, 'randomFillSync').mockImplementation(((
      into: Uint8Array,
      offset: number,
      length: number,
    ) => {
      for (let at = offset; at < offset + length; at += 1) into[at] = left.shift() ?? (at % 7) + length;
      return into;
    }) as never);
    return () => spy.mockRestore();
  }
  const still = { encrypt: () => 'sealed' };
  const token = async (shape: object, bytes: readonly number[]): Promise<string> => {
    const vault = tokenVault({ ...fit, store: memoryTokenStore(), cipher: still, token: shape as never });
    const restore = drawing(bytes);
    try {
      return await vault.tokenFor('a', { now });
    } finally {
      restore();
    }
  };
  test('each byte below 250 gives one digit, and every digit has 25 of them', async () => {
    const bytes = Array.from({ length: 64 }, (_, at) => 192 + at); // 58 digits, 6 bytes that give none
    expect(await token({ digits: 58 }, bytes)).toBe(
      bytes
        .slice(0, 58)
        .map((byte) => `${byte % 10}`)
        .join(''),
    );
    expect(await token({ digits: 6, expected: 1 }, [255, 250, 249, 0, 254, 10, 11, 253, 252, 128, 251, 99])).toBe(
      '900189',
    );
  });
  test('a token is as long as was asked for, also where one draw does not give enough', async () => {
    expect(await token({ digits: 64 }, Array(64).fill(253))).toHaveLength(64);
    expect(await token({ digits: 3, expected: 1 }, [7, 8, 9, 1])).toBe('789');
  });
  test('invalid tokens pass no check of card numbers: what passes is drawn again', async () => {
    const first = [...'4111111111111111'].map(Number);
    const rest = Array(64 - first.length).fill(1);
    const second = [...'5200828282828211'].map(Number);
    expect(await token({ digits: 16, luhn: 'invalid' }, [...first, ...rest, ...second])).toBe('5200828282828211');
    expect(await token({ digits: 16 }, [...first, ...rest, ...second])).toBe('4111111111111111');
    const valid = [...'4242424242424242'].map(Number);
    const twice = [...valid, ...rest, ...first, ...rest, ...second];
    expect(await token({ digits: 16, luhn: 'invalid' }, twice)).toBe('5200828282828211');
    for (const valid of ['5500005555555559', '79927398713', '4242424242424242']) {
      const [digits, filler] = [[...valid].map(Number), Array(64 - valid.length).fill(1)];
      const shape = { digits: valid.length, luhn: 'invalid', expected: 1 };
      expect(await token(shape, [...digits, ...filler, 9, 9, 9])).not.toBe(valid);
    }
  });
  test('1,000 tokens for each expected row are needed', () => {
    const made = (digits: number, expected?: number, luhn?: 'invalid') => () =>
      tokenVault({ ...fit, token: { digits, ...(expected && { expected }), ...(luhn && { luhn }) } });
    const few = code('ERR_COLLISION_BOUND', 'tokenVault: too few digits, there must be 1,000 tokens for each row');
    expect(made(9)).not.toThrow();
    expect(made(8)).toThrow(few);
    expect(made(9, undefined, 'invalid')).toThrow(few);
    expect(made(10, undefined, 'invalid')).not.toThrow();
    expect(made(5, 100)).not.toThrow();
    expect(made(5, 101)).toThrow(few);
    expect(made(3, 1)).not.toThrow();
    expect(made(2, 1)).toThrow(few);
    expect(made(5, 90, 'invalid')).not.toThrow();
    expect(made(5, 91, 'invalid')).toThrow(few);
  });
  test('a token that is taken is drawn again; a vault that is full says so after 8 draws', async () => {
    let taken = 7;
    let draws = 0;
    const store = memoryTokenStore();
    const crowded: TokenStore = {
      ...store,
      async insertIfAbsent(row) {
        draws += 1;
        return taken-- > 0 ? { ...row, index: 'of another value' } : store.insertIfAbsent(row);
      },
    };
    const vault = tokenVault({ ...fit, store: crowded });
    expect(await vault.tokenFor('a', { now })).toMatch(/^[\w-]{22}$/);
    expect(draws).toBe(8);
    taken = 8;
    const full = code('ERR_VAULT', 'tokenVault: no free token found, there are too few of them');
    await expect(vault.tokenFor('b', { now })).rejects.toThrow(full);
    expect(draws).toBe(16);
  });
});

describe('a store that breaks its contract', () => {
  const row = { vault: name, index: 'i', token: 't', sealed: 's', subject: null, createdAt: 'c' };
  const answering = (answers: object): TokenStore => ({
    ...memoryTokenStore(),
    ...Object.fromEntries(
      Object.entries(answers).map(([method, answer]) => [
        method,
        async (...call: never[]) => (typeof answer === 'function' ? answer(...call) : answer),
      ]),
    ),
  });
  const refused = (rule: string): unknown => code('ERR_VAULT', `tokenVault: the store must give ${rule}`);
  const tokenFrom = (answers: object): Promise<string> =>
    tokenVault({ ...fit, store: answering(answers) }).tokenFor('a', { now });

  test.each([undefined, null, {}, 'rows', new Map()])('byIndex: case %# is no array of rows', async (byIndex) => {
    await expect(tokenFrom({ byIndex })).rejects.toThrow(refused('an array of rows'));
  });
  test.each([
    null,
    'row',
    [],
    { ...row, token: 7 },
    { ...row, subject: undefined },
    { ...row, vault: '' },
    Promise.resolve(row),
  ])('case %# is no row', async (wrong) => {
    const error = refused('rows of texts, a subject that is absent being null');
    await expect(tokenFrom({ byIndex: [wrong] })).rejects.toThrow(error);
    await expect(tokenFrom({ insertIfAbsent: () => ({ wrong }) })).rejects.toThrow(error);
  });
  test('byIndex: a row of another vault, another index, or two of one index', async () => {
    const error = refused('at most one row of each index asked for, and no other');
    const found = (change: object, times = 1) => ({
      byIndex: (_: string, [index]: readonly string[]) => Array(times).fill({ ...row, index, ...change }),
    });
    await expect(tokenFrom(found({ vault: 'other' }))).rejects.toThrow(error);
    await expect(tokenFrom(found({ index: 'other' }))).rejects.toThrow(error);
    await expect(tokenFrom(found({}, 2))).rejects.toThrow(error);
    expect(await tokenFrom(found({}))).toBe('t');
  });
  test('insertIfAbsent: a row of another vault, or another index with another token', async () => {
    const error = refused('the row of the index that was inserted');
    const stored = (change: object) => ({ insertIfAbsent: (row: VaultRow) => ({ ...row, ...change }) });
    await expect(tokenFrom(stored({ vault: 'other' }))).rejects.toThrow(error);
    await expect(tokenFrom(stored({ vault: 'other', index: 'other' }))).rejects.toThrow(error);
    await expect(tokenFrom(stored({ index: 'other', token: 'other' }))).rejects.toThrow(error);
    expect(await tokenFrom(stored({ token: 'of another writer' }))).toBe('of another writer');
  });
  test.each([undefined, null, -1, 0.5, '1', 1n, Number.NaN])(
    'deleteSubject: case %# is no number of rows',
    async (count) => {
      const vault = tokenVault({ ...fit, store: answering({ deleteSubject: () => count }) });
      await expect(vault.forget('ada')).rejects.toThrow(refused('the number of deleted rows'));
    },
  );
  test('what a store or cipher throws is passed on', async () => {
    const failure = new Error('connection lost');
    const throws = (): never => {
      throw failure;
    };
    await expect(tokenFrom({ byIndex: throws })).rejects.toBe(failure);
    await expect(tokenFrom({ insertIfAbsent: throws })).rejects.toBe(failure);
    await expect(tokenVault({ ...fit, cipher: { encrypt: throws } }).tokenFor('new', { now })).rejects.toBe(failure);
    const vault = tokenVault({ ...fit, store: answering({ insertIfAbsent: throws, deleteSubject: throws }) });
    await expect(vault.tokensFor(['a', 'b'], { now })).rejects.toBe(failure);
    await expect(vault.forget('ada')).rejects.toBe(failure);
  });
  test.each([[(value: string) => value], [async () => 'sealed'], [() => undefined]])(
    'cipher %# gives no encrypted text',
    async (encrypt) => {
      const error = code('ERR_PARAMETER', 'tokenVault: cipher must give encrypted text, and at once');
      const { rows, store } = recorded(memoryTokenStore());
      const vault = tokenVault({ ...fit, store, cipher: { encrypt: encrypt as never } });
      await expect(vault.tokenFor('a', { now })).rejects.toThrow(error);
      expect(rows).toEqual([]);
    },
  );
});

describe('realms', () => {
  const load = async () => ({
    ...(await import('../../src/core/keys.ts')),
    ...(await import('../../src/pseudonymisation/memory-token-store.ts')),
    ...(await import('../../src/pseudonymisation/sync-token-vault.ts')),
  });
  const root = hexDecode('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f');
  type Modules = Awaited<ReturnType<typeof load>>;
  const row = ({ SecretKey, memoryTokenStore, syncTokenVault }: Modules): VaultRow | undefined => {
    const store = memoryTokenStore().sync;
    const vault = syncTokenVault({
      store,
      key: SecretKey.from(root),
      name: 'cards',
      cipher: { encrypt: () => 'sealed' },
    });
    return store.byToken('cards', vault.tokenFor('4970123456701117', { now, subject: 'u-100' }));
  };
  test('without a generator no vault is made', async () => {
    const error = code('ERR_RANDOM', 'random: the runtime gives no secure random bits');
    await inRealmOf({}, load, ({ SecretKey, memoryTokenStore, syncTokenVault }) => {
      const store = memoryTokenStore().sync;
      expect(() => syncTokenVault({ ...fit, store, key: SecretKey.from(root) })).toThrow(error);
    });
  });
  test('without node:crypto the hashes are the same', async () => {
    const crypto = { getRandomValues: (bytes: Uint8Array) => bytes.fill(7) };
    expect(await inRealmOf({ crypto }, load, row)).toMatchObject({
      token: 'BwcHBwcHBwcHBwcHBwcHBw',
      index: 'kjEx0FE7oD3TVoQhDM1mCT6tVyn9QAQJjhzbKjA-0LA',
      subject: 'gZywvRrxpBm_plt7sFBEyihyAMmy2JWqnSRSwkdOxyE',
    });
  });
});

describe('the object', () => {
  test('has no method that gives a value, and shows neither key nor store', async () => {
    const vault = tokenVault(fit);
    expect(Object.keys(vault).sort()).toEqual(['forget', 'tokenFor', 'tokensFor', 'transform']);
    expect(Object.isFrozen(vault)).toBe(true);
    expect(JSON.stringify(vault)).toBe('{}');
    // it is made with a cipher that cannot open
    expect(await tokenVault({ ...fit, cipher: { encrypt: () => 'sealed' } }).tokenFor('z', { now })).toMatch(
      /^[\w-]+$/,
    );
  });
  test('errors hold no value, token or person', async () => {
    const secret = 'ada@example.org';
    const calls = [
      () =>
        tokenVault({ ...fit, form: { name: 'none', version: 1, apply: () => undefined } }).tokenFor(secret, { now }),
      async () => tokenVault(fit).transform(new Map())(secret),
      () => tokenVault(fit).tokenFor(`${secret}\ud800`, { now }),
      () => tokenVault(fit).forget(`${secret}\ud800`),
    ];
    for (const call of calls) {
      const failure: Error = await call().then(
        () => new Error('not refused'),
        (failure) => failure,
      );
      expect(failure.name).toBe('PrivacyError');
      expect(`${failure} ${failure.stack} ${JSON.stringify(failure)}`).not.toContain('ada@');
    }
  });
});

refusesOptions('tokenVault', tokenVault, fit, 'store, key, name, cipher, form, token, engine');
const made = (wrong: object): unknown => tokenVault({ ...fit, ...wrong });
const shaped = (wrong: object): unknown => tokenVault({ ...fit, token: { digits: 16, ...wrong } });
const STORE = 'tokenVault: store must have insertIfAbsent, byIndex, deleteSubject';
const NAME = 'tokenVault: name must be 1 to 32 of A-Z a-z 0-9 . _ -';
const DIGITS = 'tokenVault: digits must be a whole number from 1 to 64';
const LENGTH = 'tokenVault: length is unknown, known are digits, luhn, expected';
refusesParameters([
  ...[undefined, {}, memoryTokenStore, { ...fit.store, byIndex: 1 }].map(
    (store): Refusal => [made, { store }, STORE, 'store'],
  ),
  ...[undefined, {}, { decrypt() {} }].map(
    (cipher): Refusal => [made, { cipher }, 'tokenVault: cipher must have encrypt', 'cipher'],
  ),
  ...[undefined, '', 'a b', 'é', 'a\n', 'a'.repeat(33), 7].map((name): Refusal => [made, { name }, NAME, 'name']),
  [made, { engine: 'wasm' }, "tokenVault: engine must be 'auto', 'native' or 'portable'", 'engine'],
  [made, { token: 'uuid' }, 'tokenVault: token must be an object', 'token'],
  [shaped, { length: 1 }, LENGTH, 'length'],
  ...[undefined, 0, 65, 1.5, '16', 16n].map((digits): Refusal => [shaped, { digits }, DIGITS, 'digits']),
  [shaped, { luhn: 'valid' }, 'tokenVault: luhn must be invalid where it is given', 'luhn'],
  ...[0, -1, 0.5, Infinity, '1'].map(
    (expected): Refusal => [shaped, { expected }, 'tokenVault: expected must be a whole number above 0', 'expected'],
  ),
]);
test('a key that is none, a form that is none, a seeded source', () => {
  expect(() => made({ key: 'secret' })).toThrow(expect.objectContaining({ code: 'ERR_KEY' }));
  expect(() => made({ form: 'phone' })).toThrow(expect.objectContaining({ code: 'ERR_PARAMETER' }));
  expect(() => made({ random: unsafeSeededRandom(1) })).toThrow(expect.objectContaining({ code: 'ERR_RANDOM' }));
});
test.each([undefined, null, '2024', Number.NaN, 8.64e15 + 1, Infinity, new Date(0), 1n])(
  'now: case %# is no instant',
  async (wrong) => {
    const error = code('ERR_PARAMETER', 'tokenVault: now must be milliseconds since 1970, a number');
    await expect(tokenVault(fit).tokenFor('a', { now: wrong as never })).rejects.toThrow(error);
    await expect(tokenVault(fit).tokensFor(['a'], { now: wrong as never })).rejects.toThrow(error);
  },
);
test('options of a call that are not known, or none', async () => {
  const vault = tokenVault(fit);
  for (const wrong of [undefined, null, now, { now, subjects: 'ada' }]) {
    await expect(vault.tokenFor('a', wrong as never)).rejects.toMatchObject({ code: 'ERR_PARAMETER' });
    await expect(vault.tokensFor(['a'], wrong as never)).rejects.toMatchObject({ code: 'ERR_PARAMETER' });
  }
  const failure = vault.tokensFor(['a'], { now, subjectOf: 'ada' as never });
  await expect(failure).rejects.toThrow(code('ERR_PARAMETER', 'tokenVault: subjectOf must be a function'));
});
