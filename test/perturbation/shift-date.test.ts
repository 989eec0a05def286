import { describe, expect, test } from 'vitest';
import { keyring } from '../../src/core/keyring.ts';
import { SecretKey } from '../../src/core/keys.ts';
import { nullable } from '../../src/core/nullable.ts';
import { type ShiftDateParameters, shiftDate } from '../../src/perturbation/index.ts';
import { policyFor } from '../../src/policy/index.ts';
import { suppress } from '../../src/suppression/index.ts';
import { roots } from '../keyed-reference.ts';
import { type Refusal, refusesOptions, refusesParameters } from '../refused-parameters.ts';

const [first, second] = roots as [Uint8Array, Uint8Array];
const key = SecretKey.from(first);
const days = [-180, 180] as const;
const by = <D extends Date | string | number = string>(other: Partial<ShiftDateParameters<'id'>> = {}) =>
  shiftDate<'id', D>({ key, subject: 'id', days, ...other });

// computed by another implementation of docs/spec, in Python
test.each([
  ['p-7', {}, '2024-01-29', '2024-02-12'],
  ['1', {}, '2024-06-14', '2024-06-28'],
  [1, {}, '2023-11-29', '2023-12-13'],
  [-9007199254740993n, {}, '2024-08-13', '2024-08-27'],
  ['p-7', { domain: 'visits' }, '2024-07-27', '2024-08-10'],
  ['zoé', { days: [-36_525, 36_525] }, '1954-11-26', '1954-12-10'],
  ['p-7', { days: [0, 1] }, '2024-03-02', '2024-03-16'],
  ['p-7', { engine: 'portable' }, '2024-01-29', '2024-02-12'],
  ['p-7', { engine: 'native' }, '2024-01-29', '2024-02-12'],
] as const)('subject %s, %o: 1 and 15 March 2024 become %s and %s', (id, other, one, two) => {
  const shift = by(other);
  expect([shift('2024-03-01', { id }), shift('2024-03-15', { id })]).toEqual([one, two]);
});
test('each kind of date stays what it is', () => {
  const id = 'p-7'; // moves 32 days back
  expect(by()('2024-03-01T23:30:00.123456+05:45', { id })).toBe('2024-01-29T23:30:00.123456+05:45');
  expect(by()('2024-03-01T00:00Z', { id })).toBe('2024-01-29T00:00Z');
  expect(by<Date>()(new Date('2024-03-01T14:30:00.007Z'), { id })).toStrictEqual(new Date('2024-01-29T14:30:00.007Z'));
  expect(by<number>()(Date.parse('2024-03-01T14:30Z') + 0.5, { id })).toBe(Date.parse('2024-01-29T14:30Z') + 0.5);
});
test('a Date is moved in a copy', () => {
  const date = new Date('2024-03-01');
  expect(by<Date>()(date, { id: 'p-7' })).not.toBe(date);
  expect(date.toISOString()).toBe('2024-03-01T00:00:00.000Z');
});
test('a day of 24 hours is one of UTC, so a local clock shows another hour across a change of clocks', () => {
  const paris = new Intl.DateTimeFormat('fr', { timeStyle: 'short', timeZone: 'Europe/Paris' });
  const summer = new Date('2024-04-01T10:00Z');
  expect([summer, by<Date>()(summer, { id: 'p-7' })].map((date) => paris.format(date))).toEqual(['12:00', '11:00']);
});
test('the integers 1, 1n and -0, 0 are one subject each, texts are others', () => {
  const wide = by({ days: [-36_525, 36_525] });
  const of = (id: string | number | bigint) => wide('2000-01-01', { id });
  expect([of(1n), of(0n), of(-0)]).toEqual([of(1), of(0), of(0)]);
  expect(new Set([of(1), of('1'), of('1n'), of('01'), of(' 1'), of('integer'), of(-1)]).size).toBe(7);
});
test('the facts say that the key takes it off, that it can join, and what it reads', () => {
  expect(by({ days: [-0, 30], domain: 'visits' }).facts).toStrictEqual({
    name: 'shiftDate',
    technique: 'perturbation',
    reversible: 'with-key',
    linkable: true,
    deterministic: true,
    parameters: { algorithm: 'hmac-sha-256', key: 'c0cc3dc99c874042', domain: 'visits', days: [0, 30], subject: 'id' },
    reads: ['id'],
  });
  expect(by({ engine: 'native' }).facts).toStrictEqual(by({ engine: 'portable' }).facts);
});
test('the current key of a ring shifts; the facts name all of them', () => {
  const ring = keyring({ keys: [SecretKey.from(second, { id: 'k2' }), key] });
  expect(by({ key: ring }).facts.parameters['key']).toEqual(['k2', 'c0cc3dc99c874042']);
  const wide = { days: [-36_525, 36_525] } as const;
  const [one, other] = [by({ ...wide, key: ring }), by({ ...wide, key: SecretKey.from(second) })];
  expect(one('2000-01-01', { id: 'p-7' })).toBe(other('2000-01-01', { id: 'p-7' }));
});
test('a policy shifts all dates of a person alike, by rows, columns and batches, and may drop the subject', () => {
  interface Stay {
    readonly id: number;
    readonly born: string;
    readonly from: Date;
    readonly to: number;
    readonly died: string | null;
  }
  const release = policyFor<Stay>()({
    id: suppress(),
    born: shiftDate({ key, subject: 'id', days }),
    from: shiftDate({ key, subject: 'id', days }),
    to: shiftDate({ key, subject: 'id', days }),
    died: nullable(shiftDate({ key, subject: 'id', days })),
  });
  const stays: Stay[] = [1, 2].map((id) => ({
    id,
    born: '1950-06-01',
    from: new Date('2024-03-01'),
    to: Date.parse('2024-03-15'),
    died: id === 1 ? null : '2024-03-15',
  }));
  const rows = release.rows(stays);
  const [from, to] = [new Date('2023-11-29'), Date.parse('2023-12-13')];
  expect(rows[0]).toStrictEqual({ born: '1950-02-28', from, to, died: null });
  expect(rows[1]?.born).not.toBe('1950-02-28');
  expect(stays.map((stay) => release(stay))).toStrictEqual(rows);
  expect([...release.batches([stays])]).toStrictEqual([rows]);
  const { born, died } = release.columns({
    id: [1, 2],
    born: { dictionary: ['1950-06-01'], codes: Uint8Array.of(0, 0) },
    from: stays.map((stay) => stay.from),
    to: Float64Array.from(stays, (stay) => stay.to),
    died: stays.map((stay) => stay.died),
  });
  expect([born, died]).toStrictEqual([rows.map((row) => row.born), rows.map((row) => row.died)]);
});

