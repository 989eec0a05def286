import { afterEach, describe, expect, test, vi } from 'vitest';
import { base32Encode, base64urlEncode, hexEncode } from '../../src/core/base.ts';
import { type Keyring, keyring } from '../../src/core/keyring.ts';
import { SecretKey } from '../../src/core/keys.ts';
import { nullable } from '../../src/core/nullable.ts';
import { policyFor } from '../../src/index.ts';
import type { Pseudonym } from '../../src/pseudonymisation/keyed-pseudonym.ts';
import { pseudonym } from '../../src/pseudonymisation/pseudonym.ts';
import { keyedHash, partsOf, roots } from '../keyed-reference.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const [first, second] = roots as [Uint8Array, Uint8Array];
const key = SecretKey.from(first, { id: 'k1' });
const newer = SecretKey.from(second, { id: 'k2' });
const ring = keyring({ keys: [newer, key], decryptOnly: ['k1'] });
const engines = ['native', 'portable'] as const;
const code = (expected: string): unknown => expect.objectContaining({ name: 'PrivacyError', code: expected });

describe.each(engines)('the worked example of the specification, %s', (engine) => {
  const zoe = 'zoé@exemple.fr';
  test.each([
    ['crm', {}, zoe, 'WPS42NlOG5xPX-QDvJJrng'],
    ['billing', {}, zoe, 'gFRWICg3rfZyWaDTJNRA3w'],
    ['crm', { alphabet: 'hex' }, zoe, '58f4b8d8d94e1b9c4f5fe403bc926b9e'],
    ['crm', { alphabet: 'crockford32' }, zoe, 'b3tbhp6s9rdsrktzwg1vs4kbkr'],
    ['crm', {}, '+33612345678', 'zlHCE2HrVrOgw2U2DWJq_A'],
  ] as const)('domain %s, %o: %s is %s', (domain, written, value, expected) => {
    expect(pseudonym({ key, domain, engine, ...written })(value)).toBe(expected);
  });
});

describe.each(engines)('bits and alphabets, %s', (engine) => {
  const encoders = { base64url: base64urlEncode, crockford32: base32Encode, hex: hexEncode };
  test.each([
    [64, 11, 13, 16],
    [80, 14, 16, 20],
    [96, 16, 20, 24],
    [128, 22, 26, 32],
    [160, 27, 32, 40],
    [256, 43, 52, 64],
  ] as const)(
    '%s bits are the first ones of the hash, %s, %s and %s characters',
    (bits, base64url, crockford32, hex) => {
      const lengths = { base64url, crockford32, hex };
      for (const alphabet of ['base64url', 'crockford32', 'hex'] as const) {
        const made = pseudonym({ key, domain: 'd', bits, alphabet, engine });
        for (let i = 0; i < 300; i += 1) {
          const hash = keyedHash(first, ['pseudonym', 'd'], `id-${i}`);
          expect(made(`id-${i}`)).toBe(encoders[alphabet](hash.subarray(0, bits / 8)));
        }
        expect(made('x')).toHaveLength(lengths[alphabet]);
      }
    },
  );
});

