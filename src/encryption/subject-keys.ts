import { encodeParts } from '../core/bytes.ts';
import { check, optionsOf } from '../core/checks.ts';
import { type Engine, freshKey } from '../core/engine.ts';
import { type Keyring, ringOf } from '../core/keyring.ts';
import { SecretKey } from '../core/keys.ts';
import { isWellFormed } from '../core/utf8.ts';
import { PrivacyError } from '../errors.ts';
import { sealerOf } from './sealer.ts';
import { subjectRings } from './subject-ring.ts';

/** A person's key as it is stored. */
export interface WrappedSubjectKey {
  /** The person. */
  readonly subject: string;
  /** Their key, wrapped and bound to them and to the ring. */
  readonly wrapped: string;
}

/** A person's key, wrapped anew. */
export interface RewrappedSubjectKey extends WrappedSubjectKey {
  /** What is stored until now. */
  readonly previous: string;
}

/** Where wrapped keys are kept: a table with the primary key (ring, subject). */
export interface SubjectKeyStore {
  /** The rows there are of these subjects, in any order. */
  get(ring: string, subjects: readonly string[]): Promise<readonly WrappedSubjectKey[]>;
  /** Stores a row unless there is one, and returns the `wrapped` that is stored, atomically. */
  putIfAbsent(ring: string, subject: string, wrapped: string): Promise<string>;
  /** Deletes a row; whether there was one. */
  delete(ring: string, subject: string): Promise<boolean>;
}

/** Parameters of {@link subjectKeys}. */
export interface SubjectKeysParameters {
  /** Where wrapped keys are kept: apart from the data, with backups of a shorter life. */
  readonly store: SubjectKeyStore;
  /** The key, or ring of keys, that wraps the keys of persons. */
  readonly key: SecretKey | Keyring;
  /** The name of this collection of persons, 1 to 32 of `A–Z a–z 0–9 . _ -`; it stands in every token. */
  readonly ring: string;
  /** Who computes, `auto` unless given. */
  readonly engine?: Engine;
}

/** One random key per person, for `encrypt` and `decrypt` with `subject`. */
export interface SubjectKeys {
  /** The name of the ring. */
  readonly id: string;
  /** Loads the keys of persons, once per batch; with `create` makes the ones that are missing. */
  load(subjects: readonly string[], options?: LoadOptions): Promise<LoadReport>;
  /** Deletes the key of a person for ever: in the store first, then here. */
  forget(subject: string): Promise<ForgetReport>;
  /**
   * Wraps the keys of persons anew under the current key; those that are missing are left out. Store them only where
   * `previous` still stands, or a person who was forgotten meanwhile comes back.
   */
  rewrap(subjects: readonly string[]): Promise<readonly RewrappedSubjectKey[]>;
  /** Overwrites the keys that are loaded here, for all who use this object: jobs that overlap have one each. */
  release(): void;
}

/** Options of `load`. */
export interface LoadOptions {
  /** Whether missing keys are made: for jobs that write; reading must not bring a person back. */
  readonly create?: boolean;
}

/** What `load` tells. */
export interface LoadReport {
  /** The subjects without a key: never seen, or forgotten; the store cannot tell which. */
  readonly missing: readonly string[];
}

/** What `forget` tells. */
export interface ForgetReport {
  /** Whether there was a key to destroy. */
  readonly destroyed: boolean;
}

