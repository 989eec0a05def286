import type { Codes, Column, DictionaryColumn } from '../core/columns.ts';
import type { AnyRow } from '../core/kernel.ts';
import { placed } from '../core/place.ts';
import { type ReadTable, readTable } from '../core/table.ts';
import { PrivacyError } from '../errors.ts';
import type { Field } from './fields.ts';
import type { Report } from './invalid.ts';

/**
 * Releases a table of columns, each in one loop; invalid rows are told in order at the end and left out.
 *
 * Nothing of the input leaves by reference: an array may carry properties, a vector the table it was cut from, a view
 * the rest of its buffer, and the codes of a dictionary say which entry a row had.
 */
export function releaseColumns(
  fields: readonly Field[],
  table: unknown,
  report?: Report,
): Record<string, Column<unknown>> {
  if (Array.isArray(table)) {
    throw new PrivacyError(
      'ERR_INPUT',
      'policy.columns: a table is an object of columns; an array of rows goes to policy.rows',
    );
  }
  const read = readTable(table);
  const failures = new Map<number, PrivacyError>();
  const out: Record<string, Column<unknown>> = {};
  const failIn =
    (name: string): Fail =>
    (failure, index) => {
      const found = placed(failure, name, index);
      if (!report) throw found;
      if (!failures.has(index)) failures.set(index, found);
    };
  for (const field of fields) {
    const column = read.column(field.name);
    if (column) out[field.name] = releaseColumn(field, column, read, failIn(field.name));
  }
  if (!report || failures.size === 0) return out;
  for (const index of [...failures.keys()].sort((a, b) => a - b)) report(failures.get(index), index);
  const rest = Array.from({ length: read.rows }, (_, index) => index).filter((index) => !failures.has(index));
  for (const [name, column] of Object.entries(out)) out[name] = selected(column, rest, failIn(name));
  return out;
}

type Fail = (failure: unknown, index: number) => void;

function releaseColumn(field: Field, column: Column<unknown>, read: ReadTable, fail: Fail): Column<unknown> {
  const { name, apply, facts, kept, kernel } = field;
  if ('dictionary' in column) {
    // no randomness, no nonce, no row may come in here: a value stands for all rows that have it
    const once = kept || (facts.deterministic && !facts.reads);
    const released = once ? recoded(column, name, (value) => apply(value, {}), kept, fail) : undefined;
    if (released) return released;
  } else if (kept && ArrayBuffer.isView(column) && !('get' in column)) {
    return copied(column);
  }
  const { rows } = read;
  if (kernel && !('dictionary' in column) && !('get' in column)) {
    try {
      // numbers that come from a typed array go into one: half the memory, and nothing for the collector to visit
      const typed = ArrayBuffer.isView(column) && rows > 0 && typeof apply(column[0], {}) === 'number';
      const fast = typed ? new Float64Array(rows) : new Array<unknown>(rows);
      kernel.values(column, fast as unknown[], 0, rows);
      return fast;
    } catch {
      // value by value finds the row
    }
  }
  const out = new Array<unknown>(rows);
  const at = readerOf(column);
  const rowAt = rowsOf(read, facts.reads ?? []);
  for (let i = 0; i < rows; i += 1) {
    try {
      out[i] = apply(at(i), rowAt(i));
    } catch (failure) {
      out[i] = undefined;
      fail(failure, i);
    }
  }
  return out;
}

/**
 * A dictionary column by its distinct values.
 *
 * The new dictionary has the outputs that occur, each once, in the order of the rows: the old codes would tell rows of
 * one label apart, and a filtered table keeps entries of rows that are no longer there. Undefined where an output is an
 * object that no column may share between rows.
 */
function recoded(
  { dictionary, codes }: DictionaryColumn<unknown>,
  field: string,
  outputOf: (value: unknown) => unknown,
  shares: boolean,
  fail: Fail,
): DictionaryColumn<unknown> | undefined {
  const places = new Int32Array(dictionary.length).fill(UNSEEN);
  const [texts, others] = [new Map<unknown, number>(), new Map<unknown, number>()];
  const outputs: unknown[] = [];
  const failures = new Map<number, unknown>();
  const out = codesFor(dictionary.length, codes.length);
  for (let i = 0; i < codes.length; i += 1) {
    const code = codes[i] as number; // in range by the loop
    let place = places[code];
    if (place === undefined) throw placed(noEntry(), field, i);
    if (place === UNSEEN) {
      place = FAILED;
      try {
        const output = outputOf(dictionary[code]);
        if (!shares && Object(output) === output) return undefined;
        const [known, key] = typeof output === 'string' ? [texts, output] : [others, keyOf(output)];
        place = known.get(key) ?? outputs.push(output) - 1;
        known.set(key, place);
      } catch (failure) {
        failures.set(code, failure);
      }
      places[code] = place;
    }
    if (place === FAILED) fail(failures.get(code), i);
    else out[i] = place;
  }
  const narrow = codesFor(outputs.length, codes.length);
  narrow.set(out);
  return { dictionary: outputs, codes: narrow };
}

const UNSEEN = -1;
const FAILED = -2;
const noEntry = (): PrivacyError => new PrivacyError('ERR_INPUT', 'table: a code has no entry in its dictionary');

/** What equal outputs share. Numbers go by text: their own hash is not seeded, and crafted ones take quadratic time. */
function keyOf(output: unknown): unknown {
  if (typeof output === 'number') return Object.is(output, -0) ? '-0' : `${output}`;
  return typeof output === 'bigint' ? `${output}n` : output;
}

function codesFor(size: number, rows: number): Codes {
  return size <= 256 ? new Uint8Array(rows) : size <= 65_536 ? new Uint16Array(rows) : new Uint32Array(rows);
}

/** The columns that a row transform reads, as a row. */
function rowsOf(read: ReadTable, reads: readonly string[]): (i: number) => AnyRow {
  const readers = reads.flatMap((name) => {
    const column = read.column(name);
    return column ? [[name, readerOf(column)] as const] : [];
  });
  return (i) => Object.fromEntries(readers.map(([name, at]) => [name, at(i)]));
}

function readerOf(column: Column<unknown>): (i: number) => unknown {
  if ('dictionary' in column) {
    const { dictionary, codes } = column;
    return (i) => {
      const code = codes[i] as number; // in range
      if (Number.isInteger(code) && code >= 0 && code < dictionary.length) return dictionary[code];
      throw noEntry();
    };
  }
  if ('get' in column) return (i) => column.get(i);
  return (i) => column[i];
}

/** The numbers of a view in a buffer of their own; by its class, as the `slice` of a Buffer shares its memory. */
function copied(view: ArrayLike<unknown> & ArrayBufferView): ArrayLike<unknown> {
  const classes = [Float64Array, Float32Array, Int32Array, Uint32Array, Int16Array, Uint16Array, Int8Array, Uint8Array];
  const Numbers = classes.find((kind) => view instanceof kind);
  return Numbers ? new Numbers(view as ArrayLike<number>) : Array.from(view); // of bigints, and of kinds to come
}

function selected(column: Column<unknown>, rows: readonly number[], fail: Fail): Column<unknown> {
  if ('dictionary' in column) {
    const { dictionary, codes } = column;
    const rest = Uint32Array.from(rows, (row) => codes[row] as number); // in range
    return recoded({ dictionary, codes: rest }, '', (value) => value, true, fail) as DictionaryColumn<unknown>; // objects are shared
  }
  const at = readerOf(column);
  return rows.map((row) => at(row));
}
