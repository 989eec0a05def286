import { expect, test } from 'vitest';
import { keyring } from '../../src/core/keyring.ts';
import { fieldCipher } from '../../src/encryption/field-cipher.ts';
import { reidentifier } from '../../src/pseudonymisation/reidentifier.ts';
import type { VaultRow } from '../../src/pseudonymisation/token-store.ts';
import { tokenVault } from '../../src/pseudonymisation/token-vault.ts';
import { keyOf, type TokenCase, vectors } from './vectors.ts';

interface Row {
  readonly name: string;
  readonly root: string;
  readonly vault: string;
  readonly value: string;
  readonly token: string;
  readonly index: string;
  readonly subject: string | null;
  readonly subjectIndex: string | null;
  readonly sealed: TokenCase;
}
const { rows } = vectors<{ rows: Row[] }>('vault');

test.each(rows)('$name: a row that another implementation wrote is found and opened', async (row) => {
  const { vault, token, index, sealed, subjectIndex, value } = row;
  const stored: VaultRow = { vault, index, token, sealed: sealed.token, subject: subjectIndex, createdAt: 'then' };
  const asked: unknown[] = [];
  const store = {
    insertIfAbsent: () => Promise.reject(new Error('the row is there')),
    byIndex: async (...key: unknown[]) => [stored].filter(() => asked.push(key) > 0),
    byToken: async () => stored,
    deleteSubject: async (...key: unknown[]) => asked.push(key),
  };
  const parameters = { store, key: keyOf(row.root), name: vault, cipher: fieldCipher({ key: keyOf(sealed.root) }) };
  expect(await tokenVault(parameters).tokenFor(value, { now: 0 })).toBe(token);
  if (row.subject !== null) await tokenVault(parameters).forget(row.subject);
  expect(asked).toEqual([[vault, [index]], ...(subjectIndex === null ? [] : [[vault, subjectIndex]])]);
  const grant = { who: 'test', purpose: 'test', until: 1 };
  expect(await reidentifier({ ...parameters, grant, audit: () => {} }).reveal(token, { now: 0 })).toBe(value);
});
test.each(rows)('$name: a new row is that of the formulas', async ({ vault, value, subject, ...row }) => {
  const kept: VaultRow[] = [];
  const insertIfAbsent = async (given: VaultRow): Promise<VaultRow> => {
    kept.push(given);
    return given;
  };
  const store = { insertIfAbsent, byIndex: async () => [], deleteSubject: async () => 0 };
  const cipher = fieldCipher({ key: keyOf(row.sealed.root) });
  // the current key of the ring makes rows
  const key = keyring({ keys: [keyOf(row.root), keyOf(row.sealed.root)] });
  const parameters = { store, key, name: vault, cipher };
  const options = { now: Date.UTC(2026, 0, 2), ...(subject !== null && { subject }) };
  const token = await tokenVault(parameters).tokenFor(value, options);
  const { sealed, ...rest } = kept[0] as VaultRow;
  const createdAt = '2026-01-02T00:00:00.000Z';
  expect(rest).toEqual({ vault, index: row.index, token, subject: row.subjectIndex, createdAt });
  expect(cipher.decrypt('string', sealed, ['vault', vault, token])).toBe(value);
});
