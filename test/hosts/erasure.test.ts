import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, databases, type Sql } from './databases.ts';
import { recipe } from './recipe.ts';

interface Customer {
  readonly id: string;
  readonly email: string;
  readonly surname: string;
  readonly iban: string;
}
interface People {
  load(subjects: readonly string[], options?: { readonly create?: boolean }): Promise<{ missing: readonly string[] }>;
  forget(subject: string): Promise<{ destroyed: boolean }>;
}
interface Shop {
  readonly people: People;
  erase(subject: string): Promise<object>;
  eraseAgain(): Promise<void>;
  add(customer: Customer, now: number): Promise<void>;
  order(id: string, customer: string, address: string): Promise<void>;
  list(): Promise<{ readonly customers: object[]; readonly orders: object[] }>;
}
interface Recipe {
  readonly dataDdl: string;
  readonly keysDdl: string;
  sqlSubjectKeyStore(sql: Sql): never;
  rewrapSubjects(sql: Sql, people: unknown): Promise<void>;
  shop(data: Sql, keys: Sql, by: object): Shop;
}
type Rows = { readonly [column: string]: string | null }[];

const ada: Customer = {
  id: 'c-1',
  email: 'ada@mail.example.org',
  surname: 'Lovelace',
  iban: 'FR7630006000011234567890189',
};
const alan: Customer = { id: 'c-2', email: 'alan@mail.example.org', surname: 'Turing', iban: 'GB29NWBK60161331926819' };
const told = ({ id, email, surname }: Customer): object => ({ id, email, surname });
const tables = { data: ['customers', 'orders'], keys: ['subject_keys', 'voile_tokens', 'erasures'] };

