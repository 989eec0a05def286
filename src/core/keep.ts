import { type Facts, transform } from './transform.ts';

/** What `keep()` makes: the value itself, whatever its type. */
export interface Keep {
  /** Gives the value back. */
  <T>(value: T): T;
  /** What the transform does to privacy: nothing. */
  readonly facts: Facts;
  /** The mark by which a policy knows that a column passes. */
  readonly '~mark': 'kept';
}

/**
 * Says out loud that a column passes unchanged.
 *
 * @returns A transform that gives every value back, null and undefined included.
 * @guarantee None: it protects nothing, and the facts say so (`always` reversible, linkable).
 * @utility The value itself.
 * @cost Nothing; a kept column is passed by reference.
 * @source This library's contract: a column without a decision does not leave.
 * @example
 * keep()('gold') // 'gold'
 */
// @__NO_SIDE_EFFECTS__
export function keep(): Keep {
  const same = transform(
    { name: 'keep', technique: 'identity', reversible: 'always', linkable: true, deterministic: true, parameters: {} },
    (value: unknown) => value,
  );
  return Object.assign(same as Omit<Keep, '~mark'> & (<T>(value: T) => T), { '~mark': 'kept' } as const);
}
