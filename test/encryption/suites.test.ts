import { describe, expect, test, vi } from 'vitest';
import type * as Suites from '../../src/encryption/suites.ts';
import { aeadOf, nodeCiphers, SUITES } from '../../src/encryption/suites.ts';
import { builtIn, inRealmOf } from '../core/engine-realm.ts';
import { suites } from './cipher-sample.ts';

const node = nodeCiphers();
const byEngine = [['portable', null] as const, ...(node ? [['native', node] as const] : [])];
const key = (length: number): Uint8Array => Uint8Array.from({ length }, (_, at) => 5 * at + 1);
const associated = Uint8Array.of(1, 2, 3);

/** A sealed box: a head of zeros, a nonce, 20 bytes. */
function boxOf(suite: Suites.SuiteName, aead: Suites.Aead, head = 11, length = 20): Uint8Array {
  const { plain, overhead } = SUITES[suite];
  const box = new Uint8Array(head + overhead + length);
  box.fill(0x40, head, head + plain).fill(0x61, head + plain, head + plain + length);
  aead.seal(box, head, associated);
  return box;
}

test('the bytes of the suites are published', () => {
  expect(suites.map((suite) => [suite, SUITES[suite].byte])).toEqual([
    ['xaes-256-gcm', 1],
    ['aes-256-gcm', 2],
    ['aes-256-siv', 3],
  ]);
});

describe.each(byEngine)('%s engine', (_, ciphers) => {
  test.each(suites)('%s gives the plaintext in an array of its own, again and again', (suite) => {
    const aead = aeadOf(suite, key(SUITES[suite].keyBytes), ciphers);
    const box = boxOf(suite, aead);
    const copy = new Uint8Array(box);
    const plain = aead.open(box, 11, associated);
    expect([...(plain ?? [])]).toEqual(new Array(20).fill(0x61));
    plain?.fill(0);
    expect(box).toEqual(copy);
    expect([...(aead.open(box, 11, associated) ?? [])]).toEqual(new Array(20).fill(0x61));
    expect([...box.subarray(0, 11)]).toEqual(new Array(11).fill(0)); // the head is left alone
  });
  test.each(suites)('%s opens a box that is a part of a larger array, at any place', (suite) => {
    const aead = aeadOf(suite, key(SUITES[suite].keyBytes), ciphers);
    for (let at = 0; at < 9; at += 1) {
      const around = new Uint8Array(200).fill(0xee);
      const box = boxOf(suite, aead, at);
      const part = around.subarray(at, at + box.length);
      part.set(box);
      expect([...(aead.open(part, at, associated) ?? [])]).toEqual(new Array(20).fill(0x61));
      part.fill(0x40, at, at + SUITES[suite].plain).fill(0x61, at + SUITES[suite].plain);
      aead.seal(part, at, associated);
      expect([...part.subarray(at)]).toEqual([...box.subarray(at)]);
      expect([...around.subarray(0, at), ...around.subarray(at + box.length)].every((byte) => byte === 0xee)).toBe(
        true,
      );
    }
  });
  test.each(suites)('%s does not follow the key that it was made of', (suite) => {
    const mine = key(SUITES[suite].keyBytes);
    const aead = aeadOf(suite, mine, ciphers);
    const box = boxOf(suite, aead);
    mine.fill(0);
    expect(boxOf(suite, aead)).toEqual(box);
    expect(mine).toEqual(new Uint8Array(mine.length));
  });
  test.each(suites)('mistake 32, a tag that is cut short: %s opens nothing of another length', (suite) => {
    const aead = aeadOf(suite, key(SUITES[suite].keyBytes), ciphers);
    const box = boxOf(suite, aead, 0);
    for (let cut = 1; cut <= box.length - SUITES[suite].overhead; cut += 1) {
      expect(aead.open(box.subarray(0, box.length - cut), 0, associated)).toBe(undefined);
    }
    expect(aead.open(Uint8Array.from([...box, 0]), 0, associated)).toBe(undefined);
  });
  test.each(suites)('%s can be wiped, and then gives nothing that its key gave', (suite) => {
    const aead = aeadOf(suite, key(SUITES[suite].keyBytes), ciphers);
    const before = boxOf(suite, aead);
    const filled = vi.spyOn(Uint8Array.prototype, 'fill');
    aead.wipe();
    const wiped = filled.mock.contexts.map((bytes) => (bytes as Uint8Array).length);
    filled.mockRestore();
    expect(wiped).toEqual(suite === 'xaes-256-gcm' ? [32, 32, 32] : [SUITES[suite].keyBytes]);
    expect(boxOf(suite, aead)).not.toEqual(before);
  });
});

