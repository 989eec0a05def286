import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { hexDecode } from '../../src/core/base.ts';
import { type Mac, nativeMac, nodeCrypto, portableMac } from '../../src/core/engine.ts';

interface Rfc {
  readonly tc: number;
  readonly key: string;
  readonly data: string;
  readonly sha256: string;
  readonly truncateBytes?: number;
}
interface Case {
  readonly tcId: number;
  readonly key: string;
  readonly msg: string;
  readonly tag: string;
  readonly result: 'valid' | 'invalid';
}

const folder = '../shared/vectors';
const read = <T>(name: string): T => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as T;
const node = nodeCrypto();
const engines: [string, ((key: Uint8Array) => Mac) | undefined][] = [
  ['native', node ? (key) => nativeMac(node, key) : undefined],
  ['portable', portableMac],
];

describe.skipIf(!existsSync(folder))('vectors of HMAC-SHA-256 (skipped without ../shared/vectors)', () => {
  test.each(engines)('RFC 4231, %s: 7 cases', (name, open) => {
    const { vectors } = read<{ readonly vectors: readonly Rfc[] }>('rfc4231_hmac.json');
    const wrong = vectors.filter(({ key, data, sha256, truncateBytes = 32 }) => {
      const mac = open?.(hexDecode(key));
      return mac?.hex(hexDecode(data)).slice(0, 2 * truncateBytes) !== sha256.slice(0, 2 * truncateBytes);
    });
    console.log(`RFC 4231, ${name}: ${vectors.length} cases ran`);
    expect(vectors.length).toBe(7);
    expect(wrong.map(({ tc }) => tc)).toStrictEqual([]);
  });

  test.each(engines)('Wycheproof hmac_sha256, %s: 66 valid and 108 invalid cases', (name, open) => {
    const { testGroups } = read<{
      readonly testGroups: readonly { readonly tagSize: number; readonly tests: readonly Case[] }[];
    }>('wycheproof_hmac_sha256_test.json');
    const ran = { valid: 0, invalid: 0 };
    const wrong: number[] = [];
    for (const { tagSize, tests } of testGroups) {
      for (const { tcId, key, msg, tag, result } of tests) {
        ran[result] += 1;
        const made = open?.(hexDecode(key))
          .hex(hexDecode(msg))
          .slice(0, tagSize / 4);
        if ((made === tag) !== (result === 'valid')) wrong.push(tcId);
      }
    }
    console.log(`Wycheproof hmac_sha256, ${name}: ${ran.valid} valid and ${ran.invalid} invalid cases ran`);
    expect(ran).toStrictEqual({ valid: 66, invalid: 108 });
    expect(wrong).toStrictEqual([]);
  });
});
