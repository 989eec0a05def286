import type { Json } from '../../core/transform.ts';
import type { EquivalenceClasses } from '../equivalence-classes.ts';

/** What a check of a model says. */
export interface CheckResult {
  /** Whether every class passes. */
  readonly satisfies: boolean;
  /** The level that the table reaches: the strongest parameter that it would satisfy, 0 for an empty table. */
  readonly measured: number;
  /** The classes that fail, by their numbers, ascending. */
  readonly failing: Int32Array;
  /** Whether it is satisfied because nothing was asked: the table has no rows, or no quasi-identifiers were named. */
  readonly vacuous: boolean;
  /** What was counted; a missing value is a category in either case. */
  readonly convention: 'rows' | 'units';
}

/** A privacy model: a pure check of equivalence classes that knows nothing of any search. */
export interface Model {
  /** The name of the function that made it. */
  readonly name: string;
  /** Its thresholds. */
  readonly parameters: { readonly [name: string]: Json };
  /** What a search may conclude from one generalisation about others. */
  readonly monotone: {
    /** A table that satisfies it still does after generalising. */
    readonly generalisation: boolean;
    /** Generalising never makes more rows fail. */
    readonly suppression: boolean;
  };
  /** Checks the classes of a table. */
  check(classes: EquivalenceClasses): CheckResult;
}
