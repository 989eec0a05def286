import { describe, expect, test } from 'vitest';
import { keyring } from '../../src/core/keyring.ts';
import { SecretKey } from '../../src/core/keys.ts';
import { decrypt } from '../../src/encryption/decrypt.ts';
import { deterministicCipher } from '../../src/encryption/deterministic-cipher.ts';
import { fieldCipher } from '../../src/encryption/field-cipher.ts';
import { inspect } from '../../src/encryption/inspect.ts';
import { TYPES } from '../../src/encryption/values.ts';
import { PrivacyError } from '../../src/errors.ts';
import { unsafeSeededRandom } from '../../src/testing/index.ts';
import { context, crafted, deep, engines, failureOf, key, other, root, suites } from '../encryption/cipher-sample.ts';

const inputs = deep ? 1_000_000 : 100_000;
// another seed each time, told when something fails
const seed = crypto.getRandomValues(new Uint32Array(1))[0] as number;
const random = unsafeSeededRandom(seed);
const below = (n: number): number => random.u32() % n;
const one = <T>(list: readonly T[]): T => list[below(list.length)] as T;

const named = SecretKey.from(root, { id: 'k1' });
const ring = keyring({ keys: [key, other, named] });
const values = ['', 'zoé@exemple.fr', 'x'.repeat(60), -0, 10n ** 30n, true, new Date(5), Uint8Array.of(1, 2)] as const;
const tokens = [key, other, named].flatMap((by) =>
  values.flatMap((value) => [
    fieldCipher({ key: by }).encryptBytes(value, context),
    fieldCipher({ key: by, suite: 'aes-256-gcm', pad: 16 }).encryptBytes(value, context),
    deterministicCipher({ key: by, why: 'test' }).encryptBytes(value, context),
  ]),
);
const valid = new Set(tokens.map((token) => Buffer.from(token).toString('hex')));

const noise = (length: number): Uint8Array => Uint8Array.from({ length }, () => random.u32());
/** Bytes that get the further, the more of them are right. */
const makers: readonly (() => Uint8Array)[] = [
  () => noise(below(120)),
  () => Uint8Array.from([0xf1, below(4), ...noise(below(100))]),
  () => Uint8Array.from([0xf1, 1 + below(3), one([0x88, 2, 0x42]), ...noise(below(100))]),
  () => Uint8Array.from([...one(tokens).subarray(0, 11), ...noise(below(100))]),
  () => {
    const token = new Uint8Array(one(tokens));
    for (let n = below(3); n >= 0; n -= 1) token[below(token.length)] = random.u32();
    return token;
  },
  () => {
    const token = new Uint8Array(one(tokens));
    const at = below(token.length);
    token[at] = (token[at] as number) ^ (1 << below(8));
    return token;
  },
  () => one(tokens).slice(0, below(80)),
  () => Uint8Array.from([...one(tokens).subarray(0, below(80)), ...one(tokens).subarray(below(80))]),
];
const letters = 'ABCDEFabcdef0189-_-_=+/ .\n\0é\ud800😀';
const textMakers: readonly (() => string)[] = [
  () => Array.from({ length: below(60) }, () => one(letters.split(''))).join(''),
  () => `voile1_${Array.from({ length: below(100) }, () => one(letters.split(''))).join('')}`,
  () => `voile1_${Buffer.from(one(makers)()).toString('base64url')}`,
  () => {
    const text = `voile1_${Buffer.from(one(tokens)).toString('base64url')}`;
    const at = below(text.length);
    return text.slice(0, at) + one(letters.split('')) + text.slice(at + below(3));
  },
];

describe(`mistake 28, unbounded or unchecked input, seed ${seed}`, () => {
  // a failed portable decryption is dear: a change gets a fifth of them, the nightly run all
  const counted = engines.map((engine) => [engine === 'native' || deep ? inputs : inputs / 5, engine] as const);
  test.each(counted)(
    '%i byte strings and texts give a failure of this library’s, or are tokens, %s engine',
    { timeout: 600_000 },
    (count, engine) => {
      const cipher = fieldCipher({ key: ring, engine, allowSuites: suites });
      const open = decrypt({ key: ring, engine, context, type: 'string', allowSuites: suites });
      const codes = new Map<string, number>();
      const strange: unknown[] = [];
      /** The code of the failure, undefined for none. */
      const codeOf = (act: () => unknown): string | undefined => {
        try {
          act();
          return undefined;
        } catch (failure) {
          if (!(failure instanceof PrivacyError)) strange.push(failure);
          return (failure as PrivacyError).code;
        }
      };
      for (let n = 0; n < count; n += 1) {
        const input = n % 2 === 0 ? one(makers)() : one(textMakers)();
        const type = one(TYPES);
        const code = codeOf(() => (n % 4 === 0 ? open(input) : cipher.decrypt(type, input, context)));
        codes.set(code ?? 'value', (codes.get(code ?? 'value') ?? 0) + 1);
        const bytes = typeof input === 'string' ? Buffer.from(input.slice(7), 'base64url') : Buffer.from(input);
        if (code === undefined && !valid.has(bytes.toString('hex'))) strange.push(input);
        const parts = codeOf(() => inspect(input));
        // what cannot be inspected cannot be opened
        if (parts !== undefined && (code === undefined || code === 'ERR_AUTH' || code === 'ERR_TYPE'))
          strange.push(input);
        if (n % 8 === 0) codeOf(() => cipher.needsRewrap(input));
        if (n % 16 === 0) cipher.tryDecrypt(type, input, context);
        if (n % 64 === 0) codeOf(() => cipher.rewrap(input, context));
      }
      expect(strange).toEqual([]);
      // the inputs did reach every stage
      for (const code of [
        'ERR_FORMAT',
        'ERR_VERSION',
        'ERR_SUITE',
        'ERR_UNKNOWN_KEY',
        'ERR_AUTH',
        'ERR_TYPE',
        'value',
      ]) {
        expect(codes.get(code)).toBeGreaterThan(0);
      }
    },
  );
  test('bytes that were authenticated are read, or refused by their type, whatever they are', () => {
    const cipher = fieldCipher({ key, allowSuites: suites });
    for (let n = 0; n < 2_000; n += 1) {
      const plain = Uint8Array.from([one([0, 1, 2, 3, 4, 5, 6, 0x80, 0x82, 7, 0xff]), ...noise(below(20))]);
      const result = cipher.tryDecrypt(one(TYPES), crafted({ plain, suite: one(suites) }), context);
      if (!result.ok) expect(result.code).toBe('ERR_TYPE');
    }
  });
  test('what is too long is refused before it is decoded, decrypted or copied', () => {
    const cipher = fieldCipher({ key });
    const long = `voile1_${'A'.repeat(200_000_000)}`;
    const bytes = new Uint8Array(100_000_000);
    bytes.set(tokens[0] as Uint8Array);
    expect(long.charCodeAt(100_000_000)).toBe(0x41); // one piece of memory from here on
    for (const act of [
      () => cipher.decrypt('string', long, context),
      () => cipher.decrypt('string', bytes, context),
      () => cipher.needsRewrap(long),
      () => cipher.rewrap(bytes, context),
    ]) {
      expect(failureOf(act).code).toBe('ERR_LIMIT');
    }
  });
  test('a text that only begins like a token costs one look, however long it is', () => {
    const seal = fieldCipher({ key });
    const text = `voile1_${'A'.repeat(900_000)}`;
    expect(seal.decrypt('string', seal.encrypt(text, context), context)).toBe(text);
  });
});
