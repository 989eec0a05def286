import {
  ageAt,
  bin,
  bins,
  dateHierarchy,
  hierarchy,
  intervalHierarchy,
  postcodeRegion,
  prefix,
  prefixHierarchy,
  roundTo,
  topBottomCode,
  truncateDate,
  truncateGeo,
  truncateIp,
} from '../../src/generalisation/index.ts';
import { type Refusal, refusesOptions, refusesParameters } from '../refused-parameters.ts';

refusesOptions('ageAt', ageAt, { now: 0 }, 'now, zone, leapDay');
refusesOptions('bin', bin, { width: 10 }, 'width, origin, grain');
refusesOptions('bins', bins, { edges: [1] }, 'edges, grain');
refusesOptions('dateHierarchy', dateHierarchy, { levels: ['day'] }, 'levels, zone');
refusesOptions('hierarchy', hierarchy, { tree: ['a'] }, 'tree, rows, ordered, byPriority, sizes, onUnknown, dependsOn');
refusesOptions(
  'intervalHierarchy',
  intervalHierarchy,
  { low: 0, high: 9, widths: [] },
  'low, high, widths, origin, grain, onUnknown',
);
refusesOptions('postcodeRegion', postcodeRegion, { country: 'GB' }, 'country, sparse');
refusesOptions('prefix', prefix, { keep: 2 }, 'keep, length');
refusesOptions('prefixHierarchy', prefixHierarchy, { length: 5 }, 'length, pad, keep, onUnknown');
refusesOptions('roundTo', roundTo, { base: 10 }, 'base, origin, grain');
refusesOptions('topBottomCode', topBottomCode, { low: 1 }, 'low, high');
refusesOptions('truncateDate', truncateDate, { to: 'day' }, 'to, zone');
refusesOptions('truncateGeo', truncateGeo, { metres: 1000 }, 'metres');
refusesOptions('truncateIp', truncateIp, { v4: 8 }, 'v4, v6', true);

/** One message for many wrong values of one parameter. */
const each = (
  make: Refusal[0],
  fit: object,
  parameter: string,
  rule: string,
  ...wrong: readonly unknown[]
): readonly Refusal[] =>
  wrong.map((value) => [make, { ...fit, [parameter]: value }, `${make.name}: ${parameter} ${rule}`, parameter]);

const DECIMAL = 'must be a decimal above 0 with at most 15 digits';
const ORIGIN = 'must be a decimal with at most 15 digits, of the type of';
const GRAIN = 'must be finite and above 0, whole for bigints';
const ZONE = 'must be UTC, an offset such as +02:00 or an IANA name that the runtime knows';
const LEVELS = 'must be units of time, at least one, each nesting in the next';
const noWidth = [
  0,
  -1,
  Number.NaN,
  Infinity,
  1e15,
  1 / 3,
  0.1 + 0.2,
  5e-324,
  1e-23,
  '10',
  null,
  undefined,
  Symbol('1'),
];
const noGrain = [0, -1, Number.NaN, Infinity, '1', 1n, null];
const noNumbers = [Number.NaN, Infinity, '1', null];

