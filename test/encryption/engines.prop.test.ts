import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decrypt } from '../../src/encryption/decrypt.ts';
import { deterministicCipher } from '../../src/encryption/deterministic-cipher.ts';
import { encrypt } from '../../src/encryption/encrypt.ts';
import { fieldCipher } from '../../src/encryption/field-cipher.ts';
import { inspect } from '../../src/encryption/inspect.ts';
import { contexts, deep, engines, failureOf, key, other, randomised, sealed, typed } from './cipher-sample.ts';
import { slowLaw } from './slow-law.ts';

const [first = 'portable', second = first] = engines;
const suite = fc.constantFrom(...randomised);
const pad = fc.option(fc.integer({ min: 16, max: 100 }), { nil: 0 });
const ids = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
const more = (n: number): { pad?: number } => (n > 0 ? { pad: n } : {});
const large = fc.integer({ min: 0, max: 70_000 });

slowLaw('each engine opens and rewraps the tokens of the other', [typed, contexts, suite, pad], (x, parts, name, n) => {
  const [mine, theirs] = [first, second].map((engine) => fieldCipher({ key, engine, suite: name, ...more(n) })) as [
    ReturnType<typeof fieldCipher>,
    ReturnType<typeof fieldCipher>,
  ];
  for (const [from, to] of [
    [mine, theirs],
    [theirs, mine],
  ] as const) {
    const token = sealed(from, x, parts);
    expect(to.decrypt(x.type, token, parts)).toStrictEqual(x.value);
    expect(from.decrypt(x.type, to.rewrap(token, parts), parts)).toStrictEqual(x.value);
    expect(inspect(token).bytes).toBe(inspect(sealed(to, x, parts)).bytes);
  }
});
slowLaw('deterministic tokens of both engines are one', [typed, contexts, pad], (x, parts, n) => {
  const tokens = [first, second].map((engine) =>
    sealed(deterministicCipher({ key, engine, why: 'test', canonicalJson: true, ...more(n) }), x, parts),
  );
  expect(tokens[0]).toBe(tokens[1]);
});
slowLaw(
  'both engines refuse the same tokens with the same code',
  [fc.uint8Array({ maxLength: 90 }), contexts],
  (bytes, parts) => {
    const token = Uint8Array.from([0xf1, 1, ...bytes]);
    const said = [first, second].map((engine) =>
      String(failureOf(() => fieldCipher({ key, engine }).decrypt('string', token, parts))),
    );
    expect(said[0]).toBe(said[1]);
  },
);
slowLaw(
  'utility: bound to a record or with its id as the last part, it is one place',
  [typed, contexts, ids, suite],
  (x, parts, id, name) => {
    const bound = { key, context: parts, boundTo: 'id', suite: name } as const;
    const cipher = fieldCipher({ key, suite: name });
    const seal = x.type === 'json' ? encrypt({ ...bound, type: 'json' }) : encrypt(bound);
    const open = decrypt({ ...bound, type: x.type });
    expect(cipher.decrypt(x.type, seal(x.value as never, { id }), [...parts, id])).toStrictEqual(x.value);
    expect(open(sealed(cipher, x, [...parts, id]), { id })).toStrictEqual(x.value);
  },
);
slowLaw(
  'privacy: one value gives two tokens of one length that share no nonce',
  [typed, contexts, suite],
  (x, parts, name) => {
    const cipher = fieldCipher({ key, suite: name });
    const [a, b] = [sealed(cipher, x, parts), sealed(cipher, x, parts)];
    expect(a).not.toBe(b);
    expect(a.length).toBe(b.length);
    expect(a.slice(22, 38)).not.toBe(b.slice(22, 38)); // the first 12 bytes of the nonce
  },
);
slowLaw(
  'privacy: another key, context or record opens nothing',
  [typed, contexts, contexts, ids, ids],
  (x, parts, elsewhere, id, another) => {
    fc.pre(String(parts.length) + JSON.stringify(parts) !== String(elsewhere.length) + JSON.stringify(elsewhere));
    const token = sealed(fieldCipher({ key }), x, [...parts, id]);
    const attempt = (by: typeof key, at: readonly [string, ...string[]]) =>
      fieldCipher({ key: by }).tryDecrypt(x.type, token, at);
    expect(attempt(other, [...parts, id])).toEqual({ ok: false, code: 'ERR_UNKNOWN_KEY' });
    expect(attempt(key, [...elsewhere, id])).toEqual({ ok: false, code: 'ERR_AUTH' });
    if (id !== another) expect(attempt(key, [...parts, another])).toEqual({ ok: false, code: 'ERR_AUTH' });
    expect(attempt(key, parts)).toEqual({ ok: false, code: 'ERR_AUTH' });
  },
);
test('utility: long texts and bytes cross the engines as well', { timeout: 240_000 }, () => {
  const numRuns = deep ? 500 : 20; // megabytes of portable encryption
  const crossing = fc.property(large, suite, (length, name) => {
    const mine = fieldCipher({ key, engine: first, suite: name });
    const theirs = fieldCipher({ key, engine: second, suite: name });
    const text = 'é'.repeat(length / 2);
    const bytes = Uint8Array.from({ length }, (_, at) => at * 7);
    expect(theirs.decrypt('string', mine.encrypt(text, ['a']), ['a'])).toBe(text);
    expect(Buffer.compare(mine.decrypt('bytes', theirs.encryptBytes(bytes, ['a']), ['a']), bytes)).toBe(0);
  });
  fc.assert(crossing, { numRuns });
});
