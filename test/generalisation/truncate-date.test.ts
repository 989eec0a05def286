import { runInNewContext } from 'node:vm';
import { expect, test, vi } from 'vitest';
import { type DateUnit, truncateDate } from '../../src/generalisation/truncate-date.ts';
import { refuses, without } from './refused.ts';

const hour = (zone: string) => truncateDate({ to: 'hour', zone });
const day = (zone: string) => truncateDate({ to: 'day', zone });

test.each([
  ['decade', '1980s'],
  ['year', '1987'],
  ['half', '1987-H1'],
  ['quarter', '1987-Q1'],
  ['month', '1987-03'],
  ['isoWeek', '1987-W10'],
  ['day', '1987-03-05'],
] as const)('a civil date to the %s is %s, in any zone', (to, label) => {
  expect(truncateDate({ to })('1987-03-05')).toBe(label);
  expect(truncateDate({ to, zone: 'Pacific/Apia' })('1987-03-05')).toBe(label);
});
test.each([
  ['2021-01-03', '2020-W53'],
  ['2021-01-04', '2021-W01'],
  ['2018-12-31', '2019-W01'],
  ['2016-01-03', '2015-W53'],
  ['2024-12-29', '2024-W52'],
  ['2024-12-30', '2025-W01'],
  ['1969-12-28', '1969-W52'],
  ['1969-12-29', '1970-W01'],
  ['0000-01-03', '0000-W01'],
  ['9999-12-31', '9999-W52'],
])('%s lies in week %s', (date, label) => {
  expect(truncateDate({ to: 'isoWeek' })(date)).toBe(label);
});
test.each([
  ['2024-06-30', '2024-H1', '2024-Q2'],
  ['2024-07-01', '2024-H2', '2024-Q3'],
  ['2024-09-30', '2024-H2', '2024-Q3'],
  ['2024-10-01', '2024-H2', '2024-Q4'],
  ['2024-12-31', '2024-H2', '2024-Q4'],
])('%s lies in %s and %s', (date, half, quarter) => {
  expect([truncateDate({ to: 'half' })(date), truncateDate({ to: 'quarter' })(date)]).toEqual([half, quarter]);
});
test('years are padded, so that labels sort', () => {
  expect(truncateDate({ to: 'year' })('0007-01-01')).toBe('0007');
  expect(truncateDate({ to: 'decade' })('0007-01-01')).toBe('0000s');
});

test('an instant is the same as a Date, as milliseconds and as a text with an offset', () => {
  const instant = Date.UTC(2024, 4, 17, 22, 30);
  const texts = ['2024-05-17T22:30Z', '2024-05-18T00:30:00+02:00', '2024-05-17T22:30:00.000-00:00'];
  for (const value of [instant, instant + 0.5, new Date(instant), ...texts]) {
    expect(truncateDate({ to: 'hour' })(value)).toBe('2024-05-17T22');
    expect(hour('Europe/Paris')(value)).toBe('2024-05-18T00');
    expect(hour('+02:00')(value)).toBe('2024-05-18T00');
    expect(hour('-05:30')(value)).toBe('2024-05-17T17');
  }
});
test('time before 1970 runs forwards too', () => {
  expect([-1, -0.5, -3_600_001].map(truncateDate({ to: 'hour' }))).toEqual([
    '1969-12-31T23',
    '1969-12-31T23',
    '1969-12-31T22',
  ]);
  expect(truncateDate({ to: 'day' })('1969-12-31T23:59:59.999999999Z')).toBe('1969-12-31');
});
test('a Date of another realm is a Date, and its own getTime is not asked', () => {
  const foreign: Date = runInNewContext('new Date(Date.UTC(2024, 4, 17))');
  expect(foreign instanceof Date).toBe(false);
  expect(truncateDate({ to: 'day' })(foreign)).toBe('2024-05-17');
  const forged = Object.assign(new Date(0), { getTime: () => 1e12, valueOf: () => 1e12 });
  expect(truncateDate({ to: 'day' })(forged)).toBe('1970-01-01');
});

