import { expect, test } from 'vitest';
import { prefixHierarchy } from '../../src/generalisation/index.ts';
import { LACKS, without } from './refused.ts';

const zip = prefixHierarchy({ length: 5 });

test('each level removes one more character from the end', () => {
  expect(zip.levels).toBe(6);
  const labels = ['75011', '7501*', '750**', '75***', '7****', '*****'];
  expect(labels.map((_, level) => zip.at(level)('75011'))).toStrictEqual(labels);
});
test('keep leaves a beginning at the last level, pad stands for what is removed', () => {
  const made = prefixHierarchy({ length: 5, keep: 2, pad: '•' });
  expect(made.levels).toBe(4);
  expect(made.at(3)('75011')).toBe('75•••');
  expect(prefixHierarchy({ length: 2, pad: '👩‍👩‍👧' }).at(1)('ab')).toBe('a👩‍👩‍👧');
});
test.each([
  ['cafe\u0301', 4, 'caf*'],
  ['👩‍👩‍👧🇫🇷é\r\n', 4, '👩‍👩‍👧🇫🇷é*'],
  ['\ud83d\ude00x', 2, '\ud83d\ude00*'],
])('a character is what a reader counts: %j', (text, length, label) => {
  expect(prefixHierarchy({ length }).at(1)(text)).toBe(label);
});
test.each(['7501', '750111', '', '7501\u0301', `75011${'\u0301'.repeat(500)}`, 'é'.repeat(6)])(
  'a text of another length is an error, or the top: %j',
  (text) => {
    const error = { code: 'ERR_INPUT', message: 'prefixHierarchy: value is not a text of this length', details: {} };
    const lenient = prefixHierarchy({ length: 5, onUnknown: 'top' });
    for (let level = 0; level < 6; level += 1) {
      expect(() => zip.at(level)(text)).toThrow(expect.objectContaining(error));
      expect(lenient.at(level)(text)).toBe('*****');
      const typed = { ...error, message: 'prefixHierarchy: value is not a text' };
      expect(() => lenient.at(level)(75_011 as never)).toThrow(expect.objectContaining(typed));
    }
  },
);
test.each([null, undefined, 75_011, {}, ['7', '5', '0', '1', '1']])('%o is an error', (value) => {
  expect(() => zip.at(5)(value as never)).toThrow(expect.objectContaining({ code: 'ERR_INPUT' }));
});
test('the facts say all that changes the output', () => {
  const parameters = { length: 5, pad: '*', keep: 0, onUnknown: 'error' };
  const facts = { name: 'prefixHierarchy', deterministic: true };
  const identity = { technique: 'identity', reversible: 'always', linkable: true };
  const removed = { technique: 'generalisation', reversible: 'never' };
  expect(zip.at(0).facts).toStrictEqual({ ...facts, ...identity, parameters: { ...parameters, level: 0 } });
  for (const level of [1, 2, 3, 5]) {
    const linkable = level <= 2; // three characters stay, or more
    expect(zip.at(level).facts).toStrictEqual({ ...facts, ...removed, linkable, parameters: { ...parameters, level } });
  }
  expect(prefixHierarchy({ length: 2 }).at(0).facts.linkable).toBe(true);
  expect(zip.toJSON()).toStrictEqual({ prefixHierarchy: parameters });
});
test('over gives the leaves of values that are there', () => {
  const leaves = zip.over(['75011', '75012', '75011', '13001']);
  expect([leaves.leaves, leaves.levels]).toStrictEqual([3, 6]);
  expect(leaves.labels(3)).toStrictEqual(['75***', '13***']);
  expect(leaves.codes(3)).toStrictEqual(Int32Array.of(0, 0, 1));
  expect([leaves.share(3, 0), leaves.share(5, 0)]).toStrictEqual([2 / 3, 1]);
  expect(['13001', '13002', '1', null].map((x) => leaves.leafOf(x as string))).toStrictEqual([2, -1, -1, -1]);
  expect(leaves.at(3)('69001')).toBe('69***'); // the domain is still all texts of this length
  expect(leaves.at(3).facts).toStrictEqual(zip.at(3).facts);
  expect(leaves.toJSON()).toStrictEqual(zip.toJSON());
});
test('over nothing has no leaves, over a text of another length is an error or the leaf of the top', () => {
  expect(zip.over([]).leaves).toBe(0);
  expect(zip.over([]).labels(2)).toStrictEqual([]);
  expect(() => zip.over(['75011', '1'])).toThrow(expect.objectContaining({ code: 'ERR_INPUT' }));
  const lenient = prefixHierarchy({ length: 5, onUnknown: 'top' }).over(['75011', '1', '22']);
  expect(lenient.labels(1)).toStrictEqual(['7501*', '*****']);
});
test.each([-1, 6, 0.5, undefined])('level %s is none', (level) => {
  const error = { code: 'ERR_PARAMETER', details: { parameter: 'level' } };
  expect(() => zip.at(level as number)).toThrow(expect.objectContaining(error));
});
test('without a segmenter simple texts have levels, and others are refused', () => {
  without('Intl', () => {
    expect(zip.at(1)('Žoëжé')).toBe('Žoëж*');
    const error = { code: 'ERR_INPUT', message: `prefixHierarchy: ${LACKS}`, details: {} };
    expect(() => zip.at(1)('cafe\u0301s')).toThrow(expect.objectContaining(error));
  });
});
