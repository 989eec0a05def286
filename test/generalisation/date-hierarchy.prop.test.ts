import fc from 'fast-check';
import { expect } from 'vitest';
import { type DateUnit, dateHierarchy, truncateDate } from '../../src/generalisation/index.ts';
import { law } from '../law.ts';

const UNITS: readonly DateUnit[] = ['hour', 'day', 'month', 'quarter', 'half', 'year', 'decade'];
const from = Date.UTC(1, 0, 1);
const to = Date.UTC(9998, 11, 31);
const edge = fc
  .tuple(fc.integer({ min: 1, max: 9998 }), fc.constantFrom(0, 3, 6, 9), fc.integer({ min: -1, max: 1 }))
  .map(([year, month, ms]) => Date.UTC(2000 + (year % 400), month, 1) + ms);
const instant = fc.oneof(fc.integer({ min: from, max: to }), edge);
const HOUR = 3_600_000;
const near = fc.constantFrom(1, 1000, HOUR, 24 * HOUR, 20 * 24 * HOUR, 200 * 24 * HOUR);
const months = dateHierarchy({ levels: UNITS });
const weeks = dateHierarchy({ levels: ['hour', 'day', 'isoWeek'] });
const atMonths = UNITS.map((_, level) => months.at(level));
const atWeeks = [0, 1, 2, 3].map((level) => weeks.at(level));
const top = months.at(7);
const toDay = months.at(1);
const lossy = [...atMonths, top].filter((at) => at.facts.reversible === 'never');
const truncations = UNITS.map((unit) => truncateDate({ to: unit }));

law('privacy: what is equal at one level is equal at the next', [instant, near, fc.boolean()], (t, gap, byWeek) => {
  const equal = (byWeek ? atWeeks : atMonths).map((at) => at(t) === at(t - gap));
  expect(equal.toSorted()).toStrictEqual(equal); // false … true
});
law('privacy: never, since another instant gives the same label', [instant, fc.constantFrom(...lossy)], (t, at) => {
  expect([at(t - 1), at(t + 1)]).toContain(at(t));
});
law('privacy: partly, since a civil date passes to the day', [instant], (t) => {
  const day = new Date(t).toISOString().slice(0, 10);
  expect([toDay.facts.reversible, toDay(day)]).toStrictEqual(['partly', day]);
});
law('privacy: at the top all is one label', [instant, instant], (a, b) => {
  expect([top(a), top(new Date(b))]).toStrictEqual(['*', '*']);
});
law('utility: every level labels as truncateDate does', [instant], (t) => {
  expect(atMonths.map((at) => at(t))).toStrictEqual(truncations.map((at) => at(t)));
});
law('shape: the leaves of values say what the transforms say', [fc.array(instant, { maxLength: 2 })], (values) => {
  const leaves = weeks.over(values);
  const [codes, labels] = [leaves.codes(2), leaves.labels(2)];
  expect(values.map((x) => labels[codes[leaves.leafOf(x)] as number])).toStrictEqual(values.map(atWeeks[2] as never));
});