test('the hour that the end of summer time repeats is one label', () => {
  const paris = hour('Europe/Paris');
  expect(['2024-10-26T23:59Z', '2024-10-27T00:30Z', '2024-10-27T01:30Z', '2024-10-27T02:00Z'].map(paris)).toEqual([
    '2024-10-27T01',
    '2024-10-27T02',
    '2024-10-27T02',
    '2024-10-27T03',
  ]);
  expect(['2024-11-03T05:30Z', '2024-11-03T06:30Z'].map(hour('America/New_York'))).toEqual([
    '2024-11-03T01',
    '2024-11-03T01',
  ]);
});
test('the hour that summer time skips is no label', () => {
  expect(['2024-03-31T00:59:59.999Z', '2024-03-31T01:00Z'].map(hour('Europe/Paris'))).toEqual([
    '2024-03-31T01',
    '2024-03-31T03',
  ]);
  expect(['2024-03-10T06:59Z', '2024-03-10T07:00Z'].map(hour('America/New_York'))).toEqual([
    '2024-03-10T01',
    '2024-03-10T03',
  ]);
});
test('half an hour of summer time, which begins within an hour of UTC', () => {
  const lordHowe = hour('Australia/Lord_Howe');
  expect(['2024-10-05T15:00Z', '2024-10-05T15:29Z', '2024-10-05T15:30Z'].map(lordHowe)).toEqual([
    '2024-10-06T01',
    '2024-10-06T01',
    '2024-10-06T02',
  ]);
  expect(['2024-04-06T14:59Z', '2024-04-06T15:00Z', '2024-04-06T15:30Z'].map(lordHowe)).toEqual([
    '2024-04-07T01',
    '2024-04-07T01',
    '2024-04-07T02',
  ]);
});
test('a zone that is UTC in winter', () => {
  expect(['2024-01-01T00:00Z', '2024-07-01T00:00Z'].map(hour('Europe/London'))).toEqual([
    '2024-01-01T00',
    '2024-07-01T01',
  ]);
});
test('three quarters of an hour', () => {
  expect(['2024-12-31T18:14Z', '2024-12-31T18:15Z'].map(day('Asia/Kathmandu'))).toEqual(['2024-12-31', '2025-01-01']);
});
test('a day that a zone skipped is no label of an instant', () => {
  expect(['2011-12-30T09:59Z', '2011-12-30T10:00Z'].map(day('Pacific/Apia'))).toEqual(['2011-12-29', '2011-12-31']);
  expect(day('Pacific/Apia')('2011-12-30')).toBe('2011-12-30'); // a civil date asks no zone
});
test('offsets had seconds once', () => {
  // Paris mean time was 9 min 21 s ahead of Greenwich until 1911-03-11
  expect(['1900-01-01T23:50:38Z', '1900-01-01T23:50:39Z'].map(day('Europe/Paris'))).toEqual([
    '1900-01-01',
    '1900-01-02',
  ]);
  // Liberia was 44 min 30 s behind until 1972-01-07
  expect(['1971-12-31T00:44:29Z', '1971-12-31T00:44:30Z'].map(day('Africa/Monrovia'))).toEqual([
    '1971-12-30',
    '1971-12-31',
  ]);
});
const formats: { format: unknown } = Intl.DateTimeFormat.prototype;
test('the days kept are bounded, and forgetting them changes nothing', () => {
  let asked = 0;
  const real = new Intl.DateTimeFormat('en-US', { timeZone: 'Europe/Paris', timeZoneName: 'longOffset' }).format;
  const format = vi.spyOn(formats, 'format', 'get').mockReturnValue((date: number) => {
    asked += 1;
    return real(date);
  });
  const paris = hour('Europe/Paris');
  const noon = (day: number): string => paris(Date.UTC(1980, 0, day, 12));
  const first = noon(1);
  expect([noon(1), asked]).toEqual([first, 2]); // both ends of the day, once
  for (let day = 2; day < 16_500; day += 1) noon(day);
  asked = 0;
  expect([noon(1), asked]).toEqual([first, 2]); // forgotten, and asked again
  format.mockRestore();
});
test.each([
  ['1/1/1970, GMT', '1970-01-01T00'],
  ['1/1/1970, GMT+00:00', '1970-01-01T00'],
  ['1/1/1970, GMT-00:44:30', '1969-12-31T23'],
])('a runtime that writes %s', (text, label) => {
  const format = vi.spyOn(formats, 'format', 'get').mockReturnValue(() => text);
  expect(hour('Africa/Monrovia')(0)).toBe(label);
  format.mockRestore();
});
test('a runtime that writes no offset gives no label rather than a wrong one', () => {
  const format = vi.spyOn(formats, 'format', 'get').mockReturnValue(() => '1/1/1970');
  refuses(() => hour('Africa/Monrovia')(0), 'ERR_INPUT', 'truncateDate');
  format.mockRestore();
});
test('UTC and fixed offsets need no Intl, and other zones say that they do', () => {
  without('Intl', () => {
    expect(truncateDate({ to: 'hour' })('2024-05-17T10:00+05:45')).toBe('2024-05-17T04');
    expect(hour('+05:45')(0)).toBe('1970-01-01T05');
    refuses(() => hour('Europe/Paris'), 'ERR_PARAMETER', 'truncateDate');
  });
});

