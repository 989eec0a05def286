import { describe, expect, test } from 'vitest';
import { decrypt } from '../../src/encryption/decrypt.ts';
import { encrypt } from '../../src/encryption/encrypt.ts';
import { fieldCipher } from '../../src/encryption/field-cipher.ts';
import { inspect } from '../../src/encryption/inspect.ts';
import { type SubjectKeys, subjectKeys } from '../../src/encryption/subject-keys.ts';
import { unwrapKey, wrapKey } from '../../src/encryption/wrap.ts';
import { bytes, engines, hex, keyOf, type TokenCase, vectors } from './vectors.ts';

interface Bound extends TokenCase {
  readonly context: readonly [string, ...string[]];
  readonly record: string;
}
interface Row {
  readonly name: string;
  readonly ring: string;
  readonly subject: string;
  readonly keyEncryptionKey: string;
}
interface Subject extends Row {
  readonly row: { readonly wrapped: string };
  readonly field: TokenCase;
}
interface Wrapped {
  readonly name: string;
  readonly root: string;
  readonly secret: string;
  readonly secretId: string;
  readonly wrapped: string;
  readonly text: string;
}
interface Refusals {
  readonly subjects: readonly {
    readonly name: string;
    readonly ring: string;
    readonly keys: { readonly [subject: string]: string };
    readonly context: readonly string[];
    readonly subject: string;
    readonly token: string;
    readonly code: string;
  }[];
  readonly subjectKeys: readonly (Row & { readonly wrapped: string; readonly code: string })[];
  readonly wrappedKeys: readonly {
    readonly name: string;
    readonly root: string;
    readonly wrapped: string;
    readonly id?: string;
    readonly code: string;
  }[];
}
const { bound, subjects } = vectors<{ bound: Bound[]; subjects: Subject[] }>('binding');
const wrapping = vectors<{ keys: Wrapped[] }>('wrapping').keys;
const refused = vectors<Refusals>('refusals');

/** A context, and the id of the record behind it. */
function split([first = '', ...rest]: readonly string[]): [context: [string, ...string[]], record: string] {
  return [[first, ...rest.slice(0, -1)], rest.at(-1) ?? ''];
}

/** A store of rows that were written by somebody else; nothing is added to it. */
const storeOf = (rows: ReadonlyMap<string, string>) => ({
  get: async (_: string, asked: readonly string[]) =>
    asked.flatMap((subject) => (rows.has(subject) ? [{ subject, wrapped: rows.get(subject) ?? '' }] : [])),
  putIfAbsent: async (_: string, subject: string) => rows.get(subject) ?? '',
  delete: async () => false,
});
async function loaded(ring: string, root: string, rows: ReadonlyMap<string, string>): Promise<SubjectKeys> {
  const people = subjectKeys({ store: storeOf(rows), key: keyOf(root), ring });
  await people.load([...rows.keys()]);
  return people;
}

describe.each(engines)('%s engine', (engine) => {
  test.each(bound)('$name', ({ root, context, record, value, token, parts }) => {
    const key = keyOf(root);
    const open = decrypt({ key, context, boundTo: 'id', type: 'string', engine });
    expect(open(token, { id: record })).toBe(value.text);
    expect(fieldCipher({ key, engine }).decrypt('string', token, parts)).toBe(value.text);
  });
  test.each(subjects)('token under a subject key: $name', async ({ ring, subject, keyEncryptionKey, row, field }) => {
    const key = await loaded(ring, keyEncryptionKey, new Map([[subject, row.wrapped]]));
    const [context, id] = split(field.parts);
    const parameters = { key, subject: 'who', boundTo: 'id', context, engine } as const;
    const open = decrypt({ ...parameters, type: 'string' });
    expect(open(field.token, { who: subject, id })).toBe(field.value.text);
    expect(open(encrypt(parameters)('x', { who: subject, id }), { who: subject, id })).toBe('x');
  });
});
test.each(wrapping)('wrapped key: $name', ({ root, secret, secretId, wrapped, text }) => {
  expect(hex(wrapKey({ key: keyOf(root), secret: keyOf(secret) }))).toBe(wrapped);
  expect(unwrapKey({ key: keyOf(root), wrapped: bytes(wrapped) }).id).toBe(secretId);
  expect(inspect(text)).toEqual({ version: 1, suite: 'aes-kwp', keyId: keyOf(root).id, bytes: 51 });
  expect(hex(Buffer.from(text.slice(7), 'base64url')).slice(22)).toBe(wrapped);
});
test.each(refused.subjects)(
  'refused, under subject keys: $name',
  async ({ ring, keys, context, subject, token, code }) => {
    const rows = new Map(
      subjects.filter((each) => each.subject in keys).map((each) => [each.subject, each.row.wrapped]),
    );
    const key = await loaded(ring, subjects[0]?.keyEncryptionKey ?? '', rows);
    const [start, id] = split(context);
    const open = decrypt({ key, subject: 'who', boundTo: 'id', context: start, type: 'string' });
    expect(() => open(token, { who: subject, id })).toThrow(expect.objectContaining({ code }));
  },
);
test.each(refused.subjectKeys)('refused as the row of a subject: $name', async (given) => {
  const load = loaded(given.ring, given.keyEncryptionKey, new Map([[given.subject, given.wrapped]]));
  await expect(load).rejects.toThrow(expect.objectContaining({ code: given.code }));
});
test.each(refused.wrappedKeys)('refused as a wrapped key: $name', ({ root, wrapped, id, code }) => {
  const unwrap = () => unwrapKey({ key: keyOf(root), wrapped: bytes(wrapped), ...(id !== undefined && { id }) });
  expect(unwrap).toThrow(expect.objectContaining({ code }));
});
