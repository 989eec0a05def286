import { expect, test } from 'vitest';
import { numbering } from '../../src/core/numbering.ts';
import { crafted } from './crafted.ts';

test.each<[string, (i: number) => unknown]>([
  ['numbers', crafted],
  ['bigints', (i) => BigInt(i) << 64n],
  ['dates', (i) => new Date(crafted(i))],
])('crafted %s, whose hashes are equal, are numbered as any others are', (_, craft) => {
  const { numberOf, find } = numbering();
  const order = Array.from({ length: 2_000 }, (_, i) => i);
  for (let round = 0; round < 2; round += 1) expect(order.map((i) => numberOf(craft(i)))).toEqual(order);
  expect(order.map((i) => find(craft(i)))).toEqual(order);
  expect(find(craft(2_000))).toBe(undefined);
});
