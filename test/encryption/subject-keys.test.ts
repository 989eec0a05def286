import { describe, expect, test } from 'vitest';
import { keyring } from '../../src/core/keyring.ts';
import { deriveBytes, SecretKey } from '../../src/core/keys.ts';
import { decrypt } from '../../src/encryption/decrypt.ts';
import { deterministicCipher } from '../../src/encryption/deterministic-cipher.ts';
import { encrypt } from '../../src/encryption/encrypt.ts';
import { fieldCipher } from '../../src/encryption/field-cipher.ts';
import { inspect } from '../../src/encryption/inspect.ts';
import { type SubjectKeyStore, type SubjectKeys, subjectKeys } from '../../src/encryption/subject-keys.ts';
import { subjectRings } from '../../src/encryption/subject-ring.ts';
import { aeadOf } from '../../src/encryption/suites.ts';
import { PrivacyError } from '../../src/errors.ts';
import { type Refusal, refusesOptions, refusesParameters } from '../refused-parameters.ts';
import { associated, context, crafted, engines, failureOf, key, root } from './cipher-sample.ts';
import { placeOf, rowsInMemory } from './subject-store.ts';

const place = { subject: 'customerId', boundTo: 'id', context } as const;
const ada = { customerId: 'c-1', id: 'o-1' };
const alan = { customerId: 'c-2', id: 'o-1' };
const keyOf = (people: SubjectKeys, subject: string): SecretKey | undefined => subjectRings.get(people)?.keyOf(subject);
const sealing = (people: SubjectKeys) => encrypt({ key: people, ...place });
const opening = (people: SubjectKeys) => decrypt({ key: people, ...place, type: 'string' });

/** Persons with their keys loaded. */
async function loaded(...subjects: string[]) {
  const store = rowsInMemory();
  const people = subjectKeys({ store, key, ring: 'customers-1' });
  await people.load(subjects, { create: true });
  return { store, people, seal: sealing(people), open: opening(people) };
}
async function rejection(promise: Promise<unknown>): Promise<PrivacyError> {
  const failure = await promise.then(
    () => 'no failure',
    (error: unknown) => error,
  );
  if (failure instanceof PrivacyError) return failure;
  throw new Error('not one of this library’s', { cause: failure });
}