describe('what is hashed', () => {
  const crm = pseudonym({ key, domain: 'crm' });
  test('a text and its bytes have one pseudonym, a form applies to texts alone', () => {
    const utf8 = new TextEncoder();
    for (const text of ['', 'a', 'zoé', '王', '😀', '\0', '\ufeffx']) expect(crm(utf8.encode(text))).toBe(crm(text));
    const email = pseudonym({ key, domain: 'crm', form: 'email' });
    expect(email(' A@B.c ')).toBe(crm('a@b.c'));
    expect(email(utf8.encode(' A@B.c '))).toBe(crm(' A@B.c '));
    expect(email(Buffer.from('a@b.c'))).toBe(crm('a@b.c'));
  });
  test('forms: exact keeps what NFC joins', () => {
    const nfc = pseudonym({ key, domain: 'crm', form: 'nfc' });
    expect(crm('e\u0301')).not.toBe(crm('é'));
    expect(nfc('e\u0301')).toBe(crm('é'));
  });
  test.each(engines)('components are a message of their own, under a key of their own: %s', (engine) => {
    const pair = pseudonym({ key, domain: 'crm', components: 2, form: 'nfc', engine });
    for (const value of [
      ['a', 'bc'],
      ['ab', 'c'],
      ['', 'abc'],
      ['abc', ''],
      ['é', '\0'],
    ]) {
      const hash = keyedHash(first, ['pseudonym-tuple', 'crm'], partsOf(value));
      expect(pair(value)).toBe(base64urlEncode(hash.subarray(0, 16)));
      expect(pair.matches(value, pair(value))).toBe(true);
      expect(pair.candidates(value)).toStrictEqual([pair(value)]);
    }
    expect(pair(['e\u0301', 'x'])).toBe(pair(['é', 'x']));
    expect(pair(['a', 'b'])).not.toBe(pseudonym({ key, domain: 'crm', components: 3 })(['a', 'b', '']));
  });
  test("a form of one's own is called before the key is touched, and may make pseudonyms itself", () => {
    const inner = pseudonym({ key, domain: 'crm', engine: 'portable' });
    const form = { name: 'nested', version: 3, apply: (text: string): string => inner(`inner ${text}`) };
    const outer = pseudonym({ key, domain: 'crm', form, engine: 'portable' });
    expect(outer('x')).toBe(inner(inner('inner x')));
    expect(outer.facts.parameters['form']).toStrictEqual({ name: 'nested', version: 3 });
  });
  test("what a form of one's own throws is passed on", () => {
    const failure = new Error('its own');
    const apply = (): never => {
      throw failure;
    };
    expect(() => pseudonym({ key, domain: 'd', form: { name: 'f', version: 1, apply } })('x')).toThrow(failure);
  });
});

describe('policies', () => {
  test.each(engines)('a document has its own pseudonyms, %s', (engine) => {
    const [a, b] = ['a', 'b'].map((document) => pseudonym({ key, domain: 'crm', policy: { document }, engine }));
    const hash = keyedHash(first, ['pseudonym-document', 'crm', 'a'], 'x');
    expect(a?.('x')).toBe(base64urlEncode(hash.subarray(0, 16)));
    expect(a?.('x')).not.toBe(b?.('x'));
    expect(pseudonym({ key, domain: 'crm', policy: 'deterministic' })('x')).toBe(
      pseudonym({ key, domain: 'crm' })('x'),
    );
  });
  test('document and domain are parts of their own', () => {
    const of = (domain: string, document: string): string => pseudonym({ key, domain, policy: { document } })('x');
    expect(of('a', 'bc')).not.toBe(of('ab', 'c'));
    expect(pseudonym({ key, domain: 'pseudonym-document' })('x')).not.toBe(of('pseudonym-document', 'x'));
  });
  test('a random pseudonym is a fresh draw of its bits, and nothing else', () => {
    const random = pseudonym({ policy: 'random', bits: 96, alphabet: 'hex', prefix: 'r-', expected: 1_000 });
    const drawn = Array.from({ length: 500 }, () => random('same'));
    expect(new Set(drawn).size).toBe(500);
    expect(drawn.every((text) => /^r-[0-9a-f]{24}$/.test(text))).toBe(true);
    expect(random(new Uint8Array(3))).toHaveLength(26);
    expect(pseudonym({ policy: 'random', key, domain: 'crm' })('x')).toHaveLength(22);
    expect(random).not.toHaveProperty('matches');
  });
});

