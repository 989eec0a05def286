import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { hexDecode } from '../../src/core/base.ts';
import { SecretKey } from '../../src/core/keys.ts';
import { pseudonym } from '../../src/pseudonymisation/pseudonym.ts';
import { roots } from '../keyed-reference.ts';

const [key, other] = roots.map((root) => SecretKey.from(root)) as [SecretKey, SecretKey];
const made = pseudonym({ key, domain: 'crm', alphabet: 'hex', bits: 64 });
const people = Array.from({ length: 4_000 }, (_, i) => `+336${String(10_000_000 + 7 * i)}`);

describe('an attacker with the full list of people', () => {
  const found = (released: readonly string[], guess: (id: string) => string): number => {
    const dictionary = new Map(people.map((id) => [guess(id), id]));
    return released.filter((text, at) => dictionary.get(text) === people[at]).length;
  };
  const sha256 = (id: string): string => createHash('sha256').update(id).digest('hex').slice(0, 16);
  test('and no key finds nobody, by a hash, another key, domain or document', () => {
    const released = people.map((id) => made(id));
    for (const guess of [
      sha256,
      pseudonym({ key: other, domain: 'crm', alphabet: 'hex', bits: 64 }),
      pseudonym({ key, domain: 'billing', alphabet: 'hex', bits: 64 }),
      pseudonym({ key, domain: 'crm', policy: { document: 'd' }, alphabet: 'hex', bits: 64 }),
    ]) {
      expect(found(released, guess)).toBe(0);
    }
  });
  test('finds everybody behind an unkeyed hash, and with the key: the attack itself works', () => {
    expect(found(people.map(sha256), sha256)).toBe(people.length);
    expect(
      found(
        people.map((id) => made(id)),
        made,
      ),
    ).toBe(people.length);
  });
});

// Each bit of the exclusive or of two pseudonyms of one person is a fair coin: under 1e-6 that one of 3 × 64 of them is
// further than 6.3 standard deviations from the middle, were they drawn independently.
test('pseudonyms of two domains have no bit in common, binomial, n = 4,000, 1e-6', () => {
  const bitsOf = (text: string): number[] =>
    [...hexDecode(text)].flatMap((byte) => Array.from({ length: 8 }, (_, at) => (byte >> at) & 1));
  const billing = pseudonym({ key, domain: 'billing', alphabet: 'hex', bits: 64 });
  const lone = (id: string): string => made(`${id}0`); // a neighbour: no relation within a domain either
  const document = pseudonym({ key, domain: 'crm', policy: { document: 'd' }, alphabet: 'hex', bits: 64 });
  for (const second of [billing, document, lone]) {
    const ones = new Array<number>(64).fill(0);
    for (const id of people) {
      const [a, b] = [bitsOf(made(id)), bitsOf(second(id))];
      for (let at = 0; at < 64; at += 1) ones[at] = (ones[at] ?? 0) + ((a[at] ?? 0) ^ (b[at] ?? 0));
    }
    const furthest = Math.max(...ones.map((count) => Math.abs(count - 2_000) / Math.sqrt(1_000)));
    expect(furthest).toBeLessThan(6.3);
  }
});
