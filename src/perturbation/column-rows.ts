import type { Codes, Column, DictionaryColumn, VectorColumn } from '../core/columns.ts';
import { PrivacyError } from '../errors.ts';

/** Any typed array: a column of numbers or bigints. */
export type NumericArray =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array
  | BigInt64Array
  | BigUint64Array;

/** The rows of a column, whatever its form. */
export interface Rows<T> {
  /** The number of rows. */
  readonly length: number;
  /** The codes of a dictionary column. */
  readonly codes?: Codes;
  /** The value of a row. */
  at(row: number): T;
}

/** Reads a column by rows; `ERR_INPUT` for what is none, a code outside its dictionary included. */
export function rowsOf<T>(name: string, column: Column<T>): Rows<T> {
  const { length, get, dictionary, codes } = Object(column) as Partial<DictionaryColumn<T> & VectorColumn<T>>;
  const fits = (code: number): boolean => Number.isInteger(code) && code >= 0 && code < (dictionary as T[]).length;
  if (Array.isArray(dictionary) && ArrayBuffer.isView(codes) && codes.every?.(fits)) {
    return { length: codes.length, codes, at: (row) => dictionary[codes[row] as number] as T };
  }
  if (typeof column === 'object' && dictionary === undefined && Number.isSafeInteger(length)) {
    const [list, vector] = [column as ArrayLike<T>, column as VectorColumn<T>];
    return { length: list.length, at: typeof get === 'function' ? (row) => vector.get(row) : (row) => list[row] as T };
  }
  throw new PrivacyError('ERR_INPUT', `${name}: a column is an array, a vector or a dictionary with its codes`);
}

/** What stays in its row and is not used: null, undefined, NaN. */
export function isMissing(value: unknown): value is null | undefined {
  return value === null || value === undefined || Number.isNaN(value);
}

/** The new column whose row i holds the value that row `from[i]` held: of the same form, of a vector an array. */
export function rearranged<T>(column: Column<T>, rows: Rows<T>, from: Uint32Array): Column<T> {
  if (rows.codes) return encoded(rows.codes, rows, from);
  const view: unknown = column;
  if (ArrayBuffer.isView(view)) {
    // map makes an array of the user's own class, and copies where the slice of a Buffer shares
    const moved: ArrayLike<unknown> = (view as Float64Array).map((_, i) => rows.at(from[i] as number) as number);
    return moved as ArrayLike<T>;
  }
  return Array.from(from, (row) => rows.at(row));
}

/**
 * A dictionary of its own, in the order of the new rows: a dictionary in the order in which the old rows held its
 * values would give every unique value back to its row.
 */
function encoded<T>(old: Codes, rows: Rows<T>, from: Uint32Array): DictionaryColumn<T> {
  const dictionary: T[] = [];
  const [values, dates] = [new Map<unknown, number>(), new Map<unknown, number>()];
  const codes = old.map((_, i) => {
    const value = rows.at(from[i] as number);
    const [known, key] = value instanceof Date ? [dates, value.getTime()] : [values, value];
    const code = known.get(key) ?? dictionary.push(value) - 1;
    known.set(key, code);
    return code;
  }) as Codes;
  return { dictionary, codes };
}
