import { check, optionsOf } from '../core/checks.ts';
import { broken, rowOf, type TokenStore, type VaultRow } from './token-store.ts';

/** A parameter of a statement. */
export type SqlValue = string | null;

/** Parameters of {@link sqlTokenStore}. */
export interface SqlTokenStoreParameters {
  /**
   * Runs one statement of the user's own driver, with its parameters in order of use, and gives the rows as objects by
   * column name. It must reach the database that is written to, not a replica behind it.
   */
  readonly query: (sql: string, values: SqlValue[]) => Promise<readonly unknown[]> | readonly unknown[];
  /** How the driver marks parameters: `numbered` is $1, $2 (PostgreSQL), `question` is ? (SQLite). */
  readonly placeholders: 'numbered' | 'question';
  /** The name of the table, `voile_tokens` unless given: a to z, 0 to 9 and _, at most 63, no digit first. */
  readonly table?: string;
}

/** A token store in a table of the user's database. */
export interface SqlTokenStore extends TokenStore {
  /** One statement that makes the table with its unique columns; the store never runs it. */
  readonly ddl: string;
}

/** Values per list: SQLite before 3.32 takes 999 parameters in a statement. */
const LIST = 500;
/** How often an insertion is repeated where somebody deletes the row between its two statements. */
const ATTEMPTS = 8;
const COLUMNS = 'vault, idx, token, sealed, subject, created_at';

/**
 * Keeps the rows of token vaults in one table of PostgreSQL or of SQLite ≥ 3.35, through a function that runs a statement.
 *
 * One value has one token, whatever number of connections write: the primary key decides, no transaction is opened.
 * Run at READ COMMITTED, the default of PostgreSQL; at REPEATABLE READ a writer that lost fails with SQLSTATE 40001 and
 * repeats its transaction. Two writers that draw one short token in the same instant meet the unique column: one of them
 * fails and repeats. MySQL and SQL Server have no `ON CONFLICT … RETURNING` and are not supported.
 *
 * @param parameters - `query`, `placeholders`, `table`.
 * @returns The store, with `ddl`.
 * @throws `PrivacyError` `ERR_PARAMETER` for a query that is no function, unknown placeholders, a table of another form;
 * the methods: `ERR_VAULT` where `query` gives no array of rows, rows of other types or more of them than the unique
 * columns allow; what `query` throws is passed on untouched, and the call may be repeated.
 * @guarantee The table holds keyed hashes, random tokens and encrypted values. Not hidden: how many rows there are,
 * when each was made, which belong to one person, the length of a value.
 * @utility Every statement has exactly the parameters it marks: drivers bind a missing one as NULL without a word.
 * @cost A known value one statement, a new one two, of 500 values at most; `deleteSubject` reads the table where it has no index on (vault, subject).
 * @source PostgreSQL 15 documentation, INSERT, ON CONFLICT; SQLite documentation, UPSERT and RETURNING.
 * @example
 * const answers: unknown[][] = [[]];
 * const store = sqlTokenStore({ query: () => answers.pop() ?? [], placeholders: 'question', table: 'phone_tokens' });
 * store.ddl.startsWith('CREATE TABLE IF NOT EXISTS phone_tokens (') // true
 * await store.byToken('phones', 'unknown') // undefined
 */
export function sqlTokenStore(parameters: SqlTokenStoreParameters): SqlTokenStore {
  const known = optionsOf('sqlTokenStore', parameters, ['query', 'placeholders', 'table']);
  const { query, placeholders, table = 'voile_tokens' } = known;
  const isTable = typeof table === 'string' && /^[a-z_][a-z0-9_]{0,62}$/.test(table); // PostgreSQL cuts after 63
  const numbered = placeholders === 'numbered';
  check('sqlTokenStore', 'query', typeof query === 'function', 'must be a function');
  check('sqlTokenStore', 'placeholders', numbered || placeholders === 'question', "must be 'numbered' or 'question'");
  check('sqlTokenStore', 'table', isTable, 'must be 1 to 63 of a-z 0-9 _, no digit first');

  /** Runs a statement; its parameters stand as ? in the text. */
  const run = async (sql: string, values: SqlValue[]): Promise<readonly unknown[]> => {
    let count = 0;
    const rows = await query(numbered ? sql.replaceAll('?', () => `$${++count}`) : sql, values);
    if (Array.isArray(rows)) return rows;
    throw broken('sqlTokenStore', 'an array of rows: query must return it');
  };
  const rowsOf = async (sql: string, values: SqlValue[], most: number): Promise<VaultRow[]> => {
    const rows = await run(sql, values);
    if (rows.length <= most) return rows.map(fromColumns);
    throw broken('sqlTokenStore', 'one row of an index and one of a token');
  };
  // the condition keeps a token that is taken from failing the statement, and with it the user's transaction
  const insert = `INSERT INTO ${table} (${COLUMNS}) SELECT ?, ?, ?, ?, ?, ?
WHERE NOT EXISTS (SELECT 1 FROM ${table} WHERE vault = ? AND token = ?)
ON CONFLICT (vault, idx) DO NOTHING RETURNING ${COLUMNS}`;
  const select = `SELECT ${COLUMNS} FROM ${table} WHERE vault = ?`;

  return Object.freeze({
    ddl: `CREATE TABLE IF NOT EXISTS ${table} (
  vault text NOT NULL,
  idx text NOT NULL,
  token text NOT NULL,
  sealed text NOT NULL,
  subject text,
  created_at text NOT NULL,
  PRIMARY KEY (vault, idx),
  UNIQUE (vault, token)
)`,
    async insertIfAbsent(row: VaultRow): Promise<VaultRow> {
      const { vault, index, token, sealed, subject, createdAt } = row;
      for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        const [inserted] = await rowsOf(insert, [vault, index, token, sealed, subject, createdAt, vault, token], 1);
        if (inserted) return inserted;
        // a new statement, so at READ COMMITTED it sees what the one before has waited for
        const holders = await rowsOf(`${select} AND (idx = ? OR token = ?)`, [vault, index, token], 2);
        const stored = holders.find((holder) => holder.index === index) ?? holders[0];
        if (stored) return stored;
      }
      throw broken('sqlTokenStore', 'the row that was in the way of an insertion');
    },
    async byToken(vault: string, token: string): Promise<VaultRow | undefined> {
      return (await rowsOf(`${select} AND token = ?`, [vault, token], 1))[0];
    },
    async byIndex(vault: string, indexes: readonly string[]): Promise<VaultRow[]> {
      const found: VaultRow[] = [];
      for (let at = 0; at < indexes.length; at += LIST) {
        const list = indexes.slice(at, at + LIST);
        const marks = list.map(() => '?').join(', ');
        found.push(...(await rowsOf(`${select} AND idx IN (${marks})`, [vault, ...list], list.length)));
      }
      return found;
    },
    async deleteSubject(vault: string, subject: string): Promise<number> {
      return (await run(`DELETE FROM ${table} WHERE vault = ? AND subject = ? RETURNING idx`, [vault, subject])).length;
    },
  });
}

function fromColumns(given: unknown): VaultRow {
  const { vault, idx, token, sealed, subject, created_at } = Object(given) as { readonly [column: string]: unknown };
  return rowOf('sqlTokenStore', { vault, index: idx, token, sealed, subject, createdAt: created_at });
}
