import type { Json } from '../core/transform.ts';

type Entry = readonly [string, Json];

/**
 * JSON text without white space, the keys of objects as they come; `JSON.stringify` would call a `toJSON` that a library
 * of long ago put on all arrays.
 */
export const plainJson = (value: Json): string => written(value, (entries) => entries);

/** The same with the keys of every object in the order of their UTF-16 code units, as in RFC 8785. */
export const canonicalJson = (value: Json): string =>
  // names are distinct, so the order is total
  written(value, (entries) => entries.sort(([a], [b]) => (a < b ? -1 : 1)));

function written(value: Json, order: (entries: Entry[]) => Entry[]): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item: Json) => written(item, order)).join(',')}]`;
  const entries = order(Object.entries(value as { readonly [name: string]: Json }));
  return `{${entries.map(([name, item]) => `${JSON.stringify(name)}:${written(item, order)}`).join(',')}}`;
}
