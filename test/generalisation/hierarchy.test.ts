import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { hierarchy, type LeafHierarchy } from '../../src/generalisation/index.ts';
import { nullable } from '../../src/index.ts';

const places = hierarchy({ tree: { '*': { Europe: ['FR', 'DE'], Asia: ['JP', 'IN', 'CN'] } } });
const table = <T>(made: LeafHierarchy<T>): string[][] =>
  Array.from({ length: made.leaves }, (_, leaf) =>
    Array.from({ length: made.levels }, (_, level) => made.labels(level)[made.codes(level)[leaf] ?? -1] ?? 'none'),
  );

test('a tree gives each leaf the labels above it', () => {
  expect(table(places)).toStrictEqual([
    ['FR', 'Europe', '*'],
    ['DE', 'Europe', '*'],
    ['JP', 'Asia', '*'],
    ['IN', 'Asia', '*'],
    ['CN', 'Asia', '*'],
  ]);
  expect([0, 1, 2].map((level) => places.at(level)('IN'))).toStrictEqual(['IN', 'Asia', '*']);
});
test('codes, labels and shares say the same to a search', () => {
  expect([places.levels, places.leaves]).toStrictEqual([3, 5]);
  expect(places.codes(1)).toStrictEqual(Int32Array.of(0, 0, 1, 1, 1));
  expect(places.labels(1)).toStrictEqual(['Europe', 'Asia']);
  expect([0, 1].map((code) => places.share(1, code))).toStrictEqual([2 / 5, 3 / 5]);
  expect([places.share(0, 4), places.share(2, 0)]).toStrictEqual([1 / 5, 1]);
  expect(['FR', 'CN', 'US', null, 5].map((x) => places.leafOf(x as string))).toStrictEqual([0, 4, -1, -1, -1]);
  expect(places.over(['US'])).toBe(places);
});
test('nobody changes a hierarchy from outside', () => {
  places.codes(1).fill(0);
  expect(places.codes(1)).toStrictEqual(Int32Array.of(0, 0, 1, 1, 1));
  expect(Object.isFrozen(places) && Object.isFrozen(places.labels(1))).toBe(true);
  const rows = [['a', 'x']];
  const made = hierarchy({ rows });
  rows[0] = ['b', 'y'];
  expect(made.at(1)('a')).toBe('x');
});
test('rows are the leaf and its labels, as ARX writes them; a top is not required', () => {
  const made = hierarchy({
    rows: [
      ['1', 'low'],
      ['2', 'low'],
      ['3', 'high'],
    ],
  });
  expect(made.levels).toBe(2);
  expect(made.at(1)('3')).toBe('high');
  expect(hierarchy({ rows: [['a'], ['b']] }).levels).toBe(1);
  expect(hierarchy({ tree: ['a', 'b'] }).at(0)('b')).toBe('b');
});
test('ordered leaves are grouped with their neighbours, the last group may be smaller', () => {
  const made = hierarchy({ ordered: ['none', 'school', 'college', 'bachelor', 'master'], sizes: [2, 4] });
  expect(table(made)).toStrictEqual([
    ['none', 'none … school', 'none … bachelor', '*'],
    ['school', 'none … school', 'none … bachelor', '*'],
    ['college', 'college … bachelor', 'none … bachelor', '*'],
    ['bachelor', 'college … bachelor', 'none … bachelor', '*'],
    ['master', 'master', 'master', '*'],
  ]);
  expect(hierarchy({ ordered: [1, 2, 3], sizes: [] }).at(1)(2)).toBe('*');
});
test('by priority the frequent values stay and a tie goes to the first', () => {
  const counts = new Map([
    ['flu', 7],
    ['gout', 1],
    ['asthma', 7],
    ['lupus', 0],
    ['cold', 9],
  ]);
  const made = hierarchy({ byPriority: counts, sizes: [3, 2, 1] });
  expect(table(made)).toStrictEqual([
    ['flu', 'flu', 'flu', '*', '*'],
    ['gout', '*', '*', '*', '*'],
    ['asthma', 'asthma', '*', '*', '*'],
    ['lupus', '*', '*', '*', '*'],
    ['cold', 'cold', 'cold', 'cold', '*'],
  ]);
  expect(made.at(1).facts.parameters).toMatchObject({ dependsOn: 'data', level: 1 });
  expect(made.toJSON()).toMatchObject({ hierarchy: { dependsOn: 'data' } });
  expect(JSON.stringify(made)).not.toContain('7'); // the order decides, the counts are not shown
});
test('leaves may be numbers or booleans, and zero has one sign', () => {
  const sizes = hierarchy({
    rows: [
      [-0, 'none'],
      [1, 'some'],
      [2.5, 'some'],
    ],
  });
  expect([0, -0, 1, 2.5].map(sizes.at(1))).toStrictEqual(['none', 'none', 'some', 'some']);
  expect([-0, 2.5].map(sizes.at(0))).toStrictEqual(['0', '2.5']);
  expect(hierarchy({ tree: { '*': [true, false] } }).at(0)(true)).toBe('true');
});
test.each([
  ['level 0 is the identity', 0, { technique: 'identity', reversible: 'always', linkable: true }],
  ['a level that groups nothing', 1, { technique: 'generalisation', reversible: 'always', linkable: true }],
  ['a level with a group of one', 2, { technique: 'generalisation', reversible: 'partly', linkable: true }],
  ['a level whose groups all hold two', 3, { technique: 'generalisation', reversible: 'never', linkable: false }],
] as const)('the facts of %s', (_, level, facts) => {
  const rows = [
    ['a', 'A', 'x', 'x'],
    ['b', 'B', 'x', 'x'],
    ['c', 'C', 'z', 'x'],
  ];
  expect(hierarchy({ rows }).at(level).facts).toStrictEqual({
    name: 'hierarchy',
    ...facts,
    deterministic: true,
    parameters: { rows, onUnknown: 'error', level },
  });
});
test('what toJSON gives builds the same again', () => {
  const made = [
    places,
    hierarchy({ ordered: [3, 1, 2], sizes: [2], onUnknown: 'top' }),
    hierarchy({
      byPriority: [
        ['a', 1],
        ['b', 2],
      ],
      sizes: [1],
    }),
    hierarchy({ rows: [['a', '*']], dependsOn: 'data' }),
  ];
  for (const one of made) {
    const again = hierarchy(JSON.parse(JSON.stringify(one)).hierarchy);
    expect(JSON.stringify(again)).toBe(JSON.stringify(one));
    expect(table(again)).toStrictEqual(table(one as typeof again));
    expect(again.at(1).facts).toStrictEqual(one.at(1).facts);
  }
});

