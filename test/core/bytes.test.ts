import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { copyOf, encodeParts, equalBytes, isBytes, lengthPrefixed } from '../../src/core/bytes.ts';

const parts = (...texts: string[]): Uint8Array[] => texts.map((text) => Uint8Array.from(Buffer.from(text)));
const hex = (list: Uint8Array[]): string => Buffer.from(lengthPrefixed(list)).toString('hex');

test.each([
  [[], '0000'],
  [[''], '000100000000'],
  [['', ''], '00020000000000000000'],
  [['a', 'bc'], '00020000000161000000026263'],
  [['ab', 'c'], '00020000000261620000000163'],
])('%o is %s', (texts, message) => {
  expect(hex(parts(...texts))).toBe(message);
});
test('a length has four bytes, a count two, the most significant first', () => {
  expect(hex([new Uint8Array(0x01_02_03)]).slice(0, 12)).toBe('000100010203');
  expect(hex(Array.from({ length: 0x01_02 }, () => new Uint8Array())).slice(0, 4)).toBe('0102');
});
test('the parts are copied, from where they lie in their buffer', () => {
  const part = Uint8Array.of(1, 2, 3).subarray(1);
  const message = lengthPrefixed([part]);
  part.fill(0);
  expect([...message]).toStrictEqual([0, 1, 0, 0, 0, 2, 2, 3]);
});
test('65,535 parts are the most, and 2^32 - 1 bytes', () => {
  const none = new Uint8Array();
  expect(lengthPrefixed(Array.from({ length: 65_535 }, () => none)).length).toBe(2 + 4 * 65_535);
  const refused = expect.objectContaining({
    code: 'ERR_INPUT',
    message: 'lengthPrefixed: too many parts or too long a part',
  });
  expect(() => lengthPrefixed(Array.from({ length: 65_536 }, () => none))).toThrow(refused);
  expect(() => lengthPrefixed([none, { length: 2 ** 32 } as Uint8Array])).toThrow(refused);
});
test('a message has its memory for itself: no pool of the runtime holds it', () => {
  for (const message of [encodeParts(['acme', 'users']), lengthPrefixed(parts('a')), encodeParts([])]) {
    expect([message.constructor, message.buffer.byteLength]).toEqual([Uint8Array, message.length]);
  }
});
test('bytes are arrays of bytes of whatever realm, and nothing that only says so', () => {
  const foreign: unknown = runInNewContext('Uint8Array.of(1, 2)');
  class Liar extends Uint8Array {
    override get [Symbol.toStringTag](): 'Uint8Array' {
      return 'Int8Array' as 'Uint8Array';
    }
  }
  const shared = new Uint8Array(new SharedArrayBuffer(2));
  for (const bytes of [new Uint8Array(0), Buffer.from('a'), foreign, shared, new Liar(1)]) {
    expect(isBytes(bytes)).toBe(true);
  }
  const tagged = { value: 'Uint8Array' };
  const fakes = [
    ...[undefined, null, 7, 'Uint8Array', [1], new ArrayBuffer(2), new DataView(new ArrayBuffer(2)), new Int8Array(1)],
    ...[new Uint8ClampedArray(1), new Proxy(new Uint8Array(1), {}), Object.create(Uint8Array.prototype)],
    Object.defineProperty(new Int8Array(1), Symbol.toStringTag, tagged),
    Object.defineProperty({ length: 1, 0: 7 }, Symbol.toStringTag, tagged),
  ];
  expect(fakes.filter(isBytes)).toEqual([]);
});
test('a copy has what the array holds, whatever length it claims, and there is none of bytes that were sent away', () => {
  class Liar extends Uint8Array {
    override get length(): number {
      return 9;
    }
  }
  const liar = new Liar([1, 2, 3]);
  expect(copyOf(liar)).toStrictEqual(Uint8Array.of(1, 2, 3));
  const copy = copyOf(Buffer.from('abc').subarray(1)) as Uint8Array;
  expect([[...copy], copy.constructor, copy.buffer.byteLength]).toEqual([[98, 99], Uint8Array, 2]);
  const gone = Uint8Array.of(1, 2);
  structuredClone(gone, { transfer: [gone.buffer] });
  expect(copyOf(gone)).toBe(undefined);
});
test('bytes are equal where all of them and their number are', () => {
  const [a, b] = [Uint8Array.of(1, 2), Uint8Array.of(1, 2)];
  expect(equalBytes(a, b)).toBe(true);
  for (const other of [[], [1], [1, 3], [0, 2], [1, 2, 0], [1, 2, 3]]) {
    expect([equalBytes(a, Uint8Array.from(other)), equalBytes(Uint8Array.from(other), a)]).toEqual([false, false]);
  }
});
