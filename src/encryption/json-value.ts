import type { Json } from '../core/transform.ts';
import { isWellFormed } from '../core/utf8.ts';
import { PrivacyError } from '../errors.ts';

/** Levels of nesting that are followed. */
const DEPTH = 64;

/** What is left of the size that a value may have: shared parts of an object would else be copied without an end. */
interface Budget {
  readonly name: string;
  readonly limit: number;
  left: number;
}

/**
 * A copy of an object or array that JSON holds without changing a thing; undefined for any other value.
 *
 * Refused is what `JSON.stringify` would change without a word: `undefined`, functions, symbols, NaN, ±∞ and −0, dates,
 * maps, instances of classes, `toJSON`, holes, names that are not enumerable; then lone surrogates, the key `__proto__`,
 * cycles and more than 64 levels. Each property is read once, and the text is made of the copy: a getter cannot show two
 * faces.
 *
 * @throws `PrivacyError` `ERR_LIMIT` where items, names and characters alone are more than `limit`.
 */
export function jsonCopy(name: string, value: unknown, limit: number): Json | undefined {
  return typeof value === 'object' ? copied(value, 0, { name, limit, left: limit }) : undefined;
}

function copied(value: unknown, depth: number, budget: Budget): Json | undefined {
  spend(budget, typeof value === 'string' ? value.length : 1);
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0) ? value : undefined;
  if (typeof value === 'string') return isWellFormed(value) ? value : undefined;
  if (typeof value !== 'object' || depth === DEPTH || !isPlain(value)) return undefined;
  return Array.isArray(value) ? copiedList(value, depth + 1, budget) : copiedObject(value, depth + 1, budget);
}

function spend(budget: Budget, cost: number): void {
  budget.left -= cost;
  if (budget.left >= 0) return;
  const { name, limit } = budget;
  throw new PrivacyError('ERR_LIMIT', `${name}: the value is above maxPlaintext`, { limit });
}

/** Whether above a value stands only what all lists or objects have above them, in whatever realm, and no class. */
function isPlain(value: object): boolean {
  const parent: object | null = Object.getPrototypeOf(value);
  if (Array.isArray(value)) return parent !== null && isTop(Object.getPrototypeOf(parent));
  return parent === null ? Object.prototype.toString.call(value) === '[object Object]' : isTop(parent);
}

const isTop = (above: object | null): boolean =>
  above !== null && Object.getPrototypeOf(above) === null && Object.hasOwn(above, 'hasOwnProperty');

function copiedList(list: readonly unknown[], depth: number, budget: Budget): Json | undefined {
  const copy: Json[] = [];
  for (let at = 0; at < list.length; at += 1) {
    const item = copied(list[at], depth, budget);
    if (item === undefined) return undefined;
    copy.push(item);
  }
  return Object.keys(list).length === copy.length ? copy : undefined; // holes, or properties beside the items
}

function copiedObject(value: object, depth: number, budget: Budget): Json | undefined {
  const copy: { [name: string]: Json } = Object.create(null);
  const names = Object.keys(value);
  if (Reflect.ownKeys(value).length !== names.length) return undefined; // symbols, or names that JSON passes over
  for (const name of names) {
    spend(budget, name.length);
    const item = copied((value as { readonly [name: string]: unknown })[name], depth, budget);
    if (item === undefined || name === '__proto__' || !isWellFormed(name)) return undefined;
    copy[name] = item;
  }
  return copy;
}
