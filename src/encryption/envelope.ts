import { hexDecode, hexEncode } from '../core/base.ts';
import { copyOf, isBytes } from '../core/bytes.ts';
import type { Codec } from '../core/codec.ts';
import { hasFingerprint, type SecretKey } from '../core/keys.ts';
import { utf8Encode } from '../core/utf8.ts';
import { PrivacyError } from '../errors.ts';
import { SUITES, type SuiteName } from './suites.ts';

/** What every token starts with as text; secret scanners find it. */
export const PREFIX = 'voile1_';

/** The first byte of every token: format 1. With a suite behind it, it is never UTF-8. */
const FORMAT = 0xf1;

/** Whose id stands in a token: a key by its fingerprint, a key by a chosen text, a ring of subject keys. */
export type IdKind = 'fingerprint' | 'text' | 'ring';

/** Bits 7 and 6 of the third byte of a token. */
const KINDS: { readonly [kind in IdKind]: number } = { fingerprint: 0x80, text: 0, ring: 0x40 };

/** The suite of a wrapped key. */
export const WRAPPED = 0x20;

/** The public parts of a token that stand before its nonce; all of them are authenticated. */
export interface Head {
  /** The byte of the suite. */
  readonly suite: number;
  /** Whose id it is. */
  readonly kind: IdKind;
  /** The id of a key or ring. */
  readonly id: string;
  /** The number of bytes of the head. */
  readonly length: number;
}

/** The bytes of a head: format ‖ suite ‖ kind and length of the id ‖ id. */
export function headBytes(suite: number, kind: IdKind, id: string): Uint8Array {
  const name = kind === 'fingerprint' ? hexDecode(id) : utf8Encode(id);
  return Uint8Array.of(FORMAT, suite, KINDS[kind] | name.length, ...name);
}

/** The kind of id of a key. */
export function kindOf(name: string, key: SecretKey): IdKind {
  return hasFingerprint(name, key) ? 'fingerprint' : 'text';
}

/**
 * The bytes of a token, text or binary; the array is the caller's own where it was given.
 *
 * @throws `PrivacyError` `ERR_INPUT` for what is neither text nor bytes, `ERR_FORMAT` for text that is no canonical
 * token, `ERR_LIMIT` for more bytes than `limit`, before they are read.
 */
export function tokenBytes(name: string, token: unknown, codec: Codec, limit: number): Uint8Array {
  const text = typeof token === 'string';
  if (text ? !token.startsWith(PREFIX) : !isBytes(token)) {
    throw text ? malformed(name) : new PrivacyError('ERR_INPUT', `${name}: a token is a text or a Uint8Array`);
  }
  const actual = text ? Math.floor(((token.length - PREFIX.length) * 3) / 4) : (token as Uint8Array).length;
  if (actual > limit)
    throw new PrivacyError('ERR_LIMIT', `${name}: the token is above the limit of bytes`, { limit, actual });
  if (!text) return copyOf(token as Uint8Array) ?? new Uint8Array(); // read where nobody else writes
  try {
    return codec.decode(token.slice(PREFIX.length));
  } catch {
    throw malformed(name);
  }
}

/**
 * The head of a token, from public parts only.
 *
 * @throws `PrivacyError` `ERR_FORMAT`; `ERR_VERSION` for a format of another version.
 */
export function headOf(name: string, box: Uint8Array): Head {
  const [format = 0, suite = 0, mark = 0] = box;
  if (format !== FORMAT) {
    throw format >= 0xf0 ? new PrivacyError('ERR_VERSION', `${name}: the token is of another format`) : malformed(name);
  }
  const kind = (['text', 'ring', 'fingerprint'] as const)[mark >> 6];
  const length = 3 + (mark & 0x3f);
  const bytes = box.subarray(3, length);
  const size = bytes.length;
  const [least, most] = kind === 'fingerprint' ? [8, 16] : [1, 32];
  if (!kind || size < least || size > most || box.length < length) throw malformed(name);
  const id = kind === 'fingerprint' ? hexEncode(bytes) : String.fromCharCode(...bytes);
  if (!/^[\w.-]+$/.test(id)) throw malformed(name);
  return { suite, kind, id, length };
}

/** The name of a suite for fields by its byte. */
export function suiteOf(byte: number): SuiteName | undefined {
  const names = Object.keys(SUITES) as SuiteName[];
  return names.find((name) => SUITES[name].byte === byte);
}

/** The one failure of every decryption: it tells nothing of key, context, record, subject or bytes. */
export function failedAuthentication(): PrivacyError {
  return new PrivacyError('ERR_AUTH', 'decrypt: authentication failed');
}

/** Not a token, or a malformed one. */
export function malformed(name: string): PrivacyError {
  return new PrivacyError('ERR_FORMAT', `${name}: value is not a token, or a malformed one`);
}
