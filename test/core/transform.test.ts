import { expect, test } from 'vitest';
import { each, keep, nullable, PrivacyError, transform } from 'voile';
import { suppress } from 'voile/suppression';
import { placed } from '../../src/core/place.ts';

const list = ['a'];
const source = {
  name: 'shout',
  technique: 'generalisation',
  reversible: 'partly',
  linkable: false,
  deterministic: true,
  parameters: { words: list, options: { loud: true } },
} as const;
const inner = (value: string): string => value.toUpperCase();
const shout = transform(source, inner);
const signed = transform({ ...source, reads: ['by'] }, (value: string, row: { readonly by: string }) => value + row.by);

test('the function is wrapped, never changed, and gets the value alone', () => {
  expect(shout('a')).toBe('A');
  expect(Object.keys(inner)).toStrictEqual([]);
  const count = transform(source, (...all: unknown[]) => all.length);
  expect(['a', 'b'].map(count as (value: string) => number)).toStrictEqual([1, 1]);
});
test('the facts are a deep frozen copy', () => {
  list[0] = 'changed';
  expect(shout.facts.parameters).toStrictEqual({ words: ['a'], options: { loud: true } });
  expect(Object.isFrozen(shout.facts)).toBe(true);
  expect(Object.isFrozen(shout.facts.parameters['words'])).toBe(true);
  expect(Object.isFrozen(shout.facts.parameters['options'])).toBe(true);
  expect(Object.isFrozen(source)).toBe(false);
});
test.each([
  [undefined, inner],
  [{}, inner],
  [source, undefined],
])('%o and %o make no transform', (facts, apply) => {
  expect(() => transform(facts as never, apply as never)).toThrow(expect.objectContaining({ code: 'ERR_PARAMETER' }));
});
test('a row transform wants the row with the columns it reads', () => {
  expect(signed('a', { by: '!' })).toBe('a!');
  for (const row of [0, undefined, null, {}, { by: undefined }]) {
    expect(() => signed('a', row as never)).toThrow(
      expect.objectContaining({ code: 'ERR_INPUT', message: 'shout: needs the row with the columns it reads' }),
    );
  }
});
test('keep gives everything back and says that it protects nothing', () => {
  const row = { a: 1 };
  expect([keep()(row), keep()(null), keep()(undefined)]).toStrictEqual([row, null, undefined]);
  expect(keep().facts).toMatchObject({ technique: 'identity', reversible: 'always', linkable: true });
});
test('nullable lets null and undefined stay, and keeps the facts of the transform inside', () => {
  expect([nullable(shout)(null), nullable(shout)(undefined), nullable(shout)('a')]).toStrictEqual([
    null,
    undefined,
    'A',
  ]);
  expect(nullable(signed)('a', { by: '!' })).toBe('a!');
  expect(nullable(signed).facts).toStrictEqual({
    ...signed.facts,
    name: 'nullable',
    parameters: {},
    steps: [signed.facts],
  });
  expect(nullable(shout).facts.reads).toBeUndefined();
});
test.each([
  ['nothing', undefined],
  ['keep', keep()],
  ['nullable', nullable(shout)],
  ['no transform', inner],
])('nullable refuses %s', (_, wrong) => {
  expect(() => nullable(wrong as typeof shout)).toThrow(expect.objectContaining({ code: 'ERR_PARAMETER' }));
});
test('each keeps the length and the order, and leaves the list alone', () => {
  const words = ['a', 'b'];
  expect(each(shout)(words)).toStrictEqual(['A', 'B']);
  expect(words).toStrictEqual(['a', 'b']);
  expect(each(shout).facts).toStrictEqual({ ...shout.facts, name: 'each', parameters: {}, steps: [shout.facts] });
});
test('each names the position of what failed', () => {
  const careful = each(each(nullable(shout)));
  expect(() => careful([[], ['a', 7 as never]])).toThrow(
    expect.objectContaining({
      message: 'caller: its code threw TypeError (field [1][1])',
      details: { field: '[1][1]', threw: 'TypeError' },
    }),
  );
  expect(() => each(shout)('ab' as never)).toThrow('each: value is not an array');
});
test.each([
  ['nothing', undefined],
  ['no transform', inner],
  ['a row transform', signed],
  ['a suppression', suppress()],
])('each refuses %s', (_, wrong) => {
  expect(() => each(wrong as typeof shout)).toThrow(expect.objectContaining({ code: 'ERR_PARAMETER' }));
});
test('a failure is placed from the inside out, and said once', () => {
  const first = placed(new PrivacyError('ERR_INPUT', 'bin: value is not a number'), 'age', 3);
  expect(first.message).toBe('bin: value is not a number (field age, row 3)');
  expect(placed(placed(first, 'people'), 'table', 9)).toMatchObject({
    message: 'bin: value is not a number (field table.people.age, row 9)',
    details: { field: 'table.people.age', index: 9 },
  });
  expect(placed(new PrivacyError('ERR_INPUT', 'mine: rule', { field: 'x' }), 'age').message).toBe(
    'mine: rule (field age.x)',
  );
  expect(placed('text of a value', 'age').message).toBe('caller: its code threw Error (field age)');
});
