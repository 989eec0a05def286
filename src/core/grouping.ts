import type { EncodedColumn } from './encode.ts';

/** Rows by group; groups are numbered in the order in which they appear. */
export interface Grouping {
  /** The group of each row. */
  readonly of: Int32Array;
  /** The number of groups. */
  readonly count: number;
}

/** Pairs of group and code up to which a table of all pairs is the fastest way; 32 MB. */
const TABLE = 8_000_000;

/**
 * Groups rows by column refinement: each column splits the groups that the columns before it left.
 *
 * Any number and width of columns, without a joint key that could overflow or collide.
 */
export function groupBy(columns: readonly EncodedColumn[], rows: number, table: number = TABLE): Grouping {
  let grouping: Grouping = { of: new Int32Array(rows), count: Math.min(rows, 1) };
  for (const column of columns) grouping = refine(grouping, column, table);
  return grouping;
}

function refine({ of, count }: Grouping, { codes, size }: EncodedColumn, table: number): Grouping {
  return count * size <= table ? refineByTable(of, count, codes, size) : refineBySort(of, count, codes, size);
}

function refineByTable(of: Int32Array, count: number, codes: ArrayLike<number>, size: number): Grouping {
  const known = new Int32Array(count * size); // the new group + 1, 0 where the pair has not appeared
  let next = 0;
  for (let i = 0; i < of.length; i += 1) {
    const pair = (of[i] as number) * size + (codes[i] as number); // in range
    let group = known[pair] as number; // in range
    if (group === 0) {
      next += 1;
      group = next;
      known[pair] = group;
    }
    of[i] = group - 1;
  }
  return { of, count: next };
}

/** Two counting sorts, by code and then by group: time O(rows + codes + groups) for any input, no hash to flood. */
function refineBySort(of: Int32Array, count: number, codes: ArrayLike<number>, size: number): Grouping {
  const byCode = countingSort(Int32Array.from(of.keys()), codes, size);
  const sorted = countingSort(byCode, of, count);
  const run = new Int32Array(of.length);
  for (let i = 1; i < sorted.length; i += 1) {
    const [before, row] = [sorted[i - 1] as number, sorted[i] as number]; // in range
    const same = of[before] === of[row] && codes[before] === codes[row];
    run[row] = (run[before] as number) + (same ? 0 : 1); // in range
  }
  return refineByTable(new Int32Array(of.length), 1, run, of.length); // numbered by appearance
}

function countingSort(rows: Int32Array, key: ArrayLike<number>, size: number): Int32Array {
  const starts = new Int32Array(size + 1);
  for (const row of rows) starts[(key[row] as number) + 1] = (starts[(key[row] as number) + 1] as number) + 1; // in range
  for (let k = 1; k < size; k += 1) starts[k] = (starts[k] as number) + (starts[k - 1] as number); // in range
  const sorted = new Int32Array(rows.length);
  for (const row of rows) {
    const place = starts[key[row] as number] as number; // in range
    sorted[place] = row;
    starts[key[row] as number] = place + 1;
  }
  return sorted;
}
