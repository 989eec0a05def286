import fc from 'fast-check';
import { expect } from 'vitest';
import { keyring } from '../../src/core/keyring.ts';
import { SecretKey } from '../../src/core/keys.ts';
import { blindIndex } from '../../src/pseudonymisation/blind-index.ts';
import { keyedHash, roots } from '../keyed-reference.ts';
import { law } from '../law.ts';

const distinct = Number.MAX_SAFE_INTEGER;
const keys = roots.map((bytes, at) => SecretKey.from(bytes, { id: `k${at}` }));
const domains = ['users.email', 'users.phone', ''.padEnd(70, 'é')];
const engines = ['native', 'portable'] as const;
const made = new Map<string, ReturnType<typeof blindIndex>>();
const index = (at: number, domain: string, bits: number, engine: (typeof engines)[number] = 'native') => {
  const label = `${at} ${domain} ${bits} ${engine}`;
  const known = made.get(label) ?? blindIndex({ key: keys[at] as SecretKey, domain, bits, distinct, engine });
  made.set(label, known);
  return known;
};

const text = fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom('', 'zoé', '👩‍👧', '__proto__', '\0', '\ufeffa'));
const bits = fc.integer({ min: 1, max: 51 });
const at = fc.constantFrom(0 as const, 1 as const);
const domain = fc.constantFrom(...domains);
const engine = fc.constantFrom(...engines);

law('privacy: an index has its bits and no more', [at, domain, bits, text], (k, d, n, value) => {
  const found = index(k, d, n)(value);
  expect(found).toMatch(new RegExp(`^[0-9a-f]{${Math.ceil(n / 4)}}$`));
  expect(BigInt(`0x${found}`) < 2n ** BigInt(n)).toBe(true);
});
law(
  'privacy: an index of fewer bits is the start of a longer one, and tells nothing else',
  [bits, text],
  (n, value) => {
    const [short, long] = [n, 51].map((b) => BigInt(`0x${index(0, 'users.email', b)(value)}`)) as [bigint, bigint];
    expect(short).toBe(long >> BigInt(51 - n));
  },
);
law('privacy: another key or domain gives an index without relation', [text], (value) => {
  const all = [0, 1].flatMap((k) => domains.map((d) => index(k, d, 51)(value)));
  expect(new Set(all).size).toBe(6); // equal with probability 2^-47
});
law('privacy: the index is the keyed hash of docs/spec', [at, domain, bits, text, engine], (k, d, n, value, by) => {
  const head = keyedHash(roots[k] as Uint8Array, ['index', d], value).readBigUInt64BE() >> BigInt(64 - n);
  expect(index(k, d, n, by)(value)).toBe(head.toString(16).padStart(Math.ceil(n / 4), '0'));
});
law('privacy: an error holds no part of the value', [text], (value) => {
  const secret = `secret${value}\ud800`;
  let told = '';
  try {
    index(0, 'users.email', 20)(secret);
  } catch (failure) {
    told = `${failure} ${JSON.stringify(failure)}`;
  }
  expect(told).toContain('blindIndex: value ');
  expect(told).not.toContain('secret');
});
law('utility: equal values are found, by text and by bytes', [at, domain, bits, text], (k, d, n, value) => {
  const find = index(k, d, n);
  expect(find.candidates(value)).toEqual([find(value)]);
  expect(find(new TextEncoder().encode(value))).toBe(find(value));
});
const rings = [0, 1].map((k) => {
  const ring = keyring({ keys, current: `k${k}` });
  return blindIndex({ key: ring, domain: 'users.email', bits: 33, distinct });
}) as [ReturnType<typeof blindIndex>, ReturnType<typeof blindIndex>];
law('utility: the candidates of a ring are the indexes of its keys, the current one first', [at, text], (k, value) => {
  const [one, other] = [k, 1 - k].map((each) => index(each, 'users.email', 33)(value));
  expect(rings[k].candidates(value)).toEqual([one, other]);
  expect(rings[k](value)).toBe(one);
});
law('shape: bytes are left as they were', [fc.uint8Array({ maxLength: 40 })], (bytes) => {
  const before = Array.from(bytes);
  index(0, 'users.email', 20, 'portable')(bytes);
  expect(Array.from(bytes)).toEqual(before);
});
