import { type Place, PrivacyError } from '../errors.ts';
import type { Column, DictionaryColumn, VectorColumn } from './columns.ts';
import { placed } from './place.ts';

/** A table whose shape was checked, read column by column. */
export interface ReadTable {
  /** The number of rows. */
  readonly rows: number;
  /** A column, or undefined where the table has none of this name; a value that a row lacks is undefined. */
  column(name: string): Column<unknown> | undefined;
}

interface AnyRow {
  readonly [name: string]: unknown;
}

/**
 * Reads a table given as an array of row objects or as an object of columns.
 *
 * @throws `PrivacyError` `ERR_INPUT` for anything else: a row that is not an object (its index), a column that is
 * not one or whose length is not that of the first one (its name). Every column is checked, asked for or not.
 */
export function readTable(table: unknown): ReadTable {
  if (Array.isArray(table)) {
    const index = table.findIndex((row) => !isObject(row));
    if (index >= 0) throw wrong('a row is an object', { index });
    return readRows(table);
  }
  if (!isObject(table)) throw wrong('a table is an array of rows or an object of columns');
  const names = Object.keys(table);
  const lengths = names.map((name) => lengthOf(table[name], name));
  const odd = names.find((_, i) => lengths[i] !== lengths[0]);
  if (odd !== undefined) throw placed(wrong('columns differ in length'), odd);
  return {
    rows: lengths[0] ?? 0,
    column: (name) => (Object.hasOwn(table, name) ? (table[name] as Column<unknown>) : undefined), // checked above
  };
}

function readRows(rows: readonly AnyRow[]): ReadTable {
  const { length } = rows;
  return {
    rows: length,
    column: (name) =>
      length === 0 || rows.some((row) => name in row)
        ? { length, get: (i) => (rows[i] as AnyRow)[name] } // checked above
        : undefined,
  };
}

function lengthOf(column: unknown, field: string): number {
  if (isObject(column)) {
    const { length, dictionary, codes } = column as Partial<DictionaryColumn<unknown> & VectorColumn<unknown>>;
    const rows = dictionary === undefined ? length : Array.isArray(dictionary) ? codes?.length : undefined;
    // classes and rows are counted in 32 bits
    if (Number.isInteger(rows) && (rows as number) >= 0 && (rows as number) < 2 ** 31) return rows as number;
  }
  throw placed(wrong('a column is an array, a vector or a dictionary with its codes'), field);
}

const isObject = (value: unknown): value is AnyRow => typeof value === 'object' && value !== null;
const wrong = (rule: string, place?: Place): PrivacyError => new PrivacyError('ERR_INPUT', `table: ${rule}`, place);
