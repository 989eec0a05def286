import { shake128 } from '@noble/hashes/sha3.js';
import { describe, expect, test } from 'vitest';
import { aeadOf } from '../../src/encryption/suites.ts';
import { deep } from '../encryption/cipher-sample.ts';
import { absent, byEngine, bytes, hex, read, sealAndOpen } from './boxes.ts';

interface Vector {
  readonly key: string;
  readonly nonce: string;
  readonly plaintext: string;
  readonly aad: string;
  readonly ciphertext: string;
}
interface Xaes {
  readonly vectors: readonly Vector[];
  readonly accumulated: { readonly '10000': string; readonly '1000000': string };
}

describe.skipIf(absent).each(byEngine)('C2SP XAES-256-GCM, %s engine', (name, node) => {
  test('mistake 36, the arguments of CMAC in the wrong order: both vectors are right, the first bit of the encrypted zeros once 0 and once 1', () => {
    const { vectors } = read<Xaes>('xaes_256_gcm.json');
    const wrong = vectors.filter(({ key, nonce, plaintext, aad, ciphertext }) => {
      const given = { key: bytes(key), nonce: bytes(nonce), aad: bytes(aad), plain: bytes(plaintext) };
      const { sealed, opened } = sealAndOpen('xaes-256-gcm', node, given);
      return hex(sealed) !== ciphertext || hex(opened) !== plaintext;
    });
    console.log(`XAES, ${name}: ${vectors.length} vectors ran both ways`);
    expect(vectors.length).toBe(2);
    expect(wrong).toStrictEqual([]);
  });
  test('the accumulated hash of random messages', { timeout: 600_000 }, () => {
    const { accumulated } = read<Xaes>('xaes_256_gcm.json');
    const [count, expected] = deep && node ? [1_000_000, accumulated['1000000']] : [10_000, accumulated['10000']];
    const random = shake128.create({});
    const all = shake128.create({ dkLen: 32 });
    let right = 0;
    for (let message = 0; message < count; message += 1) {
      const [key, nonce] = [random.xof(32), random.xof(24)];
      const plain = random.xof(random.xof(1)[0] as number);
      const aad = random.xof(random.xof(1)[0] as number);
      const box = new Uint8Array(24 + plain.length + 16);
      box.set(nonce);
      box.set(plain, 24);
      const aead = aeadOf('xaes-256-gcm', key, node);
      aead.seal(box, 0, aad);
      all.update(box.subarray(24));
      if (message % 10 > 0 || Buffer.compare(aead.open(box, 0, aad) ?? new Uint8Array(999), plain) === 0) right += 1;
    }
    console.log(`XAES, ${name}: ${count} random messages sealed, every tenth opened`);
    expect(right).toBe(count);
    expect(hex(all.digest())).toBe(expected);
  });
});
