import { expect, test, vi } from 'vitest';
import { keyring } from '../../src/core/keyring.ts';
import { SecretKey } from '../../src/core/keys.ts';
import { cardToken } from '../../src/encryption/card-token.ts';
import { ff1 } from '../../src/encryption/ff1.ts';
import { permute } from '../../src/encryption/fpe.ts';
import { key, old, ROOT, told, young } from './fpe-sample.ts';

const fit = { alphabet: 'digits', tweak: ['acme', 'orders', 'number'] } as const;
const number = '0123456789';

test('the current key encrypts and decrypts, and candidates has a token of every key, the current one first', () => {
  const ring = keyring({ keys: [old, young], current: 'young', decryptOnly: ['old'] });
  const [before, after, both] = [ff1({ key: old, ...fit }), ff1({ key: young, ...fit }), ff1({ key: ring, ...fit })];
  expect(both(number)).toBe(after(number));
  expect(both.decrypt(after(number))).toBe(number);
  expect(both.candidates(number)).toStrictEqual([after(number), before(number)]);
  expect(before.candidates(number)).toStrictEqual([before(number)]);
  expect(both.facts.parameters['key']).toStrictEqual(['young', 'old']);
  expect(both.decrypt.facts.parameters['key']).toStrictEqual(['young', 'old']);
});
test('during a rotation a value is found under both keys, and old tokens are opened by the old key', () => {
  const stored = ['0123456789', '9876543210'].map((value, at) => ff1({ key: at === 0 ? old : young, ...fit })(value));
  const during = ff1({ key: keyring({ keys: [young, old] }), ...fit });
  const found = ['0123456789', '9876543210'].map((value) =>
    during.candidates(value).some((token) => stored.includes(token)),
  );
  expect(found).toStrictEqual([true, true]);
  expect(during.decrypt(stored[0] as string)).not.toBe('0123456789'); // no error: a token does not name its key
  expect(during(ff1({ key: old, ...fit }).decrypt(stored[0] as string))).toBe(during('0123456789'));
});
test('what is no key is refused when the transform is made', () => {
  const clone = structuredClone(key);
  for (const wrong of [
    undefined,
    null,
    ROOT,
    new Uint8Array(32).fill(7),
    clone,
    { current: clone, ids: [], get() {} },
  ]) {
    for (const make of [
      () => ff1({ key: wrong as never, ...fit }),
      () => cardToken({ key: wrong as never, tweak: ['a'], luhn: 'valid' }),
    ]) {
      expect(make).toThrow(expect.objectContaining({ code: 'ERR_KEY' }));
    }
  }
});
test('a destroyed key does nothing more, and what was derived from it is overwritten', () => {
  const short = SecretKey.fromHex(ROOT, { id: 'short' });
  const code = ff1({ key: short, ...fit });
  const card = cardToken({ key: short, tweak: ['acme', 'cards'], luhn: 'valid' });
  const token = code(number);
  expect(card.decrypt(card('4970123456701117'))).toBe('4970123456701117');
  const filled = vi.spyOn(Uint8Array.prototype, 'fill');
  short.destroy();
  const wiped = filled.mock.contexts.filter((bytes) => bytes instanceof Uint8Array && bytes.length === 32);
  filled.mockRestore();
  expect(wiped.length).toBe(2); // the root, and the one key of FF1 that both share
  expect(wiped.every((bytes) => (bytes as Uint8Array).every((byte) => byte === 0))).toBe(true);
  const error = expect.objectContaining({ code: 'ERR_KEY_DESTROYED', details: { keyId: 'short' } });
  for (const run of [code, code.decrypt, code.candidates]) expect(() => run(token)).toThrow(error);
});
test('nothing that is changed afterwards changes a token', () => {
  const bytes = Uint8Array.from({ length: 32 }, (_, at) => at);
  const tweak: [string, ...string[]] = ['acme', 'orders', 'number'];
  const options = { key: SecretKey.from(bytes), alphabet: 'digits', tweak };
  const code = ff1(options);
  const first = code.candidates(number) as string[];
  expect(first).toStrictEqual(['5425163060']);
  bytes.fill(1);
  tweak[0] = 'other';
  tweak.push('more');
  options.alphabet = 'alnum';
  first[0] = '0';
  expect([code(number), ...code.candidates(number)]).toStrictEqual(['5425163060', '5425163060']);
  expect(() => Object.assign(code.facts.parameters, { key: 'other' })).toThrow(TypeError);
  expect(code.facts.parameters['tweak']).toStrictEqual(['acme', 'orders', 'number']);
});
test('the inner function leaves key, tweak and digits alone and gives fresh digits', () => {
  const [bytes, tweak] = [new Uint8Array(32).fill(1).fill(2, 16), Uint8Array.of(1, 2, 3)];
  const digits = [0, 1, 2, 3, 4, 5];
  const once = permute('encrypt', bytes, 10, tweak, digits);
  expect(bytes.every((byte, at) => byte === (at < 16 ? 1 : 2))).toBe(true);
  expect(tweak).toStrictEqual(Uint8Array.of(1, 2, 3));
  expect(digits).toStrictEqual([0, 1, 2, 3, 4, 5]);
  const copy = [...once];
  once.fill(9);
  expect(permute('encrypt', bytes, 10, tweak, digits)).toStrictEqual(copy);
  expect(permute('decrypt', bytes, 10, tweak, copy)).toStrictEqual(digits);
});
test('a key at an odd place in its buffer gives the same digits', () => {
  const bytes = Uint8Array.from({ length: 32 }, (_, at) => 3 * at);
  const odd = new Uint8Array(40).subarray(3, 35);
  odd.set(bytes);
  const of = (one: Uint8Array): number[] => permute('encrypt', one, 10, new Uint8Array(0), [0, 1, 2, 3, 4, 5]);
  expect(of(odd)).toStrictEqual(of(bytes));
  expect(odd).toStrictEqual(bytes);
});
test('no key, no tweak and no token in an error', () => {
  const code = ff1({ key, alphabet: 'digits', tweak: ['s3cr3t-tweak'] });
  for (const act of [() => code('12345'), () => code('12345a'), () => code(Object('secret') as never)]) {
    const texts = told(act);
    expect(texts).toMatch(/ERR_/);
    for (const secret of ['s3cr3t', ROOT, '12345', "'secret'"]) expect(texts).not.toContain(secret);
  }
});
test('the transforms fit a column: one argument, the value', () => {
  const code = ff1({ key, ...fit });
  expect([number].map(code)).toStrictEqual(['5425163060']);
  expect(['5425163060'].map(code.decrypt)).toStrictEqual([number]);
});
