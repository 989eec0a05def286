import type { EncodedColumn } from './encode.ts';

/** Rows by group; groups are numbered in the order in which they appear. */
export interface Grouping {
  /** The group of each row. */
  readonly of: Int32Array;
  /** The number of groups. */
  readonly count: number;
}

/** Keys of group and codes up to which a table of all keys is used at all: 32 MB. */
const TABLE = 8_000_000;

/** Keys up to which two columns are taken in one pass, because the table stays in the cache. */
const FUSED = 1_048_576;

/**
 * Groups rows by column refinement: each column splits the groups that the columns before it left.
 *
 * Any number and width of columns, without a joint key that could overflow or collide.
 */
export function groupBy(columns: readonly EncodedColumn[], rows: number, table: number = TABLE): Grouping {
  let grouping: Grouping = { of: new Int32Array(rows), count: Math.min(rows, 1) };
  for (let c = 0; c < columns.length; c += 1) {
    const column = columns[c] as EncodedColumn; // in range
    const other = columns[c + 1];
    const keys = grouping.count * column.size;
    if (other && keys * other.size <= Math.min(FUSED, table)) {
      grouping = refineByTwo(grouping, column, other);
      c += 1;
    } else {
      grouping = keys <= table ? refineByTable(grouping, column) : refineBySort(grouping, column);
    }
  }
  return grouping;
}

// keys are below 2³¹, so that integer arithmetic is exact, and a third faster than that of doubles
function refineByTable({ of, count }: Grouping, { codes, size }: EncodedColumn): Grouping {
  const known = new Int32Array(count * size); // the new group + 1, 0 where the key has not appeared
  let next = 0;
  for (let i = 0; i < of.length; i += 1) {
    const key = (Math.imul(of[i] as number, size) + (codes[i] as number)) | 0; // in range
    let group = known[key] as number; // in range
    if (group === 0) {
      next = (next + 1) | 0;
      group = next;
      known[key] = group;
    }
    of[i] = group - 1;
  }
  return { of, count: next };
}

function refineByTwo({ of, count }: Grouping, a: EncodedColumn, b: EncodedColumn): Grouping {
  const { codes: codesA, size: sizeA } = a;
  const { codes: codesB, size: sizeB } = b;
  const known = new Int32Array(count * sizeA * sizeB);
  let next = 0;
  for (let i = 0; i < of.length; i += 1) {
    const pair = (Math.imul(of[i] as number, sizeA) + (codesA[i] as number)) | 0; // in range
    const key = (Math.imul(pair, sizeB) + (codesB[i] as number)) | 0; // in range
    let group = known[key] as number; // in range
    if (group === 0) {
      next = (next + 1) | 0;
      group = next;
      known[key] = group;
    }
    of[i] = group - 1;
  }
  return { of, count: next };
}

/** Two counting sorts, by code and then by group: time O(rows + codes + groups) for any input, no hash to flood. */
function refineBySort({ of, count }: Grouping, { codes, size }: EncodedColumn): Grouping {
  const byCode = countingSort(Int32Array.from(of.keys()), codes, size);
  const sorted = countingSort(byCode, of, count);
  const run = new Uint32Array(of.length);
  for (let i = 1; i < sorted.length; i += 1) {
    const [before, row] = [sorted[i - 1] as number, sorted[i] as number]; // in range
    const same = of[before] === of[row] && codes[before] === codes[row];
    run[row] = (run[before] as number) + (same ? 0 : 1); // in range
  }
  return refineByTable({ of: new Int32Array(of.length), count: 1 }, { codes: run, size: of.length }); // numbered by appearance
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
