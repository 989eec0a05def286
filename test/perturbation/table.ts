import type { Column, DictionaryColumn, VectorColumn } from '../../src/core/columns.ts';

/** A vector as Apache Arrow gives it. */
export function vectorOf<T>(values: readonly T[]): VectorColumn<T> {
  return { length: values.length, get: (i) => values[i] as T };
}

/** A dictionary in the order in which the rows hold its values, with an entry that no row uses. */
export function dictionaryOf<T>(values: readonly T[], unused: T): DictionaryColumn<T> {
  const dictionary = [...new Set(values), unused];
  const codeOf = new Map(dictionary.map((value, code) => [value, code]));
  return { dictionary, codes: Uint16Array.from(values, (value) => codeOf.get(value) as number) };
}

/** The values of a column, whatever its form. */
export function valuesOf<T>(column: Column<T>): T[] {
  if ('dictionary' in column) return Array.from(column.codes, (code) => column.dictionary[code] as T);
  if ('get' in column) return Array.from({ length: column.length }, (_, i) => column.get(i));
  return Array.from(column);
}
