import type { Codes } from './columns.ts';

/** Rows by group; groups are numbered in the order in which they appear. */
export interface Grouping {
  /** The group of each row. */
  readonly of: Int32Array;
  /** The number of groups. */
  readonly count: number;
}

/** What is grouped by. */
export interface CodedColumn {
  /** One code per row. */
  readonly codes: Codes | Int32Array;
  /** How many codes there may be, all below it. */
  readonly size: number;
}

/** Keys of group and codes up to which a table of all keys is used at all: 32 MB, and not far beyond the rows. */
const tableFor = (rows: number): number => Math.min(8_000_000, 4_096 + 64 * rows);

/** Keys up to which two columns are taken in one pass, because the table stays in the cache and is well filled. */
const fusedFor = (rows: number): number => Math.min(1_048_576, 4_096 + 8 * rows);

/**
 * Groups rows by column refinement: each column splits the groups that the columns before it left.
 *
 * Any number and width of columns, without a joint key that could overflow or collide.
 *
 * @param table - Keys that a table may have, less than 2³¹; the rows decide unless given.
 */
export function groupBy(columns: readonly CodedColumn[], rows: number, table: number = tableFor(rows)): Grouping {
  const fused = Math.min(fusedFor(rows), table);
  let grouping: Grouping = { of: new Int32Array(rows), count: Math.min(rows, 1) };
  for (let c = 0; c < columns.length; c += 1) {
    const column = columns[c] as CodedColumn; // in range
    const other = columns[c + 1];
    const keys = grouping.count * column.size;
    if (other && keys * other.size <= fused) {
      grouping = refineByTwo(grouping, column, other);
      c += 1;
    } else {
      grouping = keys <= table ? refineByTable(grouping, column) : refineBySort(grouping, column);
    }
  }
  return grouping;
}

// keys are below 2³¹, so that integer arithmetic is exact, and a third faster than that of doubles
function refineByTable({ of, count }: Grouping, { codes, size }: CodedColumn): Grouping {
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

function refineByTwo({ of, count }: Grouping, a: CodedColumn, b: CodedColumn): Grouping {
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

/**
 * For a table of all keys that would be too large: rows are visited code by code, and a group splits
 * whenever it is met with another code than before.
 *
 * Time and memory O(rows + groups + codes) for any input: there is no hash that crafted values could flood.
 */
function refineBySort({ of, count }: Grouping, { codes, size }: CodedColumn): Grouping {
  const starts = new Int32Array(size + 1);
  for (let i = 0; i < of.length; i += 1) {
    const after = (codes[i] as number) + 1; // in range
    starts[after] = (starts[after] as number) + 1;
  }
  for (let code = 1; code < size; code += 1) starts[code] = (starts[code] as number) + (starts[code - 1] as number);
  const sorted = new Int32Array(of.length);
  for (let i = 0; i < of.length; i += 1) {
    const code = codes[i] as number; // in range
    sorted[starts[code] as number] = i;
    starts[code] = (starts[code] as number) + 1;
  }
  const lastCode = new Int32Array(count).fill(-1);
  const current = new Int32Array(count);
  let next = 0;
  for (let i = 0; i < sorted.length; i += 1) {
    const row = sorted[i] as number; // in range
    const group = of[row] as number;
    const code = codes[row] as number;
    if (lastCode[group] !== code) {
      lastCode[group] = code;
      current[group] = next;
      next += 1;
    }
    of[row] = current[group] as number;
  }
  return refineByTable({ of, count: next }, { codes: new Uint8Array(of.length), size: 1 }); // numbered by appearance
}