test.each([
  ...[null, undefined, Number.NaN, Infinity, -Infinity, true, 7n, {}, [], Symbol.iterator, () => 0],
  ...[new Date(Number.NaN), { getTime: () => 0 }, [2024], Object.create(Date.prototype)],
  ...[
    '',
    '1987',
    '1987-3-5',
    '1987-03',
    '19870305',
    '1987-064',
    '1987-W10',
    '5 March 1987',
    '1987-03-05 ',
    ' 1987-03-05',
  ],
  ...['1987-00-10', '1987-13-10', '1987-03-00', '1987-03-32', '1987-04-31', '2023-02-29', '1900-02-29', '1987-02-99'],
  ...['1987-03-05T14:30', '1987-03-05T14:30:00', '1987-03-05T14:30:00.5', '1987-03-05T14Z', '1987-03-05 14:30Z'],
  ...['1987-03-05T24:00Z', '1987-03-05T14:60Z', '1987-03-05T23:59:60Z', '1987-03-05T14:30.5Z', '1987-03-05t14:30z'],
  ...['1987-03-05T14:30+24:00', '1987-03-05T14:30+01:60', '1987-03-05T14:30+0100', '1987-03-05T14:30+01'],
  ...['1987-03-05T14:30:00,5Z', '1987-03-05T14:30:00.Z', '2023-02-29T14:30Z', '2023-02-30T14:30+01:00', '1987-03-05Z'],
  ...['+001987-03-05T14:30Z', '-000001-03-05T14:30Z', '1987-03-05\n', '１９８７-03-05'],
])('case %# is not a date', (value) => {
  refuses(() => truncateDate({ to: 'year' })(value as never), 'ERR_INPUT', 'truncateDate');
  refuses(() => truncateDate({ to: 'year', zone: 'Europe/Paris' })(value as never), 'ERR_INPUT', 'truncateDate');
});
test('leap days that exist', () => {
  expect(['2024-02-29', '2000-02-29', '0000-02-29'].map(truncateDate({ to: 'day' }))).toEqual([
    '2024-02-29',
    '2000-02-29',
    '0000-02-29',
  ]);
});
test('a long text is refused in time', () => {
  const text = `1987-03-05T14:30:00.${'1'.repeat(1_000_000)}`;
  refuses(() => truncateDate({ to: 'day' })(text), 'ERR_INPUT', 'truncateDate');
  expect(truncateDate({ to: 'day' })(`${text}Z`)).toBe('1987-03-05');
});
test('years are 0 to 9999 on the clock of the zone', () => {
  const [first, last] = [Date.parse('0000-01-01T00:00Z'), Date.parse('9999-12-31T23:59:59.999Z')];
  const year = truncateDate({ to: 'year' });
  expect([first, last].map(year)).toEqual(['0000', '9999']);
  for (const value of [first - 1, last + 1, 8.64e15, -8.64e15, 8.64e15 + 1, 1e300]) {
    refuses(() => year(value), 'ERR_INPUT', 'truncateDate');
  }
  for (const value of [first - 86_400_000, last + 86_400_000, 8.64e15, -8.64e15]) {
    refuses(() => truncateDate({ to: 'year', zone: 'Asia/Kathmandu' })(value), 'ERR_INPUT', 'truncateDate');
  }
  expect(truncateDate({ to: 'year', zone: '+01:00' })(first - 1)).toBe('0000');
  refuses(() => truncateDate({ to: 'year', zone: '+01:00' })(last), 'ERR_INPUT', 'truncateDate');
});
test('what is no date is told from a date without a label', () => {
  expect(() => truncateDate({ to: 'hour' })('1987-02-30')).toThrow('truncateDate: value is not a date');
  const message = 'truncateDate: value is a date without a label of this unit';
  expect(() => truncateDate({ to: 'hour' })('1987-02-28')).toThrow(expect.objectContaining({ message }));
  expect(() => truncateDate({ to: 'isoWeek' })('0000-01-02')).toThrow(expect.objectContaining({ message }));
});
test('a civil date has no hour, and the first two days of year 0 lie in a week of the year before', () => {
  refuses(() => truncateDate({ to: 'hour' })('1987-03-05'), 'ERR_INPUT', 'truncateDate');
  for (const value of ['0000-01-01', '0000-01-02', '0000-01-02T23:59Z']) {
    refuses(() => truncateDate({ to: 'isoWeek' })(value), 'ERR_INPUT', 'truncateDate');
  }
});

test('the facts say what changes the output, and that only a day can pass', () => {
  const parameters = { to: 'month', zone: 'UTC' };
  expect(truncateDate({ to: 'month' }).facts).toStrictEqual({
    name: 'truncateDate',
    technique: 'generalisation',
    reversible: 'never',
    linkable: false,
    deterministic: true,
    parameters,
  });
  const units: DateUnit[] = ['decade', 'year', 'half', 'quarter', 'month', 'isoWeek', 'day', 'hour'];
  expect(units.filter((to) => truncateDate({ to }).facts.reversible !== 'never')).toEqual(['day']);
  expect(units.filter((to) => truncateDate({ to }).facts.linkable)).toEqual(['day', 'hour']);
});
