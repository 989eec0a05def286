import { PrivacyError } from '../errors.ts';
import type { Column, DictionaryColumn, VectorColumn } from './columns.ts';

/**
 * The number of rows of a column; `ERR_INPUT`, in the name of the function that was given it, for what is none.
 *
 * `dictionary` makes it a dictionary with codes, else `get` a vector, else it is an array or a typed array: no other
 * object with a length, which parsed JSON may set to any number. That each code has its entry is for whoever reads them.
 */
export function lengthOf(name: string, column: unknown): number {
  if (typeof column === 'object' && column !== null) {
    const { length, dictionary, codes, get } = column as Partial<DictionaryColumn<unknown> & VectorColumn<unknown>>;
    const isCoded = Array.isArray(dictionary) && ArrayBuffer.isView(codes);
    const isList = 'get' in column ? typeof get === 'function' : Array.isArray(column) || ArrayBuffer.isView(column);
    const rows = 'dictionary' in column ? isCoded && codes.length : isList && length;
    // classes and rows are counted in 32 bits
    if (typeof rows === 'number' && Number.isInteger(rows) && rows >= 0 && rows < 2 ** 31) return rows;
  }
  throw new PrivacyError('ERR_INPUT', `${name}: a column is an array, a vector or a dictionary with its codes`);
}

/** The value of a row of what is a column, whatever its form; `ERR_INPUT` with the row for a code without an entry. */
export function readerOf<T>(name: string, column: Column<T>): (row: number) => T {
  if ('dictionary' in column) {
    const { dictionary, codes } = column;
    return (row) => {
      const code = codes[row] as number; // in range
      if (Number.isInteger(code) && code >= 0 && code < dictionary.length) return dictionary[code] as T;
      throw new PrivacyError('ERR_INPUT', `${name}: a code has no entry in its dictionary`, { index: row });
    };
  }
  return 'get' in column ? (row) => column.get(row) : (row) => column[row] as T; // in range
}
