import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { run } from '../package/example.ts';
import { blockOf, fromRoot } from './vault-sample.ts';

const folder = mkdtempSync(join(tmpdir(), 'voile-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('the recipe for SQLite keeps tokens in a file', async () => {
  const code = `${blockOf(readFileSync(fromRoot('docs/guide/token-vault.md'), 'utf8'), 'node-sqlite3-wasm')}
    const vaultOver = (store) => tokenVault({ store, key, name: 'v', cipher });
    const first = openTokens(path);
    const token = await vaultOver(first.store).tokenFor('value', { now: 0, subject: 'ada' });
    first.close();
    const again = openTokens(path);
    await vaultOver(again.store).tokenFor('value', { now: 1 }) === token // true
    await vaultOver(again.store).forget('ada') // 1
    again.close();`;
  const { key, cipher } = await import('./vault-sample.ts');
  const { tokenVault } = await import('../../src/pseudonymisation/token-vault.ts');
  const { sqlTokenStore } = await import('../../src/pseudonymisation/sql-token-store.ts');
  const load = async (name: string): Promise<{ readonly [name: string]: unknown }> =>
    name === 'node-sqlite3-wasm' ? import('node-sqlite3-wasm') : { sqlTokenStore };
  const claims = await run(
    { place: 'token-vault.md', code },
    { key, cipher, tokenVault, path: join(folder, 'tokens.db') },
    load,
  );
  expect(claims.map(({ actual, expected }) => [actual, expected])).toEqual([
    [true, true],
    [1, 1],
  ]);
});
