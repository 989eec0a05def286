import { PrivacyError } from '../../errors.ts';
import { countsOf } from '../counts-of.ts';
import type { Model } from './model.ts';

/** Parameters of {@link kAnonymity}. */
export interface KAnonymityParameters {
  /** The least number of rows, or of units, in a class; an integer ≥ 1. */
  readonly k: number;
}

/**
 * k-anonymity: every class has at least k rows, or k distinct units where the classes were made with a unit.
 *
 * @param parameters - `k`.
 * @returns A model; `check` measures the k that the table reaches.
 * @throws `PrivacyError` `ERR_PARAMETER` for a k that is not an integer ≥ 1; `check`: `ERR_INPUT` for what are
 * no classes.
 * @guarantee Nobody who knows only the quasi-identifiers of a person can narrow them to fewer than k rows. It does NOT
 * hide a sensitive value that all of them share, nor protect against other knowledge, nor across two releases.
 * @utility A check; it changes nothing.
 * @cost O(classes).
 * @source Samarati 2001; Sweeney 2002.
 * @example
 * const classes = equivalenceClasses([{ age: 34 }, { age: 34 }, { age: 51 }], { by: ['age'] });
 * kAnonymity({ k: 2 }).check(classes).satisfies // false
 */
// @__NO_SIDE_EFFECTS__
export function kAnonymity(parameters: KAnonymityParameters): Model {
  const { k } = Object(parameters) as KAnonymityParameters;
  if (!(Number.isSafeInteger(k) && k >= 1)) {
    throw new PrivacyError('ERR_PARAMETER', 'kAnonymity: k is an integer of 1 or more', { parameter: 'k' });
  }
  return Object.freeze({
    name: 'kAnonymity',
    parameters: Object.freeze({ k }),
    monotone: Object.freeze({ generalisation: true, suppression: true }),
    check(classes) {
      const counts = countsOf(classes, 'kAnonymity');
      const failing: number[] = [];
      let least = Number.POSITIVE_INFINITY;
      for (let group = 0; group < counts.length; group += 1) {
        const size = counts[group] as number; // in range
        if (size < k) failing.push(group);
        if (size < least) least = size;
      }
      const satisfies = failing.length === 0;
      return Object.freeze({
        satisfies,
        measured: counts.length === 0 ? 0 : least,
        failing: Int32Array.from(failing),
        vacuous: satisfies && (counts.length === 0 || classes.by.length === 0),
        convention: classes.units ? 'units' : 'rows',
      });
    },
  } satisfies Model);
}
