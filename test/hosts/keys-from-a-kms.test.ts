import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { recipe } from './recipe.ts';

type Context = { readonly [name: string]: string };
type Blobs = ReadonlyMap<string, Uint8Array>;
interface Key {
  readonly id: string;
}
interface Ring {
  readonly current: Key;
  readonly ids: readonly string[];
}
interface Recipe {
  newBlob(kms: Kms, id: string): Promise<Uint8Array>;
  keysFromKms(kms: Kms, blobs: Blobs, decryptOnly?: readonly string[]): Promise<Ring>;
  keysFromRoot(readSecret: (name: string) => Promise<string>, wrapped: Blobs): Promise<Ring>;
  wrappedUnder(root: Key, secret: Key): Uint8Array;
  keysFromEnvironment(environment: { VOILE_KEYS?: string }): Ring;
}

const blobs = (named: { readonly [id: string]: Uint8Array }): Blobs => new Map(Object.entries(named));

/** A service in the process: its key never leaves it, and the context is authenticated. */
class Kms {
  readonly #key = randomBytes(32);
  readonly given: Uint8Array[] = [];

  async encrypt(bytes: Uint8Array, context: Context): Promise<Uint8Array> {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce).setAAD(Buffer.from(JSON.stringify(context)));
    return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  }
  async decrypt(blob: Uint8Array, context: Context): Promise<Uint8Array> {
    const cipher = createDecipheriv('aes-256-gcm', this.#key, blob.subarray(0, 12));
    cipher.setAAD(Buffer.from(JSON.stringify(context))).setAuthTag(blob.subarray(-16));
    const bytes = Uint8Array.from(Buffer.concat([cipher.update(blob.subarray(12, -16)), cipher.final()]));
    this.given.push(bytes);
    return bytes;
  }
}

