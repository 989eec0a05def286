import { createContext, runInContext } from 'node:vm';
import { beforeAll, describe, expect, test } from 'vitest';
import { inRealm, script } from './realm.ts';

// The realm of a database function or a game engine: the language and nothing around it, not even Intl.
const realm = createContext(Object.create(null));
beforeAll(async () => {
  runInContext('delete globalThis.Intl; delete globalThis.console; delete globalThis.WebAssembly;', realm);
  runInContext(await script(), realm);
});
const give = (code: string): unknown => inRealm(`(({ ${names} }) => ${code})(voile)`, realm);
const names = [
  ...['chain', 'each', 'keep', 'nullable', 'policyFor', 'mapRows', 'describe', 'systemRandom', 'PrivacyError'],
  ...['mask', 'redact', 'suppress', 'bin', 'truncateDate', 'addNoise', 'unsafeSeededRandom'],
].join(', ');

describe('a realm with nothing but the language', () => {
  test('has no runtime around it', () => {
    const globals = ['crypto', 'TextEncoder', 'Buffer', 'process', 'Intl', 'setTimeout', 'console', 'atob', 'URL'];
    expect(globals.filter((name) => runInContext(`typeof ${name}`, realm) !== 'undefined')).toEqual([]);
  });
  test('bins, masks and truncates', () => {
    expect(give('[bin({ width: 0.1 })(0.3), bin({ width: 10n })(-1n)]')).toEqual(['[0.3, 0.4)', '[-10, 0)']);
    expect(give("mask({ keepEnd: 2 })('secret')")).toBe('****et');
    expect(give("truncateDate({ to: 'month' })('2024-05-17')")).toBe('2024-05');
  });
  test('runs policies over rows, columns and batches', () => {
    const policy = 'policyFor()({ id: keep(), name: suppress(), age: nullable(bin({ width: 10 })) })';
    const rows = "[{ id: 1, name: 'Ada', age: 36 }, { id: 2, name: 'Alan', age: null }]";
    const released = [
      { id: 1, age: '[30, 40)' },
      { id: 2, age: null },
    ];
    expect(give(`${policy}.rows(${rows})`)).toEqual(released);
    expect(give(`[...${policy}.batches([${rows}])]`)).toEqual([released]);
    expect(give(`${policy}.columns({ id: [1], name: ['Ada'], age: [36] })`)).toEqual({ id: [1], age: ['[30, 40)'] });
  });
  test('draws from a source that is given, and refuses without one', () => {
    expect(give('unsafeSeededRandom(1).u32()')).toBe(give('unsafeSeededRandom(1).u32()'));
    const refused = (code: string): unknown =>
      give(`(() => { try { ${code}; } catch (e) { return [e instanceof PrivacyError, e.code, e.message]; } })()`);
    const error = [true, 'ERR_RANDOM', 'random: the runtime gives no secure random bits'];
    expect(refused('systemRandom.u32()')).toEqual(error);
    expect(refused('systemRandom.fill(new Uint8Array(16))')).toEqual(error);
  });
});
