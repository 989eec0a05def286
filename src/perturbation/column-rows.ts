import type { Column, DictionaryColumn } from '../core/columns.ts';
import { numbering } from '../core/numbering.ts';

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

/** What stays in its row and is not used: null, undefined, NaN. */
export function isMissing(value: unknown): value is null | undefined {
  return value === null || value === undefined || Number.isNaN(value);
}

/** The new column whose row i holds the value that row `from[i]` held: of the same form, of a vector an array. */
export function rearranged<T>(column: Column<T>, at: (row: number) => T, from: Uint32Array): Column<T> {
  if ('dictionary' in column) return encoded(column, from);
  const view: unknown = column;
  if (ArrayBuffer.isView(view)) {
    // map makes an array of the user's own class, and copies where the slice of a Buffer shares
    const moved: ArrayLike<unknown> = (view as Float64Array).map((_, i) => at(from[i] as number) as number);
    return moved as ArrayLike<T>;
  }
  return Array.from(from, at);
}

/**
 * A dictionary of its own, in the order of the new rows: a dictionary in the order in which the old rows held its
 * values would give every unique value back to its row, and two entries of one value would tell their rows apart.
 */
function encoded<T>({ dictionary: old, codes }: DictionaryColumn<T>, from: Uint32Array): DictionaryColumn<T> {
  const { numberOf } = numbering();
  const places = new Int32Array(old.length).fill(-1);
  const dictionary: T[] = [];
  const moved = (codes as Uint32Array).map((_, i) => {
    const entry = codes[from[i] as number] as number; // every row was read before
    let place = places[entry] as number;
    if (place < 0) {
      place = numberOf(old[entry]);
      places[entry] = place;
      if (place === dictionary.length) dictionary.push(old[entry] as T);
    }
    return place;
  });
  return { dictionary, codes: moved };
}
