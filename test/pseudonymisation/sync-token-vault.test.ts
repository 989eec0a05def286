import { expect, test } from 'vitest';
import { nullable } from '../../src/core/nullable.ts';
import { policyFor } from '../../src/policy/policy-for.ts';
import { memoryTokenStore } from '../../src/pseudonymisation/memory-token-store.ts';
import { syncTokenVault } from '../../src/pseudonymisation/sync-token-vault.ts';
import { tokenVault } from '../../src/pseudonymisation/token-vault.ts';
import { refusesOptions } from '../refused-parameters.ts';
import { cipher, key } from './vault-sample.ts';

const now = 0;
const fit = { store: memoryTokenStore().sync, key, name: 'phones', cipher };

test('a policy makes tokens while it runs', () => {
  const vault = syncTokenVault({ ...fit, store: memoryTokenStore().sync });
  const release = policyFor<{ phone: string | null }>()({ phone: nullable(vault.transform({ now })) });
  const rows = release.rows(['a', 'b', null, 'a'].map((phone) => ({ phone })));
  expect(rows[0]).toEqual(rows[3]);
  expect(rows[0]?.phone).toBe(vault.tokenFor('a', { now }));
  expect(rows[1]?.phone).not.toBe(rows[0]?.phone);
  expect(rows[2]?.phone).toBeNull();
});
test('a person is forgotten at once', () => {
  const vault = syncTokenVault({ ...fit, store: memoryTokenStore().sync });
  const token = vault.tokenFor('a', { now, subject: 'ada' });
  expect(vault.forget('ada')).toBe(1);
  expect(vault.forget('ada')).toBe(0);
  expect(vault.tokenFor('a', { now })).not.toBe(token);
});
test('its facts are those of the other vault, by its own name', () => {
  const { facts } = tokenVault({ ...fit, store: memoryTokenStore() }).transform(new Map());
  expect(syncTokenVault(fit).transform({ now }).facts).toStrictEqual({ ...facts, name: 'syncTokenVault' });
});
test('a store that gives promises is refused at its first answer', () => {
  const vault = syncTokenVault({ ...fit, store: memoryTokenStore() as never });
  const broken = expect.objectContaining({
    code: 'ERR_VAULT',
    message: 'syncTokenVault: the store must give an array of rows',
  });
  expect(() => vault.tokenFor('a', { now })).toThrow(broken);
});
test('the object has no method that gives a value', () => {
  const vault = syncTokenVault(fit);
  expect(Object.keys(vault).sort()).toEqual(['forget', 'tokenFor', 'transform']);
  expect(Object.isFrozen(vault)).toBe(true);
});
test('wrong options, values and persons throw at once', () => {
  const vault = syncTokenVault(fit);
  for (const wrong of [undefined, {}, { now: '0' }, { now, subject: 'ada' }]) {
    expect(() => vault.transform(wrong as never)).toThrow(expect.objectContaining({ code: 'ERR_PARAMETER' }));
  }
  expect(() => vault.transform({ now })(null as never)).toThrow(expect.objectContaining({ code: 'ERR_INPUT' }));
  expect(() => vault.forget('')).toThrow(expect.objectContaining({ code: 'ERR_CONTEXT' }));
});
refusesOptions('syncTokenVault', syncTokenVault, fit, 'store, key, name, cipher, form, token, engine');