// computed by another implementation, in Python
test('the worked example of the specification', async () => {
  const wrapped =
    'voile1_8QGIwMw9yZyHQEJAQUJDREVGR0hJSktMTU5PUFFSU1RVVlcVCB8qCzObNDdBrJcMO65BJBKNb_2uECqDeW0ORdheK-HqImqUBe_xrpd-RGDmAwDI';
  const token = 'voile1_8QFLY3VzdG9tZXJzLTFAQUJDREVGR0hJSktMTU5PUFFSU1RVVldY1ZNhr8IKbQMOxZHxIoGYcSQUxrJ6xF5Ya7BDINuXWw';
  const store = rowsInMemory();
  store.rows.set(placeOf('customers-1', 'u-100'), wrapped);
  // 60 61 … 7f has a byte that is not printable, so it is a key
  const people = subjectKeys({ store, key, ring: 'customers-1' });
  expect(await people.load(['u-100'])).toEqual({ missing: [] });
  const row = { customerId: 'u-100', id: 'u-100' };
  for (const engine of engines) {
    expect(decrypt({ key: people, ...place, type: 'string', engine })(token, row)).toBe('zoé@exemple.fr');
  }
  expect(inspect(token)).toStrictEqual({ version: 1, suite: 'xaes-256-gcm', ring: 'customers-1', bytes: 70 });
  // whoever has the person's key has the field, as openedBy below has it
  const secret = Uint8Array.from({ length: 32 }, (_, at) => 0x60 + at);
  const plain = openedBy(deriveBytes(secret, 32, ['field', 'xaes-256-gcm']), token, 'u-100');
  expect(Buffer.from(plain ?? []).toString()).toBe('\x01zoé@exemple.fr');
});
test('a value opens for its person, in its record', async () => {
  const { seal, open } = await loaded('c-1', 'c-2');
  expect(open(seal('x', ada), ada)).toBe('x');
  expect(decrypt({ ...place, key: (await loaded('c-1')).people, type: 'json' }).facts.name).toBe('decrypt');
});
test('the facts name the ring, the wrapping keys and the columns, and no person', async () => {
  const { people, seal } = await loaded('c-1');
  expect(people.id).toBe('customers-1');
  expect(seal.facts).toMatchObject({
    linkable: false,
    deterministic: false,
    reads: ['customerId', 'id'],
    parameters: { ring: 'customers-1', key: [key.id], subject: 'customerId', boundTo: 'id', context: [...context] },
  });
  expect(JSON.stringify(seal.facts)).not.toContain('c-1');
});
test('mistake 26, a subject’s key id in clear: the heads of 200 persons are one byte string, and nonces share nothing', async () => {
  const subjects = Array.from({ length: 200 }, (_, n) => `c-${n}`);
  const { seal } = await loaded(...subjects);
  const tokens = subjects.map((customerId) =>
    Buffer.from(seal('same', { customerId, id: 'o-1' }).slice('voile1_'.length), 'base64url'),
  );
  expect(new Set(tokens.map((token) => token.subarray(0, 14).toString('hex'))).size).toBe(1);
  expect(new Set(tokens.map((token) => token.length)).size).toBe(1);
  for (const from of [14, 26, 38, 43]) {
    expect(new Set(tokens.map((token) => token.subarray(from, from + 12).toString('hex'))).size).toBe(200);
  }
});
test('mistake 26, a derived key: keys are random, and the root with all tokens opens nothing after forget', async () => {
  const { store, people, seal, open } = await loaded('c-1', 'c-2');
  const tokens = [seal('x', ada), seal('y', alan)] as const;
  const backup = new Map(store.rows);
  expect(await people.forget('c-1')).toEqual({ destroyed: true });
  expect(store.rows.size).toBe(1);
  expect(failureOf(() => open(tokens[0], ada)).code).toBe('ERR_UNKNOWN_KEY');
  expect(failureOf(() => seal('x', ada)).code).toBe('ERR_UNKNOWN_KEY');
  expect(open(tokens[1], alan)).toBe('y');
  // everything that a thief could have but the deleted row: the wrapping key, the store, both tokens
  const again = subjectKeys({ store, key, ring: 'customers-1' });
  expect(await again.load(['c-1', 'c-2'])).toEqual({ missing: ['c-1'] });
  expect(failureOf(() => opening(again)(tokens[0], ada)).code).toBe('ERR_UNKNOWN_KEY');
  for (const use of [
    ...[['field', 'xaes-256-gcm'], ['subject-key'], ['subject-key', 'c-1', 'customers-1'], ['user', 'c-1'], ['wrap']],
    ...[
      ['user', 'subject-key', 'c-1', 'customers-1'],
      ['field', 'xaes-256-gcm', 'c-1'],
      ['customers-1', 'c-1'],
    ],
  ]) {
    expect(openedBy(deriveBytes(root, 32, use), tokens[0], 'o-1')).toBe(undefined);
  }
  // the person comes back: a new key, and the old token stays closed
  await again.load(['c-1'], { create: true });
  expect(failureOf(() => opening(again)(tokens[0], ada)).code).toBe('ERR_AUTH');
  // documented: restoring an old row of the key store is an un-forget
  const restored = rowsInMemory();
  for (const [at, wrapped] of backup) restored.rows.set(at, wrapped);
  const revived = subjectKeys({ store: restored, key, ring: 'customers-1' });
  await revived.load(['c-1']);
  expect(opening(revived)(tokens[0], ada)).toBe('x');
});
/** What a key opens, with all that is public about a token of record `id`. */
function openedBy(derived: Uint8Array, token: string, id: string): Uint8Array | undefined {
  const box = Buffer.from(token.slice('voile1_'.length), 'base64url');
  return aeadOf('xaes-256-gcm', derived, null).open(box, 14, associated(box.subarray(0, 14), [...context, id]));
}
test('mistake 26, swapped key rows: a row of another person, ring or wrapping key does not open', async () => {
  const { store } = await loaded('c-1', 'c-2');
  const row = (subject: string): string => store.rows.get(placeOf('customers-1', subject)) as string;
  const [first, second] = [row('c-1'), row('c-2')];
  const attempt = (ring: string, subject: string, wrapped: string, by = key): Promise<PrivacyError> => {
    const other = rowsInMemory();
    other.rows.set(placeOf(ring, subject), wrapped);
    return rejection(subjectKeys({ store: other, key: by, ring }).load([subject]));
  };
  const failed = { code: 'ERR_AUTH', message: 'decrypt: authentication failed', details: {} };
  expect(await attempt('customers-1', 'c-1', second)).toMatchObject(failed);
  expect(await attempt('customers-2', 'c-1', first)).toMatchObject(failed);
  expect(await attempt('c-1', 'customers-1', first)).toMatchObject(failed);
  const foreign = SecretKey.from(root, { id: 'other' });
  expect((await attempt('customers-1', 'c-1', first, foreign)).code).toBe('ERR_UNKNOWN_KEY');
  // what a user encrypts under the same words is no row
  const crossed = fieldCipher({ key }).encrypt(new Uint8Array(32).fill(1, 1), ['subject-key', 'c-1', 'customers-1']);
  expect(await attempt('customers-1', 'c-1', crossed)).toMatchObject(failed);
  expect((await attempt('customers-1', 'c-1', 'no token')).code).toBe('ERR_FORMAT');
});
test('a row that holds something else than a key is refused', async () => {
  const parts = ['subject-key', 'c-1', 'customers-1'];
  const loading = async (plain: readonly number[], use: readonly string[]): Promise<string> => {
    const store = rowsInMemory();
    const bytes = crafted({ plain: Uint8Array.from(plain), parts, use });
    store.rows.set(placeOf('customers-1', 'c-1'), `voile1_${Buffer.from(bytes).toString('base64url')}`);
    const people = subjectKeys({ store, key, ring: 'customers-1' });
    return (await rejection(people.load(['c-1']).then(() => people.load(['c-1'])))).code;
  };
  const secret = Array.from({ length: 32 }, (_, at) => 200 - at);
  await expect(loading([0, ...secret], ['subject-key'])).rejects.toThrow('not one of this library’s'); // it is a key
  expect(await loading([0, ...secret], ['field', 'xaes-256-gcm'])).toBe('ERR_AUTH');
  expect(await loading([0, ...secret.slice(1)], ['subject-key'])).toBe('ERR_KEY');
  expect(await loading([0, ...new Array(32).fill(7)], ['subject-key'])).toBe('ERR_KEY');
  expect(await loading([1, ...secret], ['subject-key'])).toBe('ERR_TYPE');
});

