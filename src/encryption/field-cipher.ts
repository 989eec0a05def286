import { encodeParts } from '../core/bytes.ts';
import { check, optionsOf } from '../core/checks.ts';
import type { Keyring } from '../core/keyring.ts';
import type { SecretKey } from '../core/keys.ts';
import { PrivacyError, type PrivacyErrorCode } from '../errors.ts';
import { type Context, contextOf } from './context.ts';
import { type CipherOptions, type ReadOptions, type Sealer, sealerOf } from './sealer.ts';
import { type FieldValue, TYPES, type TypeMap, type TypeName } from './values.ts';

/** Parameters of {@link fieldCipher}. */
export interface FieldCipherParameters extends CipherOptions, ReadOptions {
  /** The key, or a ring of keys. */
  readonly key: SecretKey | Keyring;
}

/** A value, or the code of what spoke against it. */
export type Opened<Value> =
  | {
      /** Whether the token opened. */
      readonly ok: true;
      /** What it holds. */
      readonly value: Value;
    }
  | {
      /** Whether the token opened. */
      readonly ok: false;
      /** Why it did not. */
      readonly code: PrivacyErrorCode;
    };

/** Field encryption with the context in each call. */
export interface FieldCipher {
  /** The ids of its keys, the current one first. */
  readonly keyIds: readonly string[];
  /** A text token. */
  encrypt(value: FieldValue, context: Context): string;
  /** A text token of an object or array. */
  encryptJson(value: object, context: Context): string;
  /** A binary token, a quarter shorter. */
  encryptBytes(value: FieldValue, context: Context): Uint8Array;
  /** The value of a token. */
  decrypt<Type extends TypeName>(type: Type, token: string | Uint8Array, context: Context): TypeMap[Type];
  /** The same, without throwing for anything about the token; wrong arguments and destroyed keys still throw. */
  tryDecrypt<Type extends TypeName>(type: Type, token: string | Uint8Array, context: Context): Opened<TypeMap[Type]>;
  /** A new token of the same value and form, text or bytes, under the current key, suite and padding. */
  rewrap<Token extends string | Uint8Array>(token: Token, context: Context): Token extends string ? string : Uint8Array;
  /** Whether a token was made by another key or suite than the current one, by its public parts. */
  needsRewrap(token: string | Uint8Array): boolean;
}

/** What speaks against a token, and not against the call. */
const OF_THE_TOKEN: readonly string[] = [
  'ERR_INPUT',
  'ERR_FORMAT',
  'ERR_VERSION',
  'ERR_SUITE',
  'ERR_LIMIT',
  'ERR_UNKNOWN_KEY',
  'ERR_AUTH',
  'ERR_TYPE',
];

/**
 * Field encryption as an object, for contexts that change from call to call and for changing keys.
 *
 * Its tokens are those of `encrypt`: one bound to a record opens here with the record's id as the last part.
 *
 * @param parameters - `key`; `suite`, `pad`, `engine`, `maxMessages`, `maxPlaintext`, `allowSuites`, `onPlaintext`.
 * @returns `encrypt`, `encryptJson`, `encryptBytes`, `decrypt`, `tryDecrypt`, `rewrap`, `needsRewrap`.
 * @throws `PrivacyError` `ERR_PARAMETER`, `ERR_KEY`, `ERR_ENGINE`, `ERR_RANDOM`; the methods as `encrypt` and `decrypt`.
 * @guarantee As `encrypt` under a fixed context: only what the context names is bound. Put the record's id in it.
 * @utility Values come back as the type they had.
 * @cost As `encrypt`, and the encoding of the context.
 * @source docs/spec.
 * @example
 * const cipher = fieldCipher({ key: SecretKey.generate() });
 * const token = cipher.encrypt(42n, ['acme', 'scores', 'u-1']);
 * cipher.decrypt('bigint', token, ['acme', 'scores', 'u-1']) // 42n
 */
// @__NO_SIDE_EFFECTS__
export function fieldCipher(parameters: FieldCipherParameters): FieldCipher {
  const given = optionsOf('fieldCipher', parameters, [
    ...(['key', 'allowSuites', 'onPlaintext'] as const),
    ...(['suite', 'pad', 'engine', 'maxMessages', 'maxPlaintext'] as const),
  ]);
  check('fieldCipher', 'suite', (given.suite as string) !== 'aes-256-siv', 'is for deterministicCipher');
  return cipherOf('fieldCipher', sealerOf('fieldCipher', given, true));
}

/** The methods around a sealer. */
export function cipherOf(name: string, sealer: Sealer): FieldCipher {
  check(name, 'key', !sealer.ofSubjects, 'of subjectKeys is for encrypt and decrypt, which read the subject');
  const partsOf = (context: Context): Uint8Array => encodeParts(contextOf(name, context));
  const decrypt = <T extends TypeName>(type: T, token: string | Uint8Array, context: Context): TypeMap[T] => {
    check(name, 'type', TYPES.includes(type), `must be one of ${TYPES.join(', ')}`);
    return sealer.open(type, token, partsOf(context));
  };
  return Object.freeze({
    keyIds: Object.freeze([sealer.parameters['key']].flat() as string[]), // ids, as the sealer tells them
    encrypt: (value, context) => sealer.sealText(value, false, partsOf(context)),
    encryptJson: (value, context) => sealer.sealText(value, true, partsOf(context)),
    encryptBytes: (value, context) => new Uint8Array(sealer.seal(value, false, partsOf(context))),
    decrypt,
    tryDecrypt(type, token, context) {
      try {
        return { ok: true, value: decrypt(type, token, context) };
      } catch (failure) {
        if (failure instanceof PrivacyError && OF_THE_TOKEN.includes(failure.code)) {
          return { ok: false, code: failure.code };
        }
        throw failure;
      }
    },
    rewrap: (token, context) => {
      const parts = partsOf(context);
      const made =
        typeof token === 'string' ? sealer.rewrapText(token, parts) : new Uint8Array(sealer.rewrap(token, parts));
      return made as never; // of the form of the token
    },
    needsRewrap: (token) => sealer.needsRewrap(token),
  } satisfies FieldCipher);
}
