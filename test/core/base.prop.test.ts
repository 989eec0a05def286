import fc from 'fast-check';
import { expect } from 'vitest';
import {
  base32Decode,
  base32Encode,
  base64urlDecode,
  base64urlEncode,
  hexDecode,
  hexEncode,
} from '../../src/core/base.ts';
import { law } from '../law.ts';

const bytes = fc.uint8Array({ maxLength: 12 });
/** How many characters a wrong one stands in place of. */
const over = fc.nat({ max: 1 });
/** Two bytes, often equal, so that a difference comes late. */
const pair = fc.oneof(
  fc.nat({ max: 255 }).map((byte) => [byte, byte]),
  fc.tuple(fc.nat({ max: 255 }), fc.nat({ max: 255 })),
);
const CODERS = {
  hex: { encode: hexEncode, decode: hexDecode, letters: '0123456789abcdef', bits: 4 },
  base32: { encode: base32Encode, decode: base32Decode, letters: '0123456789abcdefghjkmnpqrstvwxyz', bits: 5 },
  base64url: {
    encode: base64urlEncode,
    decode: base64urlDecode,
    letters: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_',
    bits: 6,
  },
} as const;

for (const [name, { encode, decode, letters, bits }] of Object.entries(CODERS)) {
  const digit = fc.constantFrom(...letters);
  const digits = fc.array(digit, { maxLength: 9 }).map((list) => list.join(''));
  const wrong = fc.constantFrom(...'=+/ \n.~é\u0130\ud83d').filter((char) => !letters.includes(char));

  law(`utility: decoding ${name} gives the bytes back`, [bytes], (x) => {
    expect([...decode(encode(x))]).toStrictEqual([...x]);
  });
  law(`utility: ${name} keeps the order of the bits, and takes as many digits as they need`, [bytes], (x) => {
    const all = Array.from(x, (byte) => byte.toString(2).padStart(8, '0')).join('');
    const groups = all.match(new RegExp(`.{1,${bits}}`, 'g')) ?? [];
    expect(encode(x)).toBe(groups.map((group) => letters[Number.parseInt(group.padEnd(bits, '0'), 2)]).join(''));
  });
  law(`privacy: bytes have one spelling in ${name}: what is accepted is what they encode to`, [digits], (text) => {
    const canonical = Buffer.from(text, name === 'hex' ? 'hex' : 'base64url');
    let decoded: Uint8Array | undefined;
    try {
      decoded = decode(text);
    } catch {}
    if (decoded) expect(encode(decoded)).toBe(text);
    // and nothing that is canonical is refused
    else if (name !== 'base32') expect(encode(canonical)).not.toBe(text);
    else expect(encode(bytesOf(text, letters))).not.toBe(text);
  });
  law(
    `privacy: a character outside the alphabet is refused by ${name}`,
    [bytes, fc.nat(), wrong, over],
    (x, at, char, n) => {
      const text = encode(x);
      const place = at % (text.length + 1);
      expect(() => decode(text.slice(0, place) + char + text.slice(place + n))).toThrow();
    },
  );
}
law('utility: hex and base64url are those of Buffer', [bytes], (x) => {
  expect(hexEncode(x)).toBe(Buffer.from(x).toString('hex'));
  expect(base64urlEncode(x)).toBe(Buffer.from(x).toString('base64url'));
});
law('utility: hex and base 32 of as many bytes sort as the bytes do', [fc.array(pair, { maxLength: 8 })], (pairs) => {
  const [x, y] = [0, 1].map((side) => Uint8Array.from(pairs, (both) => both[side] as number)) as [
    Uint8Array,
    Uint8Array,
  ];
  for (const encode of [hexEncode, base32Encode]) {
    const [a, b] = [encode(x), encode(y)];
    expect(a < b ? -1 : a > b ? 1 : 0).toBe(Buffer.compare(x, y));
  }
});

function bytesOf(text: string, letters: string): Uint8Array {
  const all = Array.from(text, (char) => letters.indexOf(char).toString(2).padStart(5, '0')).join('');
  return Uint8Array.from(all.match(/.{8}/g) ?? [], (group) => Number.parseInt(group, 2));
}
