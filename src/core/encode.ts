import { PrivacyError } from '../errors.ts';
import type { Codes, Column, DictionaryColumn } from './columns.ts';

/** A column as codes: 0 for what is missing, then 1, 2, … for its distinct values in the order they appear. */
export interface EncodedColumn {
  /** One code per row, as narrow as fits. */
  readonly codes: Codes;
  /** How many codes there may be, the one for missing values included. */
  readonly size: number;
}

/**
 * Encodes a column for grouping.
 *
 * Values are the same as the keys of a `Map` are: NaN is missing like null and undefined, −0 is 0, `''` is a value.
 * Dates go by their instant. One column holds numbers, bigints or dates, not two of them, so that 1 and 1n cannot
 * look alike; an object is no value, since two equal ones would differ.
 *
 * @throws {@link PrivacyError} `ERR_INPUT` with the column and the row.
 */
export function encodeColumn(column: Column<unknown>, field: string): EncodedColumn {
  const encoder = new Encoder(field);
  if ('dictionary' in column) return encodeDictionary(column, encoder);
  const { length } = column;
  const codes = new Uint32Array(length);
  if ('get' in column) {
    for (let i = 0; i < length; i += 1) codes[i] = encoder.codeOf(column.get(i), i);
  } else {
    for (let i = 0; i < length; i += 1) codes[i] = encoder.codeOf(column[i], i);
  }
  return { codes: narrow(codes, encoder.size), size: encoder.size };
}

/** Encodes one column of an array of rows; an absent one is missing. */
export function encodeRows(rows: readonly object[], field: string): EncodedColumn {
  return encodeColumn(
    { length: rows.length, get: (i) => (rows[i] as { readonly [name: string]: unknown })[field] },
    field,
  );
}

class Encoder {
  readonly #field: string;
  readonly #codes: Map<unknown, number> = new Map();
  #scalar: string | undefined;

  constructor(field: string) {
    this.#field = field;
  }

  get size(): number {
    return this.#codes.size + 1;
  }

  codeOf(value: unknown, index: number): number {
    if (value === null || value === undefined) return 0;
    let key = value;
    let kind: string = typeof value;
    if (value instanceof Date) {
      key = value.getTime();
      kind = 'date';
    } else if (kind === 'object' || kind === 'function' || kind === 'symbol') {
      throw this.#wrong('a quasi-identifier is a text, number, bigint, boolean or date', index);
    }
    if (Number.isNaN(key)) return 0; // NaN, or a date that is none
    if (kind !== 'string' && kind !== 'boolean' && kind !== this.#scalar) {
      if (this.#scalar) throw this.#wrong('a column holds numbers, bigints or dates, not two of them', index);
      this.#scalar = kind;
    }
    const known = this.#codes.get(key);
    if (known !== undefined) return known;
    const code = this.#codes.size + 1;
    this.#codes.set(key, code);
    return code;
  }

  #wrong(rule: string, index: number): PrivacyError {
    return new PrivacyError('ERR_INPUT', `table: ${rule} (column ${this.#field}, row ${index})`, {
      field: this.#field,
      index,
    });
  }
}

/** Entries that are equal become one code, entries that no row uses none. */
function encodeDictionary({ dictionary, codes }: DictionaryColumn<unknown>, encoder: Encoder): EncodedColumn {
  const places = new Int32Array(dictionary.length).fill(-1);
  const out = new Uint32Array(codes.length);
  for (let i = 0; i < codes.length; i += 1) {
    const entry = codes[i] as number; // in range
    let code = places[entry] ?? 0; // a code without its entry is missing
    if (code < 0) {
      code = encoder.codeOf(dictionary[entry], i);
      places[entry] = code;
    }
    out[i] = code;
  }
  return { codes: narrow(out, encoder.size), size: encoder.size };
}

function narrow(codes: Uint32Array, size: number): Codes {
  if (size <= 256) return Uint8Array.from(codes);
  return size <= 65_536 ? Uint16Array.from(codes) : codes;
}
