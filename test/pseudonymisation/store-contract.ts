import { expect, test } from 'vitest';
import type { TokenStore, VaultRow } from '../../src/pseudonymisation/token-store.ts';
import { freshName } from './vault-sample.ts';

/** A row that differs from others by what is given. */
export const rowIn = (vault: string, row: Partial<VaultRow> = {}): VaultRow => {
  const common = { index: 'index', token: 'token', sealed: 'sealed', subject: null, createdAt: '1970-01-01' };
  return { vault, ...common, ...row };
};

/** What every store does, whatever it keeps its rows in. */
export function keepsContract(name: string, storeOf: () => TokenStore): void {
  test(`${name}: a row that is new is stored and comes back`, async () => {
    const [store, vault] = [storeOf(), freshName()];
    const row = rowIn(vault, { subject: 'person' });
    expect(await store.insertIfAbsent(row)).toStrictEqual(row);
    expect(await store.byToken(vault, 'token')).toStrictEqual(row);
    expect(await store.byIndex(vault, ['index'])).toStrictEqual([row]);
  });
  test(`${name}: a subject that is absent stays null`, async () => {
    const [store, vault] = [storeOf(), freshName()];
    await store.insertIfAbsent(rowIn(vault));
    expect((await store.byToken(vault, 'token'))?.subject).toBeNull();
  });
  test(`${name}: the row that was there before comes back, and nothing changes`, async () => {
    const [store, vault] = [storeOf(), freshName()];
    const first = await store.insertIfAbsent(rowIn(vault));
    expect(await store.insertIfAbsent(rowIn(vault, { token: 'later', sealed: 'later' }))).toStrictEqual(first);
    expect(await store.insertIfAbsent(first)).toStrictEqual(first);
    expect(await store.byToken(vault, 'later')).toBeUndefined();
  });
  test(`${name}: a token that is taken inserts nothing, and the row that has it comes back`, async () => {
    const [store, vault] = [storeOf(), freshName()];
    const first = await store.insertIfAbsent(rowIn(vault));
    expect(await store.insertIfAbsent(rowIn(vault, { index: 'other' }))).toStrictEqual(first);
    expect(await store.byIndex(vault, ['other'])).toStrictEqual([]);
    // the row of the index goes before the row of the token
    const second = await store.insertIfAbsent(rowIn(vault, { index: 'other', token: 'second' }));
    expect(await store.insertIfAbsent(rowIn(vault, { index: 'other' }))).toStrictEqual(second);
  });
  test(`${name}: vaults of one store have nothing in common`, async () => {
    const [store, one, two] = [storeOf(), freshName(), freshName()];
    await store.insertIfAbsent(rowIn(one, { subject: 'person' }));
    expect(await store.byToken(two, 'token')).toBeUndefined();
    expect(await store.byIndex(two, ['index'])).toStrictEqual([]);
    expect(await store.insertIfAbsent(rowIn(two, { subject: 'person' }))).toMatchObject({ vault: two });
    expect(await store.deleteSubject(one, 'person')).toBe(1);
    expect(await store.byToken(two, 'token')).toMatchObject({ vault: two });
  });
  test(`${name}: of many indexes those that are there are found`, async () => {
    const [store, vault] = [storeOf(), freshName()];
    for (const at of [0, 499, 500, 1_200]) {
      await store.insertIfAbsent(rowIn(vault, { index: `index ${at}`, token: `token ${at}` }));
    }
    const asked = Array.from({ length: 1_201 }, (_, at) => `index ${at}`);
    const found = await store.byIndex(vault, asked);
    expect(found.map((row) => row.token).sort()).toEqual(['token 0', 'token 1200', 'token 499', 'token 500']);
    expect(await store.byIndex(vault, [])).toStrictEqual([]);
  });
  test(`${name}: the rows of a person go, and no others`, async () => {
    const [store, vault] = [storeOf(), freshName()];
    for (const [at, subject] of ['ada', 'ada', 'ben', null].entries()) {
      await store.insertIfAbsent(rowIn(vault, { index: `${at}`, token: `${at}`, subject }));
    }
    expect(await store.deleteSubject(vault, 'nobody')).toBe(0);
    expect(await store.deleteSubject(vault, 'ada')).toBe(2);
    expect(await store.deleteSubject(vault, 'ada')).toBe(0);
    const left = await store.byIndex(vault, ['0', '1', '2', '3']);
    expect(left.map((row) => row.subject)).toEqual(expect.arrayContaining(['ben', null]));
    expect(left).toHaveLength(2);
    // both unique columns are free again
    expect(await store.insertIfAbsent(rowIn(vault, { index: '0', token: '1' }))).toMatchObject({ token: '1' });
  });
  test(`${name}: texts of every kind come back as they were`, async () => {
    const [store, vault] = [storeOf(), freshName()];
    const odd = [
      'o\'clock"; DROP TABLE voile_tokens; --',
      '$1 ? ?1 :a @b %s',
      'é\u{1f600}\u00a0 ',
      '\\n\\\\',
      'A',
      'a',
    ];
    for (const text of odd) {
      const row = rowIn(vault, { index: text, token: text, sealed: text, subject: text, createdAt: text });
      expect(await store.insertIfAbsent(row)).toStrictEqual(row);
      expect(await store.byToken(vault, text)).toStrictEqual(row);
    }
  });
}
