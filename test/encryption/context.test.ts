import { expect, test } from 'vitest';
import { contextOf } from '../../src/encryption/context.ts';

test('a context is copied, in its order, and frozen', () => {
  const given = ['acme', '', 'users'];
  const context = contextOf('encrypt', given);
  given[0] = 'other';
  expect(context).toStrictEqual(['acme', '', 'users']);
  expect(Object.isFrozen(context)).toBe(true);
});
test.each([
  ['exactly 64 KiB', ['a'.repeat(65_536)]],
  ['64 KiB of two parts', ['é'.repeat(16_384), '😀'.repeat(8_192)]],
  ['1,024 parts', Array<string>(1_024).fill('')],
  ['U+FEFF and a surrogate pair', ['\ufeff', '\ud83d\ude00']],
])('%s is a context', (_, given) => {
  expect(contextOf('encrypt', given)).toStrictEqual(given);
});
test.each([
  ['nothing', undefined],
  ['null', null],
  ['a text', 'users'],
  ['no part', []],
  ['a number', ['users', 1]],
  ['null inside', ['users', null]],
  ['a String object', [Object('users')]],
  ['a hole', Array<string>(2)],
  ['a list inside', [['users']]],
  ['a look-alike', { 0: 'users', length: 1 }],
  ['one byte too many', ['a'.repeat(65_536), 'a']],
  ['one byte too many in UTF-8', ['é'.repeat(32_768), 'a']],
  ['a huge text', ['a'.repeat(2 ** 24)]],
  ['one part too many', Array<string>(1_025).fill('')],
  ['a huge list', Array<string>(2 ** 24)],
])('%s is ERR_CONTEXT', (_, given) => {
  const rule = 'must be a list of 1 to 1,024 well-formed texts, 64 KiB together';
  const error = { code: 'ERR_CONTEXT', message: `encrypt: context ${rule}`, details: {} };
  expect(() => contextOf('encrypt', given)).toThrow(expect.objectContaining(error));
  const renamed = { code: 'ERR_CONTEXT', message: `ff1: tweak ${rule}` };
  expect(() => contextOf('ff1', given, 'tweak')).toThrow(expect.objectContaining(renamed));
});
test('a list that changes while it is read is checked as it was read', () => {
  let asked = 0;
  const shifty = ['users'];
  Object.defineProperty(shifty, 0, { get: () => (asked++ === 0 ? 'users' : 7) });
  expect(contextOf('encrypt', shifty)).toStrictEqual(['users']);
});
test('a lone surrogate is a value that has no encoding, wherever it stands', () => {
  for (const part of ['\ud83d', 'a\udc00', `\ud800${'a'.repeat(70_000)}`]) {
    const error = { code: 'ERR_INPUT', message: 'encrypt: a text has a lone surrogate', details: {} };
    expect(() => contextOf('encrypt', ['users', part])).toThrow(expect.objectContaining(error));
  }
});
