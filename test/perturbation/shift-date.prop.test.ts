import fc from 'fast-check';
import { expect } from 'vitest';
import { SecretKey } from '../../src/core/keys.ts';
import { shiftDate } from '../../src/perturbation/index.ts';
import { keyedHash, partsOf, roots } from '../keyed-reference.ts';
import { law } from '../law.ts';

const DAY = 86_400_000;
const keys = roots.map((bytes) => SecretKey.from(bytes));
type Any = Date | string | number;
const by = (k: number, days: readonly [number, number], engine: 'native' | 'portable' = 'native', domain = '') =>
  shiftDate<'id', Any>({ key: keys[k] as SecretKey, subject: 'id', days, domain, engine });

const text = fc.oneof(
  fc.string({ minLength: 1, maxLength: 12 }),
  fc.constantFrom('1', 'zoé', '👩‍👧', '__proto__', '\0', '\ufeff'),
);
const subject = fc.oneof(text, fc.maxSafeInteger(), fc.integer({ min: -2, max: 2 }), fc.bigInt());
const k = fc.constantFrom(0, 1);
const engine = fc.constantFrom('native' as const, 'portable' as const);
const range = fc
  .tuple(fc.integer({ min: -36_525, max: 36_524 }), fc.oneof(fc.integer({ min: 1, max: 9 }), fc.nat(73_050)))
  .map(([low, length]) => [low, Math.min(Math.max(low + 1, low + length), 36_525)] as const);
/** Days of the years 101 to 9898, so that no shift leaves the calendar. */
const day = fc.integer({ min: Date.parse('0101-01-01') / DAY, max: Date.parse('9898-12-31') / DAY });
const ms = fc.integer({ min: 0, max: DAY - 1 });
const civil = (at: number): string => new Date(at * DAY).toISOString().slice(0, 10);
const dayOf = (date: Any): number => Date.parse(String(date)) / DAY;

law(
  'privacy: the shift is the keyed hash of docs/spec, the type of the subject told',
  [k, subject, range, day, engine],
  (i, id, [low, high], at, who) => {
    const message = partsOf([typeof id === 'string' ? 'text' : 'integer', String(id)]);
    const hash = keyedHash(roots[i] as Uint8Array, ['shift-date', ''], message).readBigUInt64BE();
    const shift = low + Number(hash % BigInt(high - low + 1));
    expect(by(i, [low, high], who)(civil(at), { id })).toBe(civil(at + shift));
  },
);
const wide = ['', 'visits'].flatMap((domain) => [0, 1].map((i) => by(i, [-36_525, 36_525], 'native', domain)));
law('privacy: another key, domain or type of subject shifts by other days', [fc.integer()], (id) => {
  // three subjects: all of them meet with probability 1 in 73,051³
  const people = [id, id + 1, id + 2];
  const all = wide.map((shift) => people.map((one) => shift('2000-01-01', { id: one })).join());
  const texts = people.map((one) => wide[0]?.('2000-01-01', { id: String(one) })).join();
  expect(new Set([...all, texts]).size).toBe(5);
});
const month = by(0, [-30, 30]);
law('privacy: an error holds no part of value, subject or row', [text, fc.nat({ max: 2 })], (secret, which) => {
  let told = '';
  try {
    if (which === 0) month(`secret${secret}`, { id: 'p' });
    else if (which === 1) month('2000-01-01', { id: `secret${secret}\ud800` });
    else month('2000-01-01', { [`secret${secret}`]: 1 } as never);
  } catch (failure) {
    told = `${failure} ${JSON.stringify(failure)}`;
  }
  expect(told).toContain('shiftDate: ');
  expect(told).not.toContain('secret');
});
law('privacy: with-key is true, for its holder takes the shift off', [k, subject, range, day], (i, id, days, at) => {
  const shift = by(i, days);
  const off = dayOf(shift('2000-01-01', { id })) - dayOf('2000-01-01');
  expect(civil(dayOf(shift(civil(at), { id })) - off)).toBe(civil(at));
});
law('utility: the days between two dates of one person stay', [k, subject, range, day, day], (i, id, days, a, b) => {
  const shift = by(i, days);
  expect(dayOf(shift(civil(b), { id })) - dayOf(shift(civil(a), { id }))).toBe(b - a);
});
law(
  'utility: the time between two instants of one person stays',
  [k, subject, range, day, ms, ms],
  (i, id, days, at, a, b) => {
    const shift = by(i, days);
    const [one, other] = [at * DAY + a, (at + 1) * DAY + b];
    expect((shift(other, { id }) as number) - (shift(one, { id }) as number)).toBe(other - one);
    expect(Number(shift(new Date(other), { id })) - Number(shift(new Date(one), { id }))).toBe(other - one);
  },
);
law('utility: a date moves by whole days within the range', [k, subject, range, day], (i, id, [low, high], at) => {
  const moved = dayOf(by(i, [low, high])(civil(at), { id })) - at;
  expect(Number.isInteger(moved) && moved >= low && moved <= high).toBe(true);
});
law(
  'utility: dates of all kinds move alike, times of day and offsets stay',
  [k, subject, range, day, ms],
  (i, id, days, at, time) => {
    const shift = by(i, days);
    const moved = dayOf(shift(civil(at), { id }));
    const instant = at * DAY + time;
    expect(shift(instant, { id })).toBe(moved * DAY + time);
    expect(shift(new Date(instant), { id })).toStrictEqual(new Date(moved * DAY + time));
    const [clock, offset] = [new Date(instant).toISOString().slice(10, -1), time % 2 === 0 ? 'Z' : '-05:30'];
    expect(shift(civil(at) + clock + offset, { id })).toBe(civil(moved) + clock + offset);
  },
);
