import { createContext, runInContext } from 'node:vm';
import { beforeAll, describe, expect, test } from 'vitest';
import { deterministicCipher } from '../../src/encryption/deterministic-cipher.ts';
import { fieldCipher } from '../../src/encryption/field-cipher.ts';
import { pseudonym } from '../../src/pseudonymisation/pseudonym.ts';
import { key } from '../encryption/cipher-sample.ts';
import { inRealm, script } from '../package/realm.ts';

// The realm of a database function: the language and nothing around it.
const bare = createContext(Object.create(null));
const ROOT = '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f';
const here = "['acme', 'users', 'email']";
const place = ['acme', 'users', 'email'] as const;
beforeAll(async () => {
  runInContext('delete globalThis.Intl; delete globalThis.console; delete globalThis.WebAssembly;', bare);
  runInContext(await script(['./keys', './encryption', './pseudonymisation']), bare);
  runInContext(`key = voile.SecretKey.fromHex('${ROOT}')`, bare);
}, 60_000);
const give = (code: string): unknown => inRealm(`((v) => ${code})(voile)`, bare);
const refused = (code: string): unknown =>
  give(`(() => { try { ${code}; } catch (e) { return [e.name, e.code, e.message]; } return 'no error'; })()`);

describe('mistake 30, no generator in the runtime', () => {
  test.each([
    ['a key', 'v.SecretKey.generate()'],
    ['a field cipher', 'v.fieldCipher({ key })'],
    ['a transform', `v.encrypt({ key, context: ${here} })`],
    ['a bound transform', `v.encrypt({ key, context: ${here}, boundTo: 'id', suite: 'aes-256-gcm' })`],
    [
      'keys of persons',
      `v.subjectKeys({ key, ring: 'r', store: { get: async () => [], putIfAbsent: async () => '', delete: async () => true } })`,
    ],
  ])('%s is refused when it is made, not when it is used', (_, code) => {
    expect(refused(code)).toEqual(['PrivacyError', 'ERR_RANDOM', 'random: the runtime gives no secure random bits']);
  });
  test('the native engine cannot be asked for', () => {
    expect(refused(`v.decrypt({ key, context: ['a'], type: 'string', engine: 'native' })`)).toEqual([
      'PrivacyError',
      'ERR_ENGINE',
      'decrypt: no native engine in this runtime',
    ]);
  });
});
describe('what needs no randomness works in it', () => {
  const cipher = fieldCipher({ key });
  test('every type is decrypted, of both suites', () => {
    const json = cipher.encryptJson({ a: ['é', null] }, place);
    expect(give(`v.decrypt({ key, context: ${here}, type: 'json' })('${json}')`)).toEqual({ a: ['é', null] });
    for (const suite of ['xaes-256-gcm', 'aes-256-gcm'] as const) {
      const by = fieldCipher({ key, suite });
      for (const [type, value, shown] of [
        ['string', '\ufeffzoé 😀', '\ufeffzoé 😀'],
        ['number', -1.5, -1.5],
        ['boolean', true, true],
        ['date', new Date(7), '1970-01-01T00:00:00.007Z'],
      ] as const) {
        const token = by.encrypt(value, place);
        expect(give(`v.decrypt({ key, context: ${here}, type: '${type}' })('${token}')`)).toEqual(shown);
      }
      const big = by.encrypt(-(2n ** 90n), place);
      expect(give(`String(v.decrypt({ key, context: ${here}, type: 'bigint' })('${big}'))`)).toBe(String(-(2n ** 90n)));
      const bytes = by.encrypt(Uint8Array.of(1, 2), place);
      expect(give(`[...v.decrypt({ key, context: ${here}, type: 'bytes' })('${bytes}')]`)).toEqual([1, 2]);
    }
  });
  test('a token is bound to its record there too, and inspected', () => {
    const token = cipher.encrypt('x', [...place, 'u-1']);
    const open = `v.decrypt({ key, context: ${here}, boundTo: 'id', type: 'string' })`;
    expect(give(`${open}('${token}', { id: 'u-1' })`)).toBe('x');
    expect(refused(`${open}('${token}', { id: 'u-2' })`)).toEqual([
      'PrivacyError',
      'ERR_AUTH',
      'decrypt: authentication failed',
    ]);
    expect(give(`v.inspect('${token}')`)).toEqual({ version: 1, suite: 'xaes-256-gcm', keyId: key.id, bytes: 53 });
  });
  test('deterministic tokens, wrapped keys and pseudonyms are those of any other runtime', () => {
    const siv = deterministicCipher({ key, why: 'test', canonicalJson: true });
    const code = "v.deterministicCipher({ key, why: 'test', canonicalJson: true })";
    expect(give(`${code}.encrypt('zoé', ${here})`)).toBe(siv.encrypt('zoé', place));
    expect(give(`${code}.encryptJson({ b: 1, a: ['é'] }, ${here})`)).toBe(siv.encryptJson({ a: ['é'], b: 1 }, place));
    expect(give(`v.unwrapKey({ key, wrapped: v.wrapKey({ key, secret: key }) }).id`)).toBe(key.id);
    expect(give("v.pseudonym({ key, domain: 'crm' })('zoé@exemple.fr')")).toBe(
      pseudonym({ key, domain: 'crm' })('zoé@exemple.fr'),
    );
    expect(give("key.derive('tenant', 'a').id")).toBe(key.derive('tenant', 'a').id);
  });
});
