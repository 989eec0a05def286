import { expect, test } from 'vitest';
import { dateHierarchy, truncateDate } from '../../src/generalisation/index.ts';

const dates = dateHierarchy({ levels: ['day', 'month', 'quarter', 'half', 'year', 'decade'] });

test('the levels are the units, then the top', () => {
  const labels = ['1987-03-05', '1987-03', '1987-Q1', '1987-H1', '1987', '1980s', '*'];
  expect(dates.levels).toBe(7);
  expect(labels.map((_, level) => dates.at(level)('1987-03-05'))).toStrictEqual(labels);
  expect(labels.map((_, level) => dates.at(level)(new Date('1987-03-05T23:30:00Z')))).toStrictEqual(labels);
});
test('a week nests in nothing but the top', () => {
  const weeks = dateHierarchy({ levels: ['hour', 'day', 'isoWeek'] });
  expect([0, 1, 2, 3].map((level) => weeks.at(level)('2021-01-03T10:20:00Z'))).toStrictEqual([
    '2021-01-03T10',
    '2021-01-03',
    '2020-W53',
    '*',
  ]);
});
test('instants are read in the zone', () => {
  const paris = dateHierarchy({ levels: ['day', 'year'], zone: 'Europe/Paris' });
  expect(paris.at(1)('2023-12-31T23:30:00Z')).toBe('2024');
  expect(paris.at(0).facts.parameters).toStrictEqual({ levels: ['day', 'year'], zone: 'Europe/Paris', level: 0 });
  expect(paris.toJSON()).toStrictEqual({ dateHierarchy: { levels: ['day', 'year'], zone: 'Europe/Paris' } });
});
test('the facts are those of truncateDate, and the top is never reversible', () => {
  for (const [level, to] of (['day', 'month', 'quarter', 'half', 'year', 'decade'] as const).entries()) {
    const { name, parameters, ...facts } = dates.at(level).facts;
    const { name: _, parameters: __, ...expected } = truncateDate({ to }).facts;
    expect(facts).toStrictEqual(expected);
    expect([name, parameters['level']]).toStrictEqual(['dateHierarchy', level]);
  }
  expect(dateHierarchy({ levels: ['day'] }).at(1).facts).toStrictEqual({
    name: 'dateHierarchy',
    technique: 'generalisation',
    reversible: 'never',
    linkable: false,
    deterministic: true,
    parameters: { levels: ['day'], zone: 'UTC', level: 1 },
  });
});
test.each([null, undefined, Number.NaN, '', '1987', '1987-02-30', {}, new Date(Number.NaN), 5n])(
  '%s is an error at every level',
  (value) => {
    for (let level = 0; level < 7; level += 1) {
      expect(() => dates.at(level)(value as never)).toThrow(expect.objectContaining({ code: 'ERR_INPUT' }));
    }
  },
);
test('over gives the leaves of values that are there: days, however they are given', () => {
  const values = ['1987-03-05', new Date('1987-03-05T10:00:00Z'), Date.UTC(1987, 2, 9), '1991-07-01'];
  const leaves = dates.over(values);
  expect(leaves.labels(0)).toStrictEqual(['1987-03-05', '1987-03-09', '1991-07-01']);
  expect(leaves.labels(4)).toStrictEqual(['1987', '1991']);
  expect(leaves.codes(4)).toStrictEqual(Int32Array.of(0, 0, 1));
  expect(leaves.share(4, 0)).toBe(2 / 3);
  expect(values.map(leaves.leafOf)).toStrictEqual([0, 0, 1, 2]);
  expect(['2000-01-01', 'x', null].map((x) => leaves.leafOf(x as string))).toStrictEqual([-1, -1, -1]);
  expect(leaves.at(4)('2000-01-01')).toBe('2000');
  expect(() => dates.over(['x'])).toThrow(expect.objectContaining({ code: 'ERR_INPUT' }));
});
test('units that the caller changes later are not ours', () => {
  const levels: ('day' | 'year')[] = ['day', 'year'];
  const made = dateHierarchy({ levels });
  levels.pop();
  expect([made.levels, made.at(1)('1987-03-05')]).toStrictEqual([3, '1987']);
});
test.each([
  [{ levels: ['isoWeek', 'month'] }, { position: 1, level: 1 }],
  [{ levels: ['day', 'isoWeek', 'year'] }, { position: 2, level: 2 }],
  [{ levels: ['month', 'isoWeek'] }, { position: 0, level: 0 }],
  [{ levels: ['year', 'month'] }, { position: 1, level: 1 }],
  [{ levels: ['day', 'day'] }, { position: 1, level: 1 }],
  [{ levels: ['day', 'century'] }, { position: 1, level: 1 }],
  [{ levels: ['days'] }, { position: 0, level: 0 }],
  [{ levels: [] }, {}],
  [{ levels: 'day' }, {}],
  [{}, {}],
] as [unknown, object][])('%j is refused', (parameters, place) => {
  const message = 'dateHierarchy: levels must be units of time, at least one, each nesting in the next';
  const error = { code: 'ERR_PARAMETER', message, details: { parameter: 'levels', ...place } };
  expect(() => dateHierarchy(parameters as never)).toThrow(expect.objectContaining(error));
});
test.each([-1, 7, 0.5, undefined])('level %s is none', (level) => {
  const error = { code: 'ERR_PARAMETER', details: { parameter: 'level' } };
  expect(() => dates.at(level as number)).toThrow(expect.objectContaining(error));
});
