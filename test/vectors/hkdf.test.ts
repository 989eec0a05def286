import { hkdfSync } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { describe, expect, test } from 'vitest';
import { hexDecode, hexEncode } from '../../src/core/base.ts';
import { deriveBytes } from '../../src/core/keys.ts';
import { partsOf } from '../keyed-reference.ts';

interface Case {
  readonly tcId: number;
  readonly ikm: string;
  readonly salt: string;
  readonly info: string;
  readonly size: number;
  readonly okm: string;
  readonly result: 'valid' | 'invalid';
}

const file = '../shared/vectors/wycheproof_hkdf_sha256_test.json';

// Salt and info of the vectors are out of reach of the derivation, which fixes both: its one building block is tested,
// and below the whole against the HKDF of node:crypto.
describe.skipIf(!existsSync(file))('vectors of HKDF-SHA-256 (skipped without ../shared/vectors)', () => {
  test('Wycheproof hkdf_sha256: 83 valid and 3 invalid cases', () => {
    const { testGroups } = JSON.parse(readFileSync(file, 'utf8')) as {
      readonly testGroups: readonly { readonly tests: readonly Case[] }[];
    };
    const ran = { valid: 0, invalid: 0 };
    const wrong: number[] = [];
    for (const { tcId, ikm, salt, info, size, okm, result } of testGroups.flatMap(({ tests }) => tests)) {
      ran[result] += 1;
      const run = (): string => hexEncode(hkdf(sha256, hexDecode(ikm), hexDecode(salt), hexDecode(info), size));
      if (result === 'invalid') expect(run).toThrow();
      else if (run() !== okm) wrong.push(tcId);
    }
    console.log(`Wycheproof hkdf_sha256: ${ran.valid} valid and ${ran.invalid} invalid cases ran`);
    expect(ran).toStrictEqual({ valid: 83, invalid: 3 });
    expect(wrong).toStrictEqual([]);
  });
});
test('a derivation is the HKDF of node:crypto with an empty salt and the label and parts as info', () => {
  const root = Uint8Array.from({ length: 32 }, (_, at) => at);
  const uses = [['kid'], ['pseudonym', 'crm'], ['pseudonym', ''], ['stretch', 'é\0'], ['a', 'bc'], ['ab', 'c'], []];
  for (const use of uses) {
    for (const length of [1, 8, 32, 64, 255]) {
      const info = Buffer.concat([Buffer.from('voile/v1'), partsOf(use)]);
      expect(deriveBytes(root, length, use)).toStrictEqual(new Uint8Array(hkdfSync('sha256', root, '', info, length)));
    }
  }
});