describe('facts', () => {
  const facts = { name: 'pseudonym', technique: 'pseudonymisation' } as const;
  const keyed = { ...facts, reversible: 'with-key', linkable: true, deterministic: true } as const;
  const usual = {
    algorithm: 'hmac-sha-256',
    key: 'k1',
    domain: 'crm',
    form: { name: 'exact', version: 1 },
    bits: 128,
    alphabet: 'base64url',
  } as const;
  test('a lone key is told by its id, a ring by its ids, the current one first', () => {
    const policy = 'deterministic';
    expect(pseudonym({ key, domain: 'crm' }).facts).toStrictEqual({ ...keyed, parameters: { ...usual, policy } });
    const parameters = { ...usual, key: ['k2', 'k1'], policy };
    expect(pseudonym({ key: ring, domain: 'crm' }).facts).toStrictEqual({ ...keyed, parameters });
    const own: Keyring = { current: newer, ids: ['k1', 'k2'], get: (id) => ring.get(id) };
    expect(pseudonym({ key: own, domain: 'crm' }).facts).toStrictEqual({ ...keyed, parameters });
  });
  test('all that changes the output stands in them', () => {
    const policy = { document: 'report' };
    const written = { bits: 256, alphabet: 'hex', prefix: 'p:', withKeyId: true } as const;
    const made = pseudonym({ key, domain: 'crm', form: 'email', policy, engine: 'portable', expected: 5, ...written });
    const form = { name: 'email', version: 1 };
    expect(made.facts).toStrictEqual({ ...keyed, parameters: { ...usual, form, ...written, policy } });
    expect(pseudonym({ key, domain: 'crm', components: 2 }).facts).toStrictEqual({
      ...keyed,
      parameters: { ...usual, policy: 'deterministic', components: 2 },
    });
  });
  test('a random one is never reversible and names no key', () => {
    const parameters = { policy: 'random', bits: 128, alphabet: 'base64url' };
    expect(pseudonym({ policy: 'random', key, domain: 'crm' }).facts).toStrictEqual({
      ...facts,
      reversible: 'never',
      linkable: false,
      deterministic: false,
      parameters,
    });
  });
  test('they are frozen, equal on both engines, and hold what JSON holds', () => {
    const [native, portable] = engines.map((engine) => pseudonym({ key: ring, domain: 'd', engine }).facts);
    expect(native).toStrictEqual(portable);
    expect(JSON.parse(JSON.stringify(native))).toStrictEqual(native);
    expect(Object.isFrozen(native?.parameters)).toBe(true);
  });
});

describe('keyrings', () => {
  const old = pseudonym({ key, domain: 'crm' });
  const made = pseudonym({ key: ring, domain: 'crm' });
  test('the current key makes, all recognise', () => {
    expect(made('x')).toBe(pseudonym({ key: newer, domain: 'crm' })('x'));
    expect(made.candidates('x')).toStrictEqual([made('x'), old('x')]);
    expect(made.matches('x', made('x'))).toBe(true);
    expect(made.matches('x', old('x'))).toBe(true);
    expect(made.matches('y', old('x'))).toBe(false);
    expect(old.matches('x', made('x'))).toBe(false);
  });
  test('with the id of the key a pseudonym says which one made it, and only that one is asked', () => {
    const named = pseudonym({ key: ring, domain: 'crm', withKeyId: true, prefix: 'u.' });
    const earlier = pseudonym({ key, domain: 'crm', withKeyId: true, prefix: 'u.' });
    expect(named('x')).toBe(`u.k2.${made('x')}`);
    expect(named.candidates('x')).toStrictEqual([named('x'), `u.k1.${old('x')}`]);
    expect(named.matches('x', named('x'))).toBe(true);
    expect(named.matches('x', earlier('x'))).toBe(true);
    expect(earlier.matches('x', named('x'))).toBe(false);
    // the text of one key under the name of the other
    expect(named.matches('x', `u.k1.${made('x')}`)).toBe(false);
    expect(named.matches('x', `u.k2.${old('x')}`)).toBe(false);
    expect(named.matches('x', made('x'))).toBe(false);
    expect(named.matches('x', `u.k3.${made('x')}`)).toBe(false);
  });
  test('ids that begin with each other are told apart', () => {
    const pair = [SecretKey.from(first, { id: 'a' }), SecretKey.from(second, { id: 'a.b' })];
    const both = pseudonym({ key: keyring({ keys: pair }), domain: 'crm', withKeyId: true });
    expect(both.candidates('x').map((text) => both.matches('x', text))).toStrictEqual([true, true]);
  });
  test('a destroyed key is told by its id, when made and when used', () => {
    const gone = SecretKey.from(first, { id: 'gone' });
    const using = pseudonym({ key: gone, domain: 'crm' });
    expect(using('x')).toBe(old('x'));
    gone.destroy();
    const error = expect.objectContaining({ code: 'ERR_KEY_DESTROYED', details: { keyId: 'gone' } });
    expect(() => using('x')).toThrow(error);
    expect(() => pseudonym({ key: gone, domain: 'crm' })).toThrow(error);
  });
  test('changing keys as the guide says leaves no row without an answer', () => {
    const rows = Array.from({ length: 200 }, (_, i) => ({ id: `c-${i}`, code: old(`c-${i}`) }));
    const find = (by: Pseudonym, id: string): number => rows.findIndex(({ code }) => by.candidates(id).includes(code));
    const adding = pseudonym({ key: keyring({ keys: [key, newer], decryptOnly: ['k2'] }), domain: 'crm' });
    const every = (by: Pseudonym): boolean => rows.every(({ id }, at) => find(by, id) === at);
    expect(every(adding)).toBe(true);
    expect(every(made)).toBe(true); // the new key is current, all rows are old
    for (const row of rows.slice(0, 100)) row.code = made(row.id);
    expect(every(made)).toBe(true);
    for (const row of rows.slice(100)) row.code = made(row.id);
    expect(every(pseudonym({ key: newer, domain: 'crm' }))).toBe(true);
  });
});

