import { describe, expect, test } from 'vitest';
import { keyring } from '../../src/core/keyring.ts';
import { SecretKey } from '../../src/core/keys.ts';
import { fieldCipher } from '../../src/encryption/field-cipher.ts';
import { memoryTokenStore } from '../../src/pseudonymisation/memory-token-store.ts';
import { type Reidentification, reidentifier } from '../../src/pseudonymisation/reidentifier.ts';
import type { FieldCipherLike, TokenStore, VaultRow } from '../../src/pseudonymisation/token-store.ts';
import { tokenVault } from '../../src/pseudonymisation/token-vault.ts';
import { type Refusal, refusesOptions, refusesParameters } from '../refused-parameters.ts';
import { cipher, key, otherKey } from './vault-sample.ts';

const now = 1_000;
const store = memoryTokenStore();
const vault = { store, key, name: 'phones', cipher };
const grant = { who: 'fraud desk', purpose: 'case 17', until: 2_000 };
const silent = { ...vault, grant, audit: () => {} };
const code = (code: string, message: string): unknown => expect.objectContaining({ code, message });

const token = await tokenVault(vault).tokenFor('+33612345678', { now, subject: 'ada' });
const other = await tokenVault(vault).tokenFor('+33687654321', { now });
const [row, theirs] = (await Promise.all([token, other].map((one) => store.byToken('phones', one)))) as [
  VaultRow,
  VaultRow,
];

describe('the grant', () => {
  test('opens the value before it ends, and never from then on', async () => {
    const desk = reidentifier(silent);
    expect(await desk.reveal(token, { now })).toBe('+33612345678');
    expect(await desk.reveal(token, { now: 1_999 })).toBe('+33612345678');
    const ended = code('ERR_DENIED', 'reidentifier: the grant has ended');
    for (const late of [2_000, 2_001, 1e15]) await expect(desk.reveal(token, { now: late })).rejects.toThrow(ended);
  });
  test.each([undefined, null, false, ''])('without one nothing is made: case %#', (none) => {
    expect(() => reidentifier({ ...silent, grant: none as never })).toThrow(
      code('ERR_DENIED', 'reidentifier: no grant'),
    );
  });
  test('is copied: changing it later changes nothing', async () => {
    const mine = { ...grant };
    const desk = reidentifier({ ...silent, grant: mine });
    mine.until = Infinity;
    await expect(desk.reveal(token, { now: 3_000 })).rejects.toMatchObject({ code: 'ERR_DENIED' });
  });
});

describe('the audit trail', () => {
  test('has every question before it is answered or refused, and never a value', async () => {
    const trail: Reidentification[] = [];
    const desk = reidentifier({ ...silent, audit: (entry) => trail.push(entry) });
    await desk.reveal(token, { now });
    await expect(desk.reveal('unknown', { now })).rejects.toMatchObject({ code: 'ERR_INPUT' });
    await expect(desk.reveal(token, { now: 2_000 })).rejects.toMatchObject({ code: 'ERR_DENIED' });
    expect(trail).toStrictEqual([
      { vault: 'phones', token, ...grant, at: now, allowed: true },
      { vault: 'phones', token: 'unknown', ...grant, at: now, allowed: true },
      { vault: 'phones', token, ...grant, at: 2_000, allowed: false },
    ]);
    expect(trail.every(Object.isFrozen)).toBe(true);
  });
  test('is awaited before the store is asked', async () => {
    const order: string[] = [];
    const watched = {
      ...vault,
      store: {
        byToken(...call: Parameters<TokenStore['byToken']>) {
          order.push('store');
          return store.byToken(...call);
        },
      },
      cipher: {
        decrypt(...call: Parameters<FieldCipherLike['decrypt']>) {
          order.push('cipher');
          return cipher.decrypt(...call);
        },
      },
    };
    let written = (): void => {};
    const audit = (): Promise<void> =>
      new Promise((resolve) => {
        written = () => {
          order.push('audit');
          resolve();
        };
      });
    const answer = reidentifier({ ...watched, grant, audit }).reveal(token, { now });
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(order).toEqual([]);
    written();
    expect(await answer).toBe('+33612345678');
    expect(order).toEqual(['audit', 'store', 'cipher']);
  });
  test('that fails means no answer, not even a refusal; its error is passed on', async () => {
    const failure = new Error('disk full');
    let asked = 0;
    const watched = {
      async byToken() {
        asked += 1;
        return undefined;
      },
    };
    const sinks = [
      () => {
        throw failure;
      },
      () => Promise.reject(failure),
    ];
    for (const audit of sinks) {
      const desk = reidentifier({ ...silent, store: watched, audit });
      await expect(desk.reveal(token, { now })).rejects.toBe(failure);
      await expect(desk.reveal(token, { now: 2_000 })).rejects.toBe(failure);
    }
    expect(asked).toBe(0);
  });
});