test('mistake 29: a crafted row of another suite is refused, and changes nothing about the keys made after it', async () => {
  const parts = ['subject-key', 'c-1', 'customers-1'];
  for (const engine of engines) {
    for (const suite of ['aes-256-gcm', 'aes-256-siv'] as const) {
      const store = rowsInMemory();
      const fresh = SecretKey.from(root); // nothing was derived from it before
      const people = subjectKeys({ store, key: fresh, ring: 'customers-1', engine });
      const plain = Uint8Array.from({ length: 33 }, (_, at) => at && 200 - at);
      const row = crafted({ plain, parts, suite, use: ['subject-key'] });
      store.rows.set(placeOf('customers-1', 'c-1'), `voile1_${Buffer.from(row).toString('base64url')}`);
      expect((await rejection(people.load(['c-1']))).code).toBe('ERR_SUITE');
      expect((await rejection(people.rewrap(['c-1']))).code).toBe('ERR_SUITE');
      await people.load(['c-2'], { create: true });
      const made = Buffer.from(store.rows.get(placeOf('customers-1', 'c-2'))?.slice(7) ?? '', 'base64url');
      const by = aeadOf('xaes-256-gcm', deriveBytes(root, 32, ['subject-key']), null);
      const bound = associated(made.subarray(0, 11), ['subject-key', 'c-2', 'customers-1']);
      expect(by.open(made, 11, bound)?.length).toBe(33);
    }
  }
});

