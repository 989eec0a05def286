import { copyOf, isBytes } from '../core/bytes.ts';
import type { Codec } from '../core/codec.ts';
import type { Json } from '../core/transform.ts';
import { isWellFormed } from '../core/utf8.ts';
import { PrivacyError } from '../errors.ts';
import { bigintBytes, bigintOf } from './bigint-bytes.ts';
import { jsonCopy } from './json-value.ts';

/** What a field may hold; objects and arrays are declared with `type: 'json'`. */
export type FieldValue = string | number | bigint | boolean | Date | Uint8Array;

/** The types of values by the names under which they are declared. */
export interface TypeMap {
  /** `Uint8Array`. */
  readonly bytes: Uint8Array;
  /** Text. */
  readonly string: string;
  /** An object or array. */
  readonly json: Json;
  /** A double, NaN, ±∞ and −0 included. */
  readonly number: number;
  /** An integer of any size. */
  readonly bigint: bigint;
  /** A `Date`. */
  readonly date: Date;
  /** A truth value. */
  readonly boolean: boolean;
}

/** The name of a type of values. */
export type TypeName = keyof TypeMap;

/** The first byte of an encrypted value is the position of its type; published, so it never changes. */
export const TYPES: readonly TypeName[] = ['bytes', 'string', 'json', 'number', 'bigint', 'date', 'boolean'];

/** How objects and arrays become text; null where they are refused. */
export type JsonForm = ((value: Json) => string) | null;

/** A value on its way into a token: a text that is still to be written, or its bytes. */
export interface Draft {
  readonly tag: number;
  readonly length: number;
  readonly text: string | undefined;
  readonly bytes: Uint8Array | undefined;
}

/**
 * Reads a value once and for all: nothing of the caller runs after this, and its arrays are copied or yet unread.
 *
 * @throws `PrivacyError` `ERR_INPUT` for what has no type, or would not come back as it is.
 */
export function draftOf(name: string, value: unknown, json: JsonForm | false, codec: Codec, limit: number): Draft {
  if (json === null) throw wrong(name, 'no object or array unless canonicalJson is true');
  if (json) {
    const copy = jsonCopy(name, value, limit);
    if (copy === undefined || copy === null) throw wrong(name, 'an object or array that JSON holds without a change');
    return textDraft(2, json(copy), codec);
  }
  if (typeof value === 'string') {
    if (!isWellFormed(value)) throw wrong(name, 'a text without lone surrogates');
    return textDraft(1, value, codec);
  }
  const [tag, bytes] = draftBytes(value);
  if (!bytes) throw wrong(name, 'a string, number, bigint, boolean, valid Date or Uint8Array; null needs nullable(…)');
  return { tag, length: bytes.length, text: undefined, bytes };
}

function textDraft(tag: number, text: string, codec: Codec): Draft {
  return { tag, length: codec.length(text), text, bytes: undefined };
}

function draftBytes(value: unknown): readonly [number, Uint8Array | undefined] {
  if (typeof value === 'number') return [3, doubleBytes(value)];
  if (typeof value === 'bigint') return [4, bigintBytes(value)];
  if (typeof value === 'boolean') return [6, Uint8Array.of(value ? 1 : 0)];
  if (isBytes(value)) return [0, copyOf(value)]; // its own length may lie
  const time = timeOf(value);
  return [5, Number.isNaN(time) ? undefined : longBytes(BigInt(time))];
}

/** Whether a value can only be an object or array: no bytes, no Date. */
export function isJson(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !isBytes(value) && Number.isNaN(timeOf(value));
}

/** The instant of a Date of whatever realm, NaN for anything else. */
function timeOf(value: unknown): number {
  try {
    return Date.prototype.getTime.call(value);
  } catch {
    return Number.NaN;
  }
}

/** The one pattern for NaN. */
const NAN = 0x7ff8_0000_0000_0000n;

/** Big-endian, with one pattern for NaN. */
function doubleBytes(x: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(8));
  if (Number.isNaN(x)) view.setBigUint64(0, NAN);
  else view.setFloat64(0, x);
  return new Uint8Array(view.buffer);
}

function longBytes(x: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigInt64(0, x);
  return bytes;
}

/** A value that came out of a token. */
export interface OpenedDraft extends Draft {
  readonly bytes: Uint8Array;
}

/** The draft of a value that was opened, of whatever type, without reading it; its bytes are a view. */
export function draftAgain(name: string, plain: Uint8Array): OpenedDraft {
  const first = plain[0] as number; // there is a type
  const bytes = plain.subarray(1, first & 0x80 ? endOf(name, plain) : plain.length);
  return { tag: first & 0x7f, length: bytes.length, text: undefined, bytes };
}

/**
 * The value of authenticated bytes, which only a holder of the key can have written: anything odd is `ERR_TYPE`.
 *
 * @throws `PrivacyError` `ERR_TYPE` where the declared type is another, or the bytes are not what {@link draftOf} writes.
 */
export function openedValue<T extends TypeName>(
  name: string,
  type: T,
  { tag, bytes }: OpenedDraft,
  codec: Codec,
): TypeMap[T] {
  const stored = TYPES[tag];
  if (stored !== type) {
    const found = stored ?? 'a type that is not known';
    throw new PrivacyError('ERR_TYPE', `${name}: type is declared as ${type}, the token holds ${found}`);
  }
  let value: unknown;
  try {
    value = read(type, bytes, codec);
  } catch {
    value = undefined; // not UTF-8, not JSON
  }
  if (value === undefined) throw new PrivacyError('ERR_TYPE', `${name}: the token holds no well-formed ${type}`);
  return value as TypeMap[T];
}

/** Where the padding starts: 80, then zeros to the end; 0 for none, which leaves an empty payload of no type. */
function endOf(name: string, plain: Uint8Array): number {
  let end = plain.length - 1;
  while (end > 0 && plain[end] === 0) end -= 1;
  if (plain[end] !== 0x80 || end === 0) throw new PrivacyError('ERR_TYPE', `${name}: the padding is not well formed`);
  return end;
}

function read(type: TypeName, payload: Uint8Array, codec: Codec): unknown {
  const view = new DataView(payload.buffer, payload.byteOffset, payload.length);
  switch (type) {
    case 'string':
      return codec.read(payload);
    case 'bytes':
      return new Uint8Array(payload);
    case 'json': {
      const parsed: unknown = JSON.parse(codec.read(payload));
      // null is no value of a field, and the copy finds a __proto__ key
      return parsed === null || jsonCopy('decrypt', parsed, payload.length) === undefined ? undefined : parsed;
    }
    case 'number': {
      const x = payload.length === 8 ? view.getFloat64(0) : undefined;
      return Number.isNaN(x) && view.getBigUint64(0) !== NAN ? undefined : x;
    }
    case 'bigint':
      return bigintOf(payload);
    case 'date': {
      const date = new Date(payload.length === 8 ? Number(view.getBigInt64(0)) : Number.NaN);
      return Number.isNaN(date.getTime()) ? undefined : date;
    }
    default:
      return payload.length === 1 && (payload[0] as number) < 2 ? payload[0] === 1 : undefined;
  }
}

function wrong(name: string, what: string): PrivacyError {
  return new PrivacyError('ERR_INPUT', `${name}: value must be ${what}`);
}
