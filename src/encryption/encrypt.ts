import { check, optionsOf } from '../core/checks.ts';
import type { Keyring } from '../core/keyring.ts';
import type { SecretKey } from '../core/keys.ts';
import type { RowTransform, Transform } from '../core/transform.ts';
import { cellTransform } from './cell.ts';
import type { Context } from './context.ts';
import { type CipherOptions, sealerOf } from './sealer.ts';
import type { SubjectKeys } from './subject-keys.ts';
import type { FieldValue } from './values.ts';

/** Parameters of {@link encrypt} under a fixed context. */
export interface EncryptParameters extends CipherOptions {
  /** The key, or a ring whose current key encrypts. */
  readonly key: SecretKey | Keyring;
  /** Where the value belongs, part by part: `['acme', 'users', 'email']`. */
  readonly context: Context;
}

/** Parameters of {@link encrypt} that bind a token to its record. */
export interface BoundEncryptParameters<Column extends string> extends EncryptParameters {
  /**
   * The column with the id of the record: a string that exists before encryption and never changes. It is the last part
   * of the context: `['a', 'b']` bound to `u-1` is the context `['a', 'b', 'u-1']`.
   */
  readonly boundTo: Column;
}

/** Parameters of {@link encrypt} with a key for each person. */
export interface SubjectEncryptParameters<Subject extends string, Column extends string>
  extends Omit<BoundEncryptParameters<Column>, 'key'> {
  /** The keys of the persons, loaded. */
  readonly key: SubjectKeys;
  /** The column that names the person. */
  readonly subject: Subject;
}

/** Says that the value is an object or an array. */
export interface OfJson {
  /** Objects and arrays are declared. */
  readonly type: 'json';
}

/** What a row must have. */
export type StringColumns<Column extends string> = { readonly [Name in Column]: string };

/**
 * Encrypts a value, with authentication of where it belongs: a token opens only under its key, in its context and, with
 * `boundTo`, in its record.
 *
 * null and undefined are not values of a field: `nullable(encrypt({ … }))` keeps them, and shows which are missing.
 *
 * @param parameters - `key`, `context`; `boundTo`, the column with the record's id; with `subjectKeys` also `subject`;
 * `type: 'json'` for objects and arrays; `suite`, `pad`, `engine`, `maxMessages`, `maxPlaintext`.
 * @returns A transform from a value to a text of the URL-safe alphabet that starts with `voile1_`; the same value gives
 * another token each time. With `boundTo` it is a row transform.
 * @throws `PrivacyError` `ERR_PARAMETER`, `ERR_CONTEXT`, `ERR_KEY`, `ERR_ENGINE`, `ERR_RANDOM`; the transform: `ERR_INPUT`
 * for null, a lone surrogate, an invalid Date, JSON that would not come back, no row; `ERR_CONTEXT` for a record without an id;
 * `ERR_UNKNOWN_KEY` for a subject that is not loaded; `ERR_ALREADY_ENCRYPTED` for a token of this very cell; `ERR_LIMIT`;
 * `ERR_KEY_DESTROYED`; `ERR_RANDOM`.
 * @guarantee Without the key the value stays secret and every change of a token is noticed, moves to another context
 * included, under the security of XAES-256-GCM for up to 2⁴⁰ messages per key, of AES-256-GCM for up to 2³² over all
 * processes together. Not protected: the length (see `pad`),
 * which values are missing, an older token put back into its own cell, whole records replaced with their ids; **under a
 * fixed context, a swap between two rows of the column**; anything once the key is known. The portable engine is not
 * constant in time.
 * @utility `decrypt` gives the same value of the same type back, −0, NaN and U+FEFF included.
 * @cost A text of 24 bytes takes 109 characters; docs/benchmarks.md: about one `createCipheriv` call as people write it.
 * @source c2sp.org/XAES-256-GCM; NIST SP 800-38D; docs/spec.
 * @example
 * const key = SecretKey.generate();
 * const seal = encrypt({ key, context: ['acme', 'users', 'phone'], boundTo: 'id' });
 * const open = decrypt({ key, context: ['acme', 'users', 'phone'], boundTo: 'id', type: 'string' });
 * open(seal('+33 6 12 34 56 78', { id: 'u-1' }), { id: 'u-1' }) // '+33 6 12 34 56 78'
 */
export function encrypt<const Subject extends string, const Column extends string>(
  parameters: SubjectEncryptParameters<Subject, Column> & OfJson,
): RowTransform<object, StringColumns<Subject | Column>, string>;
/** One key per person. */
export function encrypt<const Subject extends string, const Column extends string>(
  parameters: SubjectEncryptParameters<Subject, Column>,
): RowTransform<FieldValue, StringColumns<Subject | Column>, string>;
/** Bound to the record, objects and arrays. */
export function encrypt<const Column extends string>(
  parameters: BoundEncryptParameters<Column> & OfJson,
): RowTransform<object, StringColumns<Column>, string>;
/** Bound to the record. */
export function encrypt<const Column extends string>(
  parameters: BoundEncryptParameters<Column>,
): RowTransform<FieldValue, StringColumns<Column>, string>;
/** A fixed context, objects and arrays. */
export function encrypt(parameters: EncryptParameters & OfJson): Transform<object, string>;
/** A fixed context: weaker, for it does not notice a swap between two rows of the column. */
export function encrypt(parameters: EncryptParameters): Transform<FieldValue, string>;
// @__NO_SIDE_EFFECTS__
export function encrypt(
  parameters: CipherOptions & {
    readonly key: SecretKey | Keyring | SubjectKeys;
    readonly context: Context;
    readonly boundTo?: string;
    readonly subject?: string;
    readonly type?: 'json';
  },
): unknown {
  const given = optionsOf('encrypt', parameters, [
    ...(['key', 'context', 'boundTo', 'subject', 'type'] as const),
    ...(['suite', 'pad', 'engine', 'maxMessages', 'maxPlaintext'] as const),
  ]);
  const { type } = given;
  check('encrypt', 'type', type === undefined || type === 'json', "must be 'json' or absent");
  check('encrypt', 'suite', (given.suite as string) !== 'aes-256-siv', 'is for deterministicCipher');
  const sealer = sealerOf('encrypt', given, true);
  const facts = {
    name: 'encrypt',
    technique: 'encryption',
    reversible: 'with-key',
    linkable: false,
    deterministic: false,
    parameters: type ? { ...sealer.parameters, type } : sealer.parameters,
  } as const;
  return cellTransform('encrypt', given, sealer, facts, (value, parts, subject) => {
    return sealer.sealText(value, type === 'json', parts, subject);
  });
}
