import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { PrivacyError } from 'voile';
import { type EquivalenceClasses, equivalenceClasses, kAnonymity, reidentificationRisk } from 'voile/anonymity';

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
  const alone = equivalenceClasses(unknown, { by, unit: 'home' });
  expect(alone.units).toStrictEqual(Int32Array.of(1, 1, 1));
  expect(reidentificationRisk(alone).uniques).toStrictEqual({ count: 5, share: 1 });
});
test('without quasi-identifiers all rows are one class', () => {
  const classes = equivalenceClasses(people, { by: [] });
  expect(classes.sizes).toStrictEqual(Int32Array.of(5));
  expect(kAnonymity({ k: 5 }).check(classes)).toMatchObject({ satisfies: true, vacuous: true });
  expect(kAnonymity({ k: 6 }).check(classes)).toMatchObject({ satisfies: false, vacuous: false });
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
    affectedByHighest: { count: 0, share: 0 },
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
  ['a date beside a number', [1, Number.NaN, new Date(1)], 2],
  ['a function', ['a', () => 1], 1],
  ['a symbol', ['a', Symbol('a')], 1],
])('%s is refused with its column and row', (_, x, index) => {
  const failure = thrown(() => equivalenceClasses({ x }, { by: ['x'] }));
  expect([failure.code, failure.details]).toStrictEqual(['ERR_INPUT', { field: 'x', index }]);
  expect(failure.message).toMatch(new RegExp(`^table: .* \\(field x, row ${index}\\)$`));
});
test.each([
  ['above', Uint8Array.of(0, 1, 2)],
  ['above, seen late', Uint8Array.of(1, 0, 7)],
  ['below', Int8Array.of(0, 1, -1)],
  ['between', Float64Array.of(0, 1, 0.5)],
])('a code %s the entries of its dictionary is refused, not taken for missing', (_, codes) => {
  const failure = thrown(() =>
    equivalenceClasses({ x: { dictionary: ['a', 'b'], codes } } as never, { by: ['x'] as never }),
  );
  expect([failure.code, failure.details]).toStrictEqual(['ERR_INPUT', { field: 'x', index: 2 }]);
});
test('a getter that throws tells where, not what', () => {
  const secret = (i: number): string => {
    if (i === 1) throw new Error('secret');
    return 'a';
  };
  const row = {
    get x() {
      return secret(1);
    },
  };
  for (const table of [[{ x: 'a' }, row], { x: { length: 2, get: secret } }]) {
    const failure = thrown(() => equivalenceClasses(table, { by: ['x'] as never }));
    expect([failure.code, failure.details]).toStrictEqual(['ERR_INPUT', { field: 'x', index: 1, threw: 'Error' }]);
    expect(`${failure} ${JSON.stringify(failure)} ${failure.stack}`).not.toContain('secret');
  }
});
test('a class instance is a row, with its inherited getters', () => {
  class Person {
    get age(): number {
      return 3;
    }
  }
  expect(equivalenceClasses([new Person(), new Person()], { by: ['age'] }).count).toBe(1);
});
test('an error names what it is about', () => {
  const details = (table: unknown, options: unknown) =>
    thrown(() => equivalenceClasses(table as never, options as never)).details;
  expect(details(people, { by: ['age', 'zip'] })).toStrictEqual({ field: 'zip', parameter: 'by', position: 1 });
  expect(details(people, { by: ['age'], unit: 'zip' })).toStrictEqual({ field: 'zip', parameter: 'unit' });
  expect(details(people, { by: ['age', 'town', 'age'] })).toStrictEqual({ parameter: 'by', position: 2 });
  expect(details(people, { by: ['age'], unit: 'age' })).toStrictEqual({ parameter: 'unit' });
  expect(details(people, { by: 'age' })).toStrictEqual({ parameter: 'by' });
  expect(details([{}, null], { by: [] })).toStrictEqual({ index: 1 });
  expect(details({ age: [1], town: ['a', 'b'] }, { by: ['age'] })).toStrictEqual({ field: 'town' });
});
test('what comes out is frozen and does not follow the options', () => {
  const names: ('age' | 'town')[] = ['age'];
  const classes = equivalenceClasses(people, { by: names });
  names.push('town');
  expect(classes.by).toStrictEqual(['age']);
  const model = kAnonymity({ k: 2 });
  const risk = reidentificationRisk(classes);
  const made = [classes, classes.by, model, model.parameters, model.monotone, model.check(classes), risk];
  const inner = [risk.affectedByHighest, risk.recordsAtRisk, risk.uniques];
  expect([...made, ...inner].every(Object.isFrozen)).toBe(true);
});
test.each([undefined, null, {}, { sizes: [1] }, 'classes'])('%o is not taken for classes', (classes) => {
  expect(thrown(() => kAnonymity({ k: 2 }).check(classes as never)).code).toBe('ERR_INPUT');
  expect(thrown(() => reidentificationRisk(classes as never)).code).toBe('ERR_INPUT');
});
test.each([
  ['a column that is not there', people, { by: ['zip'] }, 'ERR_PARAMETER'],
  ['a column that is not there, among columns', { age: [1] }, { by: ['zip'] }, 'ERR_PARAMETER'],
  ['a column twice', people, { by: ['age', 'age'] }, 'ERR_PARAMETER'],
  ['the unit as a quasi-identifier', people, { by: ['age'], unit: 'age' }, 'ERR_PARAMETER'],
  ['an inherited name, among columns', { age: [1] }, { by: ['toString'] }, 'ERR_PARAMETER'],
  ['a symbol for a name', people, { by: [Symbol('age')] }, 'ERR_PARAMETER'],
  ['a name that is no text', people, { by: [1] }, 'ERR_PARAMETER'],
  ['no list of columns', people, undefined, 'ERR_PARAMETER'],
  ['a text as a table', 'table', { by: [] }, 'ERR_INPUT'],
  ['a row that is none', [null], { by: ['age'] }, 'ERR_INPUT'],
  ['no table', null, { by: [] }, 'ERR_INPUT'],
  ['a hole among the rows', Object.assign(Array(3), { 0: { age: 1 }, 2: { age: 2 } }), { by: ['age'] }, 'ERR_INPUT'],
  ['a number as a column', { age: 5 }, { by: [] }, 'ERR_INPUT'],
  ['a column without a length', { age: {} }, { by: ['age'] }, 'ERR_INPUT'],
  ['a dictionary without codes', { age: { dictionary: [1], length: 1 } }, { by: ['age'] }, 'ERR_INPUT'],
  ['a dictionary that is a text', { age: { dictionary: 'ab', codes: [0] } }, { by: ['age'] }, 'ERR_INPUT'],
  ['more rows than can be counted', { age: { length: 2 ** 31, get: () => 1 } }, { by: ['age'] }, 'ERR_INPUT'],
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

const SHARED = new URL('../../../shared/', import.meta.url);
const has = (path: string): boolean => existsSync(new URL(path, SHARED));
const read = (path: string): string => readFileSync(new URL(path, SHARED), 'utf8');

/** Figures counted apart from this library; shares are of all rows. */
const tables = [
  [
    'credit/credit_data.csv',
    ['Age', 'Marital', 'Job', 'Home'],
    { rows: 4_454, classes: 1_041, uniques: 492, below5: 1_315 },
  ],
  [
    'eusilc/eusilc.csv',
    ['age', 'rb090', 'db040', 'pb220a', 'hsize'],
    { rows: 14_827, classes: 5_252, uniques: 2_042, below5: 8_190 },
  ],
  [
    'attrition/attrition.csv',
    ['Age', 'Gender', 'MaritalStatus', 'Department', 'JobRole', 'Education'],
    { rows: 1_470, classes: 1_204, uniques: 993, below5: 1_460 },
  ],
  [
    'adult/adult.csv',
    ['sex', 'age', 'race', 'education'],
    { rows: 30_162, classes: 3_152, uniques: 1_206, below5: 3_671 },
  ],
  [
    'adult/adult.csv',
    ['sex', 'age', 'race', 'marital-status', 'education', 'native-country', 'workclass', 'occupation', 'salary-class'],
    { rows: 30_162, classes: 19_502, uniques: 15_512, below5: 23_470 },
  ],
] as const;

const parsed = new Map<string, string[][]>();
function linesOf(path: string): string[][] {
  const delimiter = path.startsWith('adult') ? ';' : ',';
  const lines: string[][] = parsed.get(path) ?? parse(read(`data/${path}`), { delimiter });
  parsed.set(path, lines);
  return lines;
}

/** The cells of a file by column, missing ones null. */
function cellsOf(path: string, names: readonly string[]): { [name: string]: (string | null)[] } {
  const [header = [], ...rows] = linesOf(path);
  const missing = path.startsWith('eusilc') ? 'NA' : '';
  return Object.fromEntries(
    names.map((name) => {
      const at = header.indexOf(name);
      return [name, rows.map((row) => (row[at] === missing ? null : (row[at] ?? null)))];
    }),
  );
}

describe.runIf(has('data/'))('real tables (skipped where ../shared/data is absent)', () => {
  test.each(tables)('%s by %j has the classes that were counted', (path, names, expected) => {
    const risk = reidentificationRisk(equivalenceClasses(cellsOf(path, names), { by: names }));
    const { records, classes, uniques, recordsAtRisk } = risk;
    expect({ rows: records, classes, uniques: uniques.count, below5: recordsAtRisk.count }).toStrictEqual(expected);
    expect(recordsAtRisk.share).toBe(expected.below5 / expected.rows);
  });
  test('eusilc by households has more rows in classes of fewer than five', () => {
    const names = ['age', 'rb090', 'db040', 'pb220a', 'hsize'] as const;
    const cells = cellsOf('eusilc/eusilc.csv', [...names, 'db030']);
    const classes = equivalenceClasses(cells, { by: names, unit: 'db030' });
    expect(reidentificationRisk(classes).recordsAtRisk.count).toBe(8_218);
    const { failing } = kAnonymity({ k: 5 }).check(classes);
    expect(failing.reduce((sum, group) => sum + (classes.sizes[group] ?? 0), 0)).toBe(8_218);
  });
});

interface OracleValue {
  readonly id: string;
  readonly table: string;
  readonly metric: string;
  readonly expected: number;
  readonly quasiIdentifiers?: readonly string[];
}
interface Oracle {
  readonly tables: { readonly [name: string]: { columns: string[]; rows: (string | number | null)[][]; qi: string[] } };
  readonly values: readonly OracleValue[];
}

const ORACLE = 'oracle/anonymity.json';
const oracle: Oracle = has(ORACLE) ? JSON.parse(read(ORACLE)) : { tables: {}, values: [] };
const measures: { readonly [metric: string]: (classes: EquivalenceClasses) => number } = {
  k: (classes) => kAnonymity({ k: 1 }).check(classes).measured,
  'risk average': (classes) => reidentificationRisk(classes).average,
  'risk highest': (classes) => reidentificationRisk(classes).highest,
  'risk lowest': (classes) => reidentificationRisk(classes).lowest,
  'risk affectedHighest': (classes) => reidentificationRisk(classes).affectedByHighest.share,
  'risk sampleUniqueFraction': (classes) => reidentificationRisk(classes).uniques.share,
  distinction: (classes) => reidentificationRisk(classes).average,
};
const measureOf = ({ metric }: OracleValue): ((classes: EquivalenceClasses) => number) | undefined => {
  const above = /^fraction of records with 1\/\|E\| > ([\d.]+)$/.exec(metric)?.[1];
  if (above === undefined) return measures[metric];
  return (classes) => reidentificationRisk(classes, { threshold: Number(above) }).recordsAtRisk.share;
};

describe.runIf(has(ORACLE))('values of other systems (skipped where ../shared/oracle is absent)', () => {
  const known = oracle.values.filter(measureOf).map((value) => [value.id, value] as const);
  test('there are some of every measure', () => {
    expect(Object.keys(measures).filter((metric) => !known.some(([, value]) => value.metric === metric))).toEqual([]);
    expect(known.length).toBeGreaterThan(20);
  });
  test.each(known)('%s', (_, value) => {
    const { columns, rows, qi } = oracle.tables[value.table] ?? { columns: [], rows: [], qi: [] };
    const table = rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]])));
    const classes = equivalenceClasses(table, { by: value.quasiIdentifiers ?? qi });
    expect(measureOf(value)?.(classes)).toBeCloseTo(value.expected, 9);
  });
});
test('numbers of every kind have one class a value', () => {
  const values = [0, -0, 1, 65_535, 65_536, -1, 0.5, 1e300, 5e-324, 2 ** 53, -Infinity, Infinity];
  const table = { x: [...values, ...values] };
  expect([...equivalenceClasses(table, { by: ['x'] }).sizes]).toStrictEqual([4, ...Array(values.length - 2).fill(2)]);
});
test('a table from JSON is measured by its codes, not by what their array is called', () => {
  const table = JSON.parse('{"age":{"dictionary":[31,64],"codes":[0,0,"length","length"]}}');
  expect(thrown(() => equivalenceClasses(table, { by: ['age'] as never })).code).toBe('ERR_INPUT');
  expect(thrown(() => equivalenceClasses(JSON.parse('{"a":{"length":20000000}}'), { by: ['a'] as never })).code).toBe(
    'ERR_INPUT',
  );
});
