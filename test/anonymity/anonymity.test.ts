import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { PrivacyError } from 'voile';
import { equivalenceClasses, kAnonymity, reidentificationRisk } from 'voile/anonymity';

const people = [
  { age: 34, town: 'Lyon', home: 'a' },
  { age: 34, town: 'Lyon', home: 'a' },
  { age: 34, town: 'Lyon', home: 'b' },
  { age: 51, town: 'Lyon', home: 'c' },
  { age: 51, town: 'Nice', home: 'd' },
];
const by = ['age', 'town'] as const;
const thrown = (run: () => unknown): PrivacyError => {
  try {
    run();
  } catch (failure) {
    if (failure instanceof PrivacyError) return failure;
  }
  throw new Error('no PrivacyError was thrown');
};

test('classes are numbered as they appear, with their sizes and first rows', () => {
  expect(equivalenceClasses(people, { by })).toStrictEqual({
    by: ['age', 'town'],
    rows: 5,
    count: 3,
    sizes: Int32Array.of(3, 1, 1),
    first: Int32Array.of(0, 3, 4),
    of: Int32Array.of(0, 0, 0, 1, 2),
  });
});
test('rows and every kind of columns give the same classes', () => {
  const columns = {
    age: Float64Array.of(34, 34, 34, 51, 51),
    town: { dictionary: ['Brest', 'Lyon', 'Nice', 'Lyon'], codes: Uint8Array.of(1, 3, 1, 1, 2) },
    home: { length: 5, get: (i: number) => people[i]?.home },
  };
  expect(equivalenceClasses(columns, { by, unit: 'home' })).toStrictEqual(
    equivalenceClasses(people, { by, unit: 'home' }),
  );
});
test('a unit counts once in its class', () => {
  const classes = equivalenceClasses(people, { by, unit: 'home' });
  expect(classes.units).toStrictEqual(Int32Array.of(2, 1, 1));
  expect(kAnonymity({ k: 2 }).check(classes)).toStrictEqual({
    satisfies: false,
    measured: 1,
    failing: Int32Array.of(1, 2),
    vacuous: false,
    convention: 'units',
  });
  expect(reidentificationRisk(classes)).toMatchObject({ highest: 1, lowest: 0.5, average: 3.5 / 5 });
  const unknown = people.map((row) => ({ ...row, home: null }));
  expect(equivalenceClasses(unknown, { by, unit: 'home' }).units).toStrictEqual(Int32Array.of(1, 1, 1));
});
test('without quasi-identifiers all rows are one class', () => {
  const classes = equivalenceClasses(people, { by: [] });
  expect(classes.sizes).toStrictEqual(Int32Array.of(5));
  expect(kAnonymity({ k: 5 }).check(classes).satisfies).toBe(true);
  expect(equivalenceClasses({}, { by: [] }).count).toBe(0);
});
test('an empty table satisfies every k vacuously and has no risk', () => {
  const classes = equivalenceClasses([] as { age: number }[], { by: ['age'] });
  expect(kAnonymity({ k: 9 }).check(classes)).toMatchObject({ satisfies: true, measured: 0, vacuous: true });
  expect(reidentificationRisk(classes)).toStrictEqual({
    records: 0,
    classes: 0,
    highest: 0,
    average: 0,
    lowest: 0,
    recordsAtRisk: { threshold: 0.2, count: 0, share: 0 },
    uniques: { count: 0, share: 0 },
  });
});
test('missing is a category, −0 is 0, an empty text is a value, dates go by instant', () => {
  const sizes = (values: readonly unknown[]) => [...equivalenceClasses({ x: values }, { by: ['x'] }).sizes];
  expect(sizes([null, undefined, Number.NaN, 0, -0, ''])).toStrictEqual([3, 2, 1]);
  expect(sizes([new Date(5), new Date(5), new Date(6), new Date(Number.NaN), null])).toStrictEqual([2, 1, 2]);
  expect(sizes([1n, 1n, true, 'true', 'é', 'e\u0301'])).toStrictEqual([2, 1, 1, 1, 1]);
  expect([...equivalenceClasses([{ x: 1 }, {}, { x: undefined }], { by: ['x' as never] }).sizes]).toStrictEqual([1, 2]);
});
test('a wide dictionary keeps wide codes', () => {
  for (const size of [255, 256, 65_535, 65_536]) {
    const x = Array.from({ length: size }, (_, i) => i);
    expect(equivalenceClasses({ x }, { by: ['x'] }).count).toBe(size);
  }
});
test.each([
  ['an object', [{ a: 1 }], 0],
  ['a bigint beside a number', [1, 2n], 1],
  ['a number beside a date', ['x', new Date(1), 1], 2],
])('%s is refused with its column and row', (_, x, index) => {
  const failure = thrown(() => equivalenceClasses({ x }, { by: ['x'] }));
  expect([failure.code, failure.details]).toStrictEqual(['ERR_INPUT', { field: 'x', index }]);
});
test.each([
  ['a column that is not there', people, { by: ['zip'] }, 'ERR_PARAMETER'],
  ['a column that is not there, among columns', { age: [1] }, { by: ['zip'] }, 'ERR_PARAMETER'],
  ['a column twice', people, { by: ['age', 'age'] }, 'ERR_PARAMETER'],
  ['the unit as a quasi-identifier', people, { by: ['age'], unit: 'age' }, 'ERR_PARAMETER'],
  ['no list of columns', people, undefined, 'ERR_PARAMETER'],
  ['a text as a table', 'table', { by: [] }, 'ERR_INPUT'],
  ['a row that is none', [null], { by: ['age'] }, 'ERR_INPUT'],
  ['a text as a column', { age: 'abc' }, { by: ['age'] }, 'ERR_INPUT'],
  ['columns of different length', { age: [1, 2], town: ['a'] }, { by: ['age', 'town'] }, 'ERR_INPUT'],
  ['a unit of different length', { age: [1, 2], home: ['a'] }, { by: ['age'], unit: 'home' }, 'ERR_INPUT'],
])('%s is refused', (_, table, options, code) => {
  expect(thrown(() => equivalenceClasses(table as never, options as never)).code).toBe(code);
});
test.each([0, 1.5, Number.NaN, '2', undefined])('k = %s is refused', (k) => {
  expect(thrown(() => kAnonymity({ k } as never)).code).toBe('ERR_PARAMETER');
});
test('a threshold is decided on the risk itself', () => {
  const classes = (size: number) => equivalenceClasses({ x: Array(size).fill(1) }, { by: ['x'] });
  const atRisk = (size: number, threshold: number) =>
    reidentificationRisk(classes(size), { threshold }).recordsAtRisk.count;
  for (let size = 1; size <= 100; size += 1) expect(atRisk(size, 1 / size)).toBe(0);
  expect([atRisk(4, 0.2), atRisk(5, 0.2)]).toStrictEqual([4, 0]);
  for (const threshold of [0, 1.1, Number.NaN]) {
    expect(thrown(() => reidentificationRisk(classes(1), { threshold })).code).toBe('ERR_PARAMETER');
  }
});

const DATA = new URL('../../../shared/data/', import.meta.url);
const known = [
  ['credit', 'credit_data.csv', ['Age', 'Marital', 'Job', 'Home'], { classes: 1041, uniques: 492, below: 1315 }],
] as const;
describe.runIf(existsSync(DATA))('real tables (skipped where ../shared/data is absent)', () => {
  test.each(known)(
    '%s has the classes that its description states',
    (folder, file, columns, { classes, uniques, below }) => {
      const rows = parse(readFileSync(new URL(`${folder}/${file}`, DATA)), { columns: true }) as Record<
        string,
        string
      >[];
      const risk = reidentificationRisk(equivalenceClasses(rows, { by: columns }));
      expect([risk.classes, risk.uniques.count, risk.recordsAtRisk.count]).toStrictEqual([classes, uniques, below]);
    },
  );
});