describe('a value that is no leaf', () => {
  const strict = hierarchy({ tree: { '*': { few: [1, 2], many: [3, 4] } } });
  const lenient = hierarchy({ tree: { '*': { few: [1, 2], many: [3, 4] } }, onUnknown: 'top' });
  test('is an error that does not quote it', () => {
    const error = { code: 'ERR_INPUT', message: 'hierarchy: value is not a leaf', details: {} };
    expect(() => strict.at(1)(5)).toThrow(expect.objectContaining(error));
  });
  test('or is the top at every level', () => {
    expect([0, 1, 2].map((level) => lenient.at(level)(5))).toStrictEqual(['*', '*', '*']);
    expect([0, 1, 2].map((level) => lenient.at(level)(3))).toStrictEqual(['3', 'many', '*']);
  });
  test.each([null, undefined, Number.NaN, Infinity, '1', true, 1n, {}])('but %s is an error in both', (value) => {
    for (const made of [strict, lenient]) {
      for (const level of [0, 1, 2]) {
        const error = { code: 'ERR_INPUT', message: 'hierarchy: value is not a number', details: {} };
        expect(() => made.at(level)(value as never)).toThrow(expect.objectContaining(error));
      }
    }
  });
  test('and the top of texts is for texts', () => {
    const texts = hierarchy({ rows: [['a', '*']], onUnknown: 'top' });
    expect(texts.at(0)('')).toBe('*');
    expect(() => texts.at(0)(5 as never)).toThrow(expect.objectContaining({ code: 'ERR_INPUT' }));
  });
  test('and missing stays missing where nullable says so', () => {
    expect(nullable(lenient.at(2))(null)).toBe(null);
  });
});

