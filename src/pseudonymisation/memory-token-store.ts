import type { SyncTokenStore, TokenStore, VaultRow } from './token-store.ts';

/** A token store in memory, for tests and for one process; `sync` is the same store without waiting. */
export interface MemoryTokenStore extends TokenStore {
  /** The same rows, answered at once: for `syncTokenVault`. */
  readonly sync: SyncTokenStore;
}

/** The rows of one vault by both of its unique columns. */
interface Rows {
  readonly byIndex: Map<string, VaultRow>;
  readonly byToken: Map<string, VaultRow>;
}

/**
 * Keeps the rows of token vaults in the memory of the process: for tests, and for runs that forget their tokens.
 *
 * @returns The store; its `sync` is the same rows without promises.
 * @throws Nothing of its own.
 * @guarantee As for every store: no clear value and no clear name of a person is in it. Not kept: it is gone with the
 * process, and with it the only way back from a token.
 * @utility Two vaults of one name over one store share their tokens; of two names, nothing.
 * @cost A map look-up; `deleteSubject` passes over all rows of the vault.
 * @source docs/spec, the contract of a store.
 * @example
 * const store = memoryTokenStore();
 * await store.byToken('phones', 'unknown') // undefined
 */
export function memoryTokenStore(): MemoryTokenStore {
  const vaults = new Map<string, Rows>();
  const rowsOf = (vault: string): Rows => {
    const rows = vaults.get(vault) ?? { byIndex: new Map(), byToken: new Map() };
    vaults.set(vault, rows);
    return rows;
  };
  const sync: SyncTokenStore = {
    insertIfAbsent(row) {
      const { byIndex, byToken } = rowsOf(row.vault);
      const stored = byIndex.get(row.index) ?? byToken.get(row.token);
      if (stored) return stored;
      const copy = Object.freeze({ ...row });
      byIndex.set(row.index, copy);
      byToken.set(row.token, copy);
      return copy;
    },
    byToken: (vault, token) => rowsOf(vault).byToken.get(token),
    byIndex: (vault, indexes) => indexes.flatMap((index) => rowsOf(vault).byIndex.get(index) ?? []),
    deleteSubject(vault, subject) {
      const { byIndex, byToken } = rowsOf(vault);
      const rows = [...byIndex.values()].filter((row) => row.subject === subject);
      for (const { index, token } of rows) {
        byIndex.delete(index);
        byToken.delete(token);
      }
      return rows.length;
    },
  };
  return Object.freeze({
    sync: Object.freeze(sync),
    insertIfAbsent: async (row: VaultRow) => sync.insertIfAbsent(row),
    byToken: async (vault: string, token: string) => sync.byToken(vault, token),
    byIndex: async (vault: string, indexes: readonly string[]) => sync.byIndex(vault, indexes),
    deleteSubject: async (vault: string, subject: string) => sync.deleteSubject(vault, subject),
  });
}
