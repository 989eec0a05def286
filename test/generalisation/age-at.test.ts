import { expect, test } from 'vitest';
import { ageAt } from '../../src/generalisation/age-at.ts';
import { refuses, without } from './refused.ts';

const on = (day: string, leapDay?: 'before' | 'after') =>
  ageAt({ now: Date.parse(`${day}T12:00Z`), ...(leapDay && { leapDay }) });

test.each([
  ['1987-03-05', '2024-03-04', 36],
  ['1987-03-05', '2024-03-05', 37],
  ['1987-03-05', '1987-03-05', 0],
  ['1987-12-31', '1988-01-01', 0],
  ['1987-01-01', '1987-12-31', 0],
  ['1900-01-01', '2024-01-01', 124],
  ['0000-01-01', '9999-12-31', 9999],
])('born %s, on %s: %s', (birth, day, age) => {
  expect(on(day)(birth)).toBe(age);
});
test.each([
  // in a year without 29 February, a year more is complete on 28 February or on 1 March
  ['2023-02-27', 22, 22],
  ['2023-02-28', 23, 22],
  ['2023-03-01', 23, 23],
  ['2024-02-28', 23, 23],
  ['2024-02-29', 24, 24],
  ['2024-03-01', 24, 24],
  ['2100-02-28', 100, 99],
])('born on 29 February 2000, on %s: %s by `before`, %s by `after`', (day, before, after) => {
  expect(on(day, 'before')('2000-02-29')).toBe(before);
  expect(on(day, 'after')('2000-02-29')).toBe(after);
  expect(on(day)('2000-02-29')).toBe(after);
});
test('`before` moves no other birthday', () => {
  expect([on('2023-02-28', 'before')('2000-02-28'), on('2023-02-28', 'before')('2000-03-01')]).toEqual([23, 22]);
});
test('both days are read on the clock of the zone, a civil birth on none', () => {
  const now = Date.parse('2024-03-04T23:30Z'); // the 5th in Paris
  expect(ageAt({ now })('1987-03-05')).toBe(36);
  expect(ageAt({ now, zone: 'Europe/Paris' })('1987-03-05')).toBe(37);
  expect(ageAt({ now, zone: '+01:00' })('1987-03-04T23:30Z')).toBe(37);
  expect(ageAt({ now, zone: 'America/New_York' })(new Date('1987-03-05T04:59Z'))).toBe(37);
  expect(ageAt({ now, zone: 'America/New_York' })(Date.parse('1987-03-05T05:00Z'))).toBe(36);
});
test('a birth later on the day of now is age 0, on the next day an error', () => {
  expect(on('2024-03-05')('2024-03-05T23:59:59Z')).toBe(0);
  refuses(() => on('2024-03-05')('2024-03-06'), 'ERR_INPUT', 'ageAt');
  refuses(() => on('2024-03-05')('2024-03-06T00:00Z'), 'ERR_INPUT', 'ageAt');
  expect(() => on('2024-03-05')('2024-03-06')).toThrow('ageAt: value is a date after now');
  expect(() => on('2024-03-05')('2024-03-36')).toThrow('ageAt: value is not a date');
});
test.each([
  null,
  undefined,
  Number.NaN,
  Infinity,
  '',
  '1987',
  '2023-02-29',
  '1987-03-05T14:30',
  {},
  new Date(Number.NaN),
])('case %# is not a birth', (value) => {
  refuses(() => on('2024-01-01')(value as never), 'ERR_INPUT', 'ageAt');
});
test('UTC needs no Intl', () => {
  without('Intl', () => expect(on('2024-01-01')('1987-03-05')).toBe(36));
});
test('the facts say what changes the output', () => {
  expect(ageAt({ now: 0, leapDay: 'before' }).facts).toStrictEqual({
    name: 'ageAt',
    technique: 'generalisation',
    reversible: 'never',
    linkable: false,
    deterministic: true,
    parameters: { now: 0, zone: 'UTC', leapDay: 'before' },
  });
});
