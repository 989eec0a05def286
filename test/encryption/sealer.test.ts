import { describe, expect, test, vi } from 'vitest';
import { encodeParts } from '../../src/core/bytes.ts';
import { deriveBytes, SecretKey } from '../../src/core/keys.ts';
import { boundParts } from '../../src/encryption/bound-parts.ts';
import { encrypt } from '../../src/encryption/encrypt.ts';
import { fieldCipher } from '../../src/encryption/field-cipher.ts';
import { sealerOf } from '../../src/encryption/sealer.ts';
import { aeadOf, SUITES } from '../../src/encryption/suites.ts';
import { builtIn } from '../core/engine-realm.ts';
import { associated, context, engines, failureOf, key, randomised, root } from './cipher-sample.ts';

describe.each(engines)('%s engine', (engine) => {
  test('two suites of one use of a key have a cipher each, whichever was asked for first', () => {
    for (const order of [randomised, [...randomised].reverse()]) {
      const fresh = SecretKey.from(root); // nothing was derived from it before
      const sealers = order.map((suite) => sealerOf('test', { key: fresh, engine, suite, use: ['subject-key'] }, true));
      for (const [at, suite] of order.entries()) {
        const token = sealers[at]?.seal('x', false, encodeParts(context)) as Uint8Array;
        const reference = aeadOf(suite, deriveBytes(root, SUITES[suite].keyBytes, ['subject-key']), null);
        const plain = reference.open(token, 11, associated(token.subarray(0, 11), context));
        expect([...(plain ?? [])]).toEqual([1, 0x78]);
      }
    }
  });
  test('bytes of a value are read once: transferred ones are no value, a length that lies adds nothing', () => {
    const cipher = fieldCipher({ key, engine });
    const gone = Uint8Array.of(1, 2, 3);
    structuredClone(gone, { transfer: [gone.buffer] });
    const error = failureOf(() => cipher.encrypt(gone, context));
    expect([error.code, error.details]).toEqual(['ERR_INPUT', {}]);
    class Liar extends Uint8Array {
      override get length(): number {
        return 5_000;
      }
    }
    const token = cipher.encryptBytes(new Liar([1, 2, 3]), context);
    expect(token.length).toBe(cipher.encryptBytes(new Uint8Array(3), context).length);
  });
});
test('the bytes that bind a record have their memory for themselves', () => {
  const parts = boundParts('test', context)('zoé');
  expect(parts).toStrictEqual(encodeParts([...context, 'zoé']));
  expect([parts.constructor, parts.buffer.byteLength]).toEqual([Uint8Array, parts.length]);
});
test.skipIf(!engines.includes('native'))('what is authenticated never lies in a pool of the runtime', () => {
  const node = builtIn('node:crypto') as typeof import('node:crypto');
  const pool = Buffer.allocUnsafe(8).buffer;
  const { createCipheriv } = node;
  const buffers: ArrayBufferLike[] = [];
  const spy = vi.spyOn(node, 'createCipheriv').mockImplementation(((...given: Parameters<typeof createCipheriv>) => {
    const cipher = createCipheriv(...given) as import('node:crypto').CipherGCM;
    const { setAAD } = cipher;
    cipher.setAAD = (data, ...rest) => {
      buffers.push((data as Uint8Array).buffer);
      return setAAD.call(cipher, data, ...rest);
    };
    return cipher;
  }) as typeof createCipheriv);
  try {
    const fresh = SecretKey.from(root);
    for (const id of ['u-1', 'x'.repeat(600)]) {
      fieldCipher({ key: fresh, engine: 'native' }).encrypt('x', [...context, id]);
      encrypt({ key: fresh, engine: 'native', context, boundTo: 'id' })('x', { id });
    }
  } finally {
    spy.mockRestore();
  }
  expect(buffers.length).toBe(4);
  expect(buffers).not.toContain(pool);
});
