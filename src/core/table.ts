import { type Place, PrivacyError } from '../errors.ts';
import type { Column } from './columns.ts';
import { placed } from './place.ts';
import { lengthOf } from './read-column.ts';

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
  const columns = new Map<string, Column<unknown>>(); // each is read once: a getter could give another one later
  let rows: number | undefined;
  for (const name of Object.keys(table)) {
    try {
      const column = table[name];
      const length = lengthOf('table', column);
      if (length !== (rows ?? length)) throw wrong('columns differ in length');
      rows = length;
      columns.set(name, column as Column<unknown>); // checked by lengthOf
    } catch (failure) {
      throw placed(failure, name);
    }
  }
  return { rows: rows ?? 0, column: (name) => columns.get(name) };
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

const isObject = (value: unknown): value is AnyRow => typeof value === 'object' && value !== null;
const wrong = (rule: string, place?: Place): PrivacyError => new PrivacyError('ERR_INPUT', `table: ${rule}`, place);
