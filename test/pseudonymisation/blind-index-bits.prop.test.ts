import fc from 'fast-check';
import { expect } from 'vitest';
import { blindIndexBits } from '../../src/pseudonymisation/blind-index-bits.ts';
import { law } from '../law.ts';

/** Any count, and those at powers of two, where logarithms round. */
const count = (min: number): fc.Arbitrary<number> =>
  fc
    .oneof(
      fc.tuple(fc.integer({ min: 3, max: 53 }), fc.integer({ min: -1, max: 1 })).map(([e, off]) => 2 ** e + off),
      fc.maxSafeNat(),
      fc.integer({ min: 5, max: 5_000 }),
    )
    .map((n) => Math.min(Math.max(n, min), Number.MAX_SAFE_INTEGER));
const others = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 3 });

law('privacy: at the maximum an index has more than two values on average, above it not', [count(9)], (distinct) => {
  const { max } = blindIndexBits({ distinct, records: 2 ** 52 });
  expect(2n ** BigInt(max + 1) < BigInt(distinct)).toBe(true);
  expect(2n ** BigInt(max + 2) < BigInt(distinct)).toBe(false);
});
law(
  'privacy: all indexes of a record together have more than two records on average',
  [count(9), count(2 ** 17 + 1), others],
  (distinct, records, bits) => {
    const { joint } = blindIndexBits({ distinct, records, others: bits });
    const all = BigInt(joint + bits.reduce((a, b) => a + b, 0));
    expect(2n ** (all + 1n) < BigInt(records)).toBe(true);
    expect(2n ** (all + 2n) < BigInt(records)).toBe(false);
  },
);
law('utility: the minimum is the least with as many indexes as values in one', [count(9)], (distinct) => {
  const { min, max } = blindIndexBits({ distinct, records: 2 ** 52 });
  expect(4n ** BigInt(min) >= BigInt(distinct)).toBe(true);
  expect(4n ** BigInt(min - 1) >= BigInt(distinct)).toBe(false);
  expect(min).toBeLessThanOrEqual(max);
});
law(
  'privacy: what is suggested keeps both rules, two bits below the maximum where there is room',
  [count(9), count(2 ** 17 + 1), others],
  (distinct, records, bits) => {
    const { max, joint, suggested } = blindIndexBits({ distinct, records, others: bits });
    expect(suggested).toBe(Math.min(joint, Math.max(1, max - 2)));
    expect(suggested).toBeGreaterThanOrEqual(1);
  },
);