describe('matches', () => {
  const crm = pseudonym({ key, domain: 'crm', alphabet: 'hex' });
  test('is false for all but the pseudonym, whole', () => {
    const text = crm('x');
    for (const wrong of ['', text.slice(1), text.slice(0, -1), `${text}0`, ` ${text}`, text.toUpperCase(), '\ud800']) {
      expect(crm.matches('x', wrong)).toBe(false);
    }
    for (let at = 0; at < text.length; at += 1) {
      const other = text[at] === '0' ? '1' : '0';
      expect(crm.matches('x', text.slice(0, at) + other + text.slice(at + 1))).toBe(false);
    }
  });
  test('refuses what is no text', () => {
    for (const wrong of [undefined, null, 7, new String('x'), [crm('x')]]) {
      expect(() => crm.matches('x', wrong as never)).toThrow(code('ERR_INPUT'));
    }
    expect(() => crm.matches(null as never, crm('x'))).toThrow(code('ERR_INPUT'));
  });
  test('reads as many characters for a wrong first one as for a wrong last one, and asks every key', () => {
    const both = pseudonym({ key: ring, domain: 'crm', alphabet: 'hex', engine: 'native' });
    const [text] = both.candidates('x') as [string];
    const flip = (at: number): string => text.slice(0, at) + (text[at] === '0' ? '1' : '0') + text.slice(at + 1);
    const read = vi.spyOn(String.prototype, 'charCodeAt');
    const counts = [text, flip(0), flip(31), '0'.repeat(32)].map((given) => {
      read.mockClear();
      both.matches('x', given);
      return read.mock.calls.length;
    });
    expect(counts).toStrictEqual([128, 128, 128, 128]); // 32 characters of two texts, for two keys
    const naming = pseudonym({ key: ring, domain: 'crm', alphabet: 'hex', engine: 'native', withKeyId: true });
    const named = naming('x');
    read.mockClear();
    naming.matches('x', named);
    expect(read).toHaveBeenCalledTimes(70); // 35 characters of two texts, for the key that is named
  });
});

describe('wrong values', () => {
  const crm = pseudonym({ key, domain: 'crm', form: 'nfc' });
  test.each(['\ud800', 'a\udc00', 'a\ud83d', '\ude00\ud83d'])('the lone surrogate of %j is refused', (text) => {
    for (const engine of engines) {
      for (const form of ['exact', 'nfc'] as const) {
        expect(() => pseudonym({ key, domain: 'crm', form, engine })(text)).toThrow(code('ERR_INPUT'));
      }
      const message = 'pseudonym: value is not well-formed text';
      expect(() => pseudonym({ key, domain: 'crm', engine }).matches(text, '')).toThrow(message);
      expect(() => pseudonym({ key, domain: 'crm', engine }).candidates(text)).toThrow(message);
    }
    expect(() => pseudonym({ policy: 'random' })(text)).toThrow(code('ERR_INPUT'));
  });
  test('a form may not make one', () => {
    const form = { name: 'cut', version: 1, apply: (text: string): string => text.slice(0, 1) };
    const error = { code: 'ERR_INPUT', message: 'pseudonym: value does not fit the form cut' };
    expect(() => pseudonym({ key, domain: 'd', form })('😀')).toThrow(expect.objectContaining(error));
    const none = { ...form, apply: () => undefined };
    expect(() => pseudonym({ key, domain: 'd', form: none })('x')).toThrow(expect.objectContaining(error));
    const number = { ...form, apply: () => 7 as never };
    expect(() => pseudonym({ key, domain: 'd', form: number })('x')).toThrow(expect.objectContaining(error));
  });
  test.each([null, undefined, 7, 7n, true, Symbol('x'), {}, [], new Date(0), new String('x'), new ArrayBuffer(4)])(
    '%o is refused by every policy',
    (value) => {
      const refused = expect.objectContaining({
        code: 'ERR_INPUT',
        message: 'pseudonym: value is not well-formed text',
      });
      expect(() => crm(value as never)).toThrow(refused);
      expect(() => pseudonym({ key, domain: 'crm', policy: { document: 'd' } })(value as never)).toThrow(refused);
      expect(() => pseudonym({ policy: 'random' })(value as never)).toThrow(refused);
    },
  );
  test('other views of memory are refused', () => {
    for (const view of [new DataView(new ArrayBuffer(2)), new Int8Array(2), new Uint16Array(2)]) {
      expect(() => crm(view as never)).toThrow(code('ERR_INPUT'));
    }
  });
  test('a list of another length, or of anything but texts, is refused', () => {
    const pair = pseudonym({ key, domain: 'crm', components: 2 });
    const wrong: unknown[] = ['ab', [], ['a'], ['a', 'b', 'c'], { length: 2, 0: 'a', 1: 'b' }, null];
    const odd: unknown[] = [new Array(2), ['a', null], ['a', 7], ['a', new Uint8Array(1)], ['\ud800', 'b']];
    for (const value of wrong) expect(() => pair(value as never)).toThrow('must be a list of 2 texts');
    for (const value of odd) expect(() => pair(value as never)).toThrow('pseudonym: value is not well-formed text');
  });
});

