import { describe, expect, test } from 'vitest';
import { aeadOf } from '../../src/encryption/suites.ts';
import { absent, byEngine, bytes, hex, read, sealAndOpen, type Wycheproof } from './boxes.ts';

describe.skipIf(absent).each(byEngine)('Wycheproof aes_gcm, %s engine', (name, node) => {
  test('the 66 cases with a key of 256, a nonce of 96 and a tag of 128 bits', () => {
    const ran = { valid: 0, invalid: 0 };
    const skipped = { key: 0, nonce: 0 };
    const wrong: number[] = [];
    for (const { keySize, ivSize, tagSize, tests } of read<Wycheproof>('wycheproof_aes_gcm_test.json').testGroups) {
      expect(tagSize).toBe(128);
      if (keySize !== 256) skipped.key += tests.length;
      else if (ivSize !== 96) skipped.nonce += tests.length;
      else {
        for (const { tcId, key, iv, aad, msg, ct, tag, result } of tests) {
          ran[result] += 1;
          const aead = aeadOf('aes-256-gcm', bytes(key), node);
          const opened = hex(aead.open(bytes(iv + ct + tag), 0, bytes(aad)));
          const given = { key: bytes(key), nonce: bytes(iv), aad: bytes(aad), plain: bytes(msg) };
          const sealed = hex(sealAndOpen('aes-256-gcm', node, given).sealed);
          const right = result === 'valid' ? opened === msg && sealed === ct + tag : opened === undefined;
          if (!right) wrong.push(tcId);
        }
      }
    }
    console.log(
      `AES-GCM, ${name}: ${ran.valid} valid cases ran both ways, ${ran.invalid} were refused; skipped, for no suite ` +
        `has such sizes: ${skipped.key} with another key, ${skipped.nonce} with another nonce`,
    );
    expect([ran, skipped]).toStrictEqual([
      { valid: 39, invalid: 27 },
      { key: 211, nonce: 39 },
    ]);
    expect(wrong).toStrictEqual([]);
  });
});