describe('the self-test of the native engine', () => {
  const load = (): Promise<typeof Suites> => import('../../src/encryption/suites.ts');
  const crypto = node as unknown;
  const changed = (changes: object) => (name: string) =>
    name === 'node:crypto' ? { ...builtIn(name), ...changes } : builtIn(name);
  const found = (module: (name: string) => unknown): Promise<unknown> =>
    inRealmOf({ module, TextDecoder }, load, (fresh) => [fresh.nodeCiphers(), fresh.nodeCiphers()]);
  const failing = (): never => {
    throw new Error('Unknown cipher');
  };
  test.skipIf(!crypto)('takes one that is right', async () => {
    const [first, second] = (await found(builtIn)) as [object, object];
    expect(first).not.toBe(null);
    expect(second).toBe(first);
  });
  test.skipIf(!node)('refuses one without a cipher, with a wrong one, with a wrong block', async () => {
    const real = builtIn('node:crypto') as NonNullable<typeof node>;
    const swapped: typeof real.createCipheriv = (name, bytes, nonce) =>
      name === 'aes-256-ecb'
        ? real.createCipheriv(name, new Uint8Array(bytes).reverse(), nonce)
        : real.createCipheriv(name, bytes, nonce);
    const unopened: typeof real.createDecipheriv = (name, bytes, nonce) =>
      real.createDecipheriv(name, new Uint8Array(bytes).reverse(), nonce);
    const changes = [
      { createCipheriv: failing },
      { createCipheriv: undefined },
      { createDecipheriv: failing },
      { createCipheriv: swapped },
      { createDecipheriv: unopened },
    ];
    for (const change of changes) expect(await found(changed(change))).toEqual([null, null]);
  });
  // each forgets to read one thing: it takes what it was given the first time
  const forgetful = ['prefix', 'nonce', 'ciphertext', 'first byte of the tag', 'last byte of the tag', 'data'] as const;
  test.skipIf(!node).each(forgetful)('refuses one that opens whatever the %s is', async (what) => {
    const real = builtIn('node:crypto') as NonNullable<typeof node>;
    const memory = new Map<string, Uint8Array>();
    const first = (bytes: Uint8Array, thing: (typeof forgetful)[number]): Uint8Array => {
      const kept = memory.get(thing) ?? new Uint8Array(bytes);
      memory.set(thing, kept);
      if (thing !== what) return bytes;
      const at = { 'first byte of the tag': 0, 'last byte of the tag': 15 } as { readonly [thing: string]: number };
      const byte = at[thing];
      return byte === undefined ? kept : bytes.map((each, i) => (i === byte ? (kept[i] as number) : each));
    };
    const createCipheriv: typeof real.createCipheriv = (name, bytes, nonce) => {
      const cipher = real.createCipheriv(name, bytes, nonce);
      if (name !== 'aes-256-ecb') return cipher;
      const own: typeof cipher = {
        ...cipher,
        setAutoPadding: (on) => cipher.setAutoPadding(on) && own,
        // zeros first, for the mask, then what holds the start of the nonce
        update: (blocks) => cipher.update(blocks.some((byte) => byte) ? first(blocks, 'prefix') : blocks),
      };
      return own;
    };
    const createDecipheriv: typeof real.createDecipheriv = (name, bytes, nonce) => {
      const cipher = real.createDecipheriv(name, bytes, nonce && first(nonce, 'nonce'));
      return {
        ...cipher,
        setAAD: (data) => cipher.setAAD(first(data, 'data')),
        setAuthTag: (tag) => cipher.setAuthTag(first(first(tag, 'first byte of the tag'), 'last byte of the tag')),
        update: (piece) => cipher.update(first(piece, 'ciphertext')),
        final: () => cipher.final(),
      };
    };
    expect(await found(changed({ createCipheriv, createDecipheriv }))).toEqual([null, null]);
    memory.clear();
    const honest = { createCipheriv: real.createCipheriv, createDecipheriv: real.createDecipheriv };
    expect(await found(changed(honest))).not.toContain(null);
  });
  test('there are no native ciphers without node:crypto', async () => {
    expect(await found(() => undefined)).toEqual([null, null]);
  });
});