describe('the token', () => {
  test.each([
    ...[null, undefined, 7, '', '\ud800', {}, 'x'.repeat(65), 'a b', 'a.b', 'é', 'a\n', '\u2028'],
    'abc\nallowed: true', // a line of the trail that nobody wrote
    { toString: () => 'abc' },
  ])('case %# is none, and nobody is told', async (wrong) => {
    const trail: unknown[] = [];
    const failure = reidentifier({ ...silent, audit: (entry) => trail.push(entry) }).reveal(wrong as never, { now });
    const error = code('ERR_INPUT', 'reidentifier: token is not of the form of a token');
    await expect(failure).rejects.toThrow(error);
    expect(trail).toEqual([]);
  });
  test('may have 64 characters, as those of digits', async () => {
    const digits = tokenVault({ ...vault, name: 'digits', token: { digits: 64 } });
    const long = await digits.tokenFor('+33612345678', { now });
    expect(await reidentifier({ ...silent, name: 'digits' }).reveal(long, { now })).toBe('+33612345678');
  });
  test('of another vault, or of a person who was forgotten, is not there', async () => {
    const error = code('ERR_INPUT', 'reidentifier: the vault has no such token');
    await expect(reidentifier({ ...silent, name: 'other' }).reveal(token, { now })).rejects.toThrow(error);
    const gone = await tokenVault(vault).tokenFor('gone', { now, subject: 'ben' });
    await tokenVault(vault).forget('ben');
    await expect(reidentifier(silent).reveal(gone, { now })).rejects.toThrow(error);
  });
  test('of an older key is opened by the ring, and not by a key that did not make it', async () => {
    const ring = keyring({ keys: [otherKey, key] });
    expect(await reidentifier({ ...silent, key: ring }).reveal(token, { now })).toBe('+33612345678');
    const error = code(
      'ERR_VAULT',
      'reidentifier: the store must give a row whose index is that of its value, under a key of the ring',
    );
    await expect(reidentifier({ ...silent, key: otherKey }).reveal(token, { now })).rejects.toThrow(error);
  });
});

describe('a table that somebody has written to', () => {
  const asked = (given: unknown): Promise<string> => {
    const byToken = async (): Promise<never> => given as never;
    return reidentifier({ ...silent, store: { byToken } }).reveal(token, { now });
  };
  test('a sealed value that was moved to another row does not open', async () => {
    await expect(asked({ ...row, sealed: theirs.sealed })).rejects.toMatchObject({ code: 'ERR_AUTH' });
  });
  test('a row that was given to another value, or to none, is refused', async () => {
    const error = { code: 'ERR_VAULT' };
    await expect(asked({ ...row, index: theirs.index })).rejects.toMatchObject(error);
    await expect(asked({ ...row, index: 'none' })).rejects.toMatchObject(error);
  });
  test('a row of another token or vault is refused', async () => {
    const error = code('ERR_VAULT', 'reidentifier: the store must give the row of the token asked for');
    await expect(asked(theirs)).rejects.toThrow(error);
    await expect(asked({ ...row, vault: 'other' })).rejects.toThrow(error);
  });
  test.each([null, 'row', [row], { ...row, sealed: 7 }])('case %# is no row', async (wrong) => {
    const error = code(
      'ERR_VAULT',
      'reidentifier: the store must give rows of texts, a subject that is absent being null',
    );
    await expect(asked(wrong)).rejects.toThrow(error);
  });
  test('what the store throws is passed on', async () => {
    const failure = new Error('connection lost');
    const byToken: TokenStore['byToken'] = () => Promise.reject(failure);
    await expect(reidentifier({ ...silent, store: { byToken } }).reveal(token, { now })).rejects.toBe(failure);
  });
});

