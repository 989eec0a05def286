import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { memoryTokenStore } from '../../src/pseudonymisation/memory-token-store.ts';
import { reidentifier } from '../../src/pseudonymisation/reidentifier.ts';
import { sqlTokenStore } from '../../src/pseudonymisation/sql-token-store.ts';
import { syncTokenVault } from '../../src/pseudonymisation/sync-token-vault.ts';
import type { TokenStore, VaultRow } from '../../src/pseudonymisation/token-store.ts';
import { tokenVault, type Vault } from '../../src/pseudonymisation/token-vault.ts';
import {
  asyncLaw,
  cipher,
  type Database,
  freshName,
  key,
  otherKey,
  recorded,
  spellings,
  sqlite,
  texts,
} from './vault-sample.ts';

const now = 0;
const grant = { who: 'desk', purpose: 'test', until: 1 };
const few = fc.constantFrom('a', 'b', 'c', 'd', '');
const asked = fc.array(few, { minLength: 1, maxLength: 6 });
const distinct = fc.uniqueArray(texts, { minLength: 1, maxLength: 5 });

let db: Database;
const memory = memoryTokenStore();
const sql = sqlTokenStore({ query: (...call) => db.query(...call), placeholders: 'question' });
beforeAll(async () => {
  db = await sqlite();
  await db.query(sql.ddl);
});
afterAll(() => db.close());

const rowsOf = async (store: TokenStore, vault: string): Promise<Record<string, unknown>[]> => {
  if (store === sql) return (await db.query('SELECT * FROM voile_tokens WHERE vault = ?', [vault])) as never;
  throw new Error('only a database tells its rows');
};

describe.each([
  ['memory', memory],
  ['SQLite', sql],
] as const)('%s', (name, store) => {
  const vaultOf = (vault: string, through: TokenStore = store): Vault =>
    tokenVault({ store: through, key, name: vault, cipher });

  asyncLaw(`utility: one value has one token, whoever asks at once (${name})`, [asked, asked], async (one, two) => {
    const vault = freshName();
    const vaults = [vaultOf(vault), vaultOf(vault)] as const;
    const batches = [vaults[0].tokensFor(one, { now }), vaults[1].tokensFor(two, { now })];
    const single = [...one, ...two].map(async (value, at) => {
      return [value, await vaults[at % 2 === 0 ? 0 : 1].tokenFor(value, { now })] as const;
    });
    const pairs = [...(await Promise.all(single)), ...(await Promise.all(batches)).flatMap((map) => [...map])];
    const values = new Set(pairs.map(([value]) => value));
    const tokens = new Set(pairs.map(([, token]) => token));
    const both = new Set(pairs.map(([value, token]) => `${value} ${token}`));
    expect([tokens.size, both.size]).toEqual([values.size, values.size]);
  });
  asyncLaw(
    `utility: a call that failed after it stored its row gives the same token when repeated (${name})`,
    [asked, fc.array(fc.constantFrom('works', 'lost before', 'lost after'), { minLength: 20, maxLength: 20 })],
    async (values, fates) => {
      const [vault, left] = [freshName(), [...fates]];
      const { rows, store: seen } = recorded(store);
      const lossy: TokenStore = {
        ...seen,
        async insertIfAbsent(row) {
          const fate = left.pop() ?? 'works';
          if (fate === 'lost before') throw new Error('connection lost');
          const stored = await seen.insertIfAbsent(row);
          if (fate === 'lost after') throw new Error('connection lost');
          return stored;
        },
      };
      const repeating = vaultOf(vault, lossy);
      const tokens = new Map<string, string>();
      for (const value of values) {
        for (let token: string | undefined; token === undefined; ) {
          token = await repeating.tokenFor(value, { now }).catch(() => undefined);
          if (token !== undefined) expect(tokens.get(value) ?? token).toBe(token);
          if (token !== undefined) tokens.set(value, token);
        }
      }
      // each is the first that reached the store, and nothing was stored twice
      for (const [value, token] of await vaultOf(vault).tokensFor(values, { now }))
        expect(tokens.get(value)).toBe(token);
      const stored = await store.byIndex(vault, [...new Set(rows.map((row) => row.index))]);
      expect(stored.map((row) => row.token).sort()).toEqual([...new Set(tokens.values())].sort());
    },
  );
  asyncLaw(
    `utility: different values have different tokens, however few there are (${name})`,
    [distinct],
    async (values) => {
      const token = { digits: 4, expected: 10 };
      const vault = tokenVault({ store, key, name: freshName(), cipher, token });
      const tokens = await vault.tokensFor(values, { now });
      expect(new Set(tokens.values()).size).toBe(values.length);
      for (const [value, digits] of tokens) {
        expect(digits).toMatch(/^\d{4}$/);
        expect(await vault.tokenFor(value, { now })).toBe(digits);
      }
    },
  );
  asyncLaw(`utility: a grant gives the value of every token back (${name})`, [distinct], async (values) => {
    const vault = freshName();
    const desk = reidentifier({ store, key, name: vault, cipher, grant, audit: () => {} });
    for (const [value, token] of await vaultOf(vault).tokensFor(values, { now })) {
      expect(await desk.reveal(token, { now })).toBe(value);
    }
  });
  asyncLaw(`utility: a ring finds the tokens of its older keys (${name})`, [asked, asked], async (old, young) => {
    const vault = freshName();
    const ring = { current: otherKey, ids: ['k2', 'k1'], get: (id: string) => (id === 'k1' ? key : otherKey) };
    const before = await vaultOf(vault).tokensFor(old, { now });
    const after = await tokenVault({ store, key: ring, name: vault, cipher }).tokensFor([...young, ...old], { now });
    for (const [value, token] of before) expect(after.get(value)).toBe(token);
    expect(new Set(after.values()).size).toBe(after.size);
  });
  asyncLaw(
    `privacy: forgetting a person removes all rows of theirs and no others (${name})`,
    [fc.array(fc.tuple(few, fc.constantFrom('ada', 'ben', undefined)), { maxLength: 8 }), fc.boolean()],
    async (pairs, rotated) => {
      const vault = freshName();
      const subjects = new Map<string, string | undefined>(); // the person named first counts
      for (const [value, subject] of pairs) {
        await vaultOf(vault).tokenFor(value, { now, subject });
        if (!subjects.has(value)) subjects.set(value, subject);
      }
      const before = await vaultOf(vault).tokensFor(subjects.keys(), { now });
      const ring = { current: otherKey, ids: ['k2', 'k1'], get: (id: string) => (id === 'k1' ? key : otherKey) };
      const after = rotated ? tokenVault({ store, key: ring, name: vault, cipher }) : vaultOf(vault);
      const ofAda = [...subjects].filter(([, subject]) => subject === 'ada').map(([value]) => value);
      expect(await after.forget('ada')).toBe(ofAda.length);
      for (const [value, token] of before) {
        expect((await store.byToken(vault, token)) === undefined).toBe(ofAda.includes(value));
      }
      // who comes back gets another token
      for (const value of ofAda) expect(await after.tokenFor(value, { now })).not.toBe(before.get(value));
    },
  );
  asyncLaw(
    `privacy: no row holds a clear value or a clear subject, in any spelling (${name})`,
    [distinct, texts],
    async (values, subject) => {
      const vault = freshName();
      const { rows, store: seen } = recorded(store);
      await vaultOf(vault, seen).tokensFor(values, { now, subjectOf: () => subject });
      const dump = (name === 'SQLite' ? await rowsOf(store, vault) : rows).flatMap(Object.values).join('\n');
      expect(rows).toHaveLength(values.length);
      const clear = [...values, subject].flatMap(spellings);
      expect(clear.filter((spelling) => dump.includes(spelling)).length).toBe(0);
    },
  );
});

