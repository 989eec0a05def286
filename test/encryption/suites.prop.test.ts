import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aeadOf, nodeCiphers, SUITES, type SuiteName } from '../../src/encryption/suites.ts';
import { deep, suites } from './cipher-sample.ts';
import { slowLaw } from './slow-law.ts';

const node = nodeCiphers();
if (!node) console.log('no native engine in this runtime: skipped the comparison of the engines over all sizes');
const suite = fc.constantFrom(...suites);
const some = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const keys = some(64);
const nonces = some(24);
const associated = fc.uint8Array({ maxLength: 80 });
const plain = fc.uint8Array({ minLength: 1, maxLength: 120 });
const head = fc.nat({ max: 35 });

function boxOf(name: SuiteName, nonce: Uint8Array, at: number, value: Uint8Array): Uint8Array {
  const { overhead, plain: start, nonce: length } = SUITES[name];
  const box = new Uint8Array(at + overhead + value.length);
  box.set(nonce.subarray(0, length), at);
  box.set(value, at + start);
  return box;
}

const cases = [suite, keys, nonces, associated, plain, head] as const;
slowLaw(
  'the engines seal alike under a given nonce, and each opens what the other sealed',
  [...cases],
  (name, k, n, aad, x, at) => {
    const derived = k.subarray(0, SUITES[name].keyBytes);
    const both = [aeadOf(name, derived, node), aeadOf(name, derived, null)] as const;
    const boxes = both.map((aead) => {
      const box = boxOf(name, n, at, x);
      aead.seal(box, at, aad);
      return box;
    });
    expect(boxes[0]).toEqual(boxes[1]);
    for (const [mine, theirs] of [both, [both[1], both[0]]] as const) {
      expect([...(mine.open(boxes[0] as Uint8Array, at, aad) ?? [])]).toEqual([...x]);
      expect([...(theirs.open(boxes[1] as Uint8Array, at, aad) ?? [])]).toEqual([...x]);
    }
  },
);
slowLaw(
  'no engine opens a box with a bit changed, behind its head or in what is associated',
  [...cases, fc.nat(), fc.nat({ max: 7 })],
  (name, k, n, aad, x, at, place, bit) => {
    for (const ciphers of [node, null]) {
      const aead = aeadOf(name, k.subarray(0, SUITES[name].keyBytes), ciphers);
      const box = boxOf(name, n, at, x);
      aead.seal(box, at, aad);
      const flipped = at + (place % (box.length - at));
      box[flipped] = (box[flipped] as number) ^ (1 << bit);
      expect(aead.open(box, at, aad)).toBe(undefined);
      box[flipped] = (box[flipped] as number) ^ (1 << bit);
      expect(aead.open(box, at, Uint8Array.from([...aad, 0]))).toBe(undefined);
      const changed = aad.map((byte, i) => (i === place % aad.length ? byte ^ (1 << bit) : byte));
      if (aad.length > 0) expect(aead.open(box, at, changed)).toBe(undefined);
      expect(aead.open(box, at, aad)).not.toBe(undefined);
    }
  },
);

// every edge of a block, and then some of all sizes
const edges = Array.from({ length: 9 }, (_, block) => [16 * block - 1, 16 * block, 16 * block + 1]).flat();
const large = [255, 256, 4_095, 4_096, 8_192, 16_383, 65_535, 65_536, 70_000];
const random = Array.from({ length: deep ? 400 : 20 }, (_, n) => (n * n * 7_919) % 70_000);
const sizes = [...new Set([...edges, ...large, ...random])].filter((size) => size > 0);

describe.skipIf(!node).each(suites)('%s', (name) => {
  test(`the engines agree over ${sizes.length} sizes from 1 to 70,000 bytes`, { timeout: 240_000 }, () => {
    const derived = Uint8Array.from({ length: SUITES[name].keyBytes }, (_, at) => 3 * at);
    const [native, portable] = [aeadOf(name, derived, node), aeadOf(name, derived, null)];
    for (const size of sizes) {
      const value = Uint8Array.from({ length: size }, (_, at) => at * 31 + size);
      const nonce = Uint8Array.from({ length: 24 }, (_, at) => at + size);
      const boxes = [native, portable].map((aead) => {
        const box = boxOf(name, nonce, 11, value);
        aead.seal(box, 11, nonce);
        return Buffer.from(box);
      }) as [Buffer, Buffer];
      expect(boxes[0].equals(boxes[1])).toBe(true);
      expect(Buffer.from(native.open(boxes[1], 11, nonce) ?? []).equals(value)).toBe(true);
      expect(Buffer.from(portable.open(boxes[0], 11, nonce) ?? []).equals(value)).toBe(true);
    }
  });
});
