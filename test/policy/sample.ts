import { transform } from 'voile';

/** Transforms small enough to see through, for tests of what carries them. */
const facts = {
  technique: 'generalisation',
  reversible: 'never',
  linkable: false,
  deterministic: true,
  parameters: {},
} as const;

function integer(name: string, value: number): number {
  if (!Number.isInteger(value)) throw new TypeError(`${name} ${value}`); // a careless author: the value is in the text
  return value;
}

/** An integer to its tens. */
export const tens = transform(
  { ...facts, name: 'tens' },
  (value: number) => Math.floor(integer('tens', value) / 10) * 10,
);

/** A text to its first letter. */
export const initial = transform({ ...facts, name: 'initial' }, (value: string) => value.slice(0, 1));

/** A different output at every call. */
export function counter() {
  let calls = 0;
  return transform({ ...facts, name: 'counter', deterministic: false }, (value: string) => {
    calls += 1;
    return `${value.length}-${calls}`;
  });
}

/** A value beside the id of its row. */
export const beside = transform(
  { ...facts, name: 'beside', reads: ['id'] },
  (value: string, row: { readonly id: string }) => `${row.id}:${value.length}`,
);