asyncLaw(
  'utility: one value has one token, however the steps of the writers interleave',
  [fc.scheduler(), fc.array(few, { minLength: 2, maxLength: 4 })],
  async (scheduler, values) => {
    const store = memoryTokenStore();
    const slow: TokenStore = {
      ...store,
      insertIfAbsent: scheduler.scheduleFunction(store.insertIfAbsent),
      byIndex: scheduler.scheduleFunction(store.byIndex),
    };
    const writers = values.map(() => tokenVault({ store: slow, key, name: 'v', cipher }));
    const tokens = Promise.all(writers.map((vault) => vault.tokensFor(values, { now })));
    await scheduler.waitFor(tokens);
    for (const map of await tokens) expect([...map]).toEqual([...((await tokens)[0] ?? [])]);
    expect(new Set((await tokens)[0]?.values()).size).toBe(new Set(values).size);
  },
);
asyncLaw(
  'utility: the synchronous vault gives the tokens of the other one',
  [asked, fc.boolean()],
  async (values, first) => {
    const name = freshName();
    const waits = tokenVault({ store: memory, key, name, cipher });
    const direct = syncTokenVault({ store: memory.sync, key, name, cipher });
    const early = first ? values.map((value) => direct.tokenFor(value, { now })) : undefined;
    const tokens = await waits.tokensFor(values, { now });
    const transform = direct.transform({ now });
    const expected = values.map((value) => tokens.get(value));
    expect(early ?? expected).toEqual(expected);
    expect(values.map((value) => transform(value))).toEqual(expected);
    expect(values.map(waits.transform(tokens))).toEqual(expected);
  },
);
asyncLaw(
  'privacy: vaults of other names and keys have neither a hash nor a token in common',
  [texts, texts],
  async (value, subject) => {
    const { rows, store } = recorded(memory);
    const vaults = [
      [freshName(), key],
      [freshName(), key],
      [freshName(), otherKey],
    ] as const;
    for (const [name, one] of vaults) {
      await tokenVault({ store, key: one, name, cipher }).tokenFor(value, { now, subject });
    }
    const columns = (row: VaultRow): unknown[] => [row.index, row.token, row.sealed, row.subject];
    expect(new Set(rows.flatMap(columns)).size).toBe(12);
  },
);
asyncLaw('privacy: a value and a person of one text have different hashes', [texts], async (text) => {
  const { rows, store } = recorded(memory);
  await tokenVault({ store, key, name: freshName(), cipher }).tokenFor(text, { now, subject: text });
  expect(rows[0]?.index).not.toBe(rows[0]?.subject);
});
