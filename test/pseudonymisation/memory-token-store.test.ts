import { expect, test } from 'vitest';
import { memoryTokenStore } from '../../src/pseudonymisation/memory-token-store.ts';
import { keepsContract, rowIn } from './store-contract.ts';

const store = memoryTokenStore();
keepsContract('memory', () => store);

test('the synchronous form has the same rows, at once', async () => {
  const { sync, ...store } = memoryTokenStore();
  const row = sync.insertIfAbsent(rowIn('v', { subject: 'ada' }));
  expect(row).toStrictEqual(rowIn('v', { subject: 'ada' }));
  expect(await store.byToken('v', 'token')).toBe(row);
  expect(sync.byToken('v', 'token')).toBe(row);
  expect(sync.byIndex('v', ['other', 'index'])).toStrictEqual([row]);
  expect(sync.deleteSubject('v', 'ada')).toBe(1);
  expect(await store.byToken('v', 'token')).toBeUndefined();
});
test('a row is copied: changing what was handed over changes nothing', async () => {
  const store = memoryTokenStore();
  const row = { ...rowIn('v') };
  await store.insertIfAbsent(row);
  row.token = 'changed';
  expect(await store.byToken('v', 'token')).toStrictEqual(rowIn('v'));
  expect(Object.isFrozen(await store.byToken('v', 'token'))).toBe(true);
});
test('names that every object has are names like others', async () => {
  const store = memoryTokenStore();
  for (const name of ['__proto__', 'constructor', 'toString']) {
    expect(await store.byToken(name, name)).toBeUndefined();
    const row = rowIn(name, { index: name, token: name });
    expect(await store.insertIfAbsent(row)).toStrictEqual(row);
  }
});
test('two stores share nothing', async () => {
  await memoryTokenStore().insertIfAbsent(rowIn('v'));
  expect(await memoryTokenStore().byToken('v', 'token')).toBeUndefined();
});