recipe<Recipe>('keys-from-a-kms', async (page) => {
  const { newBlob, keysFromKms, keysFromRoot, wrappedUnder, keysFromEnvironment } = page;
  const { SecretKey, keyring } = await import('voile/keys');
  const { fieldCipher } = await import('voile/encryption');
  const context = ['acme', 'users', 'email', 'u-1'] as const;
  const cipherOf = (ring: Ring) => fieldCipher({ key: ring as never });

  test('data keys that a service opens read and write, and survive a restart', async () => {
    const kms = new Kms();
    const k1 = await newBlob(kms, 'k1');
    const token = cipherOf(await keysFromKms(kms, blobs({ k1 }))).encrypt('ada@example.org', context);
    const ring = await keysFromKms(kms, blobs({ k2: await newBlob(kms, 'k2'), k1 }), ['k1']);
    expect(ring.ids).toEqual(['k2', 'k1']);
    const cipher = cipherOf(ring);
    expect(cipher.decrypt('string', token, context)).toBe('ada@example.org');
    expect(cipher.needsRewrap(token)).toBe(true);
  });
  test('neither blobs nor what the service gave hold a key afterwards', async () => {
    const kms = new Kms();
    const k1 = await newBlob(kms, 'k1');
    const [bytes = new Uint8Array()] = [await kms.decrypt(k1, { application: 'acme', key: 'k1' })];
    expect(bytes.some((byte) => byte !== 0)).toBe(true);
    expect(Buffer.from(k1).includes(Buffer.from(bytes))).toBe(false);
    const ring = await keysFromKms(kms, blobs({ k1 }));
    expect(kms.given.at(-1)).toEqual(new Uint8Array(32));
    const shown = [inspect(ring, { depth: 9, showHidden: true }), JSON.stringify(ring), String(ring.current)].join();
    for (const encoding of ['hex', 'base64', 'base64url', 'latin1'] as const) {
      expect(shown).not.toContain(Buffer.from(bytes).toString(encoding));
    }
  });
  test('swapped, altered and foreign blobs are refused, by the service, and its error is passed on as it was', async () => {
    const kms = new Kms();
    const [k1, k2] = [await newBlob(kms, 'k1'), await newBlob(kms, 'k2')];
    await expect(keysFromKms(kms, blobs({ k1: k2, k2: k1 }))).rejects.toThrow(/authenticate/);
    const altered = k1.map((byte, at) => (at === 20 ? byte ^ 1 : byte));
    await expect(keysFromKms(kms, blobs({ k1: altered }))).rejects.toThrow(/authenticate/);
    await expect(keysFromKms(new Kms(), blobs({ k1 }))).rejects.toThrow(/authenticate/);
    const down = new Error('the service is down');
    const failing = Object.assign(new Kms(), { decrypt: () => Promise.reject(down) });
    await expect(keysFromKms(failing, blobs({ k1 }))).rejects.toBe(down);
    await expect(keysFromKms(kms, blobs({}))).rejects.toMatchObject({ code: 'ERR_PARAMETER' });
    await expect(keysFromKms(kms, blobs({ k1 }), ['k1'])).rejects.toMatchObject({ code: 'ERR_KEY' });
  });
  test('data keys under a root come back by it alone; a fingerprint notices a swap, a text does not', async () => {
    const text = randomBytes(32).toString('base64url');
    const root = SecretKey.fromBase64url(text);
    const [k1, k2] = [SecretKey.generate({ id: 'k1' }), SecretKey.generate({ id: 'k2' })];
    const token = cipherOf(keyring({ keys: [k1] })).encrypt('ada@example.org', context);
    const [one, two] = [wrappedUnder(root, k1), wrappedUnder(root, k2)];
    const wrapped = blobs({ k2: two, k1: one });
    expect(one).toHaveLength(40);
    const ring = await keysFromRoot(async () => text, wrapped);
    expect(ring.ids).toEqual(['k2', 'k1']);
    expect(cipherOf(ring).decrypt('string', token, context)).toBe('ada@example.org');

    const other = async () => randomBytes(32).toString('base64url');
    await expect(keysFromRoot(other, wrapped)).rejects.toMatchObject({ code: 'ERR_AUTH' });
    const swapped = await keysFromRoot(async () => text, blobs({ k2: one, k1: two }));
    expect(() => cipherOf(swapped).decrypt('string', token, context)).toThrow(
      expect.objectContaining({ code: 'ERR_AUTH' }),
    );
    const [a, b] = [SecretKey.generate(), SecretKey.generate()];
    await expect(keysFromRoot(async () => text, blobs({ [a.id]: wrappedUnder(root, b) }))).rejects.toMatchObject({
      code: 'ERR_AUTH',
    });
    expect((await keysFromRoot(async () => text, blobs({ [a.id]: wrappedUnder(root, a) }))).ids).toEqual([a.id]);
  });
  test('keys of the environment are read once, and are gone from it', () => {
    const [one, two] = [randomBytes(32).toString('base64url'), randomBytes(32).toString('base64url')];
    const environment = { VOILE_KEYS: `k2:${two},k1:${one}` };
    expect(keysFromEnvironment(environment).ids).toEqual(['k2', 'k1']);
    expect(environment).toEqual({});
    for (const VOILE_KEYS of [undefined, '', 'k1', `k1:${one.slice(1)}`, `k1:${one}=`, `k1:${one},k1:${two}`, one]) {
      const failure = (() => {
        try {
          return keysFromEnvironment(VOILE_KEYS === undefined ? {} : { VOILE_KEYS });
        } catch (error) {
          return error;
        }
      })();
      expect(failure).toMatchObject({ name: 'PrivacyError' });
      expect(inspect(failure)).not.toContain(one.slice(1));
    }
  });
  test('what the page says is refused is refused, and a hash of a password is not', () => {
    const password = 'correct horse battery staple 123';
    const hex = randomBytes(16).toString('hex');
    for (const bytes of [
      Buffer.from(password),
      Buffer.from(hex),
      new Uint8Array(32),
      randomBytes(31),
      randomBytes(33),
    ]) {
      expect(() => SecretKey.from(bytes)).toThrow(expect.objectContaining({ code: 'ERR_KEY' }));
    }
    expect(() => SecretKey.from(createHash('sha256').update(password).digest())).not.toThrow();
  });
});
