import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { keep, nullable, PrivacyError, policyFor, transform } from 'voile';
import { bin, topBottomCode } from 'voile/generalisation';
import { redact } from 'voile/suppression';
import { beside, counter, initial, tens } from './sample.ts';

interface Visit {
  readonly id: string;
  readonly age: number;
  readonly town: string;
}
const policy = policyFor<Visit>()({ id: keep(), age: tens, town: initial });
const failure = (run: () => unknown): PrivacyError => {
  try {
    run();
  } catch (thrown) {
    if (thrown instanceof PrivacyError) return thrown;
  }
  throw new Error('no PrivacyError was thrown');
};
const ids = ['a', 'b', 'c'];
const cell = (column: unknown, i: number): unknown => {
  const { dictionary, codes } = column as { dictionary?: unknown[]; codes: Uint8Array };
  return dictionary ? dictionary[codes[i] as number] : (column as unknown[])[i];
};

test('arrays, typed arrays, vectors and dictionaries are columns', () => {
  const vector = { length: 3, get: (i: number) => ['Lyon', 'Nice', 'Lyon'][i] as string };
  expect(policy.columns({ id: ids, age: Uint8Array.of(31, 42, 53), town: vector })).toStrictEqual({
    id: ids,
    age: [30, 40, 50],
    town: ['L', 'N', 'L'],
  });
  const town = { dictionary: ['Nice', 'Lyon'], codes: Uint8Array.of(1, 0, 1) };
  expect(policy.columns({ id: ids, age: [31, 42, 53], town }).town).toStrictEqual({
    dictionary: ['L', 'N'],
    codes: Uint8Array.of(0, 1, 0),
  });
});

test('codes do not tell rows of one label apart, nor where a value stood in the dictionary', () => {
  const diagnosis = { dictionary: ['A00', 'B20', 'C50', 'J45'], codes: Uint8Array.of(1, 3, 2, 0, 1) };
  const age = { dictionary: [31, 34, 38, 49], codes: Uint8Array.of(3, 0, 1, 2, 0) };
  const health = policyFor<{ diagnosis: string; age: number }>()({ diagnosis: redact(), age: bin({ width: 10 }) });
  expect(health.columns({ diagnosis, age })).toStrictEqual({
    diagnosis: { dictionary: ['[redacted]'], codes: Uint8Array.of(0, 0, 0, 0, 0) },
    age: { dictionary: ['[40, 50)', '[30, 40)'], codes: Uint8Array.of(0, 1, 1, 1, 1) },
  });
});

test('numbers, bigints and texts that print alike stay apart', () => {
  const mixed = transform(
    { ...tens.facts, name: 'mixed' },
    (value: number): unknown => [1, 1n, '1', '#1', 'n1', -0, 0][value],
  );
  const column = { dictionary: [0, 1, 2, 3, 4, 5, 6], codes: Uint8Array.of(0, 1, 2, 3, 4, 5, 6) };
  const out = policyFor<{ x: number }>()({ x: mixed }).columns({ x: column }).x as {
    readonly dictionary: readonly unknown[];
  };
  expect(out.dictionary).toStrictEqual([1, 1n, '1', '#1', 'n1', -0, 0]);
});

test('each row gets an object of its own', () => {
  const inner = policyFor<{ town: string }>()({ town: initial });
  const nested = policyFor<{ home: { town: string } }>()({ home: inner });
  const home = { dictionary: [{ town: 'Lyon' }], codes: Uint8Array.of(0, 0) };
  const out = nested.columns({ home }).home as { town: string }[];
  expect(out).toStrictEqual([{ town: 'L' }, { town: 'L' }]);
  expect(out[0]).not.toBe(out[1]);
});

const kept = policyFor<{ name: string; age: number }>()({ name: keep(), age: keep() });

test('a kept column is a copy: nothing that an object carries beside its rows leaves', () => {
  const all = ['Ada', 'Bob', 'Eve, filtered out'];
  const sliced = { length: 2, get: (i: number) => all[i] as string, data: all };
  const array = Object.assign(['Ada', 'Bob'], { parent: all });
  const dictionary = {
    dictionary: Object.assign(['Bob', 'unused', 'Ada'], { parent: all }),
    codes: Uint8Array.of(2, 0),
  };
  for (const name of [sliced, array, dictionary]) {
    const out = kept.columns({ name, age: [36, 41] });
    expect(inspect(out, { depth: 9, showHidden: true })).not.toMatch(/Eve|unused/);
    expect([0, 1].map((i) => cell(out.name, i))).toStrictEqual(['Ada', 'Bob']);
  }
});