/**
 * One random key per person, so that forgetting the person makes every field of theirs unreadable, in old copies too.
 *
 * Tokens carry the name of the ring, never that of a person's key: they do not join. The keys are random, because a
 * key derived from a root could be derived again for ever.
 *
 * @param parameters - `store`, `key`, `ring`, `engine`.
 * @returns `load` before transforms run, `forget`, `rewrap` for a change of the wrapping key, `release`.
 * @throws `PrivacyError` `ERR_PARAMETER`, `ERR_KEY`, `ERR_ENGINE`, `ERR_RANDOM`; the methods: `ERR_CONTEXT` for a subject that is
 * empty or no text, `ERR_AUTH` where a stored row is not of this subject and ring, `ERR_UNKNOWN_KEY` where its wrapping
 * key is missing, `ERR_FORMAT`, `ERR_VERSION`, `ERR_SUITE`, `ERR_LIMIT` and `ERR_TYPE` where it is no wrapped key, `ERR_KEY_DESTROYED`,
 * `ERR_VAULT` where the store breaks its contract; what the store throws is passed on untouched.
 * @guarantee After `forget` no holder of the wrapping key, the data and all tokens can read the fields of the person,
 * given that no other copy of the wrapped row exists. Not destroyed: backups of the key store (give them a shorter life),
 * keys loaded in other processes, pseudonyms, indexes, deterministic tokens, vault rows, clear copies, the length and
 * number of tokens.
 * @utility Each person's fields open as long as their key is stored and loaded.
 * @cost One row of the store and one decryption per person; keys are made one after the other, a call of the store each.
 * @source docs/spec/subject-keys.md.
 * @example
 * const rows = new Map<string, string>();
 * const store = {
 *   get: async (_: string, subjects: readonly string[]) =>
 *     subjects.flatMap((subject) => (rows.has(subject) ? [{ subject, wrapped: rows.get(subject) ?? '' }] : [])),
 *   putIfAbsent: async (_: string, subject: string, wrapped: string) =>
 *     rows.get(subject) ?? (rows.set(subject, wrapped), wrapped),
 *   delete: async (_: string, subject: string) => rows.delete(subject),
 * };
 * const people = subjectKeys({ store, key: SecretKey.generate(), ring: 'customers' });
 * await people.load(['c-1'], { create: true });
 * (await people.forget('c-1')).destroyed // true
 */
