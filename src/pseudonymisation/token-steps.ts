import { check, optionsOf } from '../core/checks.ts';
import { checkRandom, type Engine, isNative, nodeCrypto } from '../core/engine.ts';
import { type Keyring, keyFact, ringOf } from '../core/keyring.ts';
import type { SecretKey } from '../core/keys.ts';
import type { Facts } from '../core/transform.ts';
import { PrivacyError } from '../errors.ts';
import { type Form, type FormName, formed, formFact, formOf } from './form.ts';
import { drawOf, type TokenShape } from './token-draw.ts';
import { indexesOf, subjectIndexesOf } from './token-index.ts';
import {
  broken,
  checkMethods,
  checkVault,
  type FieldCipherLike,
  rowOf,
  sealContext,
  type VaultRow,
} from './token-store.ts';

/** What every token vault is made of, whatever its store. */
export interface VaultParameters {
  /** The key of the hashes by which rows are found; of a keyring the current one makes them, all find them. */
  readonly key: SecretKey | Keyring;
  /** The name of the vault, 1 to 32 of A-Z a-z 0-9 . _ -; it is public. */
  readonly name: string;
  /** What seals the values, with a key of its own: a vault only ever encrypts. */
  readonly cipher: Pick<FieldCipherLike, 'encrypt'>;
  /** What counts as one value, `exact` unless given; the value is sealed in its form. */
  readonly form?: FormName | Form;
  /** What tokens look like, `random128` unless given. */
  readonly token?: TokenShape;
  /** Who hashes, `auto` unless given. */
  readonly engine?: Engine;
}

/** When a token is made, and of whom the value tells. */
export interface TokenOptions {
  /** The instant of the call, in milliseconds since 1970: it is stored with a new row. */
  readonly now: number;
  /** The person of whom the value tells: it counts where the value is new. */
  readonly subject?: string | undefined;
}

/** A value in its form, and its hashes under the keys of the ring, the current one first. */
export interface Entry {
  /** What is sealed. */
  readonly text: string;
  /** The hash under which a new row is stored. */
  readonly index: string;
  /** The hashes under which an old row may be stored. */
  readonly indexes: readonly string[];
}

/**
 * Steps that need the answers of a store: what is yielded is an answer or a promise of it, what comes back is the answer.
 * Written once for stores that answer at once and for those that do not.
 */
export type Steps<T> = Generator<unknown, T, unknown>;

/** The steps of a vault, and the facts of its tokens. */
export interface VaultSteps {
  readonly facts: Facts;
  /** The value as it is looked up; `ERR_INPUT` for what is no text or has not the form. */
  entryOf(value: unknown): Entry;
  /** `ERR_PARAMETER` for an instant that no date has. */
  createdAt(now: unknown): string;
  /** `ERR_CONTEXT` for what names no person. */
  ownerOf(subject: unknown): string | null;
  /** The tokens that are there, by the index of the entry. */
  found(entries: readonly Entry[]): Steps<ReadonlyMap<string, string>>;
  /** The token of an entry that was not there, which another writer may meanwhile have made. */
  added(entry: Entry, createdAt: string, owner: string | null): Steps<string>;
  /** The token of one value. */
  one(value: unknown, options: TokenOptions): Steps<string>;
  /** The number of rows deleted. */
  forgotten(subject: unknown): Steps<number>;
}

/** What is yielded to the store; both kinds of it have these methods. */
interface AnyStore {
  insertIfAbsent(row: object): unknown;
  byIndex(vault: string, indexes: readonly string[]): unknown;
  deleteSubject(vault: string, subject: string): unknown;
}

/** Draws after which a vault is full: with 1,000 tokens for each row they all fail once in 10²⁴ times. */
const DRAWS = 8;