recipe<Recipe>('erasure', async ({ dataDdl, keysDdl, sqlSubjectKeyStore, rewrapSubjects, shop }) => {
  const { SecretKey, keyring } = await import('voile/keys');
  const { decrypt, fieldCipher, inspect, subjectKeys } = await import('voile/encryption');
  const { blindIndex, pseudonym, reidentifier, sqlTokenStore } = await import('voile/pseudonymisation');

  describe.each(databases)('%s', (_, open) => {
    let data: Database;
    let keys: Database;
    beforeAll(async () => {
      [data, keys] = [await open(), await open()];
      await data.script(dataDdl);
      await keys.script(keysDdl);
    });
    afterAll(async () => {
      await data.close();
      await keys.close();
    });
    const by = {
      root: SecretKey.generate({ id: 'root' }),
      kek: SecretKey.generate({ id: 'kek' }),
      seal: SecretKey.generate({ id: 'seal' }),
    };
    const request = (): Shop => shop(data.sql, keys.sql, by);
    const rowsOf = async (database: Database, table: string): Promise<Rows> => database.sql(`SELECT * FROM ${table}`);
    const copyOf = async (database: Database, names: readonly string[]): Promise<ReadonlyMap<string, Rows>> =>
      new Map(await Promise.all(names.map(async (table) => [table, await rowsOf(database, table)] as const)));
    const putBack = async (database: Database, table: string, rows: Rows): Promise<void> => {
      await database.sql(`DELETE FROM ${table}`);
      for (const row of rows) {
        const marks = Object.keys(row).map(() => '?');
        await database.sql(`INSERT INTO ${table} (${Object.keys(row)}) VALUES (${marks})`, Object.values(row));
      }
    };
    const filled = async (): Promise<void> => {
      for (const [database, names] of [
        [data, tables.data],
        [keys, tables.keys],
      ] as const) {
        for (const table of names) await database.sql(`DELETE FROM ${table}`);
      }
      await request().add(ada, 0);
      await request().add(alan, 0);
      await request().order('o-1', ada.id, '12, rue de la Paix');
      await request().order('o-2', ada.id, '7, quai Voltaire');
      await request().order('o-3', alan.id, '1, Wilmslow Road');
    };
    const whole = {
      customers: [told(ada), told(alan)],
      orders: [
        { id: 'o-1', customer_id: ada.id, address: '12, rue de la Paix' },
        { id: 'o-2', customer_id: ada.id, address: '7, quai Voltaire' },
        { id: 'o-3', customer_id: alan.id, address: '1, Wilmslow Road' },
      ],
    };
    const withoutAda = { customers: whole.customers.slice(1), orders: whole.orders.slice(2) };

    test('both tables are readable, and hold nothing in clear', async () => {
      await filled();
      expect(await request().list()).toEqual(whole);
      const stored = JSON.stringify([...(await copyOf(data, tables.data)), ...(await copyOf(keys, tables.keys))]);
      expect(stored).not.toMatch(/@mail|Lovelace|Turing|FR7630|GB29|rue de|quai|Wilmslow/);
      const heads = (await rowsOf(data, 'orders')).map(({ address }) => inspect(String(address)));
      expect(new Set(heads.map(({ ring, keyId }) => `${ring} ${keyId}`))).toEqual(new Set(['customers-1 undefined']));
    });
    test('requests at the same time do not take keys from each other', async () => {
      await filled();
      const lists = await Promise.all(Array.from({ length: 8 }, () => request().list()));
      for (const list of lists) expect(list).toEqual(whole);
    });
    test('an erased person is in no list, search or vault, and all others are', async () => {
      await filled();
      expect(await request().erase(ada.id)).toEqual({ key: true, tokens: 1, rows: 1 });
      expect(await request().list()).toEqual(withoutAda);
      const [row] = (await rowsOf(data, 'customers')).filter(({ id }) => id === ada.id);
      expect(row).toMatchObject({ email_key: null, surname_index: null, iban: null });
      expect((await rowsOf(keys, 'voile_tokens')).length).toBe(1);
      expect((await rowsOf(keys, 'subject_keys')).map(({ subject }) => subject)).toEqual([alan.id]);
      await expect(request().order('o-4', ada.id, 'anywhere')).rejects.toMatchObject({ code: 'ERR_UNKNOWN_KEY' });
      // asked for again, it changes nothing
      expect(await request().erase(ada.id)).toEqual({ key: false, tokens: 0, rows: 1 });
      expect(await request().list()).toEqual(withoutAda);
    });
    test('an old copy of the data is unreadable with every key there is, also when the person comes back', async () => {
      await filled();
      const copy = await copyOf(data, tables.data);
      await request().erase(ada.id);
      for (const [table, rows] of copy) await putBack(data, table, rows);
      expect(await request().list()).toEqual(withoutAda);

      const fields = [
        ...(copy.get('customers') ?? []).flatMap((row) =>
          ['email', 'surname'].map((column) => ({ table: 'customers', column, subject: row['id'], row })),
        ),
        ...(copy.get('orders') ?? []).map((row) => ({
          table: 'orders',
          column: 'address',
          subject: row['customer_id'],
          row,
        })),
      ];
      const people = subjectKeys({ store: sqlSubjectKeyStore(keys.sql), key: by.kek, ring: 'customers-1' });
      const attempt = (): string[] =>
        fields.map(({ table, column, subject, row }) => {
          const place = { context: ['acme', table, column] as const, boundTo: 'id', type: 'string' } as const;
          const token = String(row[column]);
          const at = { id: String(row['id']), subject: String(subject) };
          const outcomes = Object.values(by).map((key) =>
            fieldCipher({ key }).tryDecrypt('string', token, [...place.context, at.id]),
          );
          expect(outcomes.map(({ ok }) => ok)).toEqual([false, false, false]);
          try {
            decrypt({ key: people, subject: 'subject', ...place })(token, at);
            return `${subject} open`;
          } catch (failure) {
            return `${subject} ${(failure as { code: string }).code}`;
          }
        });
      expect((await people.load([ada.id, alan.id])).missing).toEqual([ada.id]);
      expect(new Set(attempt())).toEqual(new Set(['c-1 ERR_UNKNOWN_KEY', 'c-2 open']));
      await people.load([ada.id], { create: true });
      expect(new Set(attempt())).toEqual(new Set(['c-1 ERR_AUTH', 'c-2 open']));
    });
    test('a token of an old copy leads nowhere, for whoever holds a grant', async () => {
      await filled();
      const token = (await rowsOf(data, 'customers')).map(({ iban }) => String(iban));
      const store = sqlTokenStore({ query: keys.sql as never, placeholders: 'question' });
      const grant = { who: 'fraud desk', purpose: 'case 17', until: 2 };
      const cipher = fieldCipher({ key: by.seal });
      const desk = reidentifier({ store, key: by.root, name: 'ibans', cipher, grant, audit: () => {} });
      expect(await Promise.all(token.map((one) => desk.reveal(one, { now: 1 })))).toEqual([ada.iban, alan.iban]);
      await request().erase(ada.id);
      await expect(desk.reveal(token[0] ?? '', { now: 1 })).rejects.toMatchObject({ code: 'ERR_INPUT' });
      expect(await desk.reveal(token[1] ?? '', { now: 1 })).toBe(alan.iban);
    });
    test('an erasure that fails half way is finished by repeating it, or by eraseAgain', async () => {
      for (const table of ['subject_keys', 'voile_tokens', 'customers']) {
        await filled();
        const down = (sql: Sql): Sql =>
          ((statement, values) => {
            if (/^(?:DELETE|UPDATE)/.test(statement) && statement.includes(` ${table} `))
              throw new Error('the database is down');
            return sql(statement, values);
          }) as Sql;
        await expect(shop(down(data.sql), down(keys.sql), by).erase(ada.id)).rejects.toThrow('is down');
        await request().eraseAgain();
        expect(await request().list()).toEqual(withoutAda);
        const [row] = (await rowsOf(data, 'customers')).filter(({ id }) => id === ada.id);
        expect(row).toMatchObject({ email_key: null, surname_index: null, iban: null });
        expect((await rowsOf(keys, 'voile_tokens')).length).toBe(1);
      }
    });
    test('what the page warns of is so: what an old copy of the keys, and the root, can still do', async () => {
      await filled();
      const [oldData, oldKeys] = [await copyOf(data, tables.data), await copyOf(keys, tables.keys)];
      const [old] = oldData.get('customers') ?? [];
      const other = subjectKeys({ store: sqlSubjectKeyStore(keys.sql), key: by.kek, ring: 'customers-1' });
      await other.load([ada.id]);
      const context = ['acme', 'customers', 'email'] as const;
      const read = decrypt({ key: other, subject: 'id', boundTo: 'id', context, type: 'string' });
      await request().erase(ada.id);

      // another process that has the key still reads, until it loads again
      expect(read(String(old?.['email']), ada)).toBe(ada.email);
      expect((await other.load([ada.id])).missing).toEqual([ada.id]);
      expect(() => read(String(old?.['email']), ada)).toThrow(expect.objectContaining({ code: 'ERR_UNKNOWN_KEY' }));
      // the root still answers whether it was a given address
      const emailKey = pseudonym({ key: by.root, domain: 'customers.email', form: 'email' });
      expect(emailKey.matches(ada.email, String(old?.['email_key']))).toBe(true);
      const surnameIndex = blindIndex({ key: by.root, domain: 'customers.surname', bits: 8, distinct: 2_000 });
      expect(surnameIndex(ada.surname)).toBe(old?.['surname_index']);
      // a backup of the keys brings the person back, until it is erased again
      for (const [table, rows] of oldKeys) if (table !== 'erasures') await putBack(keys, table, rows);
      expect(await request().list()).toEqual(whole);
      await request().eraseAgain();
      expect(await request().list()).toEqual(withoutAda);
    });
    test('a new wrapping key takes the keys along, brings nobody back, and kills the backups of the old one', async () => {
      await filled();
      const backup = await copyOf(keys, ['subject_keys']);
      await request().erase(ada.id);
      const kek = SecretKey.generate({ id: 'kek-2' });
      const both = subjectKeys({
        store: sqlSubjectKeyStore(keys.sql),
        key: keyring({ keys: [kek, by.kek] }),
        ring: 'customers-1',
      });
      await rewrapSubjects(keys.sql, both);
      const next = { ...by, kek };
      expect(await shop(data.sql, keys.sql, next).list()).toEqual(withoutAda);
      await putBack(keys, 'subject_keys', backup.get('subject_keys') ?? []);
      await expect(shop(data.sql, keys.sql, next).list()).rejects.toMatchObject({ code: 'ERR_UNKNOWN_KEY' });
    });
    test('a person who is forgotten, or comes back, while keys are rewrapped stays so', async () => {
      await filled();
      const both = subjectKeys({
        store: sqlSubjectKeyStore(keys.sql),
        key: keyring({ keys: [SecretKey.generate({ id: 'kek-2' }), by.kek] }),
        ring: 'customers-1',
      });
      const during = async (act: () => Promise<unknown>): Promise<void> => {
        let acted = false;
        const sql = (async (statement: string, values: (string | null)[]) => {
          if (statement.startsWith('UPDATE') && !acted) {
            acted = true;
            await act();
          }
          return keys.sql(statement, values);
        }) as Sql;
        await rewrapSubjects(sql, both);
      };
      await during(() => request().erase(ada.id));
      expect((await rowsOf(keys, 'subject_keys')).map(({ subject }) => subject)).toEqual([alan.id]);
      let wrapped: unknown;
      await during(async () => {
        await both.forget(alan.id);
        await both.load([alan.id], { create: true });
        wrapped = (await rowsOf(keys, 'subject_keys'))[0]?.['wrapped'];
      });
      expect((await rowsOf(keys, 'subject_keys'))[0]?.['wrapped']).toBe(wrapped);
    });
    test('the store: two processes make one key, and long lists are asked for in parts', async () => {
      await filled();
      const make = () => subjectKeys({ store: sqlSubjectKeyStore(keys.sql), key: by.kek, ring: 'customers-2' });
      const two = [make(), make()] as const;
      const names = Array.from({ length: 1_201 }, (_, n) => `s-${n}`);
      const known = names.filter((_, n) => n % 30 === 0);
      await Promise.all(two.map((people) => people.load(known, { create: true })));
      expect((await rowsOf(keys, 'subject_keys')).filter(({ ring }) => ring === 'customers-2')).toHaveLength(
        known.length,
      );
      expect((await make().load(names)).missing).toEqual(names.filter((name) => !known.includes(name)));
      expect(await two[0].forget('s-30')).toEqual({ destroyed: true });
      expect(await two[1].forget('s-30')).toEqual({ destroyed: false });
      expect((await two[1].load(['s-30', 's-60'])).missing).toEqual(['s-30']);
      expect((await request().people.load(['s-60'])).missing).toEqual(['s-60']); // of another ring
    });
  });
});
