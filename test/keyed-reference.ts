import { createHmac, hkdfSync } from 'node:crypto';

/** Two keys for tests, as bytes: 00 01 … 1f, and the same backwards. */
export const roots: readonly Uint8Array[] = [
  Uint8Array.from({ length: 32 }, (_, at) => at),
  Uint8Array.from({ length: 32 }, (_, at) => 31 - at),
];

const known = new Map<string, Buffer>();

/** What docs/spec says a keyed hash is, by node:crypto alone: HMAC-SHA-256 under the key of a use and its domain. */
export function keyedHash(root: Uint8Array, use: readonly string[], message: string | Uint8Array): Buffer {
  const info = Buffer.concat([Buffer.from('voile/v1'), partsOf(use)]);
  const label = `${root.join()} ${info.toString('hex')}`;
  const key = known.get(label) ?? Buffer.from(hkdfSync('sha256', root, '', info, 32));
  known.set(label, key);
  return createHmac('sha256', key).update(message).digest();
}

/** u16be(n) and, for each part, u32be(length) before its bytes. */
export function partsOf(parts: readonly string[]): Buffer {
  const bytes = parts.map((part) => Buffer.from(part));
  const count = Buffer.alloc(2);
  count.writeUInt16BE(parts.length);
  const lengths = bytes.map(({ length }) => {
    const four = Buffer.alloc(4);
    four.writeUInt32BE(length);
    return four;
  });
  return Buffer.concat([count, ...bytes.flatMap((part, at) => [lengths[at] as Buffer, part])]);
}
