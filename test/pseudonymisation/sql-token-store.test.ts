import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SqlTokenStore, type SqlValue, sqlTokenStore } from '../../src/pseudonymisation/sql-token-store.ts';
import { refusesOptions, refusesParameters } from '../refused-parameters.ts';
import { keepsContract, rowIn } from './store-contract.ts';
import { type Database, freshName, pglite, sqlite } from './vault-sample.ts';

type Open = readonly [name: string, open: () => Promise<Database>, placeholders: 'numbered' | 'question'];
const databases: readonly Open[] = [
  ['SQLite', sqlite, 'question'],
  ['SQLite', sqlite, 'numbered'],
  ['PGlite', pglite, 'numbered'],
];

describe.each(databases)('%s', (name, open, placeholders) => {
  let db: Database;
  let store: SqlTokenStore;
  beforeAll(async () => {
    db = await open();
    store = sqlTokenStore({
      placeholders,
      query(sql, values) {
        // drivers bind a parameter that is missing as NULL
        const marks = sql.match(placeholders === 'numbered' ? /\$\d+/g : /\?/g) ?? [];
        const places = marks.map((mark, at) => (mark === '?' ? at : Number(mark.slice(1)) - 1));
        expect(places).toEqual(values.map((_, at) => at));
        return db.query(sql, values);
      },
    });
    await db.query(store.ddl);
    await db.query(store.ddl); // IF NOT EXISTS
  }, 120_000);
  afterAll(() => db.close());
  keepsContract(`${name}, ${placeholders}`, () => store);

  test('a table without its unique columns is refused by the database, not filled with doubles', async () => {
    const bare = sqlTokenStore({ query: (...call) => db.query(...call), placeholders, table: 'bare' });
    await db.query(store.ddl.replace('voile_tokens', 'bare').replace(/,\s*PRIMARY KEY[\s\S]*\)$/, ')'));
    await expect(bare.insertIfAbsent(rowIn('v'))).rejects.toThrow(/ON CONFLICT/);
  });
  test('both pairs of columns are unique, by the table itself', async () => {
    const vault = freshName();
    await store.insertIfAbsent(rowIn(vault));
    const insert = (idx: string, token: string) => async () =>
      db.query(`INSERT INTO voile_tokens VALUES ('${vault}', '${idx}', '${token}', 's', NULL, 'c')`);
    await expect(insert('index', 'other')()).rejects.toThrow(/unique/i);
    await expect(insert('other', 'token')()).rejects.toThrow(/unique/i);
    await insert('other', 'other')();
  });
  test('what the database says is passed on', async () => {
    const lost = sqlTokenStore({ query: (...call) => db.query(...call), placeholders, table: 'not_there' });
    await expect(lost.byToken('v', 'token')).rejects.toThrow(/not_there/);
  });
  test('inside a transaction a token that is taken fails nothing', async () => {
    const vault = freshName();
    await db.query('BEGIN');
    const first = await store.insertIfAbsent(rowIn(vault));
    expect(await store.insertIfAbsent(rowIn(vault, { index: 'other' }))).toStrictEqual(first);
    await store.insertIfAbsent(rowIn(vault, { index: 'other', token: 'other' }));
    await db.query('COMMIT');
    expect(await store.byIndex(vault, ['index', 'other'])).toHaveLength(2);
  });
});

