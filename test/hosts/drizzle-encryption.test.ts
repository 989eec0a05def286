import type { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { recipe } from './recipe.ts';

interface Customer {
  readonly id: string;
  readonly email: string;
  readonly surname: string;
  readonly phone: string | null;
}
interface Repository {
  add(clear: Omit<Customer, 'id'>): Promise<Customer>;
  save(customer: Customer): Promise<void>;
  byEmail(email: string): Promise<Customer | undefined>;
  bySurname(surname: string): Promise<Customer[]>;
}
interface Recipe {
  customersOf(db: unknown, key: unknown): Repository;
  encryptedText(key: unknown, context: readonly string[]): (name: string) => never;
}

const lovelace = { email: 'ada@mail.example.org', surname: 'Lovelace', phone: '+33612345678' };
const turing = { email: 'alan@mail.example.org', surname: 'Turing', phone: null };
const tells = /@mail|lovelace|turing|\+336/i;

recipe<Recipe>('drizzle-encryption', async ({ customersOf, encryptedText }) => {
  const { SecretKey, keyring } = await import('voile/keys');
  const k1 = SecretKey.generate({ id: 'k1' });
  let client: PGlite;
  let db: unknown;
  let customers: Repository;
  beforeAll(async () => {
    const { PGlite } = await import('@electric-sql/pglite');
    const { drizzle } = await import('drizzle-orm/pglite');
    client = new PGlite();
    db = drizzle({ client });
    customers = customersOf(db, k1);
    await client.exec(`
      create table customers (
        id uuid primary key, email text not null, email_key text not null unique,
        surname text not null, surname_index text not null, phone text);
      create table orders (id uuid primary key, note text)`);
  });
  beforeEach(() => client.exec('delete from customers'));
  afterAll(() => client.close());
  const stored = async (): Promise<{ readonly [column: string]: string | null }[]> =>
    (await client.query<{ readonly [column: string]: string | null }>('select * from customers order by email_key'))
      .rows;

  test('a customer is found by e-mail and by surname, in any spelling of the form', async () => {
    const ada = await customers.add(lovelace);
    const alan = await customers.add(turing);
    expect(ada.id).toMatch(/^[0-9a-f-]{36}$/);
    expect(await customers.byEmail(' Ada@Mail.example.org ')).toEqual({ id: ada.id, ...lovelace });
    expect(await customers.bySurname('Turing')).toEqual([{ id: alan.id, ...turing }]);
    expect(await customers.byEmail('grace@mail.example.org')).toBeUndefined();
    expect(await customers.bySurname('Hopper')).toEqual([]);
  });
  test('the table holds nothing in clear but ids and which phones are missing', async () => {
    await customers.add(lovelace);
    await customers.add(turing);
    const rows = await stored();
    expect(JSON.stringify(rows)).not.toMatch(tells);
    expect(rows.map((row) => row['phone'] === null).sort()).toEqual([false, true]);
    for (const row of rows) expect([row['email'], row['surname']].join()).toMatch(/^voile1_[\w-]+,voile1_[\w-]+$/);
    expect(rows[0]?.['surname_index']).toMatch(/^[0-9a-f]{3}$/);
  });
  test('records that share an index are told apart after decryption', async () => {
    const ada = await customers.add(lovelace);
    await customers.add(turing);
    await client.exec(
      `update customers set surname_index = (select surname_index from customers where id = '${ada.id}')`,
    );
    expect(await customers.bySurname('Lovelace')).toEqual([ada]);
  });
  test('a record that is saved anew is found by what it became, and by nothing that it was', async () => {
    const ada = await customers.add(lovelace);
    await customers.save({ ...ada, surname: 'King', email: 'king@mail.example.org' });
    expect(await customers.bySurname('King')).toEqual([await customers.byEmail('king@mail.example.org')]);
    expect(await customers.bySurname('Lovelace')).toEqual([]);
    expect(await customers.byEmail(lovelace.email)).toBeUndefined();
  });
  test('one e-mail has one account, and the error of the database quotes no value', async () => {
    await customers.add(lovelace);
    const again = await customers.add({ ...turing, email: 'ADA@mail.example.org' }).catch((error: unknown) => error);
    expect(again).toMatchObject({ cause: { code: '23505' } });
    const { message, cause } = again as Error & { cause: Error & { detail: string } };
    expect(`${message} ${cause.message} ${cause.detail}`).toMatch(/email_key/);
    expect(`${message} ${cause.message} ${cause.detail}`).not.toMatch(tells);
  });
  test('a token in another row, another column or an altered one does not open', async () => {
    const ada = await customers.add(lovelace);
    const alan = await customers.add({ ...turing, phone: '+33687654321' });
    const phone = (id: string): string => `(select phone from customers where id = '${id}')`;
    await client.exec(`update customers set phone = ${phone(ada.id)} where id = '${alan.id}'`);
    const failure = { code: 'ERR_AUTH', details: { field: 'phone', index: 0 } };
    await expect(customers.byEmail(turing.email)).rejects.toMatchObject(failure);
    await client.exec(`update customers set surname = email where id = '${ada.id}'`);
    await expect(customers.byEmail(lovelace.email)).rejects.toMatchObject({ code: 'ERR_AUTH' });
  });
  test('a ring reads and finds what the old key wrote', async () => {
    const ada = await customers.add(lovelace);
    const next = customersOf(db, keyring({ keys: [SecretKey.generate({ id: 'k2' }), k1] }));
    expect(await next.byEmail(lovelace.email)).toEqual(ada);
    expect(await next.bySurname('Lovelace')).toEqual([ada]);
    await next.save(ada);
    expect(await next.bySurname('Lovelace')).toEqual([ada]);
    await expect(customers.bySurname('Lovelace')).resolves.toEqual([]); // without the new key it is not found
  });
  test('what the page warns of is so: a column type does not notice a swap, and equality finds nothing', async () => {
    const { eq } = await import('drizzle-orm');
    const { pgTable, uuid } = await import('drizzle-orm/pg-core');
    const note = encryptedText(k1, ['acme', 'orders', 'note']);
    const orders = pgTable('orders', { id: uuid('id').primaryKey(), note: note('note') });
    const { drizzle } = await import('drizzle-orm/pglite');
    const plain = drizzle({ client });
    const [a, b] = [crypto.randomUUID(), crypto.randomUUID()];
    await plain
      .insert(orders)
      .values([{ id: a, note: 'calls at night' } as never, { id: b, note: 'pays late' } as never]);
    expect(JSON.stringify((await client.query('select * from orders')).rows)).not.toMatch(/at night|pays late/);
    await client.exec(`update orders set note = (select note from orders o where o.id <> orders.id)`);
    const notes = await plain.select().from(orders).where(eq(orders.id, b));
    expect(notes).toEqual([{ id: b, note: 'calls at night' }]);
    expect(
      await plain
        .select()
        .from(orders)
        .where(eq(orders.note, 'calls at night' as never)),
    ).toEqual([]);
  });
});
