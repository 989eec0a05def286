import { aessiv } from '@noble/ciphers/aes.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { slowLaw } from '../encryption/slow-law.ts';
import { absent, bytes, hex, read, sealAndOpen, type Wycheproof } from './boxes.ts';
import { sivOf } from './siv-reference.ts';

const none = new Uint8Array(0);

// The cases have two components of associated data, the suite has one: what it calls runs all cases, and so does a
// second implementation, with which the suite is compared below.
describe.skipIf(absent)('Wycheproof aead_aes_siv_cmac', () => {
  test('the 300 cases with a key of 512 bits, and the 600 of the other sizes', () => {
    const ran = { valid: 0, invalid: 0, others: 0 };
    const wrong: number[] = [];
    for (const { keySize, tests } of read<Wycheproof>('wycheproof_aead_aes_siv_cmac_test.json').testGroups) {
      for (const { tcId, key, iv, aad, msg, ct, tag, result } of tests) {
        ran[keySize === 512 ? result : 'others'] += 1;
        const cipher = aessiv(bytes(key), bytes(aad), bytes(iv));
        let opened: string | undefined;
        try {
          opened = hex(cipher.decrypt(bytes(tag + ct)));
        } catch {
          opened = undefined;
        }
        const again = keySize === 512 ? hex(sivOf(bytes(key), [bytes(aad), bytes(iv)], bytes(msg))) : tag + ct;
        const right =
          result === 'valid'
            ? opened === msg && hex(cipher.encrypt(bytes(msg))) === tag + ct && again === tag + ct
            : opened === undefined;
        if (!right) wrong.push(tcId);
      }
    }
    console.log(
      `AES-SIV: ${ran.valid} valid cases with 512 bits ran both ways, ${ran.invalid} were refused; ${ran.others} others`,
    );
    expect(ran).toStrictEqual({ valid: 84, invalid: 216, others: 600 });
    expect(wrong).toStrictEqual([]);
  });
});
test('RFC 5297, A.1: one component of associated data, as the suite has it', () => {
  const key = bytes('fffefdfcfbfaf9f8f7f6f5f4f3f2f1f0f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff');
  const aad = bytes('101112131415161718191a1b1c1d1e1f2021222324252627');
  const plain = bytes('112233445566778899aabbccddee');
  const { sealed, opened } = sealAndOpen('aes-256-siv', null, { key, nonce: none, aad, plain, head: 11 });
  expect(hex(sealed)).toBe('85632d07c6e8f37f950acd320a2ecc9340c02b9690c4dc04daef7f6afe5c');
  expect(hex(opened)).toBe(hex(plain));
});
const some = (minLength: number, maxLength: number) => fc.uint8Array({ minLength, maxLength });
slowLaw(
  'the suite is RFC 5297 as a second implementation has it',
  [some(64, 64), some(0, 60), some(1, 70)],
  (key, aad, plain) => {
    const { sealed, opened } = sealAndOpen('aes-256-siv', null, { key, nonce: none, aad, plain, head: 3 });
    expect(hex(sealed)).toBe(hex(sivOf(key, [aad], plain)));
    expect(opened).toStrictEqual(plain);
  },
);
