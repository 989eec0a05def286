import { addNoise, invariantPram, multiplyNoise, pram, rankSwap, shuffle } from '../../src/perturbation/index.ts';
import { type Refusal, refusesOptions, refusesParameters } from '../refused-parameters.ts';

const swap = (options: never): unknown => rankSwap([1], options);
const mix = (options: never): unknown => shuffle([1], options);
const normal = { scale: 5, distribution: 'normal' };
const two = { categories: ['a', 'b'] };
const proportions = [2, 1];
const matrix = [
  [0.5, 0.5],
  [0.25, 0.75],
];

refusesOptions('addNoise', addNoise, normal, 'scale, distribution, within, whole, grain, random');
refusesOptions('multiplyNoise', multiplyNoise, { scale: 0.1 }, 'scale, between, shape, random');
refusesOptions('pram', pram, { ...two, retain: 0.5 }, 'categories, retain, matrix, random');
refusesOptions(
  'invariantPram',
  invariantPram,
  { ...two, proportions, retain: 0.5 },
  'categories, proportions, retain, matrix, alpha, random',
);
refusesOptions('rankSwap', swap, { window: 0.5 }, 'window, random');
refusesOptions('shuffle', mix, {}, 'strata, random', true);

/** One message for many wrong values of one parameter. */
const each = (
  make: Refusal[0],
  name: string,
  fit: object,
  parameter: string,
  rule: string,
  ...wrong: readonly unknown[]
): readonly Refusal[] =>
  wrong.map((value) => [make, { ...fit, [parameter]: value }, `${name}: ${parameter} ${rule}`, parameter]);
const noise = (fit: object, parameter: string, rule: string, ...wrong: readonly unknown[]) =>
  each(addNoise, 'addNoise', fit, parameter, rule, ...wrong);
const times = (fit: object, parameter: string, rule: string, ...wrong: readonly unknown[]) =>
  each(multiplyNoise, 'multiplyNoise', fit, parameter, rule, ...wrong);
const within = (wrong: unknown, message: string, parameter: string, rest: object = {}): Refusal => [
  addNoise,
  { ...normal, ...rest, within: wrong },
  `addNoise: ${message}`,
  parameter,
];

const RANGE = 'within.range must be two finite numbers that rise';
const BY = 'within.by must be redraw or reflect';
const SHARE = 'must be a number from 0 to below 1';
const RETAIN = 'must be a number from 0 to 1, or an array of one per category';
const MATRIX = 'must have one row and column per category, each row a sum of 1';
const PROPORTIONS = 'must be an array of numbers from 1e-15 to 1e15, one per category';
const CHANCE = 'must leave something to chance';
const CATEGORIES = 'must be two or more strings, finite numbers or booleans, each once';
const lists = [
  [],
  ['a'],
  ['a', 'a'],
  [0, -0],
  ['a', null],
  ['a', Number.NaN],
  ['a', 1n],
  new Array(2),
  'ab',
  undefined,
];
const noMatrices = [
  ...[[[0.5, 0.5]], [[0.5, 0.5], [1]], [...matrix, [0.5, 0.5]], 'matrix', null, new Array(2)],
  ...[[0.5, 0.4999], [1.5, -0.5], ['0.5', '0.5'], null, new Array(2)].map((row) => [[0.5, 0.5], row]),
];
const fixed = [
  [
    [1, 0],
    [0, 1],
  ],
  [
    [0, 1],
    [1, 0],
  ],
];