describe('a query that breaks its contract', () => {
  const row = rowIn('v');
  const { index: idx, createdAt: created_at, ...rest } = row;
  const columns = { ...rest, idx, created_at };
  const answering = (...answers: unknown[]): SqlTokenStore =>
    sqlTokenStore({ query: () => answers.shift() as never, placeholders: 'question' });
  const refused = (message: string): unknown =>
    expect.objectContaining({ code: 'ERR_VAULT', message: `sqlTokenStore: the store must give ${message}` });

  test.each([undefined, null, { rows: [] }, 'rows', 7])('case %# is no array of rows', async (answer) => {
    const error = refused('an array of rows: query must return it');
    await expect(answering(answer).byToken('v', 'token')).rejects.toThrow(error);
    await expect(answering(answer).byIndex('v', ['index'])).rejects.toThrow(error);
    await expect(answering(answer).insertIfAbsent(row)).rejects.toThrow(error);
    await expect(answering(answer).deleteSubject('v', 'ada')).rejects.toThrow(error);
  });
  test.each([
    null,
    'row',
    Object.values(columns),
    row, // the names of the store, not of the table
    { ...columns, token: 7 },
    { ...columns, token: '' },
    { ...columns, sealed: null },
    { ...columns, subject: undefined },
    { ...columns, created_at: new Date(0) },
  ])('case %# is no row', async (wrong) => {
    const error = refused('rows of texts, a subject that is absent being null');
    await expect(answering([wrong]).byToken('v', 'token')).rejects.toThrow(error);
    await expect(answering([wrong]).insertIfAbsent(row)).rejects.toThrow(error);
    await expect(answering([], [wrong]).insertIfAbsent(row)).rejects.toThrow(error);
  });
  test('more rows than the unique columns allow are refused', async () => {
    const error = refused('one row of an index and one of a token');
    await expect(answering([columns, columns]).byToken('v', 'token')).rejects.toThrow(error);
    await expect(answering([columns, columns]).byIndex('v', ['index'])).rejects.toThrow(error);
    await expect(answering([columns, columns]).insertIfAbsent(row)).rejects.toThrow(error);
    await expect(answering([], [columns, columns, columns]).insertIfAbsent(row)).rejects.toThrow(error);
  });
  test('of the rows in the way that of the index comes back, whatever their order', async () => {
    const other = { ...columns, idx: 'other' };
    expect(await answering([], [other, columns]).insertIfAbsent(row)).toStrictEqual(row);
    expect(await answering([], [columns, other]).insertIfAbsent(row)).toStrictEqual(row);
    expect(await answering([], [other]).insertIfAbsent(row)).toMatchObject({ index: 'other' });
  });
  test('a list of indexes is asked for in pieces of 500', async () => {
    const lengths: number[] = [];
    const query = (_: string, values: SqlValue[]): unknown[] => {
      lengths.push(values.length - 1);
      return [];
    };
    const store = sqlTokenStore({ query, placeholders: 'numbered' });
    await store.byIndex('v', Array(1_001).fill('index'));
    await store.byIndex('v', []);
    expect(lengths).toEqual([500, 500, 1]);
  });
  test('a row that is deleted between the two statements of an insertion is inserted again', async () => {
    expect(await answering([], [], [columns]).insertIfAbsent(row)).toStrictEqual(row);
    expect(await answering([], [], [], [columns]).insertIfAbsent(row)).toStrictEqual(row);
  });
  test('a row that is in the way and never seen, as behind a replica, is refused after 8 attempts', async () => {
    let asked = 0;
    const query = (): unknown[] => {
      asked += 1;
      return [];
    };
    const error = refused('the row that was in the way of an insertion');
    await expect(sqlTokenStore({ query, placeholders: 'question' }).insertIfAbsent(row)).rejects.toThrow(error);
    expect(asked).toBe(16);
  });
  test('what query throws is passed on', async () => {
    const failure = new Error('connection lost');
    const query = (): never => {
      throw failure;
    };
    await expect(sqlTokenStore({ query, placeholders: 'question' }).insertIfAbsent(row)).rejects.toBe(failure);
  });
  test('the values of a call are the caller to keep', async () => {
    const seen: SqlValue[][] = [];
    const query = (_: string, values: SqlValue[]): unknown[] => {
      seen.push([...values]);
      values.length = 0;
      return [];
    };
    const store = sqlTokenStore({ query, placeholders: 'question' });
    const indexes = Object.freeze(['a', 'b']);
    await store.byIndex('v', indexes);
    await store.byIndex('v', indexes);
    expect(seen).toEqual([
      ['v', 'a', 'b'],
      ['v', 'a', 'b'],
    ]);
  });
});

const query = (): unknown[] => [];
const fit = { query, placeholders: 'question' } as const;
refusesOptions('sqlTokenStore', sqlTokenStore, fit, 'query, placeholders, table');
const TABLE = 'sqlTokenStore: table must be 1 to 63 of a-z 0-9 _, no digit first';
refusesParameters([
  [sqlTokenStore, { ...fit, query: 'SELECT 1' }, 'sqlTokenStore: query must be a function', 'query'],
  ...[undefined, 'named', '$'].map(
    (placeholders) =>
      [
        sqlTokenStore,
        { ...fit, placeholders },
        "sqlTokenStore: placeholders must be 'numbered' or 'question'",
        'placeholders',
      ] as const,
  ),
  ...['', 'Tokens', '1tokens', 'a b', 'a;b', 'a"b', "a'b", 'public.tokens', 'é', 'a\n', 'a'.repeat(64), 7, null].map(
    (table) => [sqlTokenStore, { ...fit, table }, TABLE, 'table'] as const,
  ),
]);
test('tables of the form are taken, and stand in every statement', async () => {
  for (const table of ['t', '_', 'a1_b', 'a'.repeat(63)]) {
    const asked: string[] = [];
    const store = sqlTokenStore({
      ...fit,
      table,
      query(sql) {
        asked.push(sql);
        return [];
      },
    });
    await store.byToken('v', 'token');
    await store.deleteSubject('v', 'ada');
    await store.byIndex('v', ['index']);
    await store.insertIfAbsent(rowIn('v')).catch(() => {});
    expect(asked.filter((sql) => !sql.includes(` ${table} `))).toEqual([]);
    expect(store.ddl).toContain(` ${table} (`);
    expect(Object.isFrozen(store)).toBe(true);
  }
});
