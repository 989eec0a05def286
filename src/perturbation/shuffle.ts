import { optionsOf } from '../core/checks.ts';
import type { Column, DictionaryColumn, VectorColumn } from '../core/columns.ts';
import { numbering } from '../core/numbering.ts';
import { below, checkedSource, type RandomSource, systemRandom } from '../core/random.ts';
import { lengthOf, readerOf } from '../core/read-column.ts';
import { PrivacyError } from '../errors.ts';
import { isMissing, type NumericArray, rearranged } from './column-rows.ts';

/** Options of {@link shuffle}. */
export interface ShuffleOptions {
  /** A column of the same length; values move only between rows of equal strata, missing ones being a stratum. */
  readonly strata?: Column<unknown>;
  /** The source of the permutation, `systemRandom` unless given. */
  readonly random?: RandomSource;
}

/**
 * Permutes the values of a column at random, over all rows or within strata.
 *
 * @param column - An array, typed array, vector or dictionary with codes; it stays as it is.
 * @param options - `strata`, `random`.
 * @returns A new column of the same form (of a vector an array), every permutation as likely as any other; null,
 * undefined and NaN stay in their rows. The dictionary is made anew, in the order of the new rows.
 * @throws `PrivacyError` `ERR_PARAMETER` for an unknown name and a foreign source; `ERR_INPUT` for what is not a
 * column and strata of another length, with the row for a code without an entry and a stratum that is an object other
 * than a Date; `ERR_RANDOM`.
 * @guarantee A value says nothing about its row beyond its stratum, and the source is used once per call. The set of
 * values is released as it is: unique and extreme values stay readable, and who knows that a value was in the table
 * finds it. A stratum of one row or one value does not change. The pattern of missing values survives. No ε is
 * claimed. Repeated shuffles of a growing table show the difference.
 * @utility Every statistic of the column alone, and of it with the strata, is kept; correlation with all else is lost.
 * @cost O(rows) and 1 random word a row; 4 bytes a row.
 * @source Fisher and Yates; Durstenfeld 1964, algorithm 235; bounded integers of Lemire 2019.
 * @example
 * shuffle([1, 2, 3]).sort() // [1, 2, 3]
 */
export function shuffle<C extends NumericArray>(column: C, options?: ShuffleOptions): C;
/** A dictionary column stays one. */
export function shuffle<T>(column: DictionaryColumn<T>, options?: ShuffleOptions): DictionaryColumn<T>;
/** Any other column becomes an array. */
export function shuffle<T>(column: ArrayLike<T> | VectorColumn<T>, options?: ShuffleOptions): T[];
/** A column of either form. */
export function shuffle<T>(column: Column<T>, options?: ShuffleOptions): Column<T>;
export function shuffle<T>(column: Column<T>, options: ShuffleOptions = {}): Column<T> {
  const { strata, random = systemRandom } = optionsOf('shuffle', options, ['strata', 'random']);
  const source = checkedSource('shuffle', random);
  const length = lengthOf('shuffle', column);
  const at = readerOf('shuffle', column);
  const from = Uint32Array.from({ length }, (_, row) => row);
  for (const members of groups(length, at, strata)) {
    const values = Uint32Array.from(members);
    for (let left = values.length; left > 0; left -= 1) {
      const taken = below(source, left);
      from[members[left - 1] as number] = values[taken] as number;
      values[taken] = values[left - 1] as number;
    }
  }
  return rearranged(column, at, from);
}

/** The rows of each stratum whose value is present. */
function groups(
  length: number,
  at: (row: number) => unknown,
  strata: Column<unknown> | undefined,
): readonly (readonly number[])[] {
  if (strata !== undefined && lengthOf('shuffle', strata) !== length)
    throw new PrivacyError('ERR_INPUT', 'shuffle: strata must be as long as the column');
  const keyAt = strata && readerOf('shuffle', strata);
  const { numberOf } = numbering();
  const members: number[][] = [];
  for (let row = 0; row < length; row += 1) {
    const stratum = numberOf(keyAt && stratumOf(keyAt(row), row));
    members[stratum] ??= [];
    if (!isMissing(at(row))) members[stratum].push(row);
  }
  return members;
}

function stratumOf(value: unknown, index: number): unknown {
  if (isMissing(value)) return undefined;
  if (value instanceof Date || (typeof value !== 'object' && typeof value !== 'function')) return value;
  throw new PrivacyError('ERR_INPUT', 'shuffle: a stratum must be a simple value', { index });
}
