import type { AnyRow } from '../core/kernel.ts';
import { PrivacyError } from '../errors.ts';
import { type Field, has, releaseRow } from './fields.ts';
import type { Report } from './invalid.ts';

/** Rows per block: small enough for the cache, large enough for each loop to get hot. */
const BLOCK = 256;

/**
 * Releases rows in blocks: every row starts as a clone of a released one, then each column is written in one loop.
 *
 * Cloning the output, never the input: a row may carry properties that no type declares, and they must not leave.
 * The first row goes alone, and a block in which anything is unusual (a failure, an absent column) is done again row by row.
 */
export function releaseRows(fields: readonly Field[], rows: unknown, report?: Report, offset = 0): AnyRow[] {
  if (!Array.isArray(rows)) throw new PrivacyError('ERR_INPUT', 'policy: rows are an array of row objects');
  const from: readonly AnyRow[] = rows;
  const to: AnyRow[] = [];
  const left = new Set<number>();
  const odd = fields.some(({ name }) => name in Object.prototype);
  let model: AnyRow | undefined;
  for (let start = 0, end = 0; start < from.length; start = end) {
    end = Math.min(start + (model || odd ? BLOCK : 1), from.length);
    if (!model || odd || !releaseBlock(fields, model, from, to, start, end)) {
      model = releaseSlowly(fields, from, to, start, end, left, report, offset) ?? model;
    }
  }
  return left.size === 0 ? to : to.filter((_, index) => !left.has(index));
}

/** Row by row; gives a released row that has all fields, as a model for the blocks to come. */
function releaseSlowly(
  fields: readonly Field[],
  from: readonly AnyRow[],
  to: AnyRow[],
  start: number,
  end: number,
  left: Set<number>,
  report: Report | undefined,
  offset: number,
): AnyRow | undefined {
  let model: AnyRow | undefined;
  for (let i = start; i < end; i += 1) {
    to[i] = {};
    try {
      const out = releaseRow(fields, from[i], offset + i);
      to[i] = out;
      if (fields.every(({ name }) => name in out)) model = out;
    } catch (failure) {
      if (!report) throw failure;
      report(failure, offset + i);
      left.add(i);
    }
  }
  return model;
}

/** False where the block has to be done again row by row. */
function releaseBlock(
  fields: readonly Field[],
  model: AnyRow,
  from: readonly AnyRow[],
  to: AnyRow[],
  start: number,
  end: number,
): boolean {
  try {
    for (let i = start; i < end; i += 1) to[i] = { ...model };
    for (const field of fields) {
      const { name, apply, kernel, kept } = field;
      if (kernel) {
        kernel.rows(from, to, name, start, end);
      } else if (kept ? !passColumn(from, to, name, start, end) : !applyColumn(apply, from, to, name, start, end)) {
        return false;
      }
    }
    return true;
  } catch {
    return false; // the slow way finds the row and throws what it threw
  }
}

function passColumn(from: readonly AnyRow[], to: AnyRow[], name: string, start: number, end: number): boolean {
  for (let i = start; i < end; i += 1) {
    const row = from[i] as AnyRow; // in range
    const value = row[name];
    if (value === undefined && !has(row, name)) return false;
    (to[i] as AnyRow)[name] = value;
  }
  return true;
}

function applyColumn(
  apply: Field['apply'],
  from: readonly AnyRow[],
  to: AnyRow[],
  name: string,
  start: number,
  end: number,
): boolean {
  for (let i = start; i < end; i += 1) {
    const row = from[i] as AnyRow; // in range
    const value = row[name];
    if (value === undefined && !has(row, name)) return false;
    (to[i] as AnyRow)[name] = apply(value, row);
  }
  return true;
}
