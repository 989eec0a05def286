import { portableCodec } from '../core/codec.ts';
import { PrivacyError } from '../errors.ts';
import { headOf, malformed, suiteOf, tokenBytes, WRAPPED } from './envelope.ts';
import { SUITES, type SuiteName } from './suites.ts';

/** What {@link inspect} tells. */
export interface TokenParts {
  /** The version of the format. */
  readonly version: 1;
  /** How the value is encrypted; `aes-kwp` is a wrapped key. */
  readonly suite: SuiteName | 'aes-kwp';
  /** The id of the key; absent where a ring of subject keys stands instead. */
  readonly keyId?: string;
  /** The id of the ring of subject keys. */
  readonly ring?: string;
  /** The length of the token in bytes. */
  readonly bytes: number;
}

/** The longest token that is looked at: 1 GiB of value. */
const LONGEST = 2 ** 30 + 100;

/**
 * The public parts of a token, without a key: they are what the token says, and nothing of it was verified.
 *
 * @param token - A token as text or bytes.
 * @returns `version`, `suite`, `keyId` or `ring`, `bytes`.
 * @throws `PrivacyError` `ERR_FORMAT`, `ERR_VERSION`, `ERR_SUITE`, `ERR_LIMIT` above 1 GiB; `ERR_INPUT` for what is neither text nor bytes.
 * @guarantee Nothing of the value but its length is in these parts.
 * @utility Finds the tokens of an old key without decrypting: see also `needsRewrap` of `fieldCipher`.
 * @cost O(length).
 * @source docs/spec/envelope.md.
 * @example
 * const key = SecretKey.generate({ id: 'k1' });
 * inspect(encrypt({ key, context: ['users', 'email'] })('ada@example.org')).keyId // 'k1'
 */
export function inspect(token: string | Uint8Array): TokenParts {
  const box = tokenBytes('inspect', token, portableCodec, LONGEST);
  const { suite, kind, id, length } = headOf('inspect', box);
  const name = suite === WRAPPED ? 'aes-kwp' : suiteOf(suite);
  if (!name) throw new PrivacyError('ERR_SUITE', 'inspect: the suite of the token is unknown');
  const rest = box.length - length;
  if (name === 'aes-kwp' ? rest !== 40 : rest <= SUITES[name].overhead) throw malformed('inspect');
  return { version: 1, suite: name, ...(kind === 'ring' ? { ring: id } : { keyId: id }), bytes: box.length };
}

/**
 * Whether a text has the form of a token, by its public parts: for migrations that meet values in clear beside tokens.
 *
 * @param value - Any text.
 * @returns Whether {@link inspect} would tell its parts.
 * @throws Nothing.
 * @guarantee None: whoever writes the column can write what looks like a token. Only decryption tells.
 * @utility True for every token of this version, in its text form.
 * @cost O(length).
 * @source docs/spec/envelope.md.
 * @example
 * isEncrypted('+33 6 39 98 00 00') // false
 */
export function isEncrypted(value: string): boolean {
  try {
    return typeof value === 'string' && inspect(value).version === 1;
  } catch {
    return false;
  }
}
