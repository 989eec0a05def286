import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, test, vi } from 'vitest';
import * as Encryption from '../../src/encryption/index.ts';
import * as Keys from '../../src/keys/index.ts';
import { builtIn, inRealmOf } from '../core/engine-realm.ts';
import { context, deep, engines, key, randomised, root } from '../encryption/cipher-sample.ts';
import { bundled } from '../package/bundle.ts';

const { cardToken, decrypt, deterministicCipher, encrypt, ff1, fieldCipher, subjectKeys, unwrapKey, wrapKey } =
  Encryption;
const { keyring, SecretKey } = Keys;
const messages = deep ? 1_000_000 : 100_000;
/** Fresh copies of the modules, so that nothing was asked of the runtime before. */
const load = async (): Promise<typeof Encryption & typeof Keys> => ({
  ...(await import('../../src/encryption/index.ts')),
  ...(await import('../../src/keys/index.ts')),
});
const native = engines.includes('native');
const noRandom = expect.objectContaining({
  code: 'ERR_RANDOM',
  message: 'random: the runtime gives no secure random bits',
  details: {},
});

afterEach(() => {
  vi.restoreAllMocks();
});

describe('mistake 1, a nonce that is used again', () => {
  test.each(randomised)(
    `${messages} messages of %s under one key: all nonces differ, and no half of one repeats`,
    { timeout: 240_000 },
    (suite) => {
      const cipher = fieldCipher({ key, suite, maxMessages: suite === 'aes-256-gcm' ? 2 ** 32 : undefined } as never);
      const nonces = new Set<string>();
      const halves = new Set<string>();
      for (let n = 0; n < messages; n += 1) {
        const token = Buffer.from(cipher.encryptBytes(true, context));
        const nonce = token.toString('latin1', 11, suite === 'xaes-256-gcm' ? 35 : 23);
        nonces.add(nonce);
        for (let from = 0; from < nonce.length; from += 12) halves.add(nonce.slice(from, from + 12));
      }
      expect(nonces.size).toBe(messages);
      expect(halves.size).toBe(suite === 'xaes-256-gcm' ? 2 * messages : messages);
    },
  );

  test('four workers with one key draw nonces of their own', { timeout: 60_000 }, async ({ skip }) => {
    const each = deep ? 25_000 : 2_500;
    const code = await bundled(
      `import { SecretKey } from './src/keys/index.ts';
       import { fieldCipher } from './src/encryption/index.ts';
       const cipher = fieldCipher({ key: SecretKey.fromHex('${'0123456789abcdef'.repeat(4)}') });
       globalThis.nonces = Array.from({ length: ${each} }, () => {
         return String(cipher.encryptBytes(true, ['a']).slice(11, 35));
       });`,
      'iife',
    );
    const run = (): Promise<string[]> =>
      new Promise((resolve, reject) => {
        const worker = new Worker(`${code}\nrequire('node:worker_threads').parentPort.postMessage(nonces);`, {
          eval: true,
        });
        worker.once('message', resolve);
        worker.once('error', reject);
        worker.once('exit', () => reject(new Error('no message')));
      });
    let drawn: string[][];
    try {
      drawn = await Promise.all([run(), run(), run(), run()]);
    } catch (failure) {
      console.log(`skipped the nonces of four workers, which this runtime cannot start: ${failure}`);
      return skip();
    }
    const nonces = drawn.flat();
    expect(nonces.length).toBe(4 * each);
    expect(new Set(nonces).size).toBe(4 * each);
    const halves = nonces.flatMap((nonce) => [nonce.split(',').slice(0, 12), nonce.split(',').slice(12)].map(String));
    expect(new Set(halves).size).toBe(8 * each);
  });

  const stuck: readonly (readonly [string, (bytes: Uint8Array, from: number, length: number) => Uint8Array])[] = [
    ['gives one constant', (bytes, from, length) => bytes.fill(7, from, from + length)],
    ['gives zeros', (bytes, from, length) => bytes.fill(0, from, from + length)],
    ['leaves the bytes alone', (bytes) => bytes],
    [
      'throws',
      () => {
        throw new Error('private text of the entropy pool');
      },
    ],
  ];
  const realms = (generator: (typeof stuck)[number][1]) => [
    { crypto: { getRandomValues: (bytes: Uint8Array) => generator(bytes, 0, bytes.length) } },
    ...(native
      ? [
          {
            module: (name: string) => ({
              ...builtIn(name),
              randomFillSync: generator,
              Buffer: name === 'node:buffer' && Buffer,
            }),
            TextDecoder,
            crypto,
          },
        ]
      : []),
  ];
  test.each(stuck)('a generator that %s makes no second token and no key', async (_, generator) => {
    for (const realm of realms(generator)) {
      await inRealmOf(realm, load, ({ SecretKey: Key, fieldCipher: cipherOf, encrypt }) => {
        const fixed = Key.fromHex('0123456789abcdef'.repeat(4));
        const cipher = cipherOf({ key: fixed });
        const seal = encrypt({ key: fixed, context: ['a'] });
        const tokens: unknown[] = [];
        const attempt = (): unknown => tokens.push(cipher.encrypt('x', ['a']));
        try {
          attempt(); // a constant cannot be told from chance before it is drawn again
        } catch (failure) {
          expect(failure).toEqual(noRandom);
        }
        for (let again = 0; again < 3; again += 1) {
          expect(attempt).toThrow(noRandom);
          expect(() => seal('x')).toThrow(noRandom);
          expect(() => Key.generate()).toThrow(noRandom);
        }
        expect(tokens.length).toBeLessThan(2);
        expect(() => cipher.tryDecrypt('string', 'x', ['a'])).not.toThrow();
      });
    }
  });
  test('no public function takes a nonce or a source of randomness', () => {
    const seeded = { kind: 'seeded', u32: () => 1, fill: (bytes: Uint8Array) => bytes };
    for (const option of ['random', 'nonce', 'iv', 'rng']) {
      const seededSource = { code: 'ERR_RANDOM', message: expect.stringContaining('seeded') };
      const unknown = { code: 'ERR_PARAMETER', details: { parameter: option } };
      const error = expect.objectContaining(option === 'random' ? seededSource : unknown);
      const given = { [option]: seeded } as never;
      const store = { get: async () => [], putIfAbsent: async () => '', delete: async () => true };
      for (const act of [
        () => fieldCipher({ key, ...(given as object) }),
        () => encrypt({ key, context, ...(given as object) }),
        () => decrypt({ key, context, type: 'string', ...(given as object) }),
        () => deterministicCipher({ key, why: 'test', ...(given as object) }),
        () => subjectKeys({ key, store, ring: 'r', ...(given as object) }),
        () => ff1({ key, alphabet: 'digits', tweak: context, ...(given as object) }),
        () => cardToken({ key, luhn: 'valid', tweak: context, ...(given as object) }),
        () => wrapKey({ key, secret: key, ...(given as object) }),
        () => unwrapKey({ key, wrapped: new Uint8Array(40), ...(given as object) }),
        () => keyring({ keys: [key], ...(given as object) }),
        () => SecretKey.generate(given),
        () => SecretKey.from(root, given),
      ]) {
        expect(act).toThrow(error);
      }
    }
  });
});

