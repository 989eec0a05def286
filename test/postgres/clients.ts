import pg from 'pg';
import type { SqlTokenStoreParameters, SqlValue } from '../../src/pseudonymisation/sql-token-store.ts';

/** Where the server is; .ci/postgres.sh gives one. */
export const url: string | undefined = process.env['VOILE_POSTGRES_URL'];

/** One connection, under a name by which another one can find and kill it. */
export async function connect(name = 'voile'): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: name });
  client.on('error', () => {}); // the server may end the connection between two queries
  await client.connect();
  return client;
}

/** The one line that a user writes. */
export function queryOf(client: pg.Client): SqlTokenStoreParameters['query'] {
  return async (sql, values) => (await client.query(sql, values)).rows;
}

/** A connection that is made anew when it was lost; the query that failed is not repeated here. */
export class Reconnecting {
  readonly #name: string;
  #client: pg.Client | undefined;
  #lost = false;
  /** How many connections were made. */
  connections = 0;

  constructor(name: string) {
    this.#name = name;
  }

  readonly query = async (sql: string, values: SqlValue[]): Promise<readonly unknown[]> => {
    if (!this.#client || this.#lost) {
      this.#client = undefined; // until there is a new one
      const client = await connect(this.#name);
      this.connections += 1;
      this.#lost = false;
      client.on('error', () => {
        this.#lost = true;
      });
      this.#client = client;
    }
    try {
      return (await this.#client.query(sql, values)).rows;
    } catch (failure) {
      this.#lost = true;
      throw failure;
    }
  };

  async end(): Promise<void> {
    await this.#client?.end().catch(() => {});
  }
}

/** Runs something in each of some clients at once. */
export function together<T>(clients: number, run: (client: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: clients }, (_, client) => run(client)));
}

/** The wait between two kills. */
export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