refusesParameters([
  ...noise({ distribution: 'normal' }, 'scale', 'must be a number from 1e-200 to 1e200', undefined),
  ...noise(normal, 'scale', 'must be a number from 1e-200 to 1e200', 0, -1, 1e-201, 1e201, Number.NaN, '1', 1n, null),
  ...noise({ scale: 5 }, 'distribution', 'must be normal or uniform', undefined, 'laplace', null),
  ...noise(normal, 'grain', 'must be a finite number above 0', 0, -1, Number.NaN, Infinity, '1', null),
  ...noise(normal, 'whole', 'must be true or false', 1, 'yes', null),
  ...noise(normal, 'random', 'must be a RandomSource', Math, null),
  ...[null, 'reflect', [0, 100], 7].map((wrong) => within(wrong, 'within must be an object', 'within')),
  within({ range: [0, 9], by: 'redraw', min: 0 }, 'min is unknown, known are range, by', 'min'),
  ...[undefined, [0, 0], [1, 0], [0], [0, Number.NaN], [-Infinity, 0], ['0', '9'], [-1.7e308, 1.7e308], 5, null].map(
    (range) => within({ range, by: 'reflect' }, RANGE, 'within.range'),
  ),
  ...[
    [0, 9.5],
    [0.5, 9],
  ].map((range) =>
    within({ range, by: 'reflect' }, 'within.range must be whole numbers, as the results are', 'within.range', {
      whole: true,
    }),
  ),
  ...[undefined, 'clamp', null].map((by) => within({ range: [0, 9], by }, BY, 'within.by')),
  within({ range: [0, 4.9], by: 'redraw' }, 'scale must be at most the length of the range to redraw', 'scale'),

  ...times({}, 'scale', 'or between must be given, not both', undefined),
  ...times({ between: [0.1, 0.2] }, 'scale', 'or between must be given, not both', 0.1, null),
  ...times({}, 'scale', 'must be a number from 1e-4 to 10', 0, 9e-5, 10.1, -1, Number.NaN, '0.1', null, 1n),
  ...times(
    {},
    'between',
    'must be two numbers from 1e-6 to below 1, at least 1e-4 apart',
    ...[
      [0, 0.5],
      [9e-7, 0.5],
      [0.1, 0.10001],
      [0.2, 0.1],
      [0.5, 1],
      [0.1],
      ['0.1', '0.2'],
      [0.1, Number.NaN],
      0.1,
      null,
    ],
  ),
  ...times({ between: [0.1, 0.2] }, 'shape', 'must be uniform or ramp', 'normal', null),
  ...times({ scale: 0.1 }, 'shape', 'must stand with between', 'ramp', 'uniform', null),
  ...times({ scale: 0.1 }, 'random', 'must be a RandomSource', {}),

  ...each(pram, 'pram', { retain: 0.5 }, 'categories', CATEGORIES, ...lists),
  ...each(pram, 'pram', two, 'retain', 'or matrix must be given, not both', undefined),
  ...each(pram, 'pram', { ...two, matrix }, 'retain', 'or matrix must be given, not both', 0.5, null),
  ...each(
    pram,
    'pram',
    two,
    'retain',
    RETAIN,
    ...[-0.1, 1.1, Number.NaN, '0.5', null, 1n, [0.5], [0.5, 0.5, 0.5], [0.5, 2], new Array(2)],
  ),
  ...each(pram, 'pram', two, 'retain', CHANCE, 1, 0, [1, 1], [0, 1]),
  ...each(pram, 'pram', two, 'matrix', MATRIX, ...noMatrices),
  ...each(pram, 'pram', two, 'matrix', CHANCE, ...fixed),
  ...each(pram, 'pram', { ...two, retain: 0.5 }, 'random', 'must be a RandomSource', { u32: () => 4 }),

  ...each(invariantPram, 'invariantPram', { proportions, retain: 0.5 }, 'categories', CATEGORIES, ...lists),
  ...each(
    invariantPram,
    'invariantPram',
    { ...two, retain: 0.5 },
    'proportions',
    PROPORTIONS,
    ...[undefined, [1], [1, 1, 1], [0, 1], [-1, 2], [1, Number.NaN], [1, 1e16], [1, '1'], new Array(2), '11', null],
  ),
  ...each(
    invariantPram,
    'invariantPram',
    { ...two, proportions },
    'retain',
    'or matrix must be given, not both',
    undefined,
  ),
  ...each(
    invariantPram,
    'invariantPram',
    { ...two, proportions, matrix },
    'retain',
    'or matrix must be given, not both',
    ...[0.5, null],
  ),
  ...each(
    invariantPram,
    'invariantPram',
    { ...two, proportions },
    'retain',
    SHARE,
    ...[1, 1 - 2 ** -34, -0.1, 2, Number.NaN, '0.5', null, 1n, [0.5]],
  ),
  ...each(
    invariantPram,
    'invariantPram',
    { ...two, proportions, retain: 0.5 },
    'alpha',
    'must stand with matrix',
    1,
    null,
  ),
  ...each(
    invariantPram,
    'invariantPram',
    { ...two, proportions, matrix },
    'alpha',
    'must be a number above 0, at most 1',
    ...[0, -1, 1.1, Number.NaN, '1', 1n, null],
  ),
  ...each(invariantPram, 'invariantPram', { ...two, proportions }, 'matrix', MATRIX, ...noMatrices),
  ...each(invariantPram, 'invariantPram', { ...two, proportions }, 'matrix', CHANCE, ...fixed.slice(0, 1)),

  ...each(swap, 'rankSwap', {}, 'window', 'must be a number above 0, at most 1', undefined),
  ...each(
    swap,
    'rankSwap',
    {},
    'window',
    'must be a number above 0, at most 1',
    0,
    -0.5,
    1.01,
    Number.NaN,
    '0.5',
    null,
    1n,
  ),
  ...each(swap, 'rankSwap', { window: 0.5 }, 'random', 'must be a RandomSource', Math, null),
  ...each(mix, 'shuffle', {}, 'random', 'must be a RandomSource', Math, null, 'seed'),
]);
