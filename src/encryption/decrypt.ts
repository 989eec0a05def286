import { check, optionsOf } from '../core/checks.ts';
import type { Keyring } from '../core/keyring.ts';
import type { SecretKey } from '../core/keys.ts';
import type { RowTransform, Transform } from '../core/transform.ts';
import { cellTransform } from './cell.ts';
import type { Context } from './context.ts';
import type { BoundEncryptParameters, EncryptParameters, StringColumns, SubjectEncryptParameters } from './encrypt.ts';
import { type CipherOptions, type ReadOptions, sealerOf } from './sealer.ts';
import type { SubjectKeys } from './subject-keys.ts';
import { TYPES, type TypeMap, type TypeName } from './values.ts';

/** Says what the value must be. */
export interface OfType<Type extends TypeName> extends ReadOptions {
  /** The type that was encrypted: it is authenticated with the value, and another one is `ERR_TYPE`. */
  readonly type: Type;
}

/**
 * Opens what `encrypt` made, in the same context and record, as the declared type.
 *
 * @param parameters - Those of `encrypt`, and `type`; `allowSuites`, `onPlaintext`.
 * @returns A transform from a token to its value; with `boundTo` a row transform. Its facts are those of a value in
 * clear: `identity`, reversible `always`.
 * @throws `PrivacyError` `ERR_PARAMETER`, `ERR_CONTEXT`, `ERR_KEY`, `ERR_ENGINE`; the transform, first from public parts: `ERR_INPUT`
 * for no row and for what is no text and no bytes, `ERR_CONTEXT` for a record without an id, `ERR_FORMAT`, `ERR_LIMIT`,
 * `ERR_VERSION`, `ERR_SUITE`, `ERR_UNKNOWN_KEY`, `ERR_KEY_DESTROYED`; then `ERR_AUTH`, one constant message for a wrong key,
 * context, record, subject or altered bytes; then `ERR_TYPE`, `ERR_LIMIT` of the value.
 * @guarantee No byte of a value leaves before the whole token was authenticated. Exactly one key is tried, the one the
 * token names. With `onPlaintext: 'pass'` whoever writes the column can plant text.
 * @utility The value that was encrypted, of the same type.
 * @cost As `encrypt`.
 * @source docs/spec/decryption.md.
 * @example
 * const key = SecretKey.generate();
 * const token = encrypt({ key, context: ['users', 'born'] })(new Date('1815-12-10'));
 * decrypt({ key, context: ['users', 'born'], type: 'date' })(token).getUTCFullYear() // 1815
 */
export function decrypt<const Type extends TypeName, const Subject extends string, const Column extends string>(
  parameters: SubjectEncryptParameters<Subject, Column> & OfType<Type>,
): RowTransform<string | Uint8Array, StringColumns<Subject | Column>, TypeMap[Type]>;
/** Bound to the record. */
export function decrypt<const Type extends TypeName, const Column extends string>(
  parameters: BoundEncryptParameters<Column> & OfType<Type>,
): RowTransform<string | Uint8Array, StringColumns<Column>, TypeMap[Type]>;
/** A fixed context. */
export function decrypt<const Type extends TypeName>(
  parameters: EncryptParameters & OfType<Type>,
): Transform<string | Uint8Array, TypeMap[Type]>;
// @__NO_SIDE_EFFECTS__
export function decrypt(
  parameters: CipherOptions &
    OfType<TypeName> & {
      readonly key: SecretKey | Keyring | SubjectKeys;
      readonly context: Context;
      readonly boundTo?: string;
      readonly subject?: string;
    },
): unknown {
  const given = optionsOf('decrypt', parameters, [
    ...(['key', 'context', 'boundTo', 'subject', 'type', 'allowSuites', 'onPlaintext'] as const),
    ...(['suite', 'pad', 'engine', 'maxMessages', 'maxPlaintext'] as const),
  ]);
  const { type } = given;
  check('decrypt', 'type', TYPES.includes(type), `must be one of ${TYPES.join(', ')}`);
  const sealer = sealerOf('decrypt', given, false);
  const facts = {
    name: 'decrypt',
    technique: 'identity',
    reversible: 'always',
    linkable: true,
    deterministic: true,
    parameters: { ...sealer.parameters, type },
  } as const;
  return cellTransform('decrypt', given, sealer, facts, (token, parts, subject) => {
    return sealer.open(type, token, parts, subject);
  });
}
