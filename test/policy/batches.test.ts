import { expect, test } from 'vitest';
import { keep, PrivacyError, policyFor } from 'voile';
import { tens } from './sample.ts';

const policy = policyFor<{ id: string; age: number }>()({ id: keep(), age: tens });
const row = (id: string, age: number) => ({ id, age });
const bad = [[row('a', 31)], [row('b', 42), row('c', 0.5)]];

async function* slowly<T>(values: Iterable<T>): AsyncGenerator<T> {
  for (const value of values) yield await Promise.resolve(value);
}

test('an iterable gives a generator, one batch at a time', () => {
  const seen: number[] = [];
  function* source() {
    for (const age of [31, 42]) {
      seen.push(age);
      yield [row('a', age)];
    }
  }
  const batches = policy.batches(source());
  expect(seen).toStrictEqual([]);
  expect(batches.next().value).toStrictEqual([{ id: 'a', age: 30 }]);
  expect(seen).toStrictEqual([31]);
});

test('an async iterable gives an async generator', async () => {
  const out: unknown[] = [];
  for await (const batch of policy.batches(slowly([[row('a', 31)], [], [row('b', 42)]]))) out.push(batch);
  expect(out).toStrictEqual([[{ id: 'a', age: 30 }], [], [{ id: 'b', age: 40 }]]);
});

test('the index of a failure counts over all batches', () => {
  const problems: number[] = [];
  expect([...policy.batches(bad, { onInvalid: ({ index }) => problems.push(index) })]).toHaveLength(2);
  expect(problems).toStrictEqual([2]);
  expect(() => [...policy.batches(bad)]).toThrow('tens: value is not an integer (field age, row 2)');
});

test('leaving early closes the source', () => {
  let closed = false;
  function* source() {
    try {
      for (;;) yield [row('a', 31)];
    } finally {
      closed = true;
    }
  }
  for (const _ of policy.batches(source())) break;
  expect(closed).toBe(true);
});

test.each([
  ['rows where batches belong', [row('a', 31)]],
  ['what is no iterable', { length: 1 }],
  ['nothing', undefined],
])('%s are refused', (_, source) => {
  expect(() => [...policy.batches(source as never)]).toThrow(PrivacyError);
});
