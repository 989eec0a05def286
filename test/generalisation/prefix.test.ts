import { expect, test } from 'vitest';
import { prefix } from '../../src/generalisation/prefix.ts';
import { prefixHierarchy } from '../../src/generalisation/prefix-hierarchy.ts';
import { mask } from '../../src/suppression/index.ts';
import { expectKernel, expectWholeKernel } from './by-kernel.ts';
import { LACKS, refuses, without } from './refused.ts';

const accent = 'e\u0301';
const family = '👨‍👩‍👧';
const flag = '🇫🇷';

test.each([
  ['75011', 2, '75'],
  ['75011', 5, '75011'],
  ['75', 2, '75'],
  ['7', 2, '7'],
  ['', 2, ''],
  [' ~', 1, ' '],
  [`${accent}t${accent}`, 1, accent],
  [`${accent}t${accent}`, 2, `${accent}t`],
  [`a${accent}b`, 1, 'a'],
  [`ab${'\u0301'}c`, 2, `ab${'\u0301'}`], // the accent stands right behind the kept units
  [`${family}x`, 1, family],
  [`${flag}${flag}x`, 1, flag],
  ['𝒜𝒷', 1, '𝒜'],
  ['\ud83d\ud83d!', 1, '\ud83d'], // a lone surrogate is a character
  ['\r\nx', 1, '\r\n'],
  ['क्षिx', 1, 'क्षि'],
])('case %# keeps whole characters', (value, keep, start) => {
  expect(prefix({ keep })(value)).toBe(start);
});
test('a declared length is counted in characters', () => {
  expect(prefix({ keep: 2, length: 5 })('75011')).toBe('75');
  expect(prefix({ keep: 1, length: 3 })(`${accent}${family}${flag}`)).toBe(accent);
  for (const value of ['7501', '750111', '', accent, `abcd${accent}f`, `abc${accent}`]) {
    refuses(() => prefix({ keep: 2, length: 5 })(value), 'ERR_INPUT', 'prefix');
  }
});
test('a text that is simple where it is kept needs no segmenter, whatever follows', () => {
  without('Intl', () => {
    expect(prefix({ keep: 2 })(`75 ${accent}`)).toBe('75');
    expect(prefix({ keep: 2 })(`Éé ${family}`)).toBe('Éé');
    expect(prefix({ keep: 2 })('')).toBe('');
    expect(prefix({ keep: 2, length: 5 })('75011')).toBe('75');
    const error = expect.objectContaining({ code: 'ERR_INPUT', message: `prefix: ${LACKS}`, details: {} });
    for (const value of [accent, family]) {
      expect(() => prefix({ keep: 1 })(value)).toThrow(error);
      expect(() => prefix({ keep: 1, length: 2 })(value)).toThrow(error);
    }
  });
});
test('a million accents are looked at no longer than a few', () => {
  const text = `a${'\u0301'.repeat(1_000_000)}`;
  expect(prefix({ keep: 1 })(text)).toHaveLength(63);
  refuses(() => prefix({ keep: 1, length: 2 })(text), 'ERR_INPUT', 'prefix');
  // a character of 100 units counts as two
  expect(prefix({ keep: 1, length: 2 })(`a${'\u0301'.repeat(99)}`)).toHaveLength(63);
});
test.each([null, undefined, 7, Number.NaN, Infinity, true, {}, ['75011'], new String('75011'), Symbol.iterator])(
  'case %# is not a text',
  (value) => {
    refuses(() => prefix({ keep: 2 })(value as never), 'ERR_INPUT', 'prefix');
    refuses(() => prefix({ keep: 2, length: 5 })(value as never), 'ERR_INPUT', 'prefix');
  },
);
test('what is not a text is told from a text of another length', () => {
  expect(() => prefix({ keep: 2, length: 5 })(75_011 as never)).toThrow('prefix: value is not a text');
  expect(() => prefix({ keep: 2, length: 5 })('7501')).toThrow('prefix: value is not a text of this length');
});
test('the loops for tables do what a call does', () => {
  const values = ['75011', 'ab', `${accent}clair`, family];
  expectKernel(prefix({ keep: 2, length: 5 }), [...values, null, 7, undefined]);
  expectWholeKernel(prefix({ keep: 2 }), values);
});
test('one rule of what is linkable for prefix, its hierarchy and mask: more than two units stay', () => {
  for (const keep of [1, 2, 3, 4]) {
    const made = [prefix({ keep }), prefix({ keep, length: 5 }), prefixHierarchy({ length: 5 }).at(5 - keep)];
    const facts = [...made, mask({ keepStart: keep })].map((cut) => cut.facts.linkable);
    expect(facts).toEqual(Array(4).fill(keep > 2));
  }
});
test('the facts say what changes the output', () => {
  const facts = { name: 'prefix', technique: 'generalisation', linkable: false, deterministic: true };
  expect(prefix({ keep: 2 }).facts).toStrictEqual({ ...facts, reversible: 'partly', parameters: { keep: 2 } });
  expect([prefix({ keep: 3 }), prefix({ keep: 3, length: 5 })].map((cut) => cut.facts.linkable)).toEqual([true, true]);
  expect(prefix({ keep: 2, length: 5 }).facts).toStrictEqual({
    ...facts,
    reversible: 'never',
    parameters: { keep: 2, length: 5 },
  });
});
