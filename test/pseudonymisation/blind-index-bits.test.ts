import { describe, expect, test } from 'vitest';
import { blindIndexBits } from '../../src/pseudonymisation/blind-index-bits.ts';
import { type Refusal, refusesOptions, refusesParameters } from '../refused-parameters.ts';

const records = 1_000_000;
const joint = 18; // 2^19 is below a million, 2^20 is not

test.each([
  [9, 2, 2, 1],
  [16, 2, 2, 1],
  [17, 3, 3, 1],
  [32, 3, 3, 1],
  [33, 3, 4, 2],
  [64, 3, 4, 2],
  [65, 4, 5, 3],
  [1_000, 5, 8, 6],
  [1_024, 5, 8, 6], // 2^9 is not below 512
  [1_025, 6, 9, 7],
  [10_000, 7, 12, 10],
  [100_000, 9, 15, 13],
  [1_000_000, 10, 18, 16],
  [10_000_000, 12, 22, 18], // 20, but the records leave 18
  [Number.MAX_SAFE_INTEGER, 27, 51, 18],
])('%i distinct values have %i to %i bits, better %i', (distinct, min, max, suggested) => {
  expect(blindIndexBits({ distinct, records })).toStrictEqual({ min, max, suggested, joint });
});
test('the range of bits is empty for up to 8 distinct values, and only there', () => {
  for (let distinct = 1; distinct <= 8; distinct += 1) {
    const details = { limit: 9, actual: distinct };
    const message = 'blindIndexBits: distinct must be at least 9';
    const refused = expect.objectContaining({ code: 'ERR_DOMAIN_TOO_SMALL', message, details });
    expect(() => blindIndexBits({ distinct, records })).toThrow(refused);
  }
  for (let distinct = 9; distinct < 3_000; distinct += 1) {
    const { min, max, suggested } = blindIndexBits({ distinct, records });
    expect(min <= max && suggested >= 1).toBe(true);
  }
});
describe('several indexes of one record', () => {
  const left = (others: number[], count = records) => blindIndexBits({ distinct: 1e6, records: count, others });
  test('have together as many bits as one index may', () => {
    expect(left([10])).toMatchObject({ max: 18, joint: 8, suggested: 8 });
    expect(left([9])).toMatchObject({ joint: 9 });
    expect(left([6, 6])).toMatchObject({ joint: 6 });
    expect(left([16])).toMatchObject({ joint: 2, suggested: 2 });
    expect(left([17])).toMatchObject({ joint: 1 });
  });
  test('are refused where they leave no bit, as they tell records apart', () => {
    const message = 'blindIndexBits: others leave no bit: 2^(all bits + 1) must be below records';
    const refused = expect.objectContaining({ code: 'ERR_PARAMETER', message, details: { parameter: 'others' } });
    for (const others of [[18], [10, 10], [10, 10, 10], [63]]) expect(() => left(others)).toThrow(refused);
    expect(() => left([], 4)).toThrow(refused);
    expect(left([], 5)).toMatchObject({ joint: 1, suggested: 1 });
  });
  test('a power of two of records gives one bit less than one record more', () => {
    expect([left([], 2 ** 20).joint, left([], 2 ** 20 + 1).joint]).toEqual([18, 19]);
  });
});
test('the answer cannot be changed', () => {
  expect(Object.isFrozen(blindIndexBits({ distinct: 9, records }))).toBe(true);
});

const fit = { distinct: 1_000, records };
const wrong = (parameter: string, rule: string, ...values: readonly unknown[]): readonly Refusal[] =>
  values.map((value) => [
    blindIndexBits,
    { ...fit, [parameter]: value },
    `blindIndexBits: ${parameter} ${rule}`,
    parameter,
  ]);
refusesOptions('blindIndexBits', blindIndexBits, fit, 'distinct, records, others');
refusesParameters([
  ...wrong('distinct', 'must be a whole number, at least 1', 0, -9, 9.5, '1000', 1000n, Number.NaN, 2 ** 53, undefined),
  ...wrong('records', 'must be a whole number, at least 1', 0, 9.5, '1000', 1000n, Infinity, undefined),
  ...wrong('others', 'must be a list of whole numbers from 1 to 63', 8, '8', [0], [64], [8.5], ['8'], [8n], null),
]);