refusesParameters([
  ...each(ageAt, {}, 'now', 'must be milliseconds since 1970, a number in the years 0 to 9999', undefined),
  ...each(
    ageAt,
    {},
    'now',
    'must be milliseconds since 1970, a number in the years 0 to 9999',
    ...['2024-01-01', new Date(0), Number.NaN, 3e14, -3e14, 0n, null],
  ),
  ...each(ageAt, { now: 0 }, 'zone', ZONE, 'Mars/Olympus', null, 7),
  ...each(ageAt, { now: 0 }, 'leapDay', 'must be before or after', 'on', null),

  ...each(bin, {}, 'width', DECIMAL, ...noWidth),
  ...each(bin, { width: 10 }, 'origin', `${ORIGIN} width`, 5n, 1e15, 1 / 3, Number.NaN, '5', null),
  ...each(bin, { width: 1e-5 }, 'origin', `${ORIGIN} width`, 1e10 + 0.5),
  ...each(bin, { width: 10n }, 'origin', `${ORIGIN} width`, 5, null),
  ...each(bin, { width: 10 }, 'grain', GRAIN, ...noGrain),
  ...each(bin, { width: 10n }, 'grain', GRAIN, 0.5, 1.5, 5e-324, ...noGrain),

  ...each(roundTo, {}, 'base', DECIMAL, ...noWidth),
  ...each(roundTo, { base: 10 }, 'origin', `${ORIGIN} base`, 5n, 1e15, 1 / 3, Number.NaN, '5', null),
  ...each(roundTo, { base: 10n }, 'origin', `${ORIGIN} base`, 5, null),
  ...each(roundTo, { base: 10 }, 'grain', GRAIN, ...noGrain),
  ...each(roundTo, { base: 10n }, 'grain', GRAIN, 0.5, 2.5, ...noGrain),

  ...each(bins, {}, 'edges', 'must be an array of at least one edge', undefined, null, [], 5, '12', { 0: 1 }),
  ...each(
    bins,
    {},
    'edges',
    'must ascend, all finite numbers or all bigints',
    ...[[1, 1], [1, 3, 2], [Number.NaN], [1, Infinity], [1, 2n], [1n, 2], ['1'], [1, null], new Array(2)],
  ),
  ...each(bins, { edges: [1, 5] }, 'grain', GRAIN, ...noGrain),
  ...each(bins, { edges: [1n, 5n] }, 'grain', GRAIN, 0.5, 2.5, ...noGrain),

  ...each(topBottomCode, {}, 'low', 'or high must be given', undefined),
  ...each(topBottomCode, {}, 'low', 'must be a finite number, or a bigint', ...noNumbers),
  ...each(topBottomCode, { high: 5 }, 'low', 'must be a finite number, or a bigint', ...noNumbers),
  ...each(topBottomCode, {}, 'high', 'must be a finite number, or a bigint, as low is', ...noNumbers),
  ...each(topBottomCode, { low: 1 }, 'high', 'must be a finite number, or a bigint, as low is', 5n, ...noNumbers),
  ...each(topBottomCode, { low: 1n }, 'high', 'must be a finite number, or a bigint, as low is', 5, ...noNumbers),
  ...each(topBottomCode, { low: 5 }, 'high', 'must be above low', 5, 4),
  ...each(topBottomCode, { low: 5n }, 'high', 'must be above low', 5n, 4n),
  ...each(topBottomCode, { low: 0 }, 'high', 'must be above low', -0),

  ...each(prefix, {}, 'keep', 'must be a whole number above 0', 0, -1, 1.5, Number.NaN, Infinity, '2', null, undefined),
  ...each(
    prefix,
    { keep: 2 },
    'length',
    'must be a whole number above keep',
    ...[2, 1, 2.5, Number.NaN, Infinity, '5', null],
  ),
  ...each(
    prefixHierarchy,
    {},
    'length',
    'must be a whole number from 1 to 1,000',
    ...[0, -1, 2.5, 1001, Number.NaN, '5', undefined],
  ),
  ...each(
    prefixHierarchy,
    { length: 5 },
    'keep',
    'must be a whole number from 0, below length',
    ...[-1, 5, 2.5, '1', null],
  ),
  ...each(
    prefixHierarchy,
    { length: 5 },
    'pad',
    'must be one grapheme cluster that stays one beside another, as far as the runtime can tell',
    ...['', '**', '\u0301', 5, null, '\u200d', 'x'.repeat(100), '🇫', ['*']],
  ),
  ...each(
    prefixHierarchy,
    { length: 5, keep: 1 },
    'onUnknown',
    'must be error, or top where the last level has one label',
    ...['ignore', 'top', null],
  ),

  ...each(
    truncateDate,
    {},
    'to',
    'must be one of decade, year, half, quarter, month, isoWeek, day, hour',
    ...[undefined, null, 'week', 'constructor', '__proto__', 10, ['day'], Symbol('day')],
  ),
  ...each(truncateDate, { to: 'year' }, 'zone', ZONE, 'Mars/Olympus', '', '+2', '+0200', null, 2, {}),
  ...each(dateHierarchy, {}, 'levels', LEVELS, undefined, [], 'day', ['days'], ['day', 'hour'], ['isoWeek', 'month']),
  ...each(dateHierarchy, { levels: ['day'] }, 'zone', ZONE, 'Mars', null),

  ...each(
    truncateGeo,
    {},
    'metres',
    'must be a number from 10 to 10,000,000',
    ...[undefined, '1000', 1000n, null, Number.NaN, 9.99, -1000, 10_000_001, Infinity],
  ),
  ...each(truncateIp, {}, 'v4', 'must be a whole number from 0 to 32', -1, 33, 1.5, Number.NaN, '24', null),
  ...each(truncateIp, {}, 'v6', 'must be a whole number from 0 to 128', -1, 129, 1.5, Number.NaN, '48', null),
  ...each(
    postcodeRegion,
    {},
    'country',
    'must be one of GB, FR, US',
    ...[undefined, 'DE', 'toString', 'gb', null, ['GB'], Symbol('GB')],
  ),
  ...each(
    postcodeRegion,
    { country: 'US' },
    'sparse',
    'must be an array of three-digit texts',
    ...[undefined, 36, '036', ['36'], [360], ['0360'], [null], new Array(1)],
  ),
  ...each(postcodeRegion, { country: 'GB' }, 'sparse', 'must stand with US alone', [], ['036'], null),
  ...each(postcodeRegion, { country: 'FR' }, 'sparse', 'must stand with US alone', [], 7),

  ...each(hierarchy, {}, 'rows', 'must be given, or one of tree, ordered, byPriority', undefined),
  [
    hierarchy,
    { rows: [['a', '*']], tree: ['a'] },
    'hierarchy: tree must be the only one of tree, rows, ordered, byPriority',
    'tree',
  ],
  ...each(hierarchy, { rows: [['a', '*']] }, 'dependsOn', 'must be data', 'me', null),
  ...each(hierarchy, { rows: [['a', '*']] }, 'sizes', 'must stand with ordered or byPriority', [2], null),
  ...each(hierarchy, { tree: ['a'] }, 'sizes', 'must stand with ordered or byPriority', [2]),
  ...each(
    hierarchy,
    { rows: [['a', '*']] },
    'onUnknown',
    'must be error, or top where the last level has one label',
    'ignore',
  ),

  ...each(
    intervalHierarchy,
    { high: 10, widths: [5] },
    'low',
    'must be a decimal with at most 15 digits',
    ...[undefined, Number.NaN, '0', 1 / 3, 1e15, null, 0n],
  ),
  ...each(
    intervalHierarchy,
    { low: 0, widths: [5] },
    'high',
    'must be a number above low, by at most 10,000,000 grains',
    ...[undefined, Infinity, Number.NaN, '10', 0, -1, 10_000_001, 10n],
  ),
  ...each(intervalHierarchy, { low: 0, high: 10, widths: [5] }, 'grain', DECIMAL, 0, -1, 1 / 3, '1', null, 1n),
  ...each(
    intervalHierarchy,
    { low: 1e14, high: 1e14 + 5, widths: [5] },
    'grain',
    'must not be finer than the 15th digit of low',
    0.01,
  ),
  ...each(
    intervalHierarchy,
    { low: 0, high: 10 },
    'widths',
    'must be an array of decimals with at most 15 digits',
    ...[undefined, 5, [1 / 3], [5, '10'], [5n]],
  ),
  ...each(
    intervalHierarchy,
    { low: 0, high: 10 },
    'widths',
    'must be above 0, each a greater multiple of the one before',
    ...[[5, 12], [5, 5], [10, 5], [0, 5], [-5]],
  ),
  ...each(
    intervalHierarchy,
    { low: 0, high: 10, widths: [5] },
    'origin',
    'must be a decimal with at most 15 digits, as the widths are',
    ...[1 / 3, '0', null, 0n],
  ),
  ...each(
    intervalHierarchy,
    { low: 1e14, high: 1e14 + 5 },
    'widths',
    'must have edges of at most 15 digits around low and high',
    [0.1],
  ),
]);

const made = hierarchy({ tree: { '*': ['a', 'b'] } });
refusesParameters([
  [(level) => made.at(level), 2, 'hierarchy: level must be one of its levels', 'level'],
  [(code) => made.share(1, code), 1, 'hierarchy: code must be one of the level', 'code'],
]);
