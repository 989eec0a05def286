import { expect, test } from 'vitest';
import { SecretKey } from '../../src/core/keys.ts';
import { blindIndex } from '../../src/pseudonymisation/blind-index.ts';
import { blindIndexBits } from '../../src/pseudonymisation/blind-index-bits.ts';
import { roots } from '../keyed-reference.ts';
import { chiSquared } from './p-values.ts';

// the key is fixed, so these never fail by chance
const key = SecretKey.from(roots[0] as Uint8Array);
const distinct = 2 ** 15;
const indexes = (bits: number): Map<string, number> => {
  const index = blindIndex({ key, domain: 'users.email', bits, distinct });
  const counts = new Map<string, number>();
  for (let i = 0; i < distinct; i += 1) {
    const found = index(`person${i}@example.org`);
    counts.set(found, (counts.get(found) ?? 0) + 1);
  }
  return counts;
};
const alone = (counts: Map<string, number>): number => [...counts.values()].filter((n) => n === 1).length / distinct;

test('at most bits the share of values alone is e^(-X / 2^N), with what is suggested next to nobody', () => {
  const { max, suggested } = blindIndexBits({ distinct, records: 2 ** 40 });
  const expected = Math.exp(-distinct / 2 ** max); // 1.8 %, a power of two being the best case
  expect(Math.abs(alone(indexes(max)) - expected)).toBeLessThan(5 * Math.sqrt(expected / distinct));
  expect(alone(indexes(suggested))).toBeLessThan(0.0004);
});
test('values are spread evenly over the indexes: chi-squared, n = 32,768, 1e-6', () => {
  const counts = [...indexes(8).values()];
  expect(counts.length).toBe(256);
  expect(chiSquared(counts, new Array<number>(256).fill(distinct / 256))).toBeGreaterThan(1e-6);
});