test.each([
  ['a subarray', (bytes: number[]) => Uint8Array.from([9, 9, ...bytes]).subarray(2)],
  ['a Buffer of the pool', (bytes: number[]) => Buffer.from(bytes)],
])('what lies beside %s in memory does not leave, and the input stays', (_, make) => {
  const [age, codes] = [make([31, 42, 53]), make([0, 1, 0])];
  const out = kept.columns({ age, name: { dictionary: ['Ada', 'Bob'], codes } });
  expect((out.age as Uint8Array).buffer.byteLength).toBe(3);
  expect((out.name as { codes: Uint8Array }).codes.buffer.byteLength).toBe(3);
  const some = policyFor<{ name: string; age: number }>()({ name: keep(), age: tens });
  some.columns({ age: [1, 0.5, 3], name: { dictionary: ['Ada', 'Bob'], codes } }, { onInvalid: () => {} });
  expect([[...age], [...codes]]).toStrictEqual([
    [31, 42, 53],
    [0, 1, 0],
  ]);
});

test.each([
  Float64Array.of(0.5),
  Float32Array.of(0.5),
  Int32Array.of(-1),
  Uint32Array.of(2 ** 31),
  Int16Array.of(-1),
  Uint16Array.of(7),
  Int8Array.of(-1),
])('kept numbers stay of their kind: %o', (age) => {
  const out = kept.columns({ age, name: ['Ada'] });
  expect(out.age).toStrictEqual(age);
  expect(out.age).not.toBe(age);
});

test('kept bigints become an array', () => {
  const big = policyFor<{ id: bigint }>()({ id: keep() });
  expect(big.columns({ id: BigInt64Array.of(1n, 2n) }).id).toStrictEqual([1n, 2n]);
});

test('a dictionary with holes keeps every row its own value', () => {
  const names: string[] = [];
  names[1] = 'Ada';
  names[3] = 'unused';
  const name = { dictionary: names, codes: Uint8Array.of(0, 1) };
  expect(kept.columns({ name, age: [1, 2] }).name).toStrictEqual({
    dictionary: [undefined, 'Ada'],
    codes: Uint8Array.of(0, 1),
  });
});

test('a wide dictionary narrows to what is used', () => {
  for (const [size, Codes] of [
    [300, Uint16Array],
    [70_000, Uint32Array],
  ] as const) {
    const name = { dictionary: Array.from({ length: size }, (_, i) => `${i}`), codes: Codes.of(size - 1, 0) };
    expect(kept.columns({ name, age: [1, 2] }).name).toStrictEqual({
      dictionary: [`${size - 1}`, '0'],
      codes: Uint8Array.of(0, 1),
    });
  }
});

test('what the caller’s own objects throw is told by its place only', () => {
  const broken = (): never => {
    throw new Error('cannot decode secret-5d0c');
  };
  const tables = [
    { name: { length: 2, get: broken }, age: [1, 2] },
    Object.defineProperty({ age: [1, 2] }, 'name', { get: broken, enumerable: true }),
    { name: Object.defineProperty({ get: broken }, 'length', { get: broken }), age: [1, 2] },
  ];
  for (const table of tables) {
    const thrown = failure(() => kept.columns(table as never, { onInvalid: () => {} }));
    expect(thrown.details).toMatchObject({ field: 'name', threw: 'Error' });
    expect(`${thrown.stack}${inspect(thrown)}`).not.toContain('secret-5d0c');
  }
});

test('an unused entry is not transformed, a wrong one fails at its first row', () => {
  const age = { dictionary: [31, 0.5, 53], codes: Uint8Array.of(0, 2, 2) };
  const ages = policyFor<{ age: number }>()({ age: tens });
  expect(ages.columns({ age }).age).toStrictEqual({ dictionary: [30, 50], codes: Uint8Array.of(0, 1, 1) });
  const wrong = { ...age, codes: Uint8Array.of(0, 2, 1) };
  expect(failure(() => ages.columns({ age: wrong })).details).toStrictEqual({ field: 'age', index: 2 });
  const problems: number[] = [];
  const out = ages.columns({ age: wrong }, { onInvalid: ({ index }) => problems.push(index) });
  expect([out.age, problems]).toStrictEqual([{ dictionary: [30, 50], codes: Uint8Array.of(0, 1) }, [2]]);
});

test('equal values of a transform that is not deterministic get different outputs', () => {
  const fresh = policyFor<{ town: string }>()({ town: counter() });
  const out = fresh.columns({ town: { dictionary: ['Lyon'], codes: Uint8Array.of(0, 0, 0) } });
  expect(out.town).toStrictEqual(['4-1', '4-2', '4-3']);
});

test('a code without its entry is refused where each row is transformed too', () => {
  const fresh = policyFor<{ town: string }>()({ town: counter() });
  const town = { dictionary: ['Lyon'], codes: Uint8Array.of(0, 1) };
  expect(failure(() => fresh.columns({ town })).details).toStrictEqual({ field: 'town', index: 1 });
});

test('a row transform reads its columns from whatever form they have', () => {
  const bound = policyFor<{ id: string; phone: string }>()({ id: keep(), phone: beside });
  const id = { dictionary: ['a', 'b'], codes: Uint8Array.of(1, 0) };
  const phone = { dictionary: ['12'], codes: Uint8Array.of(0, 0) };
  expect(bound.columns({ id, phone }).phone).toStrictEqual(['b:2', 'a:2']);
  expect(failure(() => bound.columns({ phone } as never)).details).toStrictEqual({ field: 'phone', index: 0 });
});

