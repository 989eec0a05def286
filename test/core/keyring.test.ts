import { expect, test } from 'vitest';
import { keyFact, keyring, keysOf, loadKeyring, ringOf } from '../../src/core/keyring.ts';
import { SecretKey } from '../../src/core/keys.ts';
import { roots } from '../keyed-reference.ts';
import { type Refusal, refusesOptions, refusesParameters } from '../refused-parameters.ts';

const [a, b, c] = ['a', 'b', 'c'].map((id) => SecretKey.generate({ id })) as [SecretKey, SecretKey, SecretKey];
const refused = (code: string, message: string, details: object = {}): unknown =>
  expect.objectContaining({ code, message, details });

test('the first key makes unless another one is named; the current one stands first', () => {
  const ring = keyring({ keys: [a, b, c] });
  expect([ring.current.id, ring.ids]).toEqual(['a', ['a', 'b', 'c']]);
  const named = keyring({ keys: [a, b, c], current: 'b', decryptOnly: ['a'] });
  expect([named.current, named.ids, keysOf(named)]).toEqual([b, ['b', 'a', 'c'], [b, a, c]]);
  expect(['a', 'b', 'c'].map(named.get)).toEqual([a, b, c]);
});
test('an id that is not there gives undefined, whatever objects inherit', () => {
  const ring = keyring({ keys: [a, SecretKey.from(roots[0] as Uint8Array, { id: '__proto__' })] });
  expect(['d', '', 'constructor', 'toString', 'hasOwnProperty'].map(ring.get)).toEqual(new Array(5).fill(undefined));
  expect(ring.get('__proto__')?.id).toBe('__proto__');
});
test('a ring is frozen, and does not follow the lists it was made of', () => {
  const keys = [a, b];
  const decryptOnly = ['b'];
  const ring = keyring({ keys, decryptOnly });
  keys.pop();
  decryptOnly.pop();
  expect(() => Object.assign(ring, { current: b })).toThrow(TypeError);
  expect(() => (ring.ids as string[]).push('c')).toThrow(TypeError);
  expect(keysOf(ring)).toEqual([a, b]);
});
test('what cannot be a ring is refused', () => {
  const make = (parameters: object): unknown => keyring(parameters as never);
  for (const fake of [structuredClone(a), 'a', null, undefined, new Proxy(a, {})]) {
    const error = refused('ERR_KEY', 'keyring: keys must be SecretKeys', { parameter: 'keys', position: 1 });
    expect(() => make({ keys: [a, fake] })).toThrow(error);
  }
  expect(() => make({ keys: [a, b, SecretKey.generate({ id: 'a' })] })).toThrow(
    refused('ERR_KEY', 'keyring: two keys have one id', { parameter: 'keys', position: 2 }),
  );
  expect(() => make({ keys: [a, a] })).toThrow(expect.objectContaining({ code: 'ERR_KEY' }));
  const unknown = refused('ERR_UNKNOWN_KEY', 'keyring: current and decryptOnly must be ids of the keys');
  for (const odd of [{ current: 'b' }, { current: '' }, { current: a }, { decryptOnly: ['b'] }, { decryptOnly: [7] }]) {
    expect(() => make({ keys: [a], ...odd })).toThrow(unknown);
  }
  const both = refused('ERR_KEY', 'keyring: the current key must not be decrypt-only', { parameter: 'current' });
  expect(() => make({ keys: [a, b], decryptOnly: ['a'] })).toThrow(both);
  expect(() => make({ keys: [a, b], current: 'b', decryptOnly: ['b', 'a'] })).toThrow(both);
});
refusesOptions('keyring', keyring, { keys: [a] }, 'keys, current, decryptOnly');
refusesParameters([
  [(keys) => keyring({ keys }), [], 'keyring: keys must be a list of at least one key', 'keys'],
  [(keys) => keyring({ keys }), a, 'keyring: keys must be a list of at least one key', 'keys'],
  [(keys) => keyring({ keys }), { 0: a, length: 1 }, 'keyring: keys must be a list of at least one key', 'keys'],
  [
    (decryptOnly) => keyring({ keys: [a], decryptOnly }),
    'a',
    'keyring: decryptOnly must be a list of ids',
    'decryptOnly',
  ],
] satisfies Refusal[]);

