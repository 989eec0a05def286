import { scryptSync } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { base64urlEncode } from '../../src/core/base.ts';
import { keyring } from '../../src/core/keyring.ts';
import { deriveBytes, SecretKey } from '../../src/core/keys.ts';
import { phone } from '../../src/pseudonymisation/phone.ts';
import { pseudonym } from '../../src/pseudonymisation/pseudonym.ts';
import { nativeScrypt, portableScrypt } from '../../src/pseudonymisation/scrypt.ts';
import { stretchedPseudonym } from '../../src/pseudonymisation/stretched-pseudonym.ts';
import { keyedHash, roots } from '../keyed-reference.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const [first, second] = roots as [Uint8Array, Uint8Array];
const key = SecretKey.from(first, { id: 'k1' });
const newer = SecretKey.from(second, { id: 'k2' });
const cheap = { N: 1024, r: 8, p: 1 };
const engines = ['native', 'portable'] as const;

test.each(engines)('the worked example of the specification, %s', (engine) => {
  const form = phone({ countries: [{ code: '33', trunk: '0', lengths: [9] }], national: '33' });
  const made = stretchedPseudonym({ key, domain: 'crm', form, engine, stretch: { N: 16384, r: 8, p: 1 } });
  expect(made('06 12 34 56 78')).toBe('x3rQajLGuFvOXguWQHJv3g');
});
test.each(engines)('scrypt with a derived salt, then the keyed hash of pseudonym, %s', (engine) => {
  const made = stretchedPseudonym({ key, domain: 'crm', engine, stretch: cheap, bits: 256 });
  for (const value of ['', 'é', new Uint8Array([0, 255]), 'a'.repeat(300)]) {
    const stretched = scryptSync(value, deriveBytes(first, 32, ['stretch', 'crm']), 32, cheap);
    expect(made(value)).toBe(base64urlEncode(keyedHash(first, ['pseudonym', 'crm'], stretched)));
    expect(made(value)).not.toBe(pseudonym({ key, domain: 'crm', bits: 256 })(value));
  }
  expect(made(Buffer.from('é'))).toBe(made('é'));
});
test('value, domain, key and each part of the cost decide the pseudonym', () => {
  const of = (o: object, value = 'x'): string =>
    stretchedPseudonym({ key, domain: 'crm', stretch: cheap, ...o })(value);
  const all = [
    of({}),
    of({}, 'y'),
    of({ domain: 'other' }),
    of({ key: newer }),
    ...[{ N: 2048 }, { r: 16 }, { p: 2 }].map((cost) => of({ stretch: { ...cheap, ...cost } })),
  ];
  expect(new Set(all).size).toBe(7);
});
test('both engines agree on costs and values', () => {
  const native = nativeScrypt();
  expect(native).toBeDefined();
  const costs = fc.record({
    N: fc.constantFrom(2, 4, 16, 64),
    r: fc.integer({ min: 1, max: 9 }),
    p: fc.integer({ min: 1, max: 4 }),
  });
  const bytes = fc.uint8Array({ maxLength: 100 });
  const numRuns = Math.min(Number(process.env['FC_RUNS'] ?? 50), 2_000);
  const agree = (password: Uint8Array, salt: Uint8Array, cost: { N: number; r: number; p: number }): void => {
    expect(Buffer.from(native?.(password, salt, cost) ?? '')).toStrictEqual(
      Buffer.from(portableScrypt(password, salt, cost)),
    );
  };
  fc.assert(fc.property(bytes, bytes, costs, agree), { numRuns });
  // the largest ones that are allowed, and more memory than the runtime gives by default
  const none = new Uint8Array();
  for (const cost of [
    { N: 2 ** 15, r: 8, p: 1 },
    { N: 2 ** 15, r: 1, p: 1 },
    { N: 2, r: 64, p: 64 },
  ]) {
    agree(none, none, cost);
  }
}, 30_000);
test('facts name the cost', () => {
  const made = stretchedPseudonym({ key, domain: 'crm', stretch: cheap, engine: 'portable', form: 'nfc' });
  expect(made.facts).toStrictEqual({
    name: 'stretchedPseudonym',
    technique: 'pseudonymisation',
    reversible: 'with-key',
    linkable: true,
    deterministic: true,
    parameters: {
      algorithm: 'hmac-sha-256',
      key: 'k1',
      domain: 'crm',
      form: { name: 'nfc', version: 1 },
      bits: 128,
      alphabet: 'base64url',
      stretch: { algorithm: 'scrypt', ...cheap },
    },
  });
  expect(stretchedPseudonym({ key, domain: 'crm', stretch: cheap, form: 'nfc' }).facts).toStrictEqual(made.facts);
});
test('keys change as those of pseudonym', () => {
  const ring = keyring({ keys: [newer, key] });
  const options = { domain: 'crm', stretch: cheap, withKeyId: true, prefix: 's-', alphabet: 'hex' } as const;
  const made = stretchedPseudonym({ key: ring, ...options });
  const old = stretchedPseudonym({ key, ...options });
  expect(made('x')).toMatch(/^s-k2\.[0-9a-f]{32}$/);
  expect(made.candidates('x')).toStrictEqual([made('x'), old('x')]);
  expect([made('x'), old('x'), made('y')].map((text) => made.matches('x', text))).toStrictEqual([true, true, false]);
});
test('wrong values, a destroyed key', () => {
  const gone = SecretKey.from(second, { id: 'gone' });
  const made = stretchedPseudonym({ key: gone, domain: 'crm', stretch: cheap });
  const message = 'stretchedPseudonym: value is not well-formed text';
  for (const wrong of [null, undefined, 7, '\ud800', []]) {
    expect(() => made(wrong as never)).toThrow(expect.objectContaining({ code: 'ERR_INPUT', message }));
  }
  made('x');
  gone.destroy();
  expect(() => made('x')).toThrow(expect.objectContaining({ code: 'ERR_KEY_DESTROYED' }));
});