describe('tokens, persons and rings', () => {
  test('a token moved to another person, record or ring is not opened', async () => {
    const { store, seal, open } = await loaded('c-1', 'c-2');
    const token = seal('x', ada);
    const failed = { code: 'ERR_AUTH', message: 'decrypt: authentication failed', details: {} };
    expect(failureOf(() => open(token, alan))).toMatchObject(failed);
    expect(failureOf(() => open(token, { ...ada, id: 'o-2' }))).toMatchObject(failed);
    const other = subjectKeys({ store, key, ring: 'customers-2' });
    await other.load(['c-1'], { create: true });
    const error = failureOf(() => opening(other)(token, ada));
    expect([error.code, error.details]).toEqual(['ERR_UNKNOWN_KEY', { ring: 'customers-1' }]);
    // two rings of one name, from two stores
    const twin = (await loaded('c-1')).people;
    expect(failureOf(() => opening(twin)(token, ada))).toMatchObject(failed);
  });
  test('a token of a key is not one of a ring, and the other way round, whatever their names', async () => {
    const { people, seal } = await loaded('c-1');
    const named = SecretKey.from(root, { id: 'customers-1' });
    const mine = encrypt({ key: named, context, boundTo: 'id' })('x', ada);
    const error = failureOf(() => opening(people)(mine, ada));
    expect([error.code, error.details]).toEqual(['ERR_UNKNOWN_KEY', { keyId: 'customers-1' }]);
    const back = failureOf(() => fieldCipher({ key: named }).decrypt('string', seal('x', ada), [...context, 'o-1']));
    expect([back.code, back.details]).toEqual(['ERR_UNKNOWN_KEY', { keyId: 'customers-1' }]);
  });
  test('mistake 18, names that objects inherit: they are persons and rings like any other', async () => {
    const store = rowsInMemory();
    const people = subjectKeys({ store, key, ring: '__proto__' });
    const subjects = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
    expect(await people.load(subjects)).toEqual({ missing: subjects });
    for (const customerId of subjects) {
      expect(failureOf(() => sealing(people)('x', { customerId, id: 'o-1' })).code).toBe('ERR_UNKNOWN_KEY');
    }
    await people.load(subjects, { create: true });
    const rows = subjects.map((customerId) => ({ customerId, id: '__proto__' }));
    const tokens = rows.map((row) => sealing(people)(row.customerId, row));
    expect(tokens.map((token, at) => opening(people)(token, rows[at] as typeof ada))).toEqual(subjects);
    expect(failureOf(() => opening(people)(tokens[0] as string, rows[1] as typeof ada)).code).toBe('ERR_AUTH');
  });
  test('a person who is not loaded is unknown, and is not named in the error', async () => {
    const { seal, open } = await loaded('c-1');
    const token = seal('x', ada);
    for (const act of [() => seal('x', alan), () => open(token, alan)]) {
      const error = failureOf(act);
      expect([error.code, error.details]).toEqual(['ERR_UNKNOWN_KEY', { ring: 'customers-1' }]);
      expect(`${error.message}${JSON.stringify(error)}`).not.toContain('c-2');
    }
  });
  test.each([undefined, null, '', 7, ['c-1'], Object('c-1')])('%j names no person', async (customerId) => {
    const { people, seal, open } = await loaded('c-1');
    const row = { customerId: customerId as never, id: 'o-1' };
    const token = seal('x', ada);
    expect(failureOf(() => seal('x', row)).code).toBe('ERR_CONTEXT');
    expect(failureOf(() => open(token, row)).code).toBe('ERR_CONTEXT');
    for (const act of [
      people.load([customerId as never]),
      people.forget(customerId as never),
      people.rewrap([customerId as never]),
    ]) {
      expect((await rejection(act)).code).toBe('ERR_CONTEXT');
    }
  });
  test('both suites, padding and JSON work under the keys of persons, and messages are counted by person', async () => {
    const { people } = await loaded('c-1', 'c-2');
    const options = { key: people, ...place, suite: 'aes-256-gcm', maxMessages: 3, pad: 64 } as const;
    const seal = encrypt({ ...options, type: 'json' });
    const tokens = [1, 2, 3].map((n) => seal({ n }, ada));
    const open = decrypt({ ...options, type: 'json' });
    expect(tokens.map((token) => open(token, ada))).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
    expect(failureOf(() => seal([], ada)).code).toBe('ERR_LIMIT');
    expect(open(seal([], alan), alan)).toEqual([]);
    expect(inspect(tokens[0] as string)).toMatchObject({ suite: 'aes-256-gcm', ring: 'customers-1' });
  });
  test('one key object per person serves all the columns, and a token of one is not one of another', async () => {
    const { people, seal } = await loaded('c-1');
    const phone = decrypt({ key: people, ...place, context: ['acme', 'users', 'phone'], type: 'string' });
    expect(failureOf(() => phone(seal('x', ada), ada)).code).toBe('ERR_AUTH');
  });
  test('more persons than uses are kept for one key work, and so does rewriting a token of theirs', async () => {
    const subjects = Array.from({ length: 300 }, (_, n) => `c-${n}`);
    const { seal, open } = await loaded(...subjects);
    const rows = subjects.map((customerId) => ({ customerId, id: 'o-1' }));
    const tokens = rows.map((row) => seal(row.customerId, row));
    expect(tokens.map((token, at) => open(token, rows[at] as typeof ada))).toEqual(subjects);
    expect(failureOf(() => seal(tokens[0] as string, rows[0] as typeof ada)).code).toBe('ERR_ALREADY_ENCRYPTED');
  });
});

