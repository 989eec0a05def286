import { PrivacyError, transform } from 'voile';

/** Transforms small enough to see through, for tests of what carries them. */
const facts = {
  technique: 'generalisation',
  reversible: 'never',
  linkable: false,
  deterministic: true,
  parameters: {},
} as const;

const refused = (rule: string): PrivacyError => new PrivacyError('ERR_INPUT', rule);

/** An integer to its tens. */
export const tens = transform({ ...facts, name: 'tens' }, (value: number) => {
  if (!Number.isInteger(value)) throw refused('tens: value is not an integer');
  return Math.floor(value / 10) * 10;
});

/** A text to its first letter. */
export const initial = transform({ ...facts, name: 'initial' }, (value: string) => {
  if (typeof value !== 'string') throw refused('initial: value is not a text');
  return value.slice(0, 1);
});

/** By a careless author: the value is in the text of what it throws. */
export const careless = transform({ ...facts, name: 'careless' }, (value: string): string => {
  throw new RangeError(`no such ${value}`, { cause: value });
});

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
