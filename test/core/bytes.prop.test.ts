import fc from 'fast-check';
import { expect } from 'vitest';
import { lengthPrefixed } from '../../src/core/bytes.ts';
import { law } from '../law.ts';

/** Few bytes, zeros and ones among them, so that a part looks like a length. */
const byte = fc.constantFrom(0, 1, 2, 255);
const part = fc.array(byte, { maxLength: 6 }).map((list) => Uint8Array.from(list));
const parts = fc.array(part, { maxLength: 4 });
const cut = fc.nat({ max: 6 });
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

law('utility: the parts are read back from the left', [parts], (list) => {
  const message = Buffer.from(lengthPrefixed(list));
  const read: string[] = [];
  let at = 2;
  for (let i = 0; i < message.readUInt16BE(0); i += 1) {
    const end = at + 4 + message.readUInt32BE(at);
    read.push(hex(message.subarray(at + 4, end)));
    at = end;
  }
  expect(read).toStrictEqual(list.map(hex));
  expect(at).toBe(message.length);
});
law('privacy: no two lists of parts have one message, and none begins with another', [parts, parts], (a, b) => {
  const same = a.map(hex).join() === b.map(hex).join() && a.length === b.length;
  expect(hex(lengthPrefixed(a)).startsWith(hex(lengthPrefixed(b)))).toBe(same);
});
law('privacy: bytes moved from a part to the next change the message', [part, part, cut], (a, b, n) => {
  fc.pre(n < a.length);
  const moved = [a.subarray(0, n), Uint8Array.of(...a.subarray(n), ...b)];
  expect(hex(lengthPrefixed(moved))).not.toBe(hex(lengthPrefixed([a, b])));
});
law('shape: the parts are left as they were', [parts], (list) => {
  const before = list.map(hex);
  lengthPrefixed(list).fill(7);
  expect(list.map(hex)).toStrictEqual(before);
});
