import { inspect } from 'node:util';
import fc from 'fast-check';
import { encodeParts } from '../../src/core/bytes.ts';
import { deriveBytes, SecretKey } from '../../src/core/keys.ts';
import { headBytes } from '../../src/encryption/envelope.ts';
import type { FieldCipher } from '../../src/encryption/field-cipher.ts';
import { aeadOf, nodeCiphers, SUITES, type SuiteName } from '../../src/encryption/suites.ts';
import type { FieldValue, TypeName } from '../../src/encryption/values.ts';
import { PrivacyError } from '../../src/errors.ts';
import { roots } from '../keyed-reference.ts';

/** Two roots and their keys, with fingerprints for ids. */
const [first, second] = roots as [Uint8Array, Uint8Array];
export const root: Uint8Array = first;
export const key: SecretKey = SecretKey.from(root);
export const other: SecretKey = SecretKey.from(second);

/** What a field belongs to, in most tests. */
export const context = ['acme', 'users', 'email'] as const;

/** The nightly run asks for 100,000 cases: what is counted in messages then counts ten times as many. */
export const deep: boolean = Number(process.env['FC_RUNS'] ?? 100) >= 100_000;

/** The engines that this runtime has. */
export const engines: readonly ('native' | 'portable')[] = nodeCiphers() ? ['native', 'portable'] : ['portable'];
if (engines.length === 1)
  console.log('no native engine in this runtime: skipped what compares it with the portable one');

/** All suites of fields. */
export const suites = Object.keys(SUITES) as readonly SuiteName[];
/** Those that give another token each time. */
export const randomised = ['xaes-256-gcm', 'aes-256-gcm'] as const;

/** The failure of a call, which must be one of this library's. */
export function failureOf(act: () => unknown): PrivacyError {
  try {
    act();
  } catch (failure) {
    if (failure instanceof PrivacyError) return failure;
    throw new Error('a failure of another class', { cause: failure });
  }
  throw new Error('no failure');
}

/** Everything by which a failure or an object shows itself. */
export function shown(thing: unknown): string {
  const bare = inspect(thing, { showHidden: true, depth: 9, customInspect: false });
  const texts = [inspect(thing, { showHidden: true, depth: 9 }), bare, JSON.stringify(thing)];
  // an object without a prototype has no text
  if (thing instanceof Error || thing instanceof SecretKey || typeof thing === 'function') texts.push(`${thing}`);
  return thing instanceof Error ? [...texts, thing.stack].join('\n') : texts.join('\n');
}

/** What a token is made of. */
export interface Crafted {
  /** Type, payload, padding: as they stand. */
  readonly plain: Uint8Array;
  readonly suite?: SuiteName;
  readonly parts?: readonly string[];
  readonly from?: Uint8Array;
  /** The bytes of the head, if they are not those of the key's fingerprint. */
  readonly head?: Uint8Array;
  /** What the key is derived for, the fields of the suite unless given. */
  readonly use?: readonly string[];
}

let drawn = 0;

/** A token of any bytes, as only a holder of the key can make it, by the suite alone. */
export function crafted({
  plain,
  suite = 'xaes-256-gcm',
  parts = context,
  from = root,
  head,
  use,
}: Crafted): Uint8Array {
  const { byte, plain: at, overhead, keyBytes, nonce } = SUITES[suite];
  const start = head ?? headBytes(byte, 'fingerprint', SecretKey.from(from).id);
  const box = new Uint8Array(start.length + overhead + plain.length);
  box.set(start);
  drawn += 1;
  for (let i = 0; i < nonce; i += 1) box[start.length + i] = (drawn >> (8 * (i % 4))) + i;
  box.set(plain, start.length + at);
  const derived = deriveBytes(from, keyBytes, use ?? ['field', suite]);
  aeadOf(suite, derived, null).seal(box, start.length, associated(start, parts));
  return box;
}

/** What is authenticated with a value: the label of the format, the head, the parts. */
export const associated = (head: Uint8Array, parts: readonly string[]): Uint8Array =>
  Uint8Array.from([...Buffer.from('voile/f1'), ...head, ...encodeParts(parts)]);

/** A value with its declared type. */
export interface Typed {
  readonly type: TypeName;
  readonly value: FieldValue | object;
}

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }).map((tail) => `\ufeff${tail}`),
);
const plainJson = fc
  .oneof(fc.array(fc.jsonValue({ maxDepth: 3 }), { maxLength: 5 }), fc.dictionary(text, fc.jsonValue({ maxDepth: 3 })))
  .map((value) => JSON.parse(JSON.stringify(value).replaceAll('__proto__', 'proto')) as object);

/** Values of every type. */
export const typed: fc.Arbitrary<Typed> = fc.oneof(
  text.map((value): Typed => ({ type: 'string', value })),
  fc.uint8Array({ maxLength: 80 }).map((value): Typed => ({ type: 'bytes', value })),
  fc.double().map((value): Typed => ({ type: 'number', value })),
  fc.bigInt().map((value): Typed => ({ type: 'bigint', value })),
  fc.boolean().map((value): Typed => ({ type: 'boolean', value })),
  fc.date({ noInvalidDate: true }).map((value): Typed => ({ type: 'date', value })),
  plainJson.map((value): Typed => ({ type: 'json', value })),
);

/** A token of a value of any type. */
export const sealed = (cipher: FieldCipher, { type, value }: Typed, parts: readonly [string, ...string[]]): string =>
  type === 'json' ? cipher.encryptJson(value as object, parts) : cipher.encrypt(value as FieldValue, parts);

/** Contexts that differ by little. */
export const contexts: fc.Arbitrary<[string, ...string[]]> = fc
  .array(fc.oneof(fc.constantFrom('', 'a', 'b', 'ab', '\0', 'acme'), text), { minLength: 1, maxLength: 4 })
  .map((parts) => parts as [string, ...string[]]);