describe('in a policy', () => {
  interface Customer {
    readonly id: string;
    readonly email: string | null;
  }
  const release = policyFor<Customer>()({
    id: pseudonym({ key, domain: 'crm' }),
    email: nullable(pseudonym({ key, domain: 'crm', form: 'email' })),
  });
  test('rows and columns, a null by saying so', () => {
    const id = pseudonym({ key, domain: 'crm' })('u-100');
    const email = 'WPS42NlOG5xPX-QDvJJrng';
    const rows = [
      { id: 'u-100', email: 'Zoé@exemple.fr' },
      { id: 'u-100', email: null },
    ];
    expect(release.rows(rows)).toStrictEqual([
      { id, email },
      { id, email: null },
    ]);
  });
  test('a dictionary column is hashed once per value, a random one never', () => {
    let calls = 0;
    const form = {
      name: 'counted',
      version: 1,
      apply: (text: string): string => {
        calls += 1;
        return text;
      },
    };
    const column = { dictionary: ['a', 'b'], codes: new Uint8Array([0, 1, 0, 0, 1, 1]) };
    const keyed = policyFor<{ readonly id: string }>()({ id: pseudonym({ key, domain: 'd', form }) });
    keyed.columns({ id: column });
    expect(calls).toBe(2);
    const random = policyFor<{ readonly id: string }>()({ id: pseudonym({ policy: 'random' }) });
    expect(new Set(random.columns({ id: column }).id as string[]).size).toBe(6);
  });
});

describe('secrets', () => {
  test('no function gives an unkeyed hash', async () => {
    const exported = await import('../../src/pseudonymisation/index.ts');
    for (const made of [exported.pseudonym({ key, domain: 'd' }), exported.pseudonym({ policy: 'random' })]) {
      const { parameters } = made.facts;
      expect('key' in parameters || parameters['policy'] === 'random').toBe(true);
    }
    expect(() => exported.pseudonym({ domain: 'd' } as never)).toThrow(code('ERR_KEY'));
    expect(() => exported.stretchedPseudonym({ domain: 'd', stretch: { N: 1024, r: 8, p: 1 } } as never)).toThrow(
      code('ERR_KEY'),
    );
  });
  test('the type of the result says what it is made of', () => {
    const typed = () => {
      pseudonym({ key, domain: 'd' }) satisfies Pseudonym;
      pseudonym({ key, domain: 'd', components: 2 }) satisfies Pseudonym<readonly string[]>;
      // @ts-expect-error [2769] the domain is mandatory
      pseudonym({ key });
      // @ts-expect-error [2345] a list is not one text
      pseudonym({ key, domain: 'd' })(['a']);
      // @ts-expect-error [2345] null goes through nullable
      pseudonym({ key, domain: 'd' })(null);
      // @ts-expect-error [2339] what is drawn cannot be recognised
      pseudonym({ policy: 'random' }).matches('x', 'y');
      // @ts-expect-error [2769] no random source
      pseudonym({ key, domain: 'd', random: undefined });
    };
    expect(typed).toBeTypeOf('function');
  });
});
