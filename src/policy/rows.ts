import type { AnyRow } from '../core/kernel.ts';
import { PrivacyError } from '../errors.ts';
import { type Field, has, isRow, releaseRow } from './fields.ts';
import type { Report } from './invalid.ts';

/** Rows per block: small enough for the cache, large enough for each loop to get hot. */
const BLOCK = 256;

/**
 * Releases rows in blocks: every row starts as a clone of a released one, then each column is written in one loop.
 *
 * Cloning the output, never the input: a row may carry properties that no type declares, and they must not leave.
 * Rows of another shape than the cloned one are released again one by one, and so is a block in which a row fails.
 */
export function releaseRows(fields: readonly Field[], rows: unknown, report?: Report, offset = 0): AnyRow[] {
  if (!Array.isArray(rows)) throw new PrivacyError('ERR_INPUT', 'policy: rows are an array of row objects');
  const from: readonly AnyRow[] = rows;
  const to: AnyRow[] = [];
  const left = new Set<number>();
  const blocks = !fields.some(({ name }) => name in Object.prototype); // what objects inherit cannot be told from columns
  let model: AnyRow | undefined;
  for (let start = 0, end = 0; start < from.length; start = end) {
    end = Math.min(start + (model ? BLOCK : 1), from.length);
    const again = (model && releaseBlock(fields, model, from, to, start, end)) ?? range(start, end);
    for (const i of again) {
      to[i] = {};
      try {
        to[i] = releaseRow(fields, from[i], offset + i);
        if (blocks && 2 * again.length > end - start) model = to[i];
      } catch (failure) {
        if (!report) throw failure;
        report(failure, offset + i);
        left.add(i);
      }
    }
  }
  return left.size === 0 ? to : to.filter((_, index) => !left.has(index));
}

const range = (start: number, end: number): number[] => Array.from({ length: end - start }, (_, i) => start + i);

/** The rows of the block that have to be released one by one, in order; undefined stands for all of them. */
function releaseBlock(
  fields: readonly Field[],
  model: AnyRow,
  from: readonly AnyRow[],
  to: AnyRow[],
  start: number,
  end: number,
): readonly number[] | undefined {
  const other = new Set<number>();
  try {
    for (let i = start; i < end; i += 1) {
      if (!isRow(from[i])) return undefined;
      to[i] = { ...model };
    }
    for (const field of fields) {
      const { name, apply, kernel, kept } = field;
      if (!(name in model)) {
        for (let i = start; i < end; i += 1) if (has(from[i] as AnyRow, name)) other.add(i); // in range
      } else if (kernel) {
        kernel.rows(from, to, name, start, end);
      } else if (kept) {
        passColumn(from, to, name, start, end, other);
      } else {
        applyColumn(apply, from, to, name, start, end, other);
      }
    }
    return [...other].sort((a, b) => a - b);
  } catch {
    return undefined; // one by one they show which row it was, and throw what it threw
  }
}

function passColumn(
  from: readonly AnyRow[],
  to: AnyRow[],
  name: string,
  start: number,
  end: number,
  other: Set<number>,
): void {
  for (let i = start; i < end; i += 1) {
    const row = from[i] as AnyRow; // in range
    const value = row[name];
    if (value === undefined && !has(row, name)) other.add(i);
    (to[i] as AnyRow)[name] = value;
  }
}

function applyColumn(
  apply: Field['apply'],
  from: readonly AnyRow[],
  to: AnyRow[],
  name: string,
  start: number,
  end: number,
  other: Set<number>,
): void {
  for (let i = start; i < end; i += 1) {
    const row = from[i] as AnyRow; // in range
    const value = row[name];
    if (value === undefined && !has(row, name)) other.add(i);
    else (to[i] as AnyRow)[name] = apply(value, row);
  }
}
