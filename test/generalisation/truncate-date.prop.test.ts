import fc from 'fast-check';
import { expect } from 'vitest';
import { type DateUnit, truncateDate } from '../../src/generalisation/truncate-date.ts';
import { law } from '../law.ts';

const DAY = 86_400_000;
const FIRST = Date.parse('0000-01-03') / DAY;
const LAST = Date.parse('9999-12-31') / DAY;
const units = ['decade', 'year', 'half', 'quarter', 'month', 'isoWeek', 'day', 'hour'] as const;
const coarse = units.slice(0, 7);
const zones = ['UTC', 'Europe/Paris', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia'];
const made = new Map(
  units.flatMap((to) => zones.map((zone) => [`${to} ${zone}`, truncateDate({ to, zone })] as const)),
);
const truncate = (to: DateUnit, zone = 'UTC') => made.get(`${to} ${zone}`) as ReturnType<typeof truncateDate>;

const civil = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
/** Days at the ends of months and years, and any. */
const day = fc.oneof(
  fc
    .tuple(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 0, max: 11 }), fc.integer({ min: -1, max: 1 }))
    .map(([year, month, off]) => {
      const first = Date.parse(`${String(year).padStart(4, '0')}-${String(month + 1).padStart(2, '0')}-01`) / DAY;
      return Math.min(Math.max(first + off, FIRST), LAST);
    }),
  fc.integer({ min: FIRST, max: LAST }),
);
const step = fc.oneof(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 4000 }));
const unit = fc.constantFrom(...units);
const coarseUnit = fc.constantFrom(...coarse);
const zone = fc.constantFrom(...zones);

/** 1840 to 2100: at the changes of clocks of each zone, as far as `Intl` finds them, ± 1 ms, and anywhere. */
const clock = new Map(
  zones.map((timeZone) => {
    const two = '2-digit';
    const shown = { year: 'numeric', month: two, day: two, hour: two, hourCycle: 'h23', timeZone } as const;
    return [timeZone, new Intl.DateTimeFormat('en-US', shown)] as const;
  }),
);
function shown(instant: number, zone: string): string {
  const [month, date, year, hour] = clock.get(zone)?.format(instant).match(/\d+/g) ?? [];
  return `${year}-${month}-${date}T${hour}`;
}
const changes = [
  '2024-03-31T01:00Z',
  '2024-10-27T01:00Z',
  '2024-03-10T07:00Z',
  '2024-11-03T06:00Z',
  '2011-12-30T10:00Z',
];
const old = [
  '1911-03-10T23:50:39Z',
  '1883-11-18T17:00Z',
  '1985-12-31T18:30Z',
  '2024-10-05T15:30Z',
  '2024-04-06T15:00Z',
];
const instant = fc.oneof(
  fc
    .tuple(fc.constantFrom(...changes, ...old), fc.integer({ min: -2, max: 2 }), fc.integer({ min: -1, max: 1 }))
    .map(([text, hours, ms]) => Date.parse(text) + hours * 1_800_000 + ms),
  fc.integer({ min: Date.parse('1840-01-01'), max: Date.parse('2100-01-01') }),
);

/** The first day of the unit that holds a day: what the label should depend on, by another way. */
function opens(to: DateUnit, text: string): string | number {
  const [year, month] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)) - 1];
  switch (to) {
    case 'decade':
      return Math.floor(year / 10);
    case 'year':
      return year;
    case 'half':
      return 2 * year + Math.floor(month / 6);
    case 'quarter':
      return 4 * year + Math.floor(month / 3);
    case 'month':
      return 12 * year + month;
    case 'isoWeek':
      return Date.parse(text) / DAY - ((new Date(text).getUTCDay() + 6) % 7);
    default:
      return text;
  }
}
/** The ISO week by its other definition: the week of 4 January is the first. */
function weekOf(text: string): string {
  const monday = (date: string): number => Date.parse(date) / DAY - ((new Date(date).getUTCDay() + 6) % 7);
  const year = Number(text.slice(0, 4));
  const years = [year + 1, year, year - 1].map((y) => String(y).padStart(4, '0')).filter((y) => y.length === 4);
  const own = years.find((y) => y >= '0000' && monday(text) >= monday(`${y}-01-04`)) as string;
  return `${own}-W${String((monday(text) - monday(`${own}-01-04`)) / 7 + 1).padStart(2, '0')}`;
}

