import { PrivacyError } from '../errors.ts';

/** Digits of one power of two, and, once it is needed, the value of each character code below 128. */
interface Alphabet {
  readonly name: string;
  readonly bits: number;
  readonly letters: string;
  values?: Uint8Array;
}

const HEX: Alphabet = { name: 'hexDecode', bits: 4, letters: '0123456789abcdef' };
const BASE32: Alphabet = { name: 'base32Decode', bits: 5, letters: '0123456789abcdefghjkmnpqrstvwxyz' };
const BASE64URL: Alphabet = {
  name: 'base64urlDecode',
  bits: 6,
  letters: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_',
};

/** Lower-case hexadecimal text, of the bytes before `end` where it is given, as for the other encoders. */
export function hexEncode(bytes: Uint8Array, end?: number): string {
  return encode(bytes, HEX, end);
}

/**
 * The bytes of hexadecimal text.
 *
 * @throws `PrivacyError` `ERR_INPUT` for anything {@link hexEncode} does not give, upper case included: bytes
 * have one spelling, so that equal texts and equal bytes are the same thing.
 */
export function hexDecode(text: string): Uint8Array {
  return decode(text, HEX);
}

/** The base64url text of RFC 4648, section 5, without padding. */
export function base64urlEncode(bytes: Uint8Array, end?: number): string {
  return encode(bytes, BASE64URL, end);
}

/**
 * The bytes of base64url text.
 *
 * @throws `PrivacyError` `ERR_INPUT` for anything {@link base64urlEncode} does not give: padding, white space,
 * `+` and `/`, a length no bytes have, spare bits that are not zero.
 */
export function base64urlDecode(text: string): Uint8Array {
  return decode(text, BASE64URL);
}

/** Base 32 with Crockford's alphabet in lower case, which has no i, l, o, u; no padding, no check symbol. */
export function base32Encode(bytes: Uint8Array, end?: number): string {
  return encode(bytes, BASE32, end);
}

/**
 * The bytes of base 32 text.
 *
 * @throws `PrivacyError` `ERR_INPUT` for anything {@link base32Encode} does not give: Crockford's tolerance
 * (upper case, o for 0, hyphens) would give one value many spellings.
 */
export function base32Decode(text: string): Uint8Array {
  return decode(text, BASE32);
}

/** Characters made at a time; more arguments of one call are slower again. */
const CHUNK = 64;

/**
 * Bits from the most significant end; the last character is padded with zero bits.
 *
 * Of codes, not by joining characters: a text that was joined has to be copied later, and takes half as long again.
 */
function encode(bytes: Uint8Array, { bits, letters }: Alphabet, end: number = bytes.length): string {
  const mask = letters.length - 1;
  let text = '';
  let codes: number[] = [];
  let held = 0;
  let count = 0;
  for (let at = 0; at < end; at += 1) {
    held = ((held << 8) | (bytes[at] as number)) & 0xfff; // in range; at most 12 bits are not yet written
    for (count += 8; count >= bits; ) {
      count -= bits;
      codes.push(letters.charCodeAt((held >> count) & mask));
    }
    if (codes.length >= CHUNK) {
      text += String.fromCharCode(...codes);
      codes = [];
    }
  }
  if (count > 0) codes.push(letters.charCodeAt((held << (bits - count)) & mask));
  return text + String.fromCharCode(...codes);
}

function decode(text: string, alphabet: Alphabet): Uint8Array {
  if (typeof text !== 'string') throw new PrivacyError('ERR_INPUT', `${alphabet.name}: text is not a string`);
  const { name, bits } = alphabet;
  alphabet.values ??= valuesOf(alphabet.letters);
  const { values } = alphabet;
  const bytes = new Uint8Array(Math.floor((text.length * bits) / 8));
  let held = 0;
  let count = 0;
  let to = 0;
  let wrong = false;
  for (let at = 0; at < text.length; at += 1) {
    const value = values[text.charCodeAt(at)] ?? 255;
    wrong ||= value === 255;
    held = ((held << bits) | value) & 0xfff; // at most 12 bits are not yet written
    count += bits;
    if (count >= 8) {
      count -= 8;
      bytes[to++] = held >> count;
    }
  }
  // a whole character too many, or spare bits that the encoder leaves zero
  if (wrong || count >= bits || (held & ((1 << count) - 1)) !== 0) {
    throw new PrivacyError('ERR_INPUT', `${name}: text is not what this encoding gives`);
  }
  return bytes;
}

function valuesOf(letters: string): Uint8Array {
  const values = new Uint8Array(128).fill(255);
  for (let value = 0; value < letters.length; value += 1) values[letters.charCodeAt(value)] = value;
  return values;
}
