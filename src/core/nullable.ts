import { PrivacyError } from '../errors.ts';
import { type Facts, frozen, type RowTransform, type Transform } from './transform.ts';

/** What `nullable` makes of a transform. */
export interface NullableTransform<In, Out> {
  /** Gives null and undefined back, and transforms the rest. */
  (value: In | null | undefined): Out | null | undefined;
  /** The facts of the transform inside. */
  readonly facts: Facts;
  /** The mark by which a policy knows that missing values stay missing. */
  readonly '~mark': 'nullable';
}

/** What `nullable` makes of a row transform. */
export interface NullableRowTransform<In, Needs, Out> {
  /** Gives null and undefined back, and transforms the rest. */
  (value: In | null | undefined, row: Needs): Out | null | undefined;
  /** The facts of the transform inside. */
  readonly facts: Facts;
  /** The mark by which a policy knows that missing values stay missing. */
  readonly '~mark': 'nullable';
}

/**
 * Lets missing values stay missing; it stands outermost.
 *
 * @param inner - The transform for the values that are present.
 * @returns A transform that gives null and undefined back unchanged.
 * @throws `PrivacyError` `ERR_PARAMETER` for `keep()` and `suppress()`, which take missing values as they are,
 * and for what is not a transform.
 * @guarantee That of the inner transform for values that are present. That a value is missing is disclosed.
 * @utility That of the inner transform.
 * @cost One comparison more than the inner transform.
 * @source This library's contract: a bare null is an error everywhere else.
 * @example
 * nullable(bin({ width: 10 }))(null) // null
 */
export function nullable<In, Out>(inner: Transform<In, Out>): NullableTransform<In, Out>;
/** The same for a row transform. */
export function nullable<In, Needs, Out>(inner: RowTransform<In, Needs, Out>): NullableRowTransform<In, Needs, Out>;
// @__NO_SIDE_EFFECTS__
export function nullable<In, Needs, Out>(inner: RowTransform<In, Needs, Out>): NullableRowTransform<In, Needs, Out> {
  const facts = inner?.facts;
  if (typeof inner !== 'function' || !facts || '~mark' in inner) {
    throw new PrivacyError('ERR_PARAMETER', 'nullable: needs a transform that does not take missing values by itself');
  }
  const apply = (value: In | null | undefined, row: Needs): Out | null | undefined =>
    value === null || value === undefined ? (value as null | undefined) : inner(value, row);
  return Object.assign(apply, {
    facts: frozen({ ...facts, name: 'nullable', parameters: {}, steps: [facts] }),
    '~mark': 'nullable',
  } as const);
}
