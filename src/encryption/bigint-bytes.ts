import { hexDecode, hexEncode } from '../core/base.ts';

/** An integer in two's complement, big-endian, in the fewest bytes that keep its sign; zero is one byte. */
export function bigintBytes(x: bigint): Uint8Array {
  const magnitude = x < 0n ? -x - 1n : x; // as many bits, for a negative number the inverted ones
  const digits = magnitude.toString(16);
  const even = digits.length % 2 === 0 ? digits : `0${digits}`;
  const padded = even.charCodeAt(0) >= 0x38 ? `00${even}` : even; // 8 to f in front: the bit of the sign is taken
  const bytes = hexDecode(padded);
  return x < 0n ? bytes.map((byte) => byte ^ 0xff) : bytes;
}

/** The integer of such bytes; undefined for none and for more bytes than it takes. */
export function bigintOf(bytes: Uint8Array): bigint | undefined {
  const [first = 0, second = 0] = bytes;
  const spare = bytes.length > 1 && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80));
  if (bytes.length === 0 || spare) return undefined;
  return BigInt.asIntN(8 * bytes.length, BigInt(`0x${hexEncode(bytes)}`));
}
