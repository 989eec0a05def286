import type { Codes, Column, DictionaryColumn, VectorColumn } from '../core/columns.ts';
import type { AnyRow } from '../core/kernel.ts';
import { placed } from '../core/place.ts';
import { PrivacyError } from '../errors.ts';
import type { Field } from './fields.ts';
import type { Report } from './invalid.ts';

/** Releases a table of columns, each in one loop; invalid rows are told in order at the end and left out. */
export function releaseColumns(
  fields: readonly Field[],
  table: unknown,
  report?: Report,
): Record<string, Column<unknown>> {
  const columns = Object(table) as { readonly [name: string]: Column<unknown> };
  const present = fields.filter(({ name }) => Object.hasOwn(columns, name));
  const length = commonLength(columns, Object.keys(columns));
  const failures = new Map<number, unknown>();
  const fail = (failure: unknown, name: string, index: number): void => {
    const found = placed(failure, name, index);
    if (!report) throw found;
    if (!failures.has(index)) failures.set(index, found);
  };
  const out: Record<string, Column<unknown>> = {};
  for (const field of present) {
    const column = columns[field.name] as Column<unknown>; // present
    out[field.name] = releaseColumn(field, column, columns, length, (failure, index) =>
      fail(failure, field.name, index),
    );
  }
  if (!report || failures.size === 0) return out;
  for (const index of [...failures.keys()].sort((a, b) => a - b)) report(failures.get(index), index);
  const rest = Array.from({ length }, (_, index) => index).filter((index) => !failures.has(index));
  for (const [name, column] of Object.entries(out)) out[name] = selected(column, rest);
  return out;
}

type Fail = (failure: unknown, index: number) => void;

function releaseColumn(
  field: Field,
  column: Column<unknown>,
  columns: { readonly [name: string]: Column<unknown> },
  length: number,
  fail: Fail,
): Column<unknown> {
  const { apply, facts, kept, kernel } = field;
  if ('dictionary' in column) {
    const used = compacted(column);
    if (kept) return used;
    if (facts.deterministic && !facts.reads) {
      // a value stands for all rows that have its code: no randomness, no nonce, no row may take this path
      const failures = new Map<number, unknown>();
      const dictionary = used.dictionary.map((value, code) => {
        try {
          return apply(value, {});
        } catch (failure) {
          failures.set(code, failure);
          return undefined;
        }
      });
      for (let i = 0; i < length && failures.size > 0; i += 1) {
        const code = used.codes[i] as number; // in range
        if (failures.has(code)) fail(failures.get(code), i);
      }
      return { dictionary, codes: used.codes };
    }
  }
  if (kept) return ArrayBuffer.isView(column) ? ownBuffer(column) : column;
  if (kernel && !('dictionary' in column) && !('get' in column)) {
    try {
      // numbers that come from a typed array go into one: half the memory, and nothing for the collector to visit
      const typed = ArrayBuffer.isView(column) && length > 0 && typeof apply(column[0], {}) === 'number';
      const fast = typed ? new Float64Array(length) : new Array<unknown>(length);
      kernel.values(column, fast as unknown[], 0, length);
      return fast;
    } catch {
      // value by value finds the row
    }
  }
  const out = new Array<unknown>(length);
  const at = readerOf(column);
  const rowAt = rowsOf(columns, facts.reads ?? []);
  for (let i = 0; i < length; i += 1) {
    try {
      out[i] = apply(at(i), rowAt(i));
    } catch (failure) {
      out[i] = undefined;
      fail(failure, i);
    }
  }
  return out;
}

/** The columns that a row transform reads, as a row. */
function rowsOf(
  columns: { readonly [name: string]: Column<unknown> },
  reads: readonly string[],
): (i: number) => AnyRow {
  const readers = reads
    .filter((name) => Object.hasOwn(columns, name))
    .map((name) => [name, readerOf(columns[name] as Column<unknown>)] as const); // own, by the filter
  return (i) => Object.fromEntries(readers.map(([name, at]) => [name, at(i)]));
}

function readerOf(column: Column<unknown>): (i: number) => unknown {
  if ('dictionary' in column) return (i) => column.dictionary[column.codes[i] as number]; // in range, checked
  if ('get' in column) return (i) => column.get(i);
  return (i) => column[i];
}

function commonLength(columns: { readonly [name: string]: Column<unknown> }, names: readonly string[]): number {
  const lengths = names.map((name) => lengthOf(columns[name], name));
  const odd = lengths.findIndex((length) => length !== lengths[0]);
  if (odd > 0)
    throw new PrivacyError('ERR_INPUT', 'policy.columns: columns differ in length', { field: names[odd] as string }); // found
  return lengths[0] ?? 0;
}

/** The length of a column whose codes, if it has any, are all in its dictionary. */
function lengthOf(column: unknown, field: string): number {
  const { length, dictionary, codes } = Object(column) as Partial<DictionaryColumn<unknown> & VectorColumn<unknown>>;
  if (typeof column === 'object' && Array.isArray(dictionary) && ArrayBuffer.isView(codes)) {
    let largest = -1;
    for (let i = 0; i < codes.length; i += 1) largest = Math.max(largest, codes[i] as number); // in range
    if (largest < dictionary.length) return codes.length;
  } else if (typeof column === 'object' && Number.isSafeInteger(length) && dictionary === undefined) {
    return length as number; // checked
  }
  throw new PrivacyError('ERR_INPUT', 'policy.columns: a column is an array, a vector or a dictionary with its codes', {
    field,
  });
}

/**
 * The column without the entries that no row uses.
 *
 * A filtered or sliced table keeps its whole dictionary; what belongs to rows that are no longer there must not leave.
 */
function compacted({ dictionary, codes }: DictionaryColumn<unknown>): DictionaryColumn<unknown> {
  const used = new Uint8Array(dictionary.length);
  let left = dictionary.length;
  for (let i = 0; i < codes.length && left > 0; i += 1) {
    const code = codes[i] as number; // in range
    left -= 1 - (used[code] as number); // checked by lengthOf
    used[code] = 1;
  }
  if (left === 0) return { dictionary, codes: ownBuffer(codes) };
  const place = new Uint32Array(dictionary.length);
  let next = 0;
  for (let code = 0; code < used.length; code += 1) if (used[code]) place[code] = next++;
  return {
    dictionary: dictionary.filter((_, code) => used[code]),
    codes: codes.map((code) => place[code] as number) as Codes, // in range
  };
}

/** The column itself, or a copy where its buffer holds more than the column: cloning a view would send the rest along. */
function ownBuffer<T extends ArrayBufferView>(view: T): T {
  return view.byteLength === view.buffer.byteLength ? view : (view as T & { slice(): T }).slice();
}

function selected(column: Column<unknown>, rows: readonly number[]): Column<unknown> {
  if ('dictionary' in column) {
    const { dictionary, codes } = column;
    const rest = codes.slice(0, rows.length);
    rows.forEach((row, i) => {
      rest[i] = codes[row] as number; // in range
    });
    return compacted({ dictionary, codes: rest });
  }
  const at = readerOf(column);
  return rows.map((row) => at(row));
}