test('a cipher of another key does not open, one that gives no text is refused', async () => {
  const foreign = fieldCipher({ key: SecretKey.generate() });
  await expect(reidentifier({ ...silent, cipher: foreign }).reveal(token, { now })).rejects.toMatchObject({
    code: 'ERR_UNKNOWN_KEY',
  });
  for (const value of [7, undefined, Promise.resolve('+33612345678'), '\ud800']) {
    const wrong = { decrypt: () => value as never };
    const failure = reidentifier({ ...silent, cipher: wrong }).reveal(token, { now });
    await expect(failure).rejects.toMatchObject({ code: 'ERR_VAULT' });
  }
});
test('a text that is not well formed is not taken for the one that a runtime would make of it', async () => {
  const replaced = await tokenVault(vault).tokenFor('\ufffd', { now });
  const desk = reidentifier({ ...silent, cipher: { decrypt: () => '\ud800' } });
  await expect(desk.reveal(replaced, { now })).rejects.toMatchObject({ code: 'ERR_VAULT' });
});
test('the object is frozen, and shows neither key nor grant', () => {
  const desk = reidentifier(silent);
  expect(Object.keys(desk)).toEqual(['reveal']);
  expect(Object.isFrozen(desk)).toBe(true);
  expect(JSON.stringify(desk)).toBe('{}');
});
test('errors hold neither token nor value', async () => {
  const failure: Error = await reidentifier(silent)
    .reveal('+33 6 12', { now })
    .then(
      () => expect.unreachable(),
      (failure) => failure,
    );
  expect(`${failure} ${failure.stack} ${JSON.stringify(failure)}`).not.toContain('+33 6');
});
test.each([undefined, null, '1000', Number.NaN, Infinity, 1n])('now: case %# is no instant', async (wrong) => {
  const error = code('ERR_PARAMETER', 'reidentifier: now must be milliseconds since 1970, a number');
  await expect(reidentifier(silent).reveal(token, { now: wrong as never })).rejects.toThrow(error);
  await expect(reidentifier(silent).reveal(token, wrong as never)).rejects.toMatchObject({ code: 'ERR_PARAMETER' });
});
refusesOptions('reidentifier', reidentifier, silent, 'store, key, name, cipher, grant, audit');
const made = (wrong: object): unknown => reidentifier({ ...silent, ...wrong });
const granted = (wrong: object): unknown => reidentifier({ ...silent, grant: { ...grant, ...wrong } });
const UNTIL = 'reidentifier: until must be milliseconds since 1970, a number';
refusesParameters([
  [made, { store: {} }, 'reidentifier: store must have byToken', 'store'],
  [made, { cipher: { encrypt() {} } }, 'reidentifier: cipher must have decrypt', 'cipher'],
  [made, { audit: undefined }, 'reidentifier: audit must be a function', 'audit'],
  [made, { name: 'a b' }, 'reidentifier: name must be 1 to 32 of A-Z a-z 0-9 . _ -', 'name'],
  [made, { grant: 'yes' }, 'reidentifier: grant must be an object', 'grant'],
  [granted, { from: 0 }, 'reidentifier: from is unknown, known are who, purpose, until', 'from'],
  ...['', undefined, 7].flatMap((wrong): Refusal[] => [
    [granted, { who: wrong }, 'reidentifier: who must be a non-empty text', 'who'],
    [granted, { purpose: wrong }, 'reidentifier: purpose must be a non-empty text', 'purpose'],
  ]),
  ...[undefined, Infinity, Number.NaN, '2030', new Date(0)].map(
    (until): Refusal => [granted, { until }, UNTIL, 'until'],
  ),
]);
test('a key that is none', () => {
  expect(() => reidentifier({ ...silent, key: 'secret' as never })).toThrow(
    expect.objectContaining({ code: 'ERR_KEY' }),
  );
});
