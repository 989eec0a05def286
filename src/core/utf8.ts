import { PrivacyError } from '../errors.ts';

/**
 * The UTF-8 bytes of a text, without `TextEncoder`, which SQL engines and other bare realms lack.
 *
 * @throws `PrivacyError` `ERR_INPUT` for what is not a string or holds a lone surrogate: replacing it, as
 * `TextEncoder` does, would give two texts one encoding.
 */
export function utf8Encode(text: string): Uint8Array {
  if (typeof text !== 'string') throw new PrivacyError('ERR_INPUT', 'utf8Encode: text is not a string');
  const bytes = new Uint8Array(utf8Length(text));
  let to = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.codePointAt(at) as number; // in range
    if (code < 0x80) {
      bytes[to++] = code;
      continue;
    }
    if (code < 0x800) {
      bytes[to++] = 0xc0 | (code >> 6);
    } else {
      if (code < 0x10000) {
        if (isSurrogate(code)) throw new PrivacyError('ERR_INPUT', 'utf8Encode: text has a lone surrogate');
        bytes[to++] = 0xe0 | (code >> 12);
      } else {
        at += 1; // a pair of surrogates
        bytes[to++] = 0xf0 | (code >> 18);
        bytes[to++] = 0x80 | ((code >> 12) & 0x3f);
      }
      bytes[to++] = 0x80 | ((code >> 6) & 0x3f);
    }
    bytes[to++] = 0x80 | (code & 0x3f);
  }
  return bytes;
}

/** The number of bytes of a well-formed text, so that short ones, most of those that are encoded, take one small allocation. */
export function utf8Length(text: string): number {
  let length = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit >= 0x80) length += unit < 0x800 || isSurrogate(unit) ? 1 : 2; // a pair of surrogates takes 4 bytes
  }
  return length;
}

/** The smallest code point that needs 0, 1, 2 or 3 bytes behind the first one. */
const LEAST: readonly number[] = [0, 0x80, 0x800, 0x10000];

/**
 * The text of UTF-8 bytes; U+FEFF at the start is a character like any other.
 *
 * @throws `PrivacyError` `ERR_INPUT` for bytes that no text encodes to: overlong, cut short, surrogates, above
 * U+10FFFF, a stray continuation.
 */
export function utf8Decode(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at++] as number; // in range
    const more = first < 0x80 ? 0 : first < 0xc0 ? -1 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : first < 0xf8 ? 3 : -1;
    let code = more === 0 ? first : first & (0x3f >> more);
    let whole = true;
    for (let i = 0; i < more; i += 1) {
      const next = bytes[at++] ?? 0;
      whole &&= (next & 0xc0) === 0x80;
      code = (code << 6) | (next & 0x3f);
    }
    if (!whole || code < (LEAST[more] ?? Infinity) || isSurrogate(code) || code > 0x10ffff) {
      throw new PrivacyError('ERR_INPUT', 'utf8Decode: bytes are not UTF-8');
    }
    text += String.fromCodePoint(code);
  }
  return text;
}

const isSurrogate = (code: number): boolean => code >= 0xd800 && code < 0xe000;

/** Whether a text has no lone surrogate, and so a UTF-8 encoding of its own. */
export function isWellFormed(text: string): boolean {
  const fast = (text as { isWellFormed?(): boolean }).isWellFormed;
  if (fast) return fast.call(text);
  for (let at = 0; at < text.length; at += 1) {
    const code = text.codePointAt(at) as number; // in range
    if (isSurrogate(code)) return false;
    if (code > 0xffff) at += 1; // a pair
  }
  return true;
}