describe('what is refused when met', () => {
  const input = (run: () => unknown, message: string): void =>
    expect(run).toThrow(expect.objectContaining({ code: 'ERR_INPUT', message: `shiftDate: ${message}`, details: {} }));
  test.each([
    ...[null, undefined, true, {}, [], 1n, '', '2024', '2024-02-30', '2024-3-1', '2024-03-01T10:00', ' 2024-03-01'],
    ...[Number.NaN, Infinity, 8.64e15, new Date(Number.NaN), new Date(8.64e15), '10000-01-01', '2024-12-31T23:59:60Z'],
  ])('case %# is no date', (value) => {
    input(() => by()(value as never, { id: 'p-7' }), 'value is not a date');
  });
  test.each(['', '\ud800', 1.5, 2 ** 53, Number.NaN, Infinity, null, true, {}, ['p-7'], Symbol.iterator, () => 'p-7'])(
    'case %# is no subject',
    (id) => {
      const rule = 'subject must be a text that is not empty, or a safe integer';
      input(() => by()('2024-03-01', { id } as never), rule);
    },
  );
  test.each([undefined, null, {}, 0, 'id', { id: undefined }, { ID: 'p-7' }])('row %# has no subject', (row) => {
    input(() => by()('2024-03-01', row as never), 'needs the row with the columns it reads');
  });
  test('a method of every object is no subject', () => {
    const shift = shiftDate<'toString', string>({ key, subject: 'toString', days });
    input(() => shift('2024-03-01', {} as never), 'subject must be a text that is not empty, or a safe integer');
  });
  test('a date that would leave the years 0 to 9999', () => {
    const message = 'value is a date that would leave the years 0 to 9999';
    input(() => by()('0000-02-01', { id: 'p-7' }), message); // moves 32 days back
    expect(by()('0000-02-02', { id: 'p-7' })).toBe('0000-01-01');
    input(() => by()('0000-02-02T00:00+00:01', { id: 'p-7' }), message);
    input(() => by<Date>()(new Date('0000-02-01T23:59:59.999Z'), { id: 'p-7' }), message);
    input(() => by<number>()(Date.parse('0000-02-01'), { id: 'p-7' }), message);
    input(() => by({ days: [1, 2] })('9999-12-31', { id: 'p-7' }), message);
    input(() => by<Date>({ days: [1, 2] })(new Date('9999-12-31'), { id: 'p-7' }), message);
    input(() => by({ days: [1, 2] })('9999-12-31T10:00Z', { id: 'p-7' }), message);
  });
  test('a destroyed key, also one that a getter of the row destroys', () => {
    const mortal = SecretKey.from(second, { id: 'mortal' });
    const shift = by({ key: mortal });
    shift('2024-03-01', { id: 'p-7' });
    const row = {
      get id() {
        mortal.destroy();
        return 'p-7';
      },
    };
    const error = { code: 'ERR_KEY_DESTROYED', details: { keyId: 'mortal' } };
    expect(() => shift('2024-03-01', row)).toThrow(expect.objectContaining(error));
  });
});

const fit = { key, subject: 'id', days };
const wrong = (parameter: string, rule: string, ...values: readonly unknown[]): readonly Refusal[] =>
  values.map((value) => [shiftDate, { ...fit, [parameter]: value }, `shiftDate: ${parameter} ${rule}`, parameter]);
const DAYS = 'must be two whole numbers that rise, from -36525 to 36525';
refusesOptions('shiftDate', shiftDate, fit, 'key, subject, days, domain, engine');
refusesParameters([
  // mistake 18: names of every object
  ...wrong('subject', 'must be the name of a column', '__proto__', 'constructor', 'prototype', '', 7, null, ['id']),
  ...wrong('days', DAYS, [30, -30], [5, 5], [0], [0, 1, 2], [0, 1.5], [0.5, 1], [0, '1'], ['0', 1], [0n, 1n]),
  ...wrong('days', DAYS, 30, '30', null, undefined, [Number.NaN, 1], [0, Infinity], [-36_526, 0], [0, 36_526]),
  ...wrong('domain', 'must be a text', 7, null, ['a'], '\udfff'),
  ...wrong('engine', "must be 'auto', 'native' or 'portable'", 'wasm', null),
]);
test.each(['a password', first, {}, null, structuredClone(key)])('case %# is no key', (no) => {
  expect(() => by({ key: no as never })).toThrow(expect.objectContaining({ code: 'ERR_KEY' }));
});