test('a lone key is a ring of one, and a ring of the caller’s own making is read once', () => {
  expect([ringOf('test', a).ids, ringOf('test', a).current, ringOf('test', a).get('a')]).toEqual([['a'], a, a]);
  const own = { current: b, ids: ['a', 'b'], get: (id: string) => [a, b].find((key) => key.id === id) };
  const ring = ringOf('test', own);
  own.current = c;
  own.ids.push('c');
  own.get = () => c;
  expect([ring.current, ring.ids, ring.get('a'), ring.get('c'), keysOf(ring)]).toEqual([
    b,
    ['b', 'a'],
    a,
    undefined,
    [b, a],
  ]);
  expect(keysOf(ringOf('test', keyring({ keys: [a, b, c], current: 'c' })))).toEqual([c, a, b]);
});
test('facts tell a lone key by its id, a ring by the list of them', () => {
  expect(keyFact(a, ringOf('test', a))).toBe('a');
  const ring = keyring({ keys: [a, b], current: 'b' });
  expect(keyFact(ring, ringOf('test', ring))).toEqual(['b', 'a']);
  const one = keyring({ keys: [a] });
  expect(keyFact(one, ringOf('test', one))).toEqual(['a']);
});
test('anything else is no key', () => {
  const fakes = [
    ...[undefined, null, 'a', 7, roots[0], structuredClone(a), [a], {}],
    ...[
      { current: structuredClone(a), ids: ['a'], get: () => a },
      { current: a, ids: ['a'] },
      { current: a, ids: ['a', 'lost'], get: (id: string) => (id === 'a' ? a : undefined) },
      { current: a, ids: ['a', 'b'], get: (id: string) => (id === 'a' ? a : structuredClone(b)) },
    ],
  ];
  for (const fake of fakes) {
    const error = refused('ERR_KEY', 'test: key must be a SecretKey or a keyring', { parameter: 'key' });
    expect(() => ringOf('test', fake)).toThrow(error);
  }
});

test('keys are loaded all at once, in the order of the ids', async () => {
  const asked: string[] = [];
  const load = async (id: string): Promise<SecretKey> => {
    asked.push(id);
    await new Promise((resolve) => setTimeout(resolve, id === 'a' ? 5 : 0));
    expect(asked).toEqual(['a', 'b']);
    return id === 'a' ? a : b;
  };
  const ring = await loadKeyring({ ids: ['a', 'b'], load, current: 'b', decryptOnly: ['a'] });
  expect([ring.current, ring.ids]).toEqual([b, ['b', 'a']]);
});
test('a key that comes back under another id is refused, a failure of the caller’s is passed on', async () => {
  const swapped = refused('ERR_UNKNOWN_KEY', 'loadKeyring: load gave a key of another id', { keyId: 'b' });
  await expect(loadKeyring({ ids: ['a', 'b'], load: async () => a })).rejects.toThrow(swapped);
  await expect(loadKeyring({ ids: ['b'], load: async () => undefined as never })).rejects.toThrow(swapped);
  const fake = async (): Promise<SecretKey> => structuredClone(a);
  await expect(loadKeyring({ ids: ['a'], load: fake })).rejects.toThrow(expect.objectContaining({ code: 'ERR_KEY' }));
  const broken = new Error('the vault is sealed');
  await expect(loadKeyring({ ids: ['a'], load: () => Promise.reject(broken) })).rejects.toBe(broken);
  const sudden = (): never => {
    throw broken;
  };
  await expect(loadKeyring({ ids: ['a'], load: sudden })).rejects.toBe(broken);
});
test('wrong parameters of loadKeyring reject', async () => {
  const odd = (parameters: object): Promise<unknown> => loadKeyring(parameters as never);
  const parameter = (name: string): unknown =>
    expect.objectContaining({ code: 'ERR_PARAMETER', details: { parameter: name } });
  const load = async (): Promise<SecretKey> => a;
  await expect(odd({ ids: 'a', load })).rejects.toThrow(parameter('ids'));
  await expect(odd({ ids: ['a'], load: 'file' })).rejects.toThrow(parameter('load'));
  await expect(odd({ ids: [], load })).rejects.toThrow(parameter('keys'));
  await expect(odd({ ids: ['a'], load, keys: [a] })).rejects.toThrow(parameter('keys'));
  await expect(loadKeyring({ ids: ['a', 'a'], load })).rejects.toThrow(expect.objectContaining({ code: 'ERR_KEY' }));
});