describe.skipIf(!native)('mistake 35, randomness drawn ahead', () => {
  const lengths = (spy: { readonly mock: { readonly calls: unknown[][] } }): unknown[] =>
    spy.mock.calls.map(([bytes, , length]) => length ?? (bytes as Uint8Array).length);
  test('nothing is drawn at import or construction, then once per message: 24 or 12 bytes, straight into the token', async () => {
    const fill = vi.spyOn(builtIn('node:crypto') as typeof import('node:crypto'), 'randomFillSync');
    const web = vi.spyOn(crypto, 'getRandomValues');
    vi.resetModules();
    const {
      SecretKey: Key,
      fieldCipher: cipherOf,
      encrypt,
      decrypt,
      deterministicCipher: sivOf,
      wrapKey,
      subjectKeys,
    } = await load();
    const { keyring } = await import('../../src/keys/index.ts');
    const fixed = Key.fromHex('0123456789abcdef'.repeat(4), { id: 'k1' });
    for (const engine of ['native', 'portable'] as const) {
      for (const [suite, length] of [
        ['xaes-256-gcm', 24],
        ['aes-256-gcm', 12],
      ] as const) {
        const cipher = cipherOf({ key: keyring({ keys: [fixed] }), suite, engine, pad: 32 });
        const seal = encrypt({ key: fixed, context: ['a'], suite, engine, boundTo: 'id' });
        const open = decrypt({ key: fixed, context: ['a'], suite, engine, type: 'string', boundTo: 'id' });
        expect(lengths(fill)).toEqual([]);
        const token = cipher.encrypt('x'.repeat(5_000), ['a', 'u-1']);
        cipher.encryptBytes(1, ['a', 'u-1']);
        cipher.rewrap(token, ['a', 'u-1']);
        seal('x', { id: 'u-1' });
        expect(lengths(fill)).toEqual([length, length, length, length]);
        open(token, { id: 'u-1' });
        cipher.needsRewrap(token);
        expect(() => seal(null as never, { id: 'u-1' })).toThrow();
        expect(() => seal(token, { id: 'u-1' })).toThrow(); // a token of this very cell
        expect(lengths(fill)).toEqual([length, length, length, length]);
        fill.mockClear();
      }
      const siv = sivOf({ key: fixed, engine, why: 'test' });
      siv.encrypt('x', ['a']);
      siv.candidates('x', ['a']);
      wrapKey({ key: fixed, secret: fixed });
      fixed.derive('tenant', 'a');
      expect(lengths(fill)).toEqual([]);
    }
    const store = {
      get: async () => [],
      putIfAbsent: async (_: string, __: string, wrapped: string) => wrapped,
      delete: async () => true,
    };
    const people = subjectKeys({ store, key: fixed, ring: 'r' });
    await people.load(['c-1']);
    expect(lengths(fill)).toEqual([]);
    await people.load(['c-1'], { create: true });
    expect(lengths(fill)).toEqual([32, 32, 24]); // a key, what it is compared with, the nonce of its row
    fill.mockClear();
    Key.generate();
    expect(lengths(fill)).toEqual([32, 32]);
    expect(web).not.toHaveBeenCalled();
    vi.resetModules();
  });
  test('the nonce of a token is what the generator gave, byte for byte', () => {
    const fill = vi.spyOn(builtIn('node:crypto') as typeof import('node:crypto'), 'randomFillSync');
    for (const [suite, length] of [
      ['xaes-256-gcm', 24],
      ['aes-256-gcm', 12],
    ] as const) {
      fill.mockImplementation(((bytes: Uint8Array, from: number, count: number) => {
        for (let at = 0; at < count; at += 1) bytes[from + at] = at + length;
        return bytes;
      }) as never);
      const token = fieldCipher({ key, suite }).encryptBytes('x', context);
      expect([...token.subarray(11, 11 + length)]).toEqual(Array.from({ length }, (_, at) => at + length));
    }
  });
  test('Math.random is never asked', () => {
    const random = vi.spyOn(Math, 'random');
    fieldCipher({ key }).encrypt('x', context);
    deterministicCipher({ key, why: 'test' }).encrypt('x', context);
    SecretKey.generate();
    expect(random).not.toHaveBeenCalled();
  });
});
