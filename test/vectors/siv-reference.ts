import { createCipheriv } from 'node:crypto';

/** AES-CMAC of RFC 4493 by one pass of CBC, the last block masked. */
function cmac(key: Uint8Array, message: Uint8Array): Buffer {
  const cbc = (data: Uint8Array): Buffer =>
    createCipheriv('aes-256-cbc', key, Buffer.alloc(16)).setAutoPadding(false).update(data) as Buffer;
  const whole = message.length > 0 && message.length % 16 === 0;
  const padded = Buffer.alloc(Math.max(16, 16 * Math.ceil(message.length / 16)));
  padded.set(message);
  if (!whole) padded[message.length] = 0x80;
  const mask = doubled(cbc(Buffer.alloc(16)));
  padded.set(xored(padded.subarray(-16), whole ? mask : doubled(mask)), padded.length - 16);
  return cbc(padded).subarray(-16);
}

function doubled(block: Uint8Array): Buffer {
  const twice = (BigInt(`0x${Buffer.from(block).toString('hex')}`) << 1n) ^ ((block[0] as number) & 0x80 ? 0x87n : 0n);
  return Buffer.from(BigInt.asUintN(128, twice).toString(16).padStart(32, '0'), 'hex');
}
const xored = (a: Uint8Array, b: Uint8Array): Buffer => Buffer.from(a.map((byte, at) => byte ^ (b[at] as number)));

/** AES-256-SIV of RFC 5297, written a second time with node:crypto: the vector, then the ciphertext. */
export function sivOf(key: Uint8Array, components: readonly Uint8Array[], plain: Uint8Array): Buffer {
  const [first, second] = [key.subarray(0, 32), key.subarray(32)];
  let sum = cmac(first, Buffer.alloc(16));
  for (const component of components) sum = xored(doubled(sum), cmac(first, component));
  const padded = Buffer.alloc(16);
  padded.set(plain.subarray(0, 16));
  if (plain.length < 16) padded[plain.length] = 0x80;
  const last =
    plain.length < 16
      ? xored(doubled(sum), padded)
      : Buffer.concat([plain.subarray(0, -16), xored(plain.subarray(-16), sum)]);
  const vector = cmac(first, last);
  const counter = Buffer.from(vector);
  counter[8] = (counter[8] as number) & 0x7f;
  counter[12] = (counter[12] as number) & 0x7f;
  return Buffer.concat([vector, createCipheriv('aes-256-ctr', second, counter).update(plain)]);
}
