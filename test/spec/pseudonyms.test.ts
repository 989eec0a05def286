import { describe, expect, test } from 'vitest';
import { blindIndex } from '../../src/pseudonymisation/blind-index.ts';
import { blindIndexBits } from '../../src/pseudonymisation/blind-index-bits.ts';
import { formOf } from '../../src/pseudonymisation/form.ts';
import type { FormName, PseudonymAlphabet, PseudonymBits, Stretch } from '../../src/pseudonymisation/index.ts';
import { type PhoneCountry, phone, pseudonym, stretchedPseudonym } from '../../src/pseudonymisation/index.ts';
import { bytes, engines, hex, keyOf, vectors } from './vectors.ts';

interface Keyed {
  readonly name: string;
  readonly root: string;
  readonly keyId?: string;
  readonly domain: string;
  readonly document?: string;
  readonly message: string;
  readonly bits?: PseudonymBits;
  readonly alphabet?: PseudonymAlphabet;
  readonly prefix?: string;
  readonly pseudonym: string;
}
interface Phone {
  readonly countries: readonly PhoneCountry[];
  readonly national?: string;
  readonly text: string;
  readonly formed?: string;
}
interface Pseudonyms {
  readonly pseudonyms: readonly Keyed[];
  readonly tuples: readonly (Keyed & { readonly components: readonly string[] })[];
  readonly stretched: readonly (Omit<Keyed, 'message'> & { readonly text: string; readonly stretch: Stretch })[];
  readonly forms: readonly { readonly form: FormName; readonly text: string; readonly formed: string }[];
  readonly phones: readonly Phone[];
}
interface Indexes {
  readonly indexes: readonly {
    readonly name: string;
    readonly root: string;
    readonly keyId?: string;
    readonly domain: string;
    readonly text: string;
    readonly bits: number;
    readonly index: string;
  }[];
  readonly bits: readonly {
    readonly distinct: number;
    readonly min?: number;
    readonly max?: number;
    readonly code?: string;
  }[];
}
interface Refusals {
  readonly forms: readonly (Partial<Phone> & {
    readonly form: 'email' | 'phone';
    readonly text: string;
    readonly code: string;
  })[];
}
const { pseudonyms, tuples, stretched, forms, phones } = vectors<Pseudonyms>('pseudonyms');
const { indexes, bits } = vectors<Indexes>('blind-index');
const refused = vectors<Refusals>('refusals').forms;

/** What the case says of the text, and nothing where it says nothing. */
function textOf({ root, keyId, domain, bits, alphabet, prefix }: Omit<Keyed, 'name' | 'message' | 'pseudonym'>) {
  const fingerprint = keyId !== undefined && keyId === keyOf(root).id;
  return {
    key: keyOf(root, fingerprint ? undefined : keyId),
    domain,
    ...(keyId !== undefined && { withKeyId: true }),
    ...(bits && { bits }),
    ...(alphabet && { alphabet }),
    ...(prefix !== undefined && { prefix }),
  };
}

describe.each(engines)('%s engine', (engine) => {
  test.each(pseudonyms)('pseudonym: $name', (given) => {
    const policy = given.document === undefined ? 'deterministic' : { document: given.document };
    const make = pseudonym({ ...textOf(given), policy, engine });
    const message = bytes(given.message);
    expect(make(message)).toBe(given.pseudonym);
    expect(make.matches(message, given.pseudonym)).toBe(true);
    const text = Buffer.from(message).toString();
    if (hex(Buffer.from(text)) === given.message) expect(make(text)).toBe(given.pseudonym);
  });
  test.each(tuples)('tuple: $components', (given) => {
    const { components } = given;
    expect(pseudonym({ ...textOf(given), components: components.length, engine })(components)).toBe(given.pseudonym);
  });
  test.each(stretched)('stretched: $name', (given) => {
    const make = stretchedPseudonym({ ...textOf(given), stretch: given.stretch, engine });
    expect(make(given.text)).toBe(given.pseudonym);
  });
  test.each(indexes)('index: $name', ({ root, keyId, domain, text, bits, index }) => {
    const named = keyId === undefined ? {} : { withKeyId: true };
    const distinct = Number.MAX_SAFE_INTEGER;
    expect(blindIndex({ key: keyOf(root, keyId), domain, bits, distinct, engine, ...named })(text)).toBe(index);
  });
});
test.each(forms)('form $form: $text', ({ form, text, formed }) => {
  expect(formOf('test', form).apply(text)).toBe(formed);
});
test.each(phones)('telephone number, at home in $national: $text', ({ countries, national, text, formed }) => {
  const form = phone({ countries, ...(national !== undefined && { national }) });
  expect(form.apply(text)).toBe(formed);
  expect(form.apply(formed ?? '')).toBe(formed);
});
test.each(refused)('refused, form $form: $text', ({ form, text, code, countries = [], national }) => {
  const known = form === 'phone' ? phone({ countries, ...(national !== undefined && { national }) }) : form;
  const make = pseudonym({ key: keyOf(pseudonyms[0]?.root ?? ''), domain: 'crm', form: known });
  expect(() => make(text)).toThrow(expect.objectContaining({ code }));
});
test.each(bits)('bits for $distinct distinct values', ({ distinct, min, max, code }) => {
  const bits = () => blindIndexBits({ distinct, records: Number.MAX_SAFE_INTEGER });
  if (code === undefined) expect(bits()).toMatchObject({ min, max });
  else expect(bits).toThrow(expect.objectContaining({ code }));
});