test('missing values need nullable in columns too', () => {
  const town = { dictionary: ['Lyon', null], codes: Uint8Array.of(0, 1) };
  expect(policyFor<{ town: string | null }>()({ town: nullable(initial) }).columns({ town }).town).toStrictEqual({
    dictionary: ['L', null],
    codes: Uint8Array.of(0, 1),
  });
});

test('a callback is told of the rows in order, and all columns lose them', () => {
  const problems: unknown[] = [];
  const out = policy.columns(
    {
      id: { dictionary: ['a', 'b', 'c', 'd'], codes: Uint16Array.of(0, 1, 2, 3) },
      age: [31, 0.5, 42, 0.5],
      town: [null as never, 'Lyon', 'Nice', null as never],
    },
    { onInvalid: (problem) => problems.push(problem) },
  );
  expect(problems).toStrictEqual([
    { field: 'town', code: 'ERR_INPUT', index: 0 },
    { field: 'age', code: 'ERR_INPUT', index: 1 },
    { field: 'age', code: 'ERR_INPUT', index: 3 },
  ]);
  expect(out).toStrictEqual({ id: { dictionary: ['c'], codes: Uint8Array.of(0) }, age: [40], town: ['N'] });
});

test('without a problem the callback changes nothing', () => {
  const table = { id: ids, age: [31, 42, 53], town: ['Lyon', 'Nice', 'Lyon'] };
  expect(policy.columns(table, { onInvalid: () => {} })).toStrictEqual(policy.columns(table));
});

test.each([
  ['columns of different length', { id: ids, age: [1], town: ids }, 'age'],
  ['a text', { id: 'abc', age: [1, 2, 3], town: ids }, 'id'],
  ['nothing', { id: ids, age: null, town: ids }, 'age'],
  [
    'a code without its entry',
    { id: ids, age: [1, 2, 3], town: { dictionary: ['x'], codes: Uint8Array.of(0, 0, 1) } },
    'town',
  ],
  ['a negative code', { id: ids, age: [1, 2, 3], town: { dictionary: ['x'], codes: Int8Array.of(0, -1, 0) } }, 'town'],
  ['a code between two', { id: ids, age: [1, 2, 3], town: { dictionary: ['x', 'y'], codes: [0.5, 0, 0] } }, 'town'],
  [
    'a code of half',
    { id: ids, age: [1, 2, 3], town: { dictionary: ['x', 'y'], codes: Float64Array.of(0, 0.5, 0) } },
    'town',
  ],
  ['an object with a length only', { id: { length: 3 }, age: [1, 2, 3], town: ids }, 'id'],
  ['a negative length', { id: { length: -1, get: () => 1 }, age: [1], town: ['x'] }, 'id'],
  ['a dictionary without codes', { id: ids, age: [1, 2, 3], town: { dictionary: ['x'] } }, 'town'],
])('%s is refused by the name of the column', (_, table, field) => {
  const thrown = failure(() => policy.columns(table as never));
  expect([thrown.code, thrown.details.field]).toStrictEqual(['ERR_INPUT', field]);
});

test('the fast loop of a technique gives way where a row does not fit, and to vectors', () => {
  const notes = policyFor<{ note: string }>()({ note: redact() });
  const vector = { length: 2, get: (i: number) => ['x', 'y'][i] as string };
  expect(notes.columns({ note: vector }).note).toStrictEqual(['[redacted]', '[redacted]']);
  expect(notes.columns({ note: ['x', 'y'] }).note).toStrictEqual(['[redacted]', '[redacted]']);
  expect(failure(() => notes.columns({ note: ['x', null as never] })).details).toStrictEqual({
    field: 'note',
    index: 1,
  });
});

test('numbers from a typed array come in one, labels in an array, and nothing comes of no rows', () => {
  const ages = policyFor<{ age: number; band: number }>()({
    age: topBottomCode({ high: 90 }),
    band: bin({ width: 10 }),
  });
  const age = Uint8Array.of(34, 97);
  expect(ages.columns({ age, band: age })).toStrictEqual({
    age: Float64Array.of(34, 90),
    band: ['[30, 40)', '[90, 100)'],
  });
  expect(ages.columns({ age: new Uint8Array(0), band: [] })).toStrictEqual({ age: [], band: [] });
});

test.each([[undefined], [null], [5], [[{ id: 'a' }]]])('%o is no table of columns', (table) => {
  expect(failure(() => policy.columns(table as never)).code).toBe('ERR_INPUT');
});

test('a column is read once, so that a getter cannot exchange it', () => {
  let reads = 0;
  const table = {
    get id() {
      reads += 1;
      return ids;
    },
    age: [1, 2, 3],
    town: ids,
  };
  policy.columns(table);
  expect(reads).toBe(1);
});

test('a table without columns gives none', () => {
  expect(policy.columns({} as never)).toStrictEqual({});
});
