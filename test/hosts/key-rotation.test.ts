import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, databases } from './databases.ts';
import { recipe } from './recipe.ts';

interface User {
  readonly id: string;
  readonly email: string;
  readonly surname: string;
  readonly iban: string;
}
interface Users {
  add(user: User): Promise<void>;
  save(user: User): Promise<void>;
  byEmail(email: string): Promise<User | undefined>;
  bySurname(surname: string): Promise<User[]>;
  byIban(iban: string): Promise<User[]>;
  rewrap(size?: number): Promise<number>;
  sweep(): Promise<unknown>;
}
type Fleet = [Users, Users, Users, Users];
interface Recipe {
  readonly ddl: string;
  deployments(old: unknown, next: unknown): unknown[];
  usersOf(transaction: Database['transaction'], key: unknown): Users;
}

let count = 0;
/** Some share surname and account. */
function user(): User {
  count += 1;
  const n = String(count);
  return {
    id: `u-${n.padStart(6, '0')}`,
    email: `user${n}@mail.example.org`,
    surname: `Name${count % 40}`,
    iban: `FR${count % 60}`,
  };
}

recipe<Recipe>('key-rotation', async ({ ddl, deployments, usersOf }) => {
  const { SecretKey } = await import('voile/keys');
  const { pseudonym } = await import('voile/pseudonymisation');
  const { inspect } = await import('voile/encryption');

  describe.each(databases)('%s', (name, open) => {
    const rows = name === 'SQLite' ? 1_000 : 60;
    const [k1, k2] = [SecretKey.generate({ id: 'k1' }), SecretKey.generate({ id: 'k2' })];
    let database: Database;
    let fleet: Fleet;
    const all: User[] = [];
    beforeAll(async () => {
      database = await open();
      await database.script(ddl);
      fleet = deployments(k1, k2).map((ring) => usersOf(database.transaction, ring)) as Fleet;
    });
    afterAll(() => database.close());

    const added = async (by: Users): Promise<User> => {
      const one = user();
      await by.add(one);
      all.push(one);
      return one;
    };
    const ordered = (found: readonly User[]): User[] => [...found].sort((a, b) => (a.id < b.id ? -1 : 1));
    /** Every search of every user by all servers gives what it must: the newest ones, and a sample of the others. */
    const check = async (...servers: readonly Users[]): Promise<void> => {
      const some = all.filter((_, at) => at % Math.ceil(rows / 25) === 0 || at >= all.length - 5);
      for (const server of servers) {
        for (const one of some) {
          expect(await server.byEmail(one.email.toUpperCase())).toEqual(one);
          expect(ordered(await server.bySurname(one.surname))).toEqual(
            all.filter(({ surname }) => surname === one.surname),
          );
          expect(ordered(await server.byIban(one.iban))).toEqual(all.filter(({ iban }) => iban === one.iban));
        }
        expect(await server.byEmail('nobody@mail.example.org')).toBeUndefined();
      }
    };
    /** Two deployments side by side: both write, both see what the other wrote, and neither takes an e-mail twice. */
    const beside = async (one: Users, other: Users): Promise<void> => {
      for (const [first, second] of [
        [one, other],
        [other, one],
      ] as const) {
        const { email } = await added(first);
        await expect(second.add({ ...user(), email })).rejects.toThrow(/unique/i);
        const changed = { ...(await added(second)), surname: 'Changed' };
        await first.save(changed);
        all.splice(-1, 1, changed);
      }
      await check(one, other);
    };
    const onKeys = async (): Promise<{ [id: string]: number }> => {
      const ids: { [id: string]: number } = {};
      const stored = await database.sql<{ email: string; surname: string; iban: string; surname_index: string }>(
        'SELECT * FROM users',
      );
      for (const { email, surname, iban, surname_index } of stored) {
        const tokens = [email, surname, iban].map((token) => inspect(token).keyId);
        for (const id of [...tokens, surname_index.split('.')[0]]) ids[String(id)] = (ids[String(id)] ?? 0) + 1;
      }
      return ids;
    };

    test('at no step does a read or a search fail, and at no step has one e-mail two accounts', async () => {
      const [before, one, two, four] = fleet;
      for (let n = 0; n < rows / 2; n += 1) await added(before);
      await beside(before, before);
      await beside(before, one);
      await beside(one, one);
      expect(Object.keys(await onKeys())).toEqual(['k1']);
      await beside(one, two);
      for (let n = 0; n < rows / 2; n += 1) await added(two);
      await beside(two, two);
      expect(Object.keys(await onKeys()).sort()).toEqual(['k1', 'k2']);

      // step 3, with searches and writes between its transactions
      let steps = 0;
      const job = usersOf(async (work) => {
        const result = await database.transaction(work);
        steps += 1;
        if (steps % Math.ceil(rows / 5) === 3) await check(two);
        return result;
      }, deployments(k1, k2)[2]);
      const changed = await job.rewrap(50);
      expect(changed).toBeGreaterThan(rows / 2);
      expect(steps).toBeGreaterThan(changed);
      expect(await two.rewrap()).toBe(0);
      expect(Object.keys(await onKeys())).toEqual(['k2']);
      await beside(two, two);

      await beside(two, four);
      k1.destroy(); // nothing asks for it any more
      await beside(four, four);
      const logins = 'SELECT email_key FROM logins';
      expect((await database.sql(logins)).length).toBeGreaterThan(all.length);
      await four.sweep();
      expect((await database.sql(logins)).length).toBe(all.length);
      await check(four);
    }, 120_000);
  });

  /** A database of its own, in SQLite. */
  const fresh = async (): Promise<Database> => {
    const database = await databases[0]?.[1]();
    if (!database) throw new Error('no database');
    await database.script(ddl);
    return database;
  };
  const keys = [SecretKey.generate({ id: 'k1' }), SecretKey.generate({ id: 'k2' })] as const;

  test('a row that is written while the job runs keeps what was written', async () => {
    const { transaction, close } = await fresh();
    const [old, , ring] = deployments(...keys);
    const one = user();
    await usersOf(transaction, old).add(one);
    const server = usersOf(transaction, ring);
    const changed = { ...one, email: 'new@mail.example.org' };
    let steps = 0;
    const job = usersOf(async (work) => {
      const result = await transaction(work);
      steps += 1;
      if (steps === 1) await server.save(changed); // the job has read its page
      return result;
    }, ring);
    expect(await job.rewrap()).toBe(0);
    expect(await server.byEmail(changed.email)).toEqual(changed);
    expect(await server.byEmail(one.email)).toBeUndefined();
    await server.add({ ...user(), email: one.email }); // the old address is free again
    close();
  });
  test('what the page warns of is so: servers two steps apart do not work together', async () => {
    const { transaction, close } = await fresh();
    const [before, one, two, four] = deployments(...keys).map((ring) => usersOf(transaction, ring)) as Fleet;
    const [ada, alan] = [user(), { ...user(), surname: 'Turing' }];
    await two.add(ada);
    await one.add(alan);
    await expect(before.byEmail(ada.email)).rejects.toMatchObject({
      code: 'ERR_UNKNOWN_KEY',
      details: { keyId: 'k2' },
    });
    await expect(four.byEmail(alan.email)).rejects.toMatchObject({ code: 'ERR_UNKNOWN_KEY', details: { keyId: 'k1' } });
    expect(await four.bySurname(alan.surname)).toEqual([]); // removed before it was rewrapped: not found
    close();
  });
  test('what the page warns of is so: one pseudonym per row lets one address in twice', () => {
    const [, one, two] = deployments(...keys).map((key) => pseudonym({ key: key as never, domain: 'logins.email' }));
    const email = 'ada@mail.example.org';
    expect(one?.(email)).not.toBe(two?.(email));
    expect(one?.candidates(email).sort()).toEqual(two?.candidates(email).sort());
  });
});