describe('load', () => {
  test('asks the store once for each person, and makes nothing unless told', async () => {
    const store = rowsInMemory();
    const people = subjectKeys({ store, key, ring: 'r' });
    expect(await people.load([])).toEqual({ missing: [] });
    expect(store.calls).toEqual([]);
    expect(await people.load(['a', 'b', 'a'])).toEqual({ missing: ['a', 'b'] });
    expect(await people.load(['b', 'a', 'b'], { create: true })).toEqual({ missing: [] });
    expect(await people.load(['a', 'c'], { create: false })).toEqual({ missing: ['c'] });
    expect(store.calls).toEqual(['get', 'get', 'putIfAbsent', 'putIfAbsent', 'get']);
    expect(store.rows.size).toBe(2);
    const sizes = [...store.rows.values()].map((wrapped) => inspect(wrapped));
    expect(sizes[0]).toStrictEqual({ version: 1, suite: 'xaes-256-gcm', keyId: key.id, bytes: 84 });
  });
  test('again keeps a key that is still stored, drops one that is not, and takes one that changed', async () => {
    const { store, people, seal, open } = await loaded('c-1', 'c-2');
    const kept = keyOf(people, 'c-1');
    await people.load(['c-1', 'c-2'], { create: true });
    expect(keyOf(people, 'c-1')).toBe(kept);
    const [one, two] = [seal('x', ada), seal('y', alan)];
    store.rows.delete(placeOf('customers-1', 'c-1')); // forgotten by another process
    expect(await people.load(['c-1', 'c-2'])).toEqual({ missing: ['c-1'] });
    expect(failureOf(() => open(one, ada)).code).toBe('ERR_UNKNOWN_KEY');
    expect(open(two, alan)).toBe('y');
    await subjectKeys({ store, key, ring: 'customers-1' }).load(['c-1'], { create: true }); // and came back there
    await people.load(['c-1']);
    expect(failureOf(() => open(one, ada)).code).toBe('ERR_AUTH');
    store.rows.delete(placeOf('customers-1', 'c-1'));
    await subjectKeys({ store, key, ring: 'customers-1' }).load(['c-1'], { create: true });
    const before = keyOf(people, 'c-1');
    await people.load(['c-1']);
    expect(keyOf(people, 'c-1')).not.toBe(before);
    expect(failureOf(() => before?.derive('a')).code).toBe('ERR_KEY_DESTROYED');
  });
  test('one bad row does not keep the others from being loaded, and is told', async () => {
    const { store, people } = await loaded('c-1', 'c-2', 'c-3');
    const token = sealing(people)('y', alan);
    people.release();
    store.rows.set(placeOf('customers-1', 'c-1'), store.rows.get(placeOf('customers-1', 'c-3')) as string);
    expect((await rejection(people.load(['c-1', 'c-2']))).code).toBe('ERR_AUTH');
    expect(opening(people)(token, alan)).toBe('y');
    expect(failureOf(() => sealing(people)('x', ada)).code).toBe('ERR_UNKNOWN_KEY');
  });
  test('a load that was slow does not undo what a later one found', async () => {
    const { store, people } = await loaded();
    let open = (): void => {};
    store.pause = (call) => (call === 'get' ? new Promise<void>((resolve) => (open = resolve)) : undefined);
    const slow = people.load(['c-1']); // finds nothing
    await new Promise((resolve) => setTimeout(resolve, 0));
    const late = open;
    store.pause = () => undefined;
    await people.load(['c-1'], { create: true });
    late();
    expect(await slow).toEqual({ missing: ['c-1'] });
    expect(opening(people)(sealing(people)('x', ada), ada)).toBe('x');
  });
  test('a load that was slow does not bring back the key that a later one has replaced', async () => {
    const { store, people } = await loaded('c-1');
    let open = (): void => {};
    store.pause = (call) => (call === 'get' ? new Promise<void>((resolve) => (open = resolve)) : undefined);
    const slow = people.load(['c-1']); // has the row of now in its hands
    const late = open;
    store.pause = () => undefined;
    store.rows.clear(); // forgotten by another process, and back there under another key
    await subjectKeys({ store, key, ring: 'customers-1' }).load(['c-1'], { create: true });
    await people.load(['c-1']);
    const token = sealing(people)('x', ada);
    const held = keyOf(people, 'c-1');
    late();
    expect(await slow).toEqual({ missing: [] });
    expect(keyOf(people, 'c-1')).toBe(held);
    expect(opening(people)(token, ada)).toBe('x');
  });
  test('the caller may change the list while the store is asked', async () => {
    const store = rowsInMemory();
    const people = subjectKeys({ store, key, ring: 'r' });
    const subjects = ['a', 'b'];
    const done = people.load(subjects, { create: true });
    subjects.push('', 'c');
    subjects[0] = 'd';
    expect(await done).toEqual({ missing: [] });
    expect([...store.rows.keys()]).toEqual([placeOf('r', 'a'), placeOf('r', 'b')]);
  });
  test('two that create at once agree on one key, here and in another process', async () => {
    const { store, people, seal } = await loaded();
    const other = subjectKeys({ store, key, ring: 'customers-1' });
    const reports = await Promise.all(
      [people, other, people].map((each) => each.load(['c-1', 'c-2'], { create: true })),
    );
    expect(reports).toEqual([{ missing: [] }, { missing: [] }, { missing: [] }]);
    expect(store.calls.filter((call) => call === 'putIfAbsent').length).toBeGreaterThan(2); // they did race
    expect([opening(other)(seal('x', ada), ada), opening(people)(sealing(other)('y', alan), alan)]).toEqual(['x', 'y']);
  });
  test('two that load at once leave the key usable', async () => {
    const { people, seal, open } = await loaded('c-1');
    people.release();
    await Promise.all([people.load(['c-1']), people.load(['c-1']), people.load(['c-1'])]);
    expect(open(seal('x', ada), ada)).toBe('x');
  });
  test.each(['a', undefined, null, { length: 1, 0: 'a' }, 7])('%j is no list of persons', async (odd) => {
    const { people } = await loaded();
    for (const [name, act] of [
      ['load', people.load(odd as never)],
      ['rewrap', people.rewrap(odd as never)],
    ] as const) {
      const error = await rejection(act);
      expect([error.code, error.message]).toEqual([
        'ERR_PARAMETER',
        `subjectKeys.${name}: subjects must be a list of strings`,
      ]);
    }
  });
  test('a hole and a lone surrogate are no persons', async () => {
    const { people, store } = await loaded();
    for (const odd of [Array<string>(2), ['a', '\ud800']]) {
      expect((await rejection(people.load(odd, { create: true }))).code).toBe('ERR_CONTEXT');
    }
    expect(store.calls).toEqual([]);
  });
  test.each([{ create: 'false' }, { create: 1 }, { create: null }, { creates: true }, [], 7])(
    '%j are no options: reading must not bring a person back',
    async (odd) => {
      const { people, store } = await loaded();
      expect((await rejection(people.load(['c-1'], odd as never))).code).toBe('ERR_PARAMETER');
      expect(store.calls).toEqual([]);
    },
  );
});

