import { expect, test } from 'vitest';
import { mapRows, PrivacyError, policyFor, transform } from 'voile';

const facts = {
  name: 'even',
  technique: 'generalisation',
  reversible: 'never',
  linkable: false,
  deterministic: true,
  parameters: {},
} as const;
const even = transform(facts, (value: number) => {
  if (Number.isInteger(value)) return value - (value % 2);
  throw new PrivacyError('ERR_INPUT', 'even: value is not an integer');
});
const rows = [{ age: 31 }, { age: 0.5 }, { age: 42 }];

test('rows go through the literal in order', () => {
  expect(mapRows([{ age: 31 }, { age: 42 }], ({ age }) => ({ age: even(age) }))).toStrictEqual([
    { age: 30 },
    { age: 42 },
  ]);
});
test('a failure of a transform gets the index of its row', () => {
  expect(() => mapRows(rows, ({ age }) => even(age))).toThrow(
    expect.objectContaining({
      code: 'ERR_INPUT',
      message: 'even: value is not an integer (row 1)',
      details: { index: 1 },
    }),
  );
});
test('a callback is told of the row, which is left out', () => {
  const problems: unknown[] = [];
  expect(mapRows(rows, ({ age }) => even(age), { onInvalid: (problem) => problems.push(problem) })).toStrictEqual([
    30, 42,
  ]);
  expect(problems).toStrictEqual([{ code: 'ERR_INPUT', index: 1 }]);
});
test('the row stands in one bracket with the field of a policy', () => {
  const policy = policyFor<{ age: number }>()({ age: even });
  expect(() => mapRows([{ age: 2 }, { age: 0.5 }], policy)).toThrow('even: value is not an integer (field age, row 1)');
});
test('a mistake in the caller’s own code passes unchanged and is no problem of the row', () => {
  const mistake = new RangeError('mine');
  const release = (): never => {
    throw mistake;
  };
  expect(() => mapRows(rows, release)).toThrow(mistake);
  expect(() => mapRows(rows, release, { onInvalid: () => {} })).toThrow(mistake);
});
test('what is no array is refused', () => {
  expect(() => mapRows('rows' as never, (row) => row)).toThrow(expect.objectContaining({ code: 'ERR_INPUT' }));
});
