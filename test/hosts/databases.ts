/** Runs one statement, `?` standing for its values, and gives its rows. */
export type Sql = <Row = { readonly [column: string]: string | null }>(
  statement: string,
  values?: readonly (string | null)[],
) => Promise<Row[]>;

/** An empty database in memory. */
export interface Database {
  /** Statement after statement, as it stands. */
  readonly script: (text: string) => Promise<unknown>;
  readonly sql: Sql;
  /** One at a time: both databases have one connection. */
  readonly transaction: <T>(work: (sql: Sql) => Promise<T>) => Promise<T>;
  readonly close: () => unknown;
}

/** The databases that run in the process. */
export const databases: readonly (readonly [name: string, open: () => Promise<Database>])[] = [
  ['SQLite', sqlite],
  ['PostgreSQL', postgres],
];

async function sqlite(): Promise<Database> {
  const { default: wasm } = await import('node-sqlite3-wasm');
  const database = new wasm.Database(':memory:');
  const sql = (async (statement: string, values: (string | null)[] = []) => database.all(statement, values)) as Sql;
  let last: Promise<unknown> = Promise.resolve();
  return {
    script: async (text) => database.exec(text),
    sql,
    transaction(work) {
      const run = async () => {
        database.exec('BEGIN');
        try {
          const result = await work(sql);
          database.exec('COMMIT');
          return result;
        } catch (failure) {
          database.exec('ROLLBACK');
          throw failure;
        }
      };
      const result = last.then(run, run);
      last = result.catch(() => {});
      return result;
    },
    close: () => database.close(),
  };
}

async function postgres(): Promise<Database> {
  const { PGlite } = await import('@electric-sql/pglite');
  const client = new PGlite();
  const over = (on: Pick<typeof client, 'query'>): Sql => {
    const sql = async (statement: string, values: (string | null)[] = []) => {
      let count = 0;
      return (
        await on.query(
          statement.replaceAll('?', () => `$${++count}`),
          values,
        )
      ).rows;
    };
    return sql as Sql;
  };
  return {
    script: (text) => client.exec(text),
    sql: over(client),
    transaction: (work) => client.transaction((on) => work(over(on as never))),
    close: () => client.close(),
  };
}
