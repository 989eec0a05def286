import type { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recipe } from './recipe.ts';

interface Recipe {
  readonly release: { rows(rows: readonly object[]): object[] };
  releasedCustomers(db: unknown, size?: number): AsyncGenerator<object[]>;
}

recipe<Recipe>('drizzle', ({ release, releasedCustomers }) => {
  let client: PGlite;
  let db: unknown;
  beforeAll(async () => {
    const { PGlite } = await import('@electric-sql/pglite');
    const { drizzle } = await import('drizzle-orm/pglite');
    client = new PGlite();
    db = drizzle({ client });
    await client.exec(`
      create table customers (
        id integer primary key, name text not null, birth_date date not null, postcode text not null,
        balance bigint not null, visits bigint not null, note text, iban text not null);
      insert into customers values
        (1, 'Ada', '1987-03-05', '75011', -1, 3, null, 'FR76'),
        (5, 'Alan', '1989-06-23', '75020', 9007199254740993, 51, 'calls often', 'FR77'),
        (9, 'Grace', '1956-12-09', '69002', 10000, 50, null, 'FR78');`);
  });
  afterAll(() => client.close());

  const out = [
    { birthDate: '1987', postcode: '75', balance: '[-10000, 0)', visits: 3n, note: null },
    {
      birthDate: '1989',
      postcode: '75',
      balance: '[9007199254740000, 9007199254750000)',
      visits: 50n,
      note: '[redacted]',
    },
    { birthDate: '1956', postcode: '69', balance: '[10000, 20000)', visits: 50n, note: null },
  ];
  const batchesOf = async (size?: number): Promise<object[][]> => {
    const batches: object[][] = [];
    for await (const batch of releasedCustomers(db, size)) batches.push(batch);
    return batches;
  };

  test('the rows of a table leave by decision, bigints beyond 2^53 in their bin', async () => {
    expect(await batchesOf()).toEqual([out]);
  });
  test('pages by key give each row once', async () => {
    expect(await batchesOf(2)).toEqual([out.slice(0, 2), out.slice(2)]);
    expect(await batchesOf(1)).toEqual(out.map((row) => [row]));
  });
  test('a raw select * leaks neither undeclared columns nor names of the database', async () => {
    const { rows } = await client.query<object>('select * from customers where id = 1');
    expect(Object.keys(rows[0] ?? {})).toContain('iban');
    // PGlite gives small bigints as numbers here: the transform of bigints refuses them instead of guessing
    expect(() => release.rows(rows)).toThrow(expect.objectContaining({ details: { field: 'balance', index: 0 } }));
    const raw = rows.map((row) => ({ ...row, balance: -1n, visits: 3n }));
    expect(release.rows(raw)).toEqual([{ postcode: '75', balance: '[-10000, 0)', visits: 3n, note: null }]);
  });
  test('a row that does not fit ends the run by field and row, after whole batches', async () => {
    await client.exec(`insert into customers values (10, 'Alan', '1912-06-23', 'SW1A 1AA', 1, 1, null, 'GB29')`);
    const seen: object[][] = [];
    const run = async (): Promise<void> => {
      for await (const batch of releasedCustomers(db, 2)) seen.push(batch);
    };
    await expect(run()).rejects.toMatchObject({ code: 'ERR_INPUT', details: { field: 'postcode', index: 3 } });
    expect(seen).toEqual([out.slice(0, 2)]);
  });
});
