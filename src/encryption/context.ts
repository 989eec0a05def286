import { isWellFormed, utf8Encode } from '../core/utf8.ts';
import { PrivacyError } from '../errors.ts';

/**
 * What a token belongs to, from the widest to the narrowest part: `['acme', 'users', 'email']`. Never optional: it is
 * what keeps the tokens of two columns, tables or tenants apart. Under one key every column has first parts of its own and
 * the same number of parts: where a record's id is bound, it counts as the last one.
 */
export type Context = readonly [string, ...string[]];

/** Bytes of all parts together in UTF-8. */
const BYTES = 65_536;
/** Far from the 65,535 that `encodeParts` can count, as a token adds parts of its own. */
const PARTS = 1_024;

/**
 * A frozen copy of a context.
 *
 * @param name - The function in whose name the error speaks.
 * @param given - What the caller gave; read once, so that it cannot change between check and use.
 * @param option - What the caller calls it.
 * @throws `PrivacyError` `ERR_CONTEXT` for what is not a list of 1 to 1,024 strings of at most 64 KiB together; `ERR_INPUT`
 * for a lone surrogate in one of them.
 */
export function contextOf(name: string, given: unknown, option = 'context'): Context {
  const parts: readonly unknown[] = Array.isArray(given) && given.length <= PARTS ? Array.from(given) : [];
  const bytes = parts.reduce((sum: number, part) => sum + bytesOf(part), 0);
  if (parts.length > 0 && bytes <= BYTES) return Object.freeze(parts) as Context;
  if (parts.some((part) => typeof part === 'string' && !isWellFormed(part))) throw loneSurrogate(name);
  const rule = 'must be a list of 1 to 1,024 well-formed texts, 64 KiB together';
  throw new PrivacyError('ERR_CONTEXT', `${name}: ${option} ${rule}`);
}

/** A text without an encoding of its own. */
export function loneSurrogate(name: string): PrivacyError {
  return new PrivacyError('ERR_INPUT', `${name}: a text has a lone surrogate`);
}

/** The length in UTF-8, infinite for what is no well-formed string; what is too long in UTF-16 is not encoded at all. */
function bytesOf(part: unknown): number {
  return typeof part === 'string' && part.length <= BYTES && isWellFormed(part) ? utf8Encode(part).length : Infinity;
}
