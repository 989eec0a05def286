import { expect, test } from 'vitest';
import { suppress } from '../../src/suppression/index.ts';

test.each([['Ada Lovelace'], [0], [null], [undefined], [{ name: 'Ada' }]])('%o becomes undefined', (value) => {
  expect(suppress()(value)).toBe(undefined);
});
test('the facts and the mark say that the column is dropped', () => {
  const gone = suppress();
  expect(gone['~mark']).toBe('dropped');
  expect(gone.facts).toStrictEqual({
    name: 'suppress',
    technique: 'suppression',
    reversible: 'never',
    linkable: false,
    deterministic: true,
    parameters: {},
  });
});
test('what comes out has the type undefined', () => {
  const out: undefined = suppress()('Ada');
  expect(out).toBe(undefined);
});