test('what was stretched is overwritten, the salt with the key, and the portable engine asks nothing of the runtime', () => {
  const node = process.getBuiltinModule('node:crypto');
  const real = node.scryptSync;
  const salts: Uint8Array[] = [];
  const results: Uint8Array[] = [];
  const watching = (password: Uint8Array, salt: Uint8Array, length: number, options: object): Uint8Array => {
    const result = real(password, salt, length, options);
    salts.push(salt);
    results.push(result);
    return result;
  };
  const zero = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0);
  const gone = SecretKey.from(second);
  try {
    Object.assign(node, { scryptSync: watching });
    const made = stretchedPseudonym({ key: gone, domain: 'crm', stretch: cheap, engine: 'native' });
    salts.length = 0; // those of the check that it is right
    results.length = 0;
    made('x');
    expect([salts.length, salts.some(zero), results.every(zero)]).toStrictEqual([1, false, true]);
    gone.destroy();
    expect(salts.every(zero)).toBe(true);
    const portable = stretchedPseudonym({ key, domain: 'crm', stretch: cheap, engine: 'portable' });
    results.length = 0;
    portable('x');
    expect(results).toHaveLength(0);
  } finally {
    Object.assign(node, { scryptSync: real });
  }
});

describe('a runtime whose scrypt is missing or wrong', () => {
  const node = process.getBuiltinModule('node:crypto');
  const stretch = cheap;
  const fails = (): never => {
    throw new Error('not here');
  };
  test.each([
    ['is missing', undefined],
    ['gives other bytes', () => new Uint8Array(32)],
    ['throws', fails],
  ])('%s: the portable one is taken, and the native one refused', (_, scryptOfRuntime) => {
    const before = stretchedPseudonym({ key, domain: 'crm', stretch })('x');
    const { scryptSync } = node;
    try {
      Object.assign(node, { scryptSync: scryptOfRuntime });
      expect(nativeScrypt()).toBeUndefined();
      expect(stretchedPseudonym({ key, domain: 'crm', stretch })('x')).toBe(before);
      expect(() => stretchedPseudonym({ key, domain: 'crm', stretch, engine: 'native' })).toThrow(
        expect.objectContaining({ code: 'ERR_ENGINE' }),
      );
    } finally {
      Object.assign(node, { scryptSync });
    }
  });
});