/** Checks the parameters of a vault and gives its steps. */
export function vaultSteps(name: string, parameters: VaultParameters & { readonly store: object }): VaultSteps {
  const known = ['store', 'key', 'name', 'cipher', 'form', 'token', 'engine'] as const;
  const given = optionsOf(name, parameters, known);
  const { name: vault, cipher, form: spelling = 'exact', token: shape = 'random128', engine = 'auto' } = given;
  checkMethods(name, 'store', given.store, ['insertIfAbsent', 'byIndex', 'deleteSubject']);
  checkMethods(name, 'cipher', cipher, ['encrypt']);
  checkVault(name, vault);
  const store = given.store as AnyStore; // has its methods, and every answer is checked
  const ring = ringOf(name, given.key);
  const form = formOf(name, spelling);
  const { draw, fact } = drawOf(name, shape);
  checkRandom();
  const native = isNative(name, engine, nodeCrypto() !== null);
  const indexes = indexesOf(name, ring, 'vault-index', vault, native);
  const subjects = subjectIndexesOf(name, ring, vault, native);
  const { keyIds } = cipher as { readonly keyIds?: unknown }; // what breaks with the cipher's key breaks this

  const steps: VaultSteps = {
    facts: {
      name,
      technique: 'pseudonymisation',
      reversible: 'with-vault',
      linkable: true,
      deterministic: true,
      parameters: {
        algorithm: 'hmac-sha-256',
        vault,
        key: keyFact(given.key, ring),
        ...(Array.isArray(keyIds) && { sealedBy: keyIds.map(String) }),
        form: formFact(form),
        token: fact,
      },
    },
    entryOf(value) {
      const text = typeof value === 'string' ? formed(name, form, value) : undefined;
      if (typeof text !== 'string') throw new PrivacyError('ERR_INPUT', `${name}: value must be well-formed text`);
      const all = indexes(text);
      return { text, index: all[0] as string, indexes: all }; // a ring has a current key
    },
    createdAt(now) {
      const date = new Date(typeof now === 'number' ? now : Number.NaN);
      check(name, 'now', !Number.isNaN(date.getTime()), 'must be milliseconds since 1970, a number');
      return date.toISOString();
    },
    ownerOf: (subject) => (subject === undefined ? null : (subjects(subject as string)[0] as string)),
    *found(entries) {
      const asked = new Set(entries.flatMap((entry) => entry.indexes));
      const tokens = new Map<string, string>();
      const rowsBy = new Map<string, VaultRow>();
      if (asked.size === 0) return tokens;
      const rows = yield store.byIndex(vault, [...asked]);
      if (!Array.isArray(rows)) throw broken(name, 'an array of rows');
      for (const given of rows) {
        const row = rowOf(name, given);
        const fits = row.vault === vault && asked.has(row.index) && !rowsBy.has(row.index);
        if (!fits) throw broken(name, 'at most one row of each index asked for, and no other');
        rowsBy.set(row.index, row);
      }
      // where a value got two rows while two keys were current, all rings take the same one: the older
      for (const { index, indexes } of entries) {
        const there = indexes.flatMap((one) => rowsBy.get(one) ?? []);
        const [first] = there.sort((a, b) => (a.createdAt + a.token < b.createdAt + b.token ? -1 : 1));
        if (first) tokens.set(index, first.token);
      }
      return tokens;
    },
    *added({ text, index }, createdAt, subject) {
      for (let draws = 0; draws < DRAWS; draws += 1) {
        const token = draw();
        const sealed: unknown = cipher.encrypt(text, sealContext(vault, token));
        check(name, 'cipher', typeof sealed === 'string' && sealed !== text, 'must give encrypted text, and at once');
        const row = rowOf(name, yield store.insertIfAbsent({ vault, index, token, sealed, subject, createdAt }));
        if (row.vault === vault && row.index === index) return row.token;
        if (row.vault !== vault || row.token !== token) throw broken(name, 'the row of the index that was inserted');
        // another value has this token: with short tokens that happens
      }
      throw new PrivacyError('ERR_VAULT', `${name}: no free token found, there are too few of them`);
    },
    *one(value, options) {
      const { now, subject } = optionsOf(name, options, ['now', 'subject'], 'options');
      const entry = steps.entryOf(value);
      const createdAt = steps.createdAt(now);
      const owner = steps.ownerOf(subject);
      const tokens = yield* steps.found([entry]);
      return tokens.get(entry.index) ?? (yield* steps.added(entry, createdAt, owner));
    },
    *forgotten(subject) {
      let deleted = 0;
      for (const index of subjects(subject as string)) {
        const count = yield store.deleteSubject(vault, index);
        if (!Number.isSafeInteger(count) || (count as number) < 0) throw broken(name, 'the number of deleted rows');
        deleted += count as number;
      }
      return deleted;
    },
  };
  return steps;
}