describe('forget', () => {
  /** A promise with its handle outside. */
  function gate(): { readonly wait: Promise<void>; open: () => void } {
    let open = (): void => {};
    const wait = new Promise<void>((resolve) => {
      open = resolve;
    });
    return { wait, open };
  }
  test('tells whether there was a key, also for one that is not loaded', async () => {
    const { store, people } = await loaded('c-1');
    people.release();
    expect(await people.forget('c-1')).toEqual({ destroyed: true });
    expect(await people.forget('c-1')).toEqual({ destroyed: false });
    expect(store.rows.size).toBe(0);
  });
  test.each([{ create: false }, { create: true }])(
    'while a load is under way the key does not come back: %j',
    async (options) => {
      const { store, people, seal } = await loaded('c-1', 'c-2');
      const held = gate();
      store.pause = (call) => (call === 'get' ? held.wait : undefined);
      const loading = people.load(['c-1', 'c-2'], options); // has the row in its hands
      await people.forget('c-1');
      held.open();
      expect(await loading).toEqual({ missing: ['c-1'] });
      expect(failureOf(() => seal('x', ada)).code).toBe('ERR_UNKNOWN_KEY');
      expect(seal('y', alan)).toMatch(/^voile1_/);
      expect(store.rows.has(placeOf('customers-1', 'c-1'))).toBe(false);
    },
  );
  test('while a key is being made it does not come back either', async () => {
    const { store, people, seal } = await loaded();
    const held = gate();
    store.pause = (call) => (call === 'putIfAbsent' ? held.wait : undefined);
    const loading = people.load(['c-1'], { create: true });
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(await people.forget('c-1')).toEqual({ destroyed: true });
    held.open();
    expect(await loading).toEqual({ missing: ['c-1'] });
    expect(failureOf(() => seal('x', ada)).code).toBe('ERR_UNKNOWN_KEY');
  });
  test('what was made for a person who was forgotten meanwhile is deleted again, but not the key of another writer', async () => {
    for (const mine of [true, false]) {
      const { store, people } = await loaded();
      const held = gate();
      store.pause = (call) => (call === 'putIfAbsent' ? held.wait : undefined);
      const { delete: remove, putIfAbsent } = store;
      store.delete = async (ring, subject) => {
        store.calls.push('delete');
        return store.calls.filter((call) => call === 'delete').length === 1 ? false : remove(ring, subject); // came too early
      };
      const other = rowsInMemory();
      await subjectKeys({ store: other, key, ring: 'customers-1' }).load(['c-1'], { create: true });
      store.putIfAbsent = async (ring, subject, wrapped) => {
        const stored = await putIfAbsent(ring, subject, wrapped);
        return mine ? stored : (other.rows.get(placeOf(ring, subject)) as string);
      };
      const loading = people.load(['c-1'], { create: true });
      await new Promise((resolve) => setTimeout(resolve, 0));
      await people.forget('c-1');
      held.open();
      expect(await loading).toEqual({ missing: ['c-1'] });
      expect(store.rows.has(placeOf('customers-1', 'c-1'))).toBe(!mine);
    }
  });
  test('a load that ends while the store still deletes is overtaken', async () => {
    const { store, people, seal } = await loaded('c-1');
    const held = gate();
    store.pause = (call) => (call === 'delete' ? held.wait : undefined);
    store.delete = async (ring, subject) => {
      await held.wait; // the row is still there for a while
      return store.rows.delete(placeOf(ring, subject));
    };
    const forgetting = people.forget('c-1');
    expect(await people.load(['c-1'])).toEqual({ missing: [] });
    held.open();
    expect(await forgetting).toEqual({ destroyed: true });
    expect(failureOf(() => seal('x', ada)).code).toBe('ERR_UNKNOWN_KEY');
  });
  test('a load that fails leaves nothing behind that a later forget would disturb', async () => {
    const { store, people, seal, open } = await loaded('c-1');
    const broken = new Error('connection lost');
    const { get } = store;
    store.get = () => Promise.reject(broken);
    await expect(people.load(['c-1'])).rejects.toBe(broken);
    store.get = get;
    await people.load(['c-1']);
    expect(open(seal('x', ada), ada)).toBe('x');
  });
  test('where the store fails, its error is passed on and the key stays: call again', async () => {
    const { store, people, seal, open } = await loaded('c-1');
    const broken = new Error('read-only replica');
    const { delete: remove } = store;
    store.delete = () => Promise.reject(broken);
    await expect(people.forget('c-1')).rejects.toBe(broken);
    expect(open(seal('x', ada), ada)).toBe('x');
    store.delete = remove;
    expect(await people.forget('c-1')).toEqual({ destroyed: true });
  });
  test('the key object that was loaded is destroyed', async () => {
    const { people } = await loaded('c-1');
    const held = keyOf(people, 'c-1');
    await people.forget('c-1');
    expect(failureOf(() => held?.derive('a')).code).toBe('ERR_KEY_DESTROYED');
  });
});
test('a load that is overtaken by release brings no key back', async () => {
  const { store, people, seal } = await loaded('c-1');
  let open = (): void => {};
  store.pause = (call) => (call === 'get' ? new Promise<void>((resolve) => (open = resolve)) : undefined);
  const loading = people.load(['c-1', 'c-2'], { create: true });
  await new Promise((resolve) => setTimeout(resolve, 0));
  people.release();
  open();
  expect(await loading).toEqual({ missing: ['c-1', 'c-2'] });
  expect(failureOf(() => seal('x', ada)).code).toBe('ERR_UNKNOWN_KEY');
  expect(store.rows.size).toBe(1); // and none is made
});
test('release wipes what is loaded, and the next load brings it back', async () => {
  const { people, seal, open } = await loaded('c-1', 'c-2');
  const token = seal('x', ada);
  const held = keyOf(people, 'c-1');
  people.release();
  people.release();
  expect(failureOf(() => held?.derive('a')).code).toBe('ERR_KEY_DESTROYED');
  for (const act of [() => seal('x', ada), () => open(token, ada)]) expect(failureOf(act).code).toBe('ERR_UNKNOWN_KEY');
  await people.load(['c-1']);
  expect(open(token, ada)).toBe('x');
});

