import { check } from '../core/checks.ts';
import { PrivacyError } from '../errors.ts';

/** One row of a vault's table. Nothing in it is a clear value or names a person. */
export interface VaultRow {
  /** The name of the vault: one table holds several. */
  readonly vault: string;
  /** A keyed hash of the value in its form, by which the token of a value is found. */
  readonly index: string;
  /** What stands in place of the value, at random. */
  readonly token: string;
  /** The value in its form, encrypted and bound to vault and token. */
  readonly sealed: string;
  /** A keyed hash of the person, by which the row is deleted; null where nobody was named. */
  readonly subject: string | null;
  /** The instant that the caller gave, as ISO 8601 in UTC. */
  readonly createdAt: string;
}

/**
 * Where a vault keeps its rows.
 *
 * (vault, index) and (vault, token) are unique, whatever number of processes write. What a method throws is passed on
 * untouched, and the caller may repeat: nothing here is done twice.
 */
export interface TokenStore {
  /**
   * Inserts the row unless its index is there, in one atomic step, and gives the row of this index that is stored then.
   * Where another index holds the token nothing is inserted, and that row comes back: the vault draws another token.
   */
  insertIfAbsent(row: VaultRow): Promise<VaultRow>;
  /** The row of a token. */
  byToken(vault: string, token: string): Promise<VaultRow | undefined>;
  /** The rows of the indexes that are there, in any order. */
  byIndex(vault: string, indexes: readonly string[]): Promise<readonly VaultRow[]>;
  /** Deletes the rows of a person and gives their number. */
  deleteSubject(vault: string, subject: string): Promise<number>;
}

/** A {@link TokenStore} that answers at once. */
export interface SyncTokenStore {
  /** As in {@link TokenStore}. */
  insertIfAbsent(row: VaultRow): VaultRow;
  /** As in {@link TokenStore}. */
  byToken(vault: string, token: string): VaultRow | undefined;
  /** As in {@link TokenStore}. */
  byIndex(vault: string, indexes: readonly string[]): readonly VaultRow[];
  /** As in {@link TokenStore}. */
  deleteSubject(vault: string, subject: string): number;
}

/** What seals and opens the values of a vault; `fieldCipher` of the encryption subpath is one. */
export interface FieldCipherLike {
  /** A token of the value that opens in this context alone. */
  encrypt(value: string, context: readonly [string, ...string[]]): string;
  /** The value of a token. */
  decrypt(type: 'string', token: string, context: readonly [string, ...string[]]): string;
}

/** What a sealed value is bound to, so that one that is moved to another row does not open. */
export const sealContext = (vault: string, token: string): readonly [string, ...string[]] => ['vault', vault, token];

/** Refuses a store or cipher that lacks one of its methods. */
export function checkMethods(name: string, parameter: string, object: unknown, methods: readonly string[]): void {
  const has = methods.every((method) => typeof Object(object)[method] === 'function');
  check(name, parameter, has, `must have ${methods.join(', ')}`);
}

/** Refuses a name of a vault that would not fit beside the ids of keys. */
export function checkVault(name: string, vault: unknown): asserts vault is string {
  const is = typeof vault === 'string' && /^[\w.-]{1,32}$/.test(vault);
  check(name, 'name', is, 'must be 1 to 32 of A-Z a-z 0-9 . _ -');
}

/** The failure of a store that breaks its contract. */
export function broken(name: string, rule: string): PrivacyError {
  return new PrivacyError('ERR_VAULT', `${name}: the store must give ${rule}`);
}

/** What a store gave, as a row; `ERR_VAULT` for anything else. */
export function rowOf(name: string, given: unknown): VaultRow {
  const { vault, index, token, sealed, subject, createdAt } = Object(given) as Partial<VaultRow>;
  if (
    [vault, index, token, sealed, createdAt].every((text) => typeof text === 'string' && text !== '') &&
    (subject === null || typeof subject === 'string')
  ) {
    return { vault, index, token, sealed, subject, createdAt } as VaultRow; // checked in the lines above
  }
  throw broken(name, 'rows of texts, a subject that is absent being null');
}
