import { PrivacyError } from '../errors.ts';

/** What JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** The family of a technique after ISO/IEC 20889. */
export type Technique =
  | 'identity'
  | 'suppression'
  | 'generalisation'
  | 'perturbation'
  | 'pseudonymisation'
  | 'encryption'
  | 'aggregation'
  | 'differential-privacy';

/**
 * Who can get a value back from the output alone.
 *
 * `never`: every output has at least two possible inputs in the declared domain. `partly`: some values pass unchanged
 * or can be read back. `with-key`, `with-vault`: its holder can. `always`: anybody can.
 */
export type Reversible = 'never' | 'partly' | 'with-key' | 'with-vault' | 'always';

/** What a transform does to privacy, as frozen data from which descriptions and documents are derived. */
export interface Facts {
  /** The name of the function that made it. */
  readonly name: string;
  /** The family of the technique. */
  readonly technique: Technique;
  /** Who can get the value back. */
  readonly reversible: Reversible;
  /** Whether the output can join records as an identifier does. */
  readonly linkable: boolean;
  /** Whether equal inputs give equal outputs (for a row transform: equal inputs in equal rows). */
  readonly deterministic: boolean;
  /** All that changes the output; a key appears as its id. */
  readonly parameters: { readonly [name: string]: Json };
  /** The columns that a row transform reads beside its own. */
  readonly reads?: readonly string[];
  /** The facts of the steps of a chain, or of the one transform inside `nullable` and `each`. */
  readonly steps?: readonly Facts[];
  /** The facts of each field of a policy. */
  readonly fields?: { readonly [name: string]: Facts };
}

/** A pure function on one value that says what it does to privacy. */
export interface Transform<In, Out> {
  /** Transforms one value. */
  (value: In): Out;
  /** What the transform does to privacy. */
  readonly facts: Facts;
}

/** A {@link Transform} that needs other columns of the row; its facts name them in `reads`. */
export interface RowTransform<In, Needs, Out> {
  /** Transforms one value in its row. */
  (value: In, row: Needs): Out;
  /** What the transform does to privacy. */
  readonly facts: Facts;
}

/**
 * Makes a transform of a function and the facts about it; the function is wrapped, the facts are copied and frozen.
 *
 * A function of one's own becomes fit for a policy this way. Nothing checks that its facts are true: test them.
 * For a wrong value the function throws a `PrivacyError` with `ERR_INPUT`; whatever else it throws counts as a mistake in
 * the code, ends the run, and is replaced, because its text may hold the value. With `reads` the function gets the row as its second argument, and a call without a row that
 * has those columns is refused, so that `.map(t)` cannot pass an index for a row.
 *
 * @param facts - What the function does to privacy.
 * @param apply - A pure function of the value, or of the value and its row where the facts have `reads`.
 * @returns The transform.
 * @throws `PrivacyError` `ERR_PARAMETER` without a name or a function; the transform: `ERR_INPUT` where the row or a column it reads is missing.
 * @guarantee None of its own: the facts are the author's claim.
 * @utility That of the function.
 * @cost One call more than the function.
 * @source This library's contract.
 * @example
 * const initial = transform(
 *   { name: 'initial', technique: 'generalisation', reversible: 'never', linkable: false, deterministic: true, parameters: {} },
 *   (name: string) => name.slice(0, 1),
 * );
 * initial('Ada') // 'A'
 */
export function transform<In, Needs, Out>(
  facts: Facts & { readonly reads: readonly (string & keyof Needs)[] },
  apply: (value: In, row: Needs) => Out,
): RowTransform<In, Needs, Out>;
/** A transform of the value alone. */
export function transform<In, Out>(facts: Facts, apply: (value: In) => Out): Transform<In, Out>;
// @__NO_SIDE_EFFECTS__
export function transform<In, Needs extends object, Out>(
  facts: Facts,
  apply: (value: In, row: Needs) => Out,
): RowTransform<In, Needs, Out> {
  if (typeof facts?.name !== 'string' || typeof apply !== 'function') {
    throw new PrivacyError('ERR_PARAMETER', 'transform: needs facts with a name, and a function');
  }
  const { name, reads } = facts;
  const inRow = (value: In, row: Needs): Out => {
    if (reads?.every((column) => Object(row)[column] !== undefined)) return apply(value, row);
    throw new PrivacyError('ERR_INPUT', `${name}: needs the row with the columns it reads`);
  };
  const alone = apply as (value: In) => Out;
  return withFacts(facts, reads ? inRow : (value: In) => alone(value));
}

/** The function itself as a transform; only for one that was just made and checks its own row. */
// @__NO_SIDE_EFFECTS__
export function withFacts<F extends object>(facts: Facts, made: F): F & { readonly facts: Facts } {
  return Object.assign(made, { facts: frozen(facts) });
}

/** A deep copy that nobody can change. */
// @__NO_SIDE_EFFECTS__
export function frozen<T>(value: T): T {
  const copy: unknown = Array.isArray(value)
    ? value.map(frozen)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, frozen(inner)]))
      : value;
  return Object.freeze(copy) as T;
}