describe('a change of the wrapping key', () => {
  test('wraps the same keys anew: rows of both are read on the way, and the old key is needed no more', async () => {
    const { store, people, seal } = await loaded('c-1', 'c-2', 'c-3');
    const token = seal('x', ada);
    const young = SecretKey.generate({ id: 'young' });
    const both = subjectKeys({ store, key: keyring({ keys: [young, key] }), ring: 'customers-1' });
    const rows = await both.rewrap(['c-1', 'c-2', 'c-2', 'c-9']);
    expect(rows.map(({ subject }) => subject).sort()).toEqual(['c-1', 'c-2']);
    expect(rows.map(({ wrapped }) => inspect(wrapped).keyId)).toEqual(['young', 'young']);
    // what stands there until now: a person who was forgotten meanwhile must not be stored again
    for (const { subject, previous } of rows) expect(store.rows.get(placeOf('customers-1', subject))).toBe(previous);
    for (const { subject, wrapped } of rows) store.rows.set(placeOf('customers-1', subject), wrapped);
    await both.load(['c-1', 'c-2', 'c-3']); // one of them still under the old key
    expect(opening(both)(token, ada)).toBe('x');
    expect(opening(people)(sealing(both)('y', alan), alan)).toBe('y');
    await expect(people.rewrap(['c-1'])).rejects.toMatchObject({
      code: 'ERR_UNKNOWN_KEY',
      details: { keyId: 'young' },
    });
    const after = subjectKeys({ store, key: young, ring: 'customers-1' });
    await after.load(['c-1', 'c-2']);
    expect(opening(after)(token, ada)).toBe('x');
    expect(await rejection(after.load(['c-3']))).toMatchObject({ code: 'ERR_UNKNOWN_KEY', details: { keyId: key.id } });
    expect(encrypt({ key: both, ...place }).facts.parameters['key']).toEqual(['young', key.id]);
  });
});

describe('a store that breaks its contract', () => {
  const broken = (
    store: Partial<SubjectKeyStore>,
    act: (people: SubjectKeys) => Promise<unknown>,
  ): Promise<PrivacyError> =>
    rejection(act(subjectKeys({ store: { ...rowsInMemory(), ...store }, key, ring: 'customers-1' })));
  const said = {
    code: 'ERR_VAULT',
    message: 'subjectKeys: the store does not do what its interface says',
    details: {},
  };
  test.each([
    ['nothing', undefined],
    ['a map', new Map()],
    ['a text', 'rows'],
    ['a row that was not asked for', [{ subject: 'c-9', wrapped: 'voile1_' }]],
    ['one row twice', [1, 2].map(() => ({ subject: 'c-1', wrapped: 'voile1_' }))],
    ['a row without a key', [{ subject: 'c-1', wrapped: null }]],
    ['bytes for a key', [{ subject: 'c-1', wrapped: new Uint8Array(8) }]],
    ['no row in the list', [undefined]],
    ['a row of another case', [{ Subject: 'c-1', wrapped: 'voile1_' }]],
  ])('get gives %s', async (_, rows) => {
    const get = async (): Promise<never> => rows as never;
    expect(await broken({ get }, (people) => people.load(['c-1']))).toMatchObject(said);
    expect(await broken({ get }, (people) => people.rewrap(['c-1']))).toMatchObject(said);
  });
  test.each([undefined, null, true, { wrapped: 'voile1_' }])('putIfAbsent gives %j', async (stored) => {
    const putIfAbsent = async (): Promise<never> => stored as never;
    expect(await broken({ putIfAbsent }, (people) => people.load(['c-1'], { create: true }))).toMatchObject(said);
  });
  test('putIfAbsent gives the row of another person', async () => {
    const { store } = await loaded('c-2');
    const putIfAbsent = async (): Promise<string> => store.rows.get(placeOf('customers-1', 'c-2')) as string;
    const error = await broken({ putIfAbsent }, (people) => people.load(['c-1'], { create: true }));
    expect(error.code).toBe('ERR_AUTH');
  });
  test.each([undefined, null, 1, 'true', { rowCount: 1 }])(
    'delete gives %j: the key is gone all the same',
    async (deleted) => {
      const { people, store, seal } = await loaded('c-1');
      store.delete = async () => deleted as never;
      expect(await rejection(people.forget('c-1'))).toMatchObject(said);
      expect(failureOf(() => seal('x', ada)).code).toBe('ERR_UNKNOWN_KEY');
    },
  );
  test('what the store throws is passed on untouched, from each method', async () => {
    const failure = new TypeError('column does not exist');
    const failing = (): Promise<never> => Promise.reject(failure);
    const base = rowsInMemory();
    const of = (store: Partial<SubjectKeyStore>): SubjectKeys =>
      subjectKeys({ store: { ...base, ...store }, key, ring: 'r' });
    await expect(of({ get: failing }).load(['a'])).rejects.toBe(failure);
    await expect(of({ get: failing }).rewrap(['a'])).rejects.toBe(failure);
    await expect(of({ putIfAbsent: failing }).load(['a'], { create: true })).rejects.toBe(failure);
    await expect(of({ delete: failing }).forget('a')).rejects.toBe(failure);
    const sudden = (): never => {
      throw failure;
    };
    await expect(of({ get: sudden }).load(['a'])).rejects.toBe(failure);
    await expect(of({ delete: sudden }).forget('a')).rejects.toBe(failure);
  });
});

