import { PrivacyError } from '../errors.ts';
import { countsOf } from './counts-of.ts';
import type { EquivalenceClasses } from './equivalence-classes.ts';

/** Options of {@link reidentificationRisk}. */
export interface RiskOptions {
  /** The risk above which a record counts as at risk, in (0, 1]; 0.2 unless given: classes smaller than five. */
  readonly threshold?: number;
}

/** A number of records and their share of all. */
export interface RecordShare {
  /** How many records. */
  readonly count: number;
  /** Their share of all records, a fraction of 1; 0 for an empty table. */
  readonly share: number;
}

/** How likely somebody is to find the right record, by the sizes of classes alone; all 0 for an empty table. */
export interface ReidentificationRisk {
  /** The number of records. */
  readonly records: number;
  /** The number of classes. */
  readonly classes: number;
  /** The risk of the most exposed record (prosecutor): 1 / the smallest class. */
  readonly highest: number;
  /** The mean risk of all records (marketer): the share that a match at random gets right. */
  readonly average: number;
  /** The risk of the least exposed record: 1 / the largest class. */
  readonly lowest: number;
  /** The records that have the highest risk: those in the smallest classes. */
  readonly affectedByHighest: RecordShare;
  /** The records whose risk is above the threshold. */
  readonly recordsAtRisk: RecordShare & {
    /** The threshold that was used. */
    readonly threshold: number;
  };
  /** The records that are alone in their class, or share it with records of their own unit only. */
  readonly uniques: RecordShare;
}

/**
 * Measures how exposed the records of a table are to somebody who knows the quasi-identifiers of a person in it.
 *
 * @param classes - The classes of the table as it is to be released.
 * @param options - `threshold`.
 * @returns Highest, average and lowest risk, records at risk, uniques; by units where the classes have them.
 * @throws `PrivacyError` `ERR_PARAMETER` for a threshold outside (0, 1]; `ERR_INPUT` for what are no classes.
 * @guarantee It assumes that the attacker knows that the person is in the table (prosecutor model); it sees only the
 * columns the classes were made of, and nothing of what the other columns reveal.
 * @utility Exact for these assumptions.
 * @cost O(classes).
 * @source El Emam and Dankar 2008; Dankar et al. 2012.
 * @example
 * const classes = equivalenceClasses([{ age: 34 }, { age: 34 }, { age: 51 }], { by: ['age'] });
 * reidentificationRisk(classes).uniques.count // 1
 */
export function reidentificationRisk(classes: EquivalenceClasses, options: RiskOptions = {}): ReidentificationRisk {
  const { threshold = 0.2 } = Object(options) as RiskOptions;
  if (!(typeof threshold === 'number' && threshold > 0 && threshold <= 1)) {
    throw new PrivacyError('ERR_PARAMETER', 'reidentificationRisk: threshold is above 0 and at most 1', {
      parameter: 'threshold',
    });
  }
  const counts = countsOf(classes, 'reidentificationRisk');
  const { sizes, rows, count } = classes;
  let [least, most, exposed, atRisk, alone, risks] = [Number.POSITIVE_INFINITY, 0, 0, 0, 0, 0];
  for (let group = 0; group < count; group += 1) {
    const [size, people] = [sizes[group] as number, counts[group] as number]; // in range
    if (people <= least) exposed = people < least ? size : exposed + size;
    least = Math.min(least, people);
    most = Math.max(most, people);
    if (1 / people > threshold) atRisk += size; // rounds once, so that a fifth is not above 0.2
    if (people === 1) alone += size;
    risks += size / people;
  }
  const share = (part: number): number => part / Math.max(rows, 1);
  const records = (part: number): RecordShare => Object.freeze({ count: part, share: share(part) });
  return Object.freeze({
    records: rows,
    classes: count,
    highest: 1 / least,
    average: share(risks),
    lowest: count === 0 ? 0 : 1 / most,
    affectedByHighest: records(exposed),
    recordsAtRisk: Object.freeze({ threshold, ...records(atRisk) }),
    uniques: records(alone),
  });
}
