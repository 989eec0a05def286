import { expect, test } from 'vitest';
import { chain, describe, keep, nullable, policyFor } from 'voile';
import { initial, tens } from './sample.ts';

const policy = policyFor<{ name: string | null; age: number; plan: string }>()({
  name: nullable(initial),
  age: chain(tens, keep()),
  plan: keep(),
});

test('every field is described by its facts, and all others are said to be dropped', () => {
  const description = describe(policy);
  expect(Object.keys(description)).toStrictEqual(['voile', 'version', 'fields', 'others']);
  expect(description.others).toBe('dropped');
  expect(description.fields['name']).toStrictEqual({ ...initial.facts, name: 'nullable', steps: [initial.facts] });
  expect(description.fields['age']?.steps?.map(({ name }) => name)).toStrictEqual(['tens', 'keep']);
});
test('the text is the same at every call, with the properties in alphabetical order', () => {
  expect(JSON.stringify(describe(policy))).toBe(JSON.stringify(describe(policy)));
  expect(JSON.stringify(describe(policyFor<{ plan: string }>()({ plan: keep() })))).toBe(
    '{"voile":"policy","version":1,"fields":{"plan":{"deterministic":true,"linkable":true,"name":"keep","parameters":{},' +
      '"reversible":"always","technique":"identity"}},"others":"dropped"}',
  );
});
test('the fields of a nested policy stand in its order', () => {
  const address = policyFor<{ zip: string; city: string }>()({ zip: initial, city: keep() });
  const outer = describe(
    policyFor<{ address: { zip: string; city: string } | null }>()({ address: nullable(address) }),
  );
  expect(Object.keys(outer.fields['address']?.fields ?? {})).toStrictEqual(['zip', 'city']);
});
test.each([[undefined], [null], [tens]])('%o is no policy', (wrong) => {
  expect(() => describe(wrong as never)).toThrow('describe: needs a policy');
});
