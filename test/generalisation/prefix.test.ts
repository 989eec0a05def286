import { expect, test } from 'vitest';
import { prefix } from '../../src/generalisation/prefix.ts';
import { expectKernel, expectWholeKernel } from './by-kernel.ts';
import { refuses, without } from './refused.ts';

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
test('a text that is plain where it is kept needs no segmenter, whatever follows', () => {
  without('Intl', () => {
    expect(prefix({ keep: 2 })(`75 ${accent}`)).toBe('75');
    expect(prefix({ keep: 2, length: 5 })('75011')).toBe('75');
    for (const value of ['é', accent, family]) {
      refuses(() => prefix({ keep: 1 })(value), 'ERR_INPUT', 'prefix');
      refuses(() => prefix({ keep: 1, length: 2 })(value), 'ERR_INPUT', 'prefix');
    }
  });
});
test('a million accents are looked at no longer than a few', () => {
  const text = `a${'\u0301'.repeat(1_000_000)}`;
  expect(prefix({ keep: 1 })(text)).toHaveLength(64);
  refuses(() => prefix({ keep: 1, length: 2 })(text), 'ERR_INPUT', 'prefix');
  // one character of 128 units, which only the window would make two of
  refuses(() => prefix({ keep: 1, length: 2 })(`ab${'\u0301'.repeat(127)}`), 'ERR_INPUT', 'prefix');
});
test.each([null, undefined, 7, Number.NaN, Infinity, true, {}, ['75011'], new String('75011'), Symbol.iterator])(
  'case %# is not a text',
  (value) => {
    refuses(() => prefix({ keep: 2 })(value as never), 'ERR_INPUT', 'prefix');
    refuses(() => prefix({ keep: 2, length: 5 })(value as never), 'ERR_INPUT', 'prefix');
  },
);
test.each([
  ...[undefined, null, {}, ...[0, -1, 1.5, Number.NaN, Infinity, '2', null].map((keep) => ({ keep }))],
  ...[2, 1, 2.5, Number.NaN, Infinity, '5', null].map((length) => ({ keep: 2, length })),
])('parameters %# are refused', (parameters) => {
  refuses(() => prefix(parameters as never), 'ERR_PARAMETER', 'prefix');
});
test('the loops for tables do what a call does', () => {
  const values = ['75011', 'ab', `${accent}clair`, family];
  expectKernel(prefix({ keep: 2, length: 5 }), [...values, null, 7, undefined]);
  expectWholeKernel(prefix({ keep: 2 }), values);
});
test('the facts say what changes the output', () => {
  const facts = { name: 'prefix', technique: 'generalisation', linkable: false, deterministic: true };
  expect(prefix({ keep: 2 }).facts).toStrictEqual({ ...facts, reversible: 'partly', parameters: { keep: 2 } });
  expect(prefix({ keep: 2, length: 5 }).facts).toStrictEqual({
    ...facts,
    reversible: 'never',
    parameters: { keep: 2, length: 5 },
  });
});
