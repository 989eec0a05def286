import { expect, test } from 'vitest';
import { chain, keep, PrivacyError, type Transform, transform } from 'voile';

const facts = {
  technique: 'generalisation',
  reversible: 'never',
  linkable: false,
  deterministic: true,
  parameters: {},
} as const;
const half = transform({ ...facts, name: 'half' }, (value: number) => Math.floor(value / 2));
const text = transform(
  { ...facts, name: 'text', technique: 'perturbation', reversible: 'partly' },
  (value: number) => `${value}`,
);
const owned = transform(
  { ...facts, name: 'owned', reversible: 'with-key', linkable: true, deterministic: false, reads: ['owner'] },
  (value: string, row: { readonly owner: string }) => `${row.owner}:${value}`,
);

test('steps run from the first to the last', () => {
  expect(chain(half, text)(7)).toBe('3');
  expect(chain(half, half, text)(7)).toBe('1');
  expect(chain(half, half, half, text)(16)).toBe('2');
});
test('a row transform makes the chain one, and gets the whole row', () => {
  const both = chain(half, text, owned);
  expect(both(7, { owner: 'a' })).toBe('a:3');
  expect(both.facts.reads).toStrictEqual(['owner']);
  expect(() => both(7, undefined as never)).toThrow(PrivacyError);
});
test('the facts of a chain follow from its steps', () => {
  expect(chain(half, text).facts).toStrictEqual({
    name: 'chain',
    technique: 'perturbation',
    reversible: 'never',
    linkable: false,
    deterministic: true,
    parameters: {},
    steps: [half.facts, text.facts],
  });
  expect(chain(text, owned).facts).toMatchObject({ reversible: 'partly', linkable: true, deterministic: false });
  expect(chain(half, keep()).facts).toMatchObject({ technique: 'generalisation', linkable: false });
  expect(chain(owned, text as never).facts.linkable).toBe(false);
  expect(chain(keep(), keep()).facts).toMatchObject({ technique: 'identity', reversible: 'always' });
});
test.each([
  ['none', [], 0],
  ['a function without facts', [half, (value: number) => value], 1],
  ['nothing', [undefined, half], 0],
  ['a suppression', [half, Object.assign((): undefined => undefined, { facts: half.facts, '~mark': 'dropped' })], 1],
])('steps that are %s are refused by their position', (_, steps, position) => {
  const make = chain as unknown as (...all: unknown[]) => Transform<number, string>;
  expect(() => make(...steps)).toThrow(expect.objectContaining({ code: 'ERR_PARAMETER', details: { position } }));
});