describe('a wrong parameter is refused with its place, never with its value', () => {
  test.each([
    [
      {
        rows: [
          ['a', '*'],
          ['b', '*'],
          ['a', '*'],
        ],
      },
      { parameter: 'rows', position: 2, level: 0 },
    ],
    [{ rows: [['a', '*'], ['b']] }, { parameter: 'rows', position: 1 }],
    [{ rows: [['a', '*'], 'b*'] }, { parameter: 'rows', position: 1 }],
    [{ rows: ['a', 'b'] }, { parameter: 'rows', position: 0 }],
    [{ rows: [[], []] }, { parameter: 'rows', position: 0, level: 0 }],
    [
      {
        rows: [
          ['a', 'x', '*'],
          ['b', 5, '*'],
        ],
      },
      { parameter: 'rows', position: 1, level: 1 },
    ],
    [{ rows: [['a', new Array(1)[0], '*']] }, { parameter: 'rows', position: 0, level: 1 }],
    [
      {
        rows: [
          ['a', 'x', 'P', '*'],
          ['b', 'y', 'Q', '*'],
          ['c', 'x', 'Q', '*'],
        ],
      },
      { parameter: 'rows', position: 2, level: 2 },
    ],
    [
      {
        rows: [
          ['a', 'x', '*'],
          ['b', 'x', '+'],
        ],
      },
      { parameter: 'rows', position: 1, level: 2 },
    ],
    [
      {
        rows: [
          ['a', 'x'],
          [1, 'x'],
        ],
      },
      { parameter: 'rows', position: 1, level: 0 },
    ],
    [
      {
        rows: [
          [0, 'x'],
          [-0, 'x'],
        ],
      },
      { parameter: 'rows', position: 1, level: 0 },
    ],
    [{ rows: [[Number.NaN, 'x']] }, { parameter: 'rows', position: 0, level: 0 }],
    [{ rows: [[1n, 'x']] }, { parameter: 'rows', position: 0, level: 0 }],
    [{ rows: [[null, 'x']] }, { parameter: 'rows', position: 0, level: 0 }],
    [{ rows: [] }, { parameter: 'rows' }],
    [{ rows: 'ab' }, { parameter: 'rows' }],
    [{ tree: { '*': { a: ['x'], b: { c: ['y'] } } } }, { parameter: 'tree', position: 1 }],
    [{ tree: { '*': { a: ['x'], b: ['y', 'x'] } } }, { parameter: 'tree', position: 2, level: 0 }],
    [{ tree: { P: { a: ['x'] }, Q: { a: ['y'] } } }, { parameter: 'tree', position: 1, level: 2 }],
    [{ tree: { '*': 'xy' } }, { parameter: 'tree' }],
    [{ tree: { '*': null } }, { parameter: 'tree' }],
    [{ tree: {} }, { parameter: 'tree' }],
    [{ tree: 5 }, { parameter: 'tree' }],
    [
      { ordered: ['a', 'b', 'a'], sizes: [2] },
      { parameter: 'ordered', position: 2, level: 0 },
    ],
    [{ ordered: 'ab', sizes: [2] }, { parameter: 'ordered' }],
    [{ ordered: ['a', 'b'] }, { parameter: 'sizes', position: 0, level: 1 }],
    [
      { ordered: ['a', 'b'], sizes: [2, 3] },
      { parameter: 'sizes', position: 1, level: 2 },
    ],
    [
      { ordered: ['a', 'b'], sizes: [2, 2] },
      { parameter: 'sizes', position: 1, level: 2 },
    ],
    [
      { ordered: ['a', 'b'], sizes: [1] },
      { parameter: 'sizes', position: 0, level: 1 },
    ],
    [
      { ordered: ['a', 'b'], sizes: [2.5] },
      { parameter: 'sizes', position: 0, level: 1 },
    ],
    [
      {
        byPriority: [
          ['a', 1],
          ['b', 2],
        ],
        sizes: [2],
      },
      { parameter: 'sizes', position: 0, level: 1 },
    ],
    [
      {
        byPriority: [
          ['a', 1],
          ['b', 2],
        ],
        sizes: [1, 0],
      },
      { parameter: 'sizes', position: 1, level: 2 },
    ],
    [
      {
        byPriority: [
          ['a', 1],
          ['a', 2],
        ],
        sizes: [1],
      },
      { parameter: 'byPriority', position: 1, level: 0 },
    ],
    [
      {
        byPriority: [
          ['a', 1],
          ['b', -1],
        ],
        sizes: [1],
      },
      { parameter: 'byPriority', position: 1 },
    ],
    [
      {
        byPriority: [
          ['a', 1],
          ['b', Number.NaN],
        ],
        sizes: [1],
      },
      { parameter: 'byPriority', position: 1 },
    ],
    [
      {
        byPriority: [
          ['a', 1],
          ['b', '2'],
        ],
        sizes: [1],
      },
      { parameter: 'byPriority', position: 1 },
    ],
    [
      { byPriority: [5], sizes: [1] },
      { parameter: 'byPriority', position: 0 },
    ],
    [{ byPriority: { a: 1 }, sizes: [1] }, { parameter: 'byPriority' }],
    [{ byPriority: null, sizes: [1] }, { parameter: 'byPriority' }],
    [{ byPriority: 'ab', sizes: [1] }, { parameter: 'byPriority' }],
    [{ rows: [['a', '*']], tree: ['a'] }, { parameter: 'tree' }],
    [{ rows: [['a', '*']], dependsOn: 'me' }, { parameter: 'dependsOn' }],
    [{ rows: [['a', '*']], onUnknown: 'ignore' }, { parameter: 'onUnknown' }],
    [
      {
        rows: [
          ['a', 'x'],
          ['b', 'y'],
        ],
        onUnknown: 'top',
      },
      { parameter: 'onUnknown' },
    ],
    [{}, { parameter: 'rows' }],
  ] as [unknown, object][])('%o', (parameters, details) => {
    const { parameter } = details as { readonly parameter: string };
    const message = expect.stringMatching(new RegExp(`^hierarchy: ${parameter} `));
    const error = { code: 'ERR_PARAMETER', details, message };
    expect(() => hierarchy(parameters as never)).toThrow(expect.objectContaining(error));
  });
  test('a tree that contains itself ends', () => {
    const tree: { [label: string]: unknown } = {};
    tree['*'] = tree;
    const error = { code: 'ERR_PARAMETER', details: { parameter: 'tree' } };
    expect(() => hierarchy({ tree } as never)).toThrow(expect.objectContaining(error));
  });
  test.each([-1, 3, 0.5, Number.NaN, '1', null, undefined])('level %s is none', (level) => {
    const error = { code: 'ERR_PARAMETER', details: { parameter: 'level' } };
    for (const act of [places.at, places.codes, places.labels, (l: number) => places.share(l, 0)]) {
      expect(() => act(level as number)).toThrow(expect.objectContaining(error));
    }
  });
  test.each([-1, 2, 0.5])('code %s is none', (code) => {
    const error = { code: 'ERR_PARAMETER', details: { parameter: 'code', level: 1 } };
    expect(() => places.share(1, code)).toThrow(expect.objectContaining(error));
  });
});

const adult = '../shared/data/adult';
test.skipIf(!existsSync(adult))('the hierarchy files of Adult are read (skipped without ../shared)', () => {
  const read = (column: string): string[][] =>
    readFileSync(`${adult}/adult_hierarchy_${column}.csv`, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(';'));
  const age = hierarchy({ rows: read('age').map(([leaf, ...labels]) => [Number(leaf), ...labels] as const) });
  expect([age.leaves, age.levels, age.at(2)(37)]).toStrictEqual([100, 5, read('age')[36]?.[2]]);
  for (const column of ['education', 'marital-status', 'native-country', 'occupation', 'race', 'sex', 'workclass']) {
    const made = hierarchy({ rows: read(column) });
    expect(table(made)).toStrictEqual(read(column));
    expect(made.labels(made.levels - 1)).toStrictEqual(['*']);
  }
});
