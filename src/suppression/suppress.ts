import { type Facts, transform } from '../core/transform.ts';

/** What `suppress()` makes: a decision that the column does not leave. */
export interface Suppress {
  /** Gives undefined, whatever the value. */
  (value: unknown): undefined;
  /** What the transform does to privacy. */
  readonly facts: Facts;
  /** The mark by which a policy knows that it leaves the column out. */
  readonly '~mark': 'dropped';
}

/**
 * Leaves a column out: in a policy its field is absent from the released row, not undefined in it.
 *
 * @returns A transform that gives undefined for every value, null and undefined included.
 * @guarantee The output is independent of the value, so it is not `linkable`. Not protected: what other columns tell
 * about it (a postcode about a suppressed town).
 * @utility None of the column is left.
 * @cost Nothing.
 * @source ISO/IEC 20889:2018, attribute suppression.
 * @example
 * suppress()('Ada Lovelace') // undefined
 */
// @__NO_SIDE_EFFECTS__
export function suppress(): Suppress {
  const facts = { name: 'suppress', technique: 'suppression', reversible: 'never', linkable: false } as const;
  const gone = transform({ ...facts, deterministic: true, parameters: {} }, (_value: unknown) => undefined);
  return Object.assign(gone, { '~mark': 'dropped' } as const);
}
