import { base32Encode, base64urlEncode, hexEncode } from '../core/base.ts';
import { check } from '../core/checks.ts';
import type { Mac } from '../core/engine.ts';
import type { Json } from '../core/transform.ts';
import { isWellFormed } from '../core/utf8.ts';
import { checkExpected } from './collision-probability.ts';

/**
 * What a pseudonym is written with. `base64url` is the shortest, and tells upper from lower case; `crockford32` (lower
 * case, without i, l, o, u) and `hex` stay distinct where case is ignored, as in many database columns.
 */
export type PseudonymAlphabet = 'base64url' | 'crockford32' | 'hex';

/** How many bits a pseudonym has. */
export type PseudonymBits = 64 | 80 | 96 | 128 | 160 | 256;

/** How a pseudonym is written. */
export interface PseudonymTextParameters {
  /** Length in bits; 128 unless given. */
  readonly bits?: PseudonymBits;
  /** What it is written with; base64url unless given. */
  readonly alphabet?: PseudonymAlphabet;
  /** What every pseudonym begins with, at most 64 characters; nothing unless given. */
  readonly prefix?: string;
  /** How many different values are expected: too short a length for them is refused. */
  readonly expected?: number;
}

const BITS: readonly PseudonymBits[] = [64, 80, 96, 128, 160, 256];
const ENCODERS: { readonly [alphabet in PseudonymAlphabet]: (bytes: Uint8Array, end?: number) => string } = {
  base64url: base64urlEncode,
  crockford32: base32Encode,
  hex: hexEncode,
};

/** How a pseudonym is written, checked. */
export interface PseudonymText {
  readonly bits: PseudonymBits;
  readonly alphabet: PseudonymAlphabet;
  readonly prefix: string;
  /** The text of bytes: from the most significant bit on, the last character padded with zero bits. */
  readonly encode: (bytes: Uint8Array, end?: number) => string;
  /** What the facts say of it. */
  readonly stated: { readonly [name: string]: Json };
}

/** Checks how a pseudonym is written. */
export function textOf(name: string, parameters: PseudonymTextParameters): PseudonymText {
  const { bits = 128, alphabet = 'base64url', prefix = '', expected = 0 } = parameters;
  const alphabets = Object.keys(ENCODERS);
  check(name, 'bits', BITS.includes(bits), `must be one of ${BITS.join(', ')}`);
  check(name, 'alphabet', alphabets.includes(alphabet), `must be one of ${alphabets.join(', ')}`);
  const short = typeof prefix === 'string' && isWellFormed(prefix) && prefix.length <= 64;
  check(name, 'prefix', short, 'must be well-formed text of at most 64 characters');
  checkExpected(name, bits, expected);
  const stated = { bits, alphabet, ...(prefix && { prefix }) };
  return { bits, alphabet, prefix, encode: ENCODERS[alphabet], stated };
}

/** The text of the first bits of a keyed hash. */
export type Cut = (mac: Mac, message: string | Uint8Array) => string;

/** The native engine gives text for less than bytes; the portable one encodes no more bytes than are needed. */
export function cutOf({ bits, alphabet, encode }: PseudonymText, native: boolean): Cut {
  if (native && alphabet === 'hex') return (mac, message) => mac.hex(message).slice(0, bits / 4);
  if (native && alphabet === 'base64url') return cutBase64url(bits);
  const length = bits / 8;
  return (mac, message) => encode(mac.bytes(message), length);
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The last character of the cut may carry bits of the next byte: they are cleared, as if the bytes ended there. */
function cutBase64url(bits: number): Cut {
  const last = Math.ceil(bits / 6) - 1;
  const mask = 64 - (1 << (6 * (last + 1) - bits));
  const cleared: string[] = []; // by the code of the character
  for (let value = 0; value < 64; value += 1) cleared[LETTERS.charCodeAt(value)] = LETTERS.charAt(value & mask);
  return (mac, message) => {
    const text = mac.base64url(message);
    return text.slice(0, last) + cleared[text.charCodeAt(last)];
  };
}
