/** Codes into a dictionary, one per row. */
export type Codes = Uint8Array | Uint16Array | Uint32Array;

/** The fast form of a column: each distinct value once, and a code per row. */
export interface DictionaryColumn<T> {
  /** The distinct values; an entry may stand twice, table functions treat equal entries as one. */
  readonly dictionary: readonly T[];
  /** For each row the position of its value in the dictionary. */
  readonly codes: Codes;
}

/** A column that is read by position, such as an Apache Arrow vector. */
export interface VectorColumn<T> {
  /** The number of rows. */
  readonly length: number;
  /** The value of a row. */
  get(index: number): T;
}

/** A column of a table: an array or typed array, a vector with `get`, or a dictionary with codes. */
export type Column<T> = (ArrayLike<T> & object) | VectorColumn<T> | DictionaryColumn<T>;

/** What a table function takes: an array of row objects, or an object of columns of equal length. */
export type Table<T> = readonly object[] | (object & { readonly [Name in keyof T]: Column<unknown> });

/** The names of the columns of a table; where rows differ, those of any of them. */
export type ColumnName<T> = T extends readonly (infer Row)[] ? NameOf<Row> : NameOf<T>;

/** The names of the columns of any of several rows. */
export type NameOf<Row> = Row extends unknown ? keyof Row & string : never;