describe('wrong parameters', () => {
  const store = rowsInMemory();
  const fit = { store, key, ring: 'customers-1' };
  refusesOptions('subjectKeys', subjectKeys, fit, 'store, key, ring, engine');
  const rings = ['', 'a b', 'é', 'x'.repeat(33), 7, undefined, null, ['a']].map(
    (wrong): Refusal => [
      (ring) => subjectKeys({ ...fit, ring }),
      wrong,
      'subjectKeys: ring must be 1 to 32 of A-Z a-z 0-9 . _ -',
      'ring',
    ],
  );
  const { get, ...rest } = store;
  const stores = [undefined, null, {}, rest, { ...store, delete: true }].map(
    (wrong): Refusal => [
      (given) => subjectKeys({ ...fit, store: given }),
      wrong,
      'subjectKeys: store must have get, putIfAbsent, delete',
      'store',
    ],
  );
  refusesParameters([...rings, ...stores]);
  test('the engine is one there is, and its rows are those of any other', async () => {
    const store = rowsInMemory();
    for (const engine of engines) {
      const people = subjectKeys({ store, key, ring: 'customers-1', engine });
      await people.load(['c-1'], { create: true });
      expect(await people.load(['c-1'])).toEqual({ missing: [] });
    }
    expect(failureOf(() => subjectKeys({ ...fit, engine: 'fast' as never })).details).toEqual({ parameter: 'engine' });
  });
  test('a look-alike is no ring of persons', () => {
    const people = subjectKeys(fit);
    for (const fake of [{ ...people }, Object.create(people), { id: 'r', '~keyOf': () => key }]) {
      expect(failureOf(() => encrypt({ key: fake as never, ...place })).code).toBe('ERR_KEY');
    }
    expect(Object.values(people).filter((each) => typeof each === 'object')).toEqual([]); // it gives no key out
  });
  test('a wrapping key is needed, subject keys are none', () => {
    expect(get).toBeTypeOf('function');
    for (const odd of [undefined, structuredClone(key), subjectKeys(fit)]) {
      expect(failureOf(() => subjectKeys({ ...fit, key: odd as never })).code).toBe('ERR_KEY');
    }
  });
  test('the keys of persons need a subject and a record, and only in transforms', async () => {
    const { people } = await loaded();
    for (const make of [encrypt, (o: never) => decrypt({ type: 'string', ...(o as object) } as never)]) {
      const parameter = (options: object): unknown => failureOf(() => make(options as never)).details;
      expect(parameter({ key: people, context })).toEqual({ parameter: 'subject' });
      expect(parameter({ key: people, context, boundTo: 'id' })).toEqual({ parameter: 'subject' });
      expect(parameter({ key: people, context, subject: 'customerId' })).toEqual({ parameter: 'boundTo' });
      expect(parameter({ key: people, ...place, subject: '__proto__' })).toEqual({ parameter: 'subject' });
      expect(parameter({ key: people, ...place, subject: '' })).toEqual({ parameter: 'subject' });
      expect(parameter({ key: people, ...place, boundTo: 'constructor' })).toEqual({ parameter: 'boundTo' });
      expect(parameter({ key, ...place })).toEqual({ parameter: 'subject' });
    }
    expect(failureOf(() => fieldCipher({ key: people as never })).details).toEqual({ parameter: 'key' });
    expect(failureOf(() => deterministicCipher({ key: people as never, why: 'test' })).code).toBe('ERR_KEY');
  });
});
