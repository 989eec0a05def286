import { rmSync, writeFileSync } from 'node:fs';
import sqlite from 'node-sqlite3-wasm';
import type { Transform } from 'voile';
import { type SqlTokenStore, sqlTokenStore, tokenVault } from 'voile/pseudonymisation';
import type { Secrets } from './secrets.ts';

/** The name of the vault: it is part of every hash and of what every sealed number is bound to. */
export const VAULT = 'customers';

/** The table of tokens, in a database file of its own. */
export interface NumberVault {
  readonly store: SqlTokenStore;
  /** Tokens for these customer numbers, and the transform that puts them in place. */
  tokenised(ids: readonly string[], now: number): Promise<Transform<string, string>>;
  close(): void;
}

/** Opens an empty vault, readable by its owner alone; closing deletes it, for the keys of its rows end with the run. */
export function openNumbers(path: string, { vault: { key, cipher } }: Secrets): NumberVault {
  rmSync(path, { force: true });
  writeFileSync(path, '', { mode: 0o600 });
  const database = new sqlite.Database(path);
  const statements = new Map<string, ReturnType<typeof database.prepare>>();
  const store = sqlTokenStore({
    query(sql, values) {
      const statement = statements.get(sql) ?? database.prepare(sql);
      statements.set(sql, statement);
      return statement.all(values);
    },
    placeholders: 'question',
  });
  database.exec(store.ddl);
  const vault = tokenVault({ store, key, name: VAULT, cipher, token: { digits: 12 } });
  return {
    store,
    async tokenised(ids, now) {
      database.exec('BEGIN'); // one write to the disk for a batch
      try {
        const tokens = await vault.tokensFor(ids, { now });
        database.exec('COMMIT');
        return vault.transform(tokens);
      } catch (failure) {
        database.exec('ROLLBACK');
        throw failure;
      }
    },
    close() {
      for (const statement of statements.values()) statement.finalize();
      database.close();
      rmSync(path, { force: true });
    },
  };
}