law('privacy: civil dates of one unit, and only they, give one label', [coarseUnit, day, step], (to, a, off) => {
  const [one, other] = [civil(a), civil(Math.min(a + off, LAST))];
  expect(truncate(to)(one) === truncate(to)(other)).toBe(opens(to, one) === opens(to, other));
});
law('privacy: never is claimed only where no instant stands alone', [unit, zone, instant], (to, where, at) => {
  const label = truncate(to, where)(at);
  expect([truncate(to, where)(at - 1), truncate(to, where)(at + 1)]).toContain(label);
});
law('privacy: never is claimed only where no civil date stands alone', [coarseUnit, day], (to, a) => {
  fc.pre(truncate(to).facts.reversible === 'never');
  const near = [Math.max(a - 1, FIRST), Math.min(a + 1, LAST)].filter((b) => b !== a);
  expect(near.map((b) => truncate(to)(civil(b)))).toContain(truncate(to)(civil(a)));
});
law('privacy: partly is claimed because a civil date passes', [day, zone], (a, where) => {
  expect(truncate('day', where).facts.reversible).toBe('partly');
  expect(truncate('day', where)(civil(a))).toBe(civil(a));
});
law(
  'privacy: a label holds nothing finer than its unit',
  [unit, zone, instant, fc.nat(3_599_999)],
  (to, where, at, ms) => {
    // the hour's label ends where the clock says; all within it are one, and so for every coarser unit
    fc.pre(shown(at, where) === shown(at + ms, where));
    expect(truncate(to, where)(at + ms)).toBe(truncate(to, where)(at));
  },
);
law('utility: the day and hour are those that Intl shows', [zone, instant], (where, at) => {
  expect(truncate('hour', where)(at)).toBe(shown(at, where));
  expect(truncate('day', where)(at)).toBe(shown(at, where).slice(0, 10));
});
law('utility: labels of civil dates sort in time order', [coarseUnit, day, step], (to, a, off) => {
  expect(truncate(to)(civil(a)) <= truncate(to)(civil(Math.min(a + off, LAST)))).toBe(true);
});
law('utility: labels of instants of UTC sort in time order', [unit, instant, fc.nat(1e10)], (to, at, ms) => {
  expect(truncate(to)(at) <= truncate(to)(at + ms)).toBe(true);
});
law('utility: the ISO week is counted from the week of 4 January', [day], (a) => {
  expect(truncate('isoWeek')(civil(a))).toBe(weekOf(civil(a)));
});
law('shape: units nest', [zone, instant, fc.oneof(fc.nat(7_200_000), fc.nat(1e10))], (where, at, ms) => {
  const same = (to: DateUnit): boolean => truncate(to, where)(at) === truncate(to, where)(at + ms);
  const ladder = (['hour', 'day', 'month', 'quarter', 'half', 'year', 'decade'] as const).map(same);
  // the hour that is repeated lies in one day; so once two instants share a unit, they share all coarser ones
  expect(ladder).toEqual([...ladder].sort((a, b) => Number(a) - Number(b)));
  expect(same('isoWeek') || !same('day')).toBe(true);
});
law('shape: the day of an instant gives the label of the instant', [coarseUnit, zone, instant], (to, where, at) => {
  expect(truncate(to, where)(truncate('day', where)(at))).toBe(truncate(to, where)(at));
});
law('shape: the label of a year, month or day, made a date again, gives itself', [day], (a) => {
  const [year, month] = [truncate('year')(civil(a)), truncate('month')(civil(a))];
  expect([truncate('year')(`${year}-01-01`), truncate('month')(`${month}-01`)]).toEqual([year, month]);
});
law(
  'shape: a number, a Date and a text with any offset are one instant',
  [unit, zone, instant, fc.integer({ min: -1439, max: 1439 })],
  (to, where, at, minutes) => {
    const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
    const offset = `${minutes < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
    const text = new Date(at + minutes * 60_000).toISOString().replace('Z', offset);
    const label = truncate(to, where)(at);
    expect([truncate(to, where)(new Date(at)), truncate(to, where)(text)]).toEqual([label, label]);
  },
);
law('shape: a fixed offset moves the clock', [unit, instant, fc.integer({ min: 0, max: 1439 })], (to, at, minutes) => {
  const zone = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  expect(truncateDate({ to, zone: `+${zone}` })(at)).toBe(truncate(to)(at + minutes * 60_000));
  expect(truncateDate({ to, zone: `-${zone}` })(at)).toBe(truncate(to)(at - minutes * 60_000));
});
