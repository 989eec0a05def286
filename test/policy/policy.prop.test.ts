import fc from 'fast-check';
import { expect } from 'vitest';
import { chain, describe, each, keep, mapRows, nullable, type PrivacyError, policyFor, type RunOptions } from 'voile';
import { redact, suppress } from 'voile/suppression';
import { law } from '../law.ts';
import { beside, initial, tens } from './sample.ts';

interface Row {
  readonly id: string;
  readonly age: number;
  readonly name: string;
  readonly plan: string;
  readonly secret: string;
  readonly note?: string | null;
  readonly visits: readonly number[];
}
const policy = policyFor<Row>()({
  id: keep(),
  age: chain(tens, tens),
  name: beside,
  plan: redact(),
  secret: suppress(),
  note: nullable(initial),
  visits: each(tens),
});
const word = fc.string({ maxLength: 3 });
const wrong = fc.constantFrom(0.5, Number.NaN, null as never, 'secret-5d0c' as never);
const complete = fc.record({
  id: word,
  age: fc.integer(),
  name: word,
  plan: word,
  secret: word,
  note: fc.option(word),
  visits: fc.array(fc.integer(), { maxLength: 2 }),
});
const sparse = fc.oneof(
  { weight: 5, arbitrary: complete },
  complete.map(({ note: _, ...rest }) => rest),
);
const few = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 4 });
/** Longer than a block, at little cost: a few rows repeated. */
const long = fc
  .tuple(few(sparse), fc.constantFrom(1, 80))
  .map(([rows, times]) => Array(times).fill(rows).flat() as Row[]);
const faulty = fc.oneof(
  complete,
  fc.tuple(complete, wrong).map(([row, age]) => ({ ...row, age }) as unknown as Row),
);

const problemsOf = (run: (options: RunOptions) => unknown): unknown[] => {
  const problems: unknown[] = [];
  run({ onInvalid: (problem) => problems.push(problem) });
  return problems;
};
const columnsOf = (rows: readonly Row[]) =>
  ({
    id: rows.map(({ id }) => id),
    age: { length: rows.length, get: (i: number) => (rows[i] as Row).age },
    name: rows.map(({ name }) => name),
    plan: rows.map(({ plan }) => plan),
    secret: rows.map(({ secret }) => secret),
    note: { dictionary: rows.map(({ note }) => note), codes: Uint32Array.from(rows.keys()) },
    visits: rows.map(({ visits }) => visits),
  }) as const;
const cell = (column: unknown, i: number): unknown => {
  const { dictionary, codes } = column as { dictionary?: unknown[]; codes: Uint32Array };
  return dictionary ? dictionary[codes[i] as number] : (column as unknown[])[i];
};

law('shape: an array of rows gives what each row gives', [long], (rows) => {
  const out = policy.rows(rows);
  expect(out.length).toBe(rows.length);
  for (const i of [0, 1, 2, rows.length - 1].filter((i) => i >= 0 && i < rows.length)) {
    expect(out[i]).toStrictEqual(policy(rows[i] as Row));
  }
});
law('shape: columns give the columns of the rows', [few(complete)], (rows) => {
  const out = policy.columns(columnsOf(rows));
  const released = policy.rows(rows);
  for (const [name, column] of Object.entries(out)) {
    expect(rows.map((_, i) => cell(column, i))).toStrictEqual(released.map((row) => row[name as keyof typeof row]));
  }
});
law(
  'shape: batches give the rows of the whole, however it is cut',
  [few(complete), fc.integer({ min: 1, max: 3 })],
  (rows, size) => {
    const batches = rows.flatMap((_, i) => (i % size === 0 ? [rows.slice(i, i + size)] : []));
    expect([...policy.batches(batches)].flat()).toStrictEqual(policy.rows(rows));
  },
);
law('shape: the same rows are left out in every way to run', [few(faulty)], (rows) => {
  const problems = problemsOf((options) => policy.rows(rows, options));
  expect(problemsOf((options) => policy.columns(columnsOf(rows), options))).toStrictEqual(problems);
  expect(
    problemsOf((options) => [
      ...policy.batches(
        rows.map((row) => [row]),
        options,
      ),
    ]),
  ).toStrictEqual(problems);
  expect(policy.rows(rows, { onInvalid: () => {} })).toHaveLength(rows.length - problems.length);
});
law('shape: mapRows is map', [few(fc.integer())], (rows) => {
  expect(mapRows(rows, (row) => ({ tens: tens(row) }))).toStrictEqual(rows.map((row) => ({ tens: tens(row) })));
});
law('shape: the input is untouched', [long], (rows) => {
  const before = JSON.stringify(rows);
  policy.rows(rows);
  expect(JSON.stringify(rows)).toBe(before);
});
law('shape: the description does not depend on what was released', [few(complete)], (rows) => {
  const before = JSON.stringify(describe(policy));
  policy.rows(rows);
  expect(JSON.stringify(describe(policy))).toBe(before);
});
law('privacy: no property leaves that was not decided', [long, word, word], (rows, name, value) => {
  fc.pre(!Object.keys(policy.fields).includes(name));
  const wider = rows.map((row) => ({ ...row, [name]: value }));
  expect(policy.rows(wider)).toStrictEqual(policy.rows(rows));
});
law('privacy: no failure holds a value', [few(complete), complete], (rows, row) => {
  const bad = { ...row, visits: ['secret-5d0c'] } as never as Row;
  try {
    policy.rows([...rows, bad]);
    throw new Error('the row was released');
  } catch (failure) {
    const { message, stack, details, code } = failure as PrivacyError;
    expect(`${message}${stack}${JSON.stringify(failure)}`).not.toContain('secret-5d0c');
    expect({ details, code }).toStrictEqual({ details: { field: 'visits[0]', index: rows.length }, code: 'ERR_INPUT' });
  }
});
law('utility: a kept column comes back row for row', [long], (rows) => {
  expect(policy.rows(rows).every((row, i) => row.id === rows[i]?.id)).toBe(true);
});
