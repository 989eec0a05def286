import { PrivacyError } from '../errors.ts';
import type { Codes, Column } from './columns.ts';
import { scalarText } from './numbering.ts';
import { placed } from './place.ts';

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
 * look alike; an object is no value, since two equal ones would differ. Entries of a dictionary that are equal become
 * one code, those that no row uses none.
 *
 * @throws `PrivacyError` `ERR_INPUT` with the column and the row: for the values above, for a code without an
 * entry (taken for missing, it would make classes look larger than they are), and for a getter that throws, whose own
 * text may hold the value.
 */
export function encodeColumn(column: Column<unknown>, rows: number, field: string): EncodedColumn {
  // a dictionary says how many values there can be at most
  const bound = ('dictionary' in column ? column.dictionary.length : rows) + 1;
  const codes = codesOf(bound, rows);
  const encoder = encoderOf();
  let i = 0;
  try {
    if ('dictionary' in column) {
      const { dictionary, codes: entries } = column;
      const places = new Int32Array(dictionary.length).fill(-1);
      for (let unseen = places.length; i < rows && unseen > 0; i += 1) {
        const entry = entries[i] as number; // in range by the loop
        if (places[entry] !== -1) continue;
        places[entry] = encoder.codeOf(dictionary[entry]);
        unseen -= 1;
      }
      i = recode(entries, places, codes);
      if (i < rows) throw wrong('a code has no entry in its dictionary');
    } else if ('get' in column) {
      for (; i < rows; i += 1) codes[i] = encoder.codeOf(column.get(i));
    } else {
      for (; i < rows; i += 1) codes[i] = encoder.codeOf(column[i]);
    }
  } catch (failure) {
    throw placed(failure, field, i);
  }
  const size = encoder.size();
  return { codes: size === bound ? codes : codesOf(size, codes), size };
}

/** Looks all codes up, in a loop of its own for speed; gives the number of rows, or the first whose code has no place. */
function recode(from: Codes, places: Int32Array, to: Codes): number {
  for (let i = 0; i < to.length; i += 1) {
    const code = places[from[i] as number]; // in range by the loop
    if (code === undefined) return i;
    to[i] = code;
  }
  return to.length;
}

/** Codes below `size`: so many zeros, or a copy of others. */
function codesOf(size: number, from: number | Codes): Codes {
  const Narrowest = size <= 256 ? Uint8Array : size <= 65_536 ? Uint16Array : Uint32Array;
  return new Narrowest(from as number); // the constructors take both, their overloads one at a time
}

interface Encoder {
  codeOf(value: unknown): number;
  size(): number;
}

/** Whole numbers below it are looked up in a table: ages, codes, years. */
const SMALL = 65_536;

function encoderOf(): Encoder {
  const texts = new Map<unknown, number>([null, undefined, Number.NaN].map((missing) => [missing, 0]));
  const scalars = new Map<string | undefined, number>();
  const small = new Uint32Array(SMALL);
  let size = 1;
  let scalar: string | undefined;
  const learn = (kind: string): number => {
    if (kind !== 'string' && kind !== 'boolean') {
      scalar ??= kind;
      if (kind !== scalar) throw wrong('a column holds numbers, bigints or dates, not two of them');
    }
    size += 1;
    return size - 1;
  };
  const byText = (value: number | bigint | Date, kind: string): number => {
    const key = scalarText(value);
    let code = scalars.get(key);
    if (code === undefined) {
      code = learn(kind);
      scalars.set(key, code);
    }
    return code;
  };
  return {
    size: () => size,
    codeOf(value) {
      if (typeof value === 'number' && !Number.isNaN(value)) {
        if (!(value >= 0 && value < SMALL && Number.isInteger(value))) return byText(value, 'number');
        let code = small[value] as number; // in range
        if (code === 0) {
          code = learn('number');
          small[value] = code;
        }
        return code;
      }
      if (typeof value === 'bigint') return byText(value, 'bigint');
      if (value instanceof Date) {
        return Number.isNaN(value.getTime()) ? 0 : byText(value, 'date');
      }
      const code = texts.get(value);
      if (code !== undefined) return code;
      if (Object(value) === value || typeof value === 'symbol') {
        throw wrong('a value to group by is a text, number, bigint, boolean or date');
      }
      const fresh = learn(typeof value);
      texts.set(value, fresh);
      return fresh;
    },
  };
}

const wrong = (rule: string): PrivacyError => new PrivacyError('ERR_INPUT', `table: ${rule}`);
