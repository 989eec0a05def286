import { check, optionsOf } from '../core/checks.ts';
import { placed } from '../core/place.ts';
import { type Transform, transform } from '../core/transform.ts';
import { PrivacyError } from '../errors.ts';
import { type Entry, type Steps, type TokenOptions, type VaultParameters, vaultSteps } from './token-steps.ts';
import type { TokenStore } from './token-store.ts';

/** Parameters of {@link tokenVault}. */
export interface TokenVaultParameters extends VaultParameters {
  /** Where the rows are kept. */
  readonly store: Pick<TokenStore, 'insertIfAbsent' | 'byIndex' | 'deleteSubject'>;
}

/** When tokens are made, and of whom the values tell. */
export interface TokensOptions {
  /** The instant of the call, in milliseconds since 1970: it is stored with new rows. */
  readonly now: number;
  /** The person of whom a value tells, undefined for nobody: it counts where the value is new. */
  readonly subjectOf?: (value: string) => string | undefined;
}

/** Gives values their tokens. Nothing here gives a value back: that is `reidentifier`. */
export interface Vault {
  /** The token of a value, made where it is new. */
  tokenFor(value: string, options: TokenOptions): Promise<string>;
  /** The tokens of many values, made where they are new: what {@link Vault.transform} needs. */
  tokensFor(values: Iterable<string>, options: TokensOptions): Promise<ReadonlyMap<string, string>>;
  /** A transform that looks values up among tokens that are there; `ERR_VAULT` for a value that is not. */
  transform(tokens: ReadonlyMap<string, string>): Transform<string, string>;
  /** Deletes the rows of a person, under every key of the ring, and gives their number. */
  forget(subject: string): Promise<number>;
}

/** A value on its way into the table, and the hash of its person. */
interface Owned extends Entry {
  readonly owner: string | null;
}

/**
 * Replaces values by random tokens and keeps the pairs in a table, the values encrypted.
 *
 * The value is hashed under a key to find its row, the token is drawn at random, the value is sealed by a cipher with a
 * key of its own. A pipeline is synchronous, a store is not: `tokensFor` makes the tokens of a batch, `transform` of its
 * result stands in the policy.
 *
 * @param parameters - `store`, `key`, `name`, `cipher`, `form`, `token`, `engine`.
 * @returns The vault, frozen.
 * @throws `PrivacyError` `ERR_PARAMETER` for a store or cipher without its methods, another form, name or shape;
 * `ERR_COLLISION_BOUND` for fewer than 1,000 tokens for each expected row; `ERR_KEY`, `ERR_RANDOM`. Its methods:
 * `ERR_INPUT` for a value that is no well-formed text of its form, `ERR_CONTEXT` for a subject that is missing or empty,
 * `ERR_VAULT` where the store breaks its contract, a value has no token, or none is free, `ERR_KEY_DESTROYED`; what
 * store and cipher throw is passed on untouched.
 * @guarantee A token tells nothing about its value. Whoever reads the table learns no value and no name, but which rows
 * are of one person, when they were made, and how long the values are. One value has one token for as long as its row
 * and the key of its hash are there. Not protected: tokens link records as the value does; with key and cipher the
 * table is as good as clear; whoever writes the table can give a value another's token, which re-identification finds.
 * @utility Under concurrent writers and lost connections one value has one token, as long as all of them have one current
 * key (while two are current, a new value may get a second token that is not used again: finish the switch before writing); a call that
 * failed may be repeated. An old key must stay in the ring while rows of it are there.
 * A value belongs to the person named first; naming another one later changes nothing.
 * @cost `tokenFor` one call of the store for a known value, two and an encryption for a new one; `tokensFor` one call
 * for all that are known, and one for each that is new, one after another: slices of a long list may run side by side.
 * @source ENISA, Pseudonymisation techniques and best practices, 2019: random numbers with a mapping table.
 * @example
 * const cipher = { encrypt: () => 'sealed', decrypt: () => 'value' }; // fieldCipher({ key }), with a key of its own
 * const vault = tokenVault({ store: memoryTokenStore(), key: SecretKey.generate(), name: 'phones', cipher });
 * const tokens = await vault.tokensFor(['+33612345678', '+33687654321'], { now: 0 });
 * const phone = vault.transform(tokens);
 * phone('+33612345678') === (await vault.tokenFor('+33612345678', { now: 1 })) // true
 * phone.facts.reversible // 'with-vault'
 */
export function tokenVault(parameters: TokenVaultParameters): Vault {
  const steps = vaultSteps('tokenVault', parameters);
  return Object.freeze({
    tokenFor: (value: string, options: TokenOptions) => waited(steps.one(value, options)),
    async tokensFor(values: Iterable<string>, options: TokensOptions): Promise<ReadonlyMap<string, string>> {
      const { now, subjectOf } = optionsOf('tokenVault', options, ['now', 'subjectOf'], 'options');
      const names = subjectOf === undefined || typeof subjectOf === 'function';
      check('tokenVault', 'subjectOf', names, 'must be a function');
      const isList = typeof values !== 'string' && typeof Object(values)[Symbol.iterator] === 'function';
      if (!isList) throw new PrivacyError('ERR_INPUT', 'tokenVault: values must be a list of texts');
      const createdAt = steps.createdAt(now);
      // all is checked before anything is stored
      const entries = new Map<string, Owned>();
      let at = 0;
      for (const value of values) {
        try {
          if (!entries.has(value)) {
            entries.set(value, { ...steps.entryOf(value), owner: steps.ownerOf(subjectOf?.(value)) });
          }
        } catch (failure) {
          throw placed(failure, undefined, at);
        }
        at += 1;
      }
      const tokens = new Map(await waited(steps.found([...entries.values()])));
      const absent = new Map<string, Owned>();
      for (const entry of entries.values()) {
        // of two spellings of one form the first one counts
        if (!tokens.has(entry.index) && !absent.has(entry.index)) absent.set(entry.index, entry);
      }
      // in the order of the hashes: batches in transactions lock in one order, and the table does not tell the batch's
      const ordered = [...absent.values()].sort((a, b) => (a.index < b.index ? -1 : 1));
      // one after another: a connection runs one statement at a time
      for (const entry of ordered) tokens.set(entry.index, await waited(steps.added(entry, createdAt, entry.owner)));
      return new Map([...entries].map(([value, { index }]) => [value, tokens.get(index) as string])); // found or added
    },
    transform(tokens: ReadonlyMap<string, string>): Transform<string, string> {
      check('tokenVault', 'tokens', tokens instanceof Map, 'must be the map that tokensFor gave');
      const known = new Map<unknown, unknown>(tokens); // a transform does not change
      return transform(steps.facts, (value) => {
        if (typeof value !== 'string') throw new PrivacyError('ERR_INPUT', 'tokenVault: value must be text');
        const token = known.get(value);
        if (typeof token === 'string') return token;
        throw new PrivacyError('ERR_VAULT', 'tokenVault: value has no token, tokensFor comes first');
      });
    },
    forget: (subject: string) => waited(steps.forgotten(subject)),
  });
}

/** Runs steps, waiting for each answer of the store. */
async function waited<T>(steps: Steps<T>): Promise<T> {
  let step = steps.next();
  while (!step.done) step = steps.next(await step.value);
  return step.value;
}