export function subjectKeys(parameters: SubjectKeysParameters): SubjectKeys {
  const name = 'subjectKeys';
  const { store, key, ring: id, engine = 'auto' } = optionsOf(name, parameters, ['store', 'key', 'ring', 'engine']);
  check(name, 'ring', typeof id === 'string' && /^[\w.-]{1,32}$/.test(id), 'must be 1 to 32 of A-Z a-z 0-9 . _ -');
  const methods = ['get', 'putIfAbsent', 'delete'] as const;
  const whole = methods.every((method) => typeof store?.[method] === 'function');
  check(name, 'store', whole, `must have ${methods.join(', ')}`);
  const ring = ringOf(name, key);
  // one suite only: the key of this use must never serve another
  const wrapper = sealerOf(name, { key: ring, engine, use: ['subject-key'], allowSuites: ['xaes-256-gcm'] }, true);
  const loaded = new Map<string, Loaded>();
  const running = new Set<Running>();
  let loads = 0;

  const partsOf = (subject: string): Uint8Array => encodeParts(['subject-key', subject, id]);

  /** What a load found of a person counts unless a later one has found something since. */
  function settle(subject: string, load: number, wrapped?: string): void {
    const known = loaded.get(subject);
    if (known && known.load > load) return;
    if (wrapped === undefined) {
      evict(subject); // a key that is no longer stored must not be used
      return;
    }
    const bytes = wrapper.open('bytes', wrapped, partsOf(subject));
    const fresh = SecretKey.from(bytes);
    bytes.fill(0);
    const same = known?.key.id === fresh.id;
    (same ? fresh : known?.key)?.destroy(); // another key: the person was forgotten and came back
    loaded.set(subject, { key: same ? known.key : fresh, load });
  }

  function evict(subject: string): void {
    loaded.get(subject)?.key.destroy();
    loaded.delete(subject);
  }

  /** A new key, or the one that another writer has stored meanwhile. */
  async function created(subject: string): Promise<{ readonly wrapped: string; readonly mine: boolean }> {
    const bytes = freshKey();
    const wrapped = wrapper.sealText(bytes, false, partsOf(subject));
    bytes.fill(0);
    const stored: unknown = await store.putIfAbsent(id, subject, wrapped);
    if (typeof stored !== 'string') throw broken();
    return { wrapped: stored, mine: stored === wrapped };
  }

  async function rowsOf(distinct: readonly string[]): Promise<readonly WrappedSubjectKey[]> {
    const rows: unknown = distinct.length === 0 ? [] : await store.get(id, distinct);
    if (!Array.isArray(rows)) throw broken();
    const asked = new Set(distinct);
    for (const row of rows) {
      // each subject that was asked for, once: a store that answers more or otherwise mixes persons up
      if (typeof row?.wrapped !== 'string' || !asked.delete(row.subject)) throw broken();
    }
    return rows;
  }

  const people = Object.freeze({
    id,
    async load(subjects, options = {}) {
      const { create: creates = false } = optionsOf('subjectKeys.load', options, ['create'], 'options');
      check('subjectKeys.load', 'create', typeof creates === 'boolean', 'must be true or false');
      const distinct = distinctOf('subjectKeys.load', subjects);
      loads += 1;
      const [load, run] = [loads, { forgotten: new Set<string>(), released: false }];
      const isGone = (subject: string): boolean => run.released || run.forgotten.has(subject);
      running.add(run);
      const missing: string[] = [];
      const failures: unknown[] = [];
      try {
        const stored = new Map((await rowsOf(distinct)).map(({ subject, wrapped }) => [subject, wrapped]));
        for (const subject of distinct) {
          let wrapped = stored.get(subject);
          if (wrapped === undefined && creates && !isGone(subject)) {
            const made = await created(subject);
            ({ wrapped } = made);
            // forgotten while it was made: it goes the way of the person, but not the key of somebody else
            if (made.mine && run.forgotten.has(subject)) await store.delete(id, subject);
          }
          const found = isGone(subject) ? undefined : wrapped;
          if (found === undefined) missing.push(subject);
          try {
            settle(subject, load, found);
          } catch (failure) {
            failures.push(failure); // one bad row must not keep the others from being loaded
          }
        }
      } finally {
        running.delete(run);
      }
      if (failures.length > 0) throw failures[0];
      return { missing };
    },
    async forget(subject) {
      const destroyed: unknown = await store.delete(id, checkedSubject(name, subject));
      for (const { forgotten } of running) forgotten.add(subject);
      evict(subject);
      if (typeof destroyed !== 'boolean') throw broken();
      return { destroyed };
    },
    async rewrap(subjects) {
      const rows = await rowsOf(distinctOf('subjectKeys.rewrap', subjects));
      return rows.map(({ subject, wrapped }) => ({
        subject,
        wrapped: wrapper.rewrapText(wrapped, partsOf(subject)),
        previous: wrapped,
      }));
    },
    release() {
      for (const run of running) run.released = true;
      for (const subject of [...loaded.keys()]) evict(subject);
    },
  } satisfies SubjectKeys);
  subjectRings.set(people, { keyIds: ring.ids, keyOf: (subject) => loaded.get(subject)?.key });
  return people;
}

/** A key, and the number of the load that found it. */
interface Loaded {
  readonly key: SecretKey;
  readonly load: number;
}

/** What happened since a load began. */
interface Running {
  readonly forgotten: Set<string>;
  released: boolean;
}

/** Each person once, in an array of its own: the caller may change theirs while the store is asked. */
function distinctOf(name: string, subjects: readonly string[]): readonly string[] {
  check(name, 'subjects', Array.isArray(subjects), 'must be a list of strings');
  return [...new Set(Array.from(subjects, (subject) => checkedSubject(name, subject)))];
}

function checkedSubject(name: string, subject: unknown): string {
  if (typeof subject === 'string' && subject !== '' && isWellFormed(subject)) return subject;
  throw new PrivacyError('ERR_CONTEXT', `${name}: a subject must be a well-formed, non-empty string`);
}

function broken(): PrivacyError {
  return new PrivacyError('ERR_VAULT', 'subjectKeys: the store does not do what its interface says');
}
