import { expect, test } from 'vitest';
import { keep, nullable, PrivacyError, policyFor } from 'voile';
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

test('arrays, typed arrays, vectors and dictionaries are columns', () => {
  const vector = { length: 3, get: (i: number) => ['Lyon', 'Nice', 'Lyon'][i] as string };
  expect(policy.columns({ id: ids, age: Uint8Array.of(31, 42, 53), town: vector })).toStrictEqual({
    id: ids,
    age: [30, 40, 50],
    town: ['L', 'N', 'L'],
  });
  const town = { dictionary: ['Nice', 'Lyon'], codes: Uint8Array.of(1, 0, 1) };
  expect(policy.columns({ id: ids, age: [31, 42, 53], town }).town).toStrictEqual({
    dictionary: ['N', 'L'],
    codes: Uint8Array.of(1, 0, 1),
  });
});

test('a kept column is passed by reference', () => {
  const town = { dictionary: ['Nice', 'Lyon'], codes: Uint8Array.of(1, 0, 1) };
  const all = policyFor<Visit>()({ id: keep(), age: keep(), town: keep() });
  const out = all.columns({ id: ids, age: [1, 2, 3], town });
  expect(out.id).toBe(ids);
  expect((out.town as typeof town).codes).toBe(town.codes);
  expect((out.town as typeof town).dictionary).toBe(town.dictionary);
});

test('a column that is not decided, and a dictionary entry that no row uses, do not leave', () => {
  const town = { dictionary: ['Nice', 'Paris', 'Lyon', 'Brest'], codes: Uint8Array.of(2, 0, 2) };
  const secret = ['x', 'y', 'z'];
  const out = policyFor<Visit>()({ id: keep(), age: keep(), town: keep() }).columns(
    Object.assign({ secret }, { id: ids, age: [1, 2, 3], town }),
  );
  expect(Object.keys(out)).toStrictEqual(['id', 'age', 'town']);
  expect(out.town).toStrictEqual({ dictionary: ['Nice', 'Lyon'], codes: Uint8Array.of(1, 0, 1) });
});

test('what lies beside a view in its buffer does not leave with a kept column', () => {
  const all = Float64Array.of(1, 2, 3, 99, 98);
  const codes = Uint8Array.of(0, 0, 0, 0);
  const kept = policyFor<{ age: number; town: string }>()({ age: keep(), town: keep() });
  const out = kept.columns({ age: all.subarray(0, 3), town: { dictionary: ['Lyon'], codes: codes.subarray(1) } });
  expect((out.age as Float64Array).buffer.byteLength).toBe(24);
  expect((out.town as { codes: Uint8Array }).codes.buffer.byteLength).toBe(3);
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
  expect(out).toStrictEqual({ id: { dictionary: ['c'], codes: Uint16Array.of(0) }, age: [40], town: ['N'] });
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

test('a table without columns gives none', () => {
  expect(policy.columns({} as never)).toStrictEqual({});
});
