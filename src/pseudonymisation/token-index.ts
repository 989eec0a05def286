import { type Keyring, keysOf } from '../core/keyring.ts';
import { macOf } from '../core/mac-of.ts';
import { isWellFormed } from '../core/utf8.ts';
import { PrivacyError } from '../errors.ts';

/**
 * The keyed hashes of a text in one vault, one for each key of the ring, the current one first: 43 characters of
 * base64url, HMAC-SHA-256 under a key of its own for vault and use.
 *
 * @param name - The function in whose name errors speak.
 * @param ring - The keys.
 * @param use - What is hashed: values and persons never have one hash.
 * @param vault - The name of the vault.
 * @param native - Whether the native engine hashes.
 * @returns A function of a well-formed text; it throws `ERR_KEY_DESTROYED`.
 * @source docs/spec.
 */
export function indexesOf(
  name: string,
  ring: Keyring,
  use: 'vault-index' | 'vault-subject',
  vault: string,
  native: boolean,
): (text: string) => readonly string[] {
  const macs = keysOf(ring).map((key) => macOf(name, key, [use, vault], native));
  return (text) => macs.map((mac) => mac().base64url(text));
}

/** The keyed hashes of a person; `ERR_CONTEXT` for what is no name of one. */
export function subjectIndexesOf(
  name: string,
  ring: Keyring,
  vault: string,
  native: boolean,
): (subject: string) => readonly string[] {
  const indexes = indexesOf(name, ring, 'vault-subject', vault, native);
  return (subject) => {
    if (typeof subject === 'string' && subject !== '' && isWellFormed(subject)) return indexes(subject);
    throw new PrivacyError('ERR_CONTEXT', `${name}: the subject must be a well-formed, non-empty string`);
  };
}
