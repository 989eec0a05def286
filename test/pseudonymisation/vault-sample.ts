import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { test } from 'vitest';
import { SecretKey } from '../../src/core/keys.ts';
import { fieldCipher } from '../../src/encryption/field-cipher.ts';
import type { SqlValue } from '../../src/pseudonymisation/sql-token-store.ts';
import type { TokenStore, VaultRow } from '../../src/pseudonymisation/token-store.ts';

/** The key of the hashes, another one, and a cipher with a key of its own. */
export const key: SecretKey = SecretKey.generate({ id: 'k1' });
export const otherKey: SecretKey = SecretKey.generate({ id: 'k2' });
export const cipher: ReturnType<typeof fieldCipher> = fieldCipher({ key: SecretKey.generate() });

/** Names of vaults that no other case has, so that one table serves them all. */
let named = 0;
export const freshName = (): string => `vault-${++named}`;

/** A database for tests, with one statement at a time. */
export interface Database {
  query(sql: string, values?: SqlValue[]): Promise<readonly unknown[]> | readonly unknown[];
  close(): Promise<void> | void;
}

/** SQLite in memory, without a server or compiler. */
export async function sqlite(): Promise<Database> {
  const { default: module } = await import('node-sqlite3-wasm');
  const db = new module.Database();
  return { query: (sql, values = []) => db.all(sql, values), close: () => db.close() };
}

/** PostgreSQL in this process: its queries run one after another, so it proves the SQL, not the races. */
export async function pglite(): Promise<Database> {
  const { PGlite } = await import('@electric-sql/pglite');
  const db = await PGlite.create();
  return { query: async (sql, values = []) => (await db.query(sql, values)).rows, close: () => db.close() };
}

/** The store, and all rows that were ever handed to it. */
export function recorded(store: TokenStore): { readonly store: TokenStore; readonly rows: VaultRow[] } {
  const rows: VaultRow[] = [];
  const insertIfAbsent = (row: VaultRow): Promise<VaultRow> => {
    rows.push(row);
    return store.insertIfAbsent(row);
  };
  return { rows, store: { ...store, insertIfAbsent } };
}

/** The spellings under which a text could stand in a dump: itself, hexadecimal, base64 at each of its three offsets. */
export function spellings(text: string): string[] {
  const bytes = Buffer.from(text);
  const base64 = [0, 1, 2].map((offset) => {
    const shifted = Buffer.concat([Buffer.alloc(offset), bytes]);
    // the characters that hold bits of nothing but the text
    return shifted.toString('base64').slice(Math.ceil((offset * 8) / 6), Math.floor((shifted.length * 8) / 6));
  });
  const url = base64.map((part) => part.replaceAll('+', '-').replaceAll('/', '_'));
  return [text, bytes.toString('hex'), bytes.toString('hex').toUpperCase(), ...base64, ...url];
}

/** Texts that nothing else has by chance. */
export const texts: fc.Arbitrary<string> = fc.string({ unit: 'grapheme', minLength: 8, maxLength: 16 });

type Values = [unknown, ...unknown[]];

/** A law about what takes time: a millisecond or so a case, 1,000 cases at most. */
export function asyncLaw<V extends Values>(
  sentence: string,
  arbitraries: { [K in keyof V]: fc.Arbitrary<V[K]> },
  holds: (...values: V) => Promise<void>,
): void {
  const numRuns = Math.min(Number(process.env['FC_RUNS'] ?? 100), 1_000);
  test(sentence, () => fc.assert(fc.asyncProperty(...arbitraries, holds), { numRuns }));
}

/** A path from the root of the repository. */
export const fromRoot = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** The block of a guide that imports a driver, as the runner of examples knows it: no default import, no export. */
export function blockOf(guide: string, driver: string): string {
  const blocks = [...guide.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code);
  const found = blocks.filter((code) => code.includes(`from '${driver}'`));
  if (found.length !== 1 || found[0] === undefined) throw new Error(`not one block that imports ${driver}`);
  return found[0].replace(/^import (\w+) from/gm, 'import { default as $1 } from').replace(/^export /gm, '');
}
