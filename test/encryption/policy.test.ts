import { describe, expect, test } from 'vitest';
import { chain, describe as described, each, keep, nullable, policyFor, suppress, transform } from 'voile';
import { decrypt } from '../../src/encryption/decrypt.ts';
import { deterministicCipher } from '../../src/encryption/deterministic-cipher.ts';
import { encrypt } from '../../src/encryption/encrypt.ts';
import { fieldCipher } from '../../src/encryption/field-cipher.ts';
import { subjectKeys } from '../../src/encryption/subject-keys.ts';
import { PrivacyError } from '../../src/errors.ts';
import { engines, failureOf, key } from './cipher-sample.ts';
import { rowsInMemory } from './subject-store.ts';

interface User {
  readonly id: string;
  readonly email: string;
  readonly phone: string | null;
  readonly city: string;
  readonly born: Date;
}
const users: readonly User[] = Array.from({ length: 600 }, (_, n) => ({
  id: `u-${n}`,
  email: `person${n % 50}@example.org`,
  phone: n % 3 === 0 ? null : `+33 6 ${n}`,
  city: ['Paris', 'Lyon', 'Nantes'][n % 3] as string,
  born: new Date(86_400_000 * n),
}));
const columnsOf = (rows: readonly User[]) => ({
  id: rows.map(({ id }) => id),
  email: rows.map(({ email }) => email),
  phone: rows.map(({ phone }) => phone),
  city: { dictionary: ['Paris', 'Lyon', 'Nantes'], codes: Uint8Array.from(rows.map((_, n) => n % 3)) },
  born: rows.map(({ born }) => born),
});
const at = (column: string) => ['acme', 'users', column] as const;
const rowsOf = (table: object): unknown[] => {
  const entries = Object.entries(table).map(([name, column]: [string, unknown]) => {
    const { dictionary, codes } = column as { dictionary?: unknown[]; codes?: ArrayLike<number> };
    return [name, dictionary && codes ? Array.from(codes, (code) => dictionary[code]) : column] as [string, unknown[]];
  });
  return users.map((_, n) => Object.fromEntries(entries.map(([name, column]) => [name, column[n]])));
};

describe.each(engines)('%s engine', (engine) => {
  const bound = { key, engine, boundTo: 'id' } as const;
  const seal = policyFor<User>()({
    id: keep(),
    email: encrypt({ ...bound, context: at('email') }),
    phone: nullable(encrypt({ ...bound, context: at('phone'), pad: 32 })),
    city: encrypt({ key, engine, context: at('city') }),
    born: encrypt({ ...bound, context: at('born') }),
  });
  type Sealed = ReturnType<typeof seal>;
  const open = policyFor<Sealed>()({
    id: keep(),
    email: decrypt({ ...bound, context: at('email'), type: 'string' }),
    phone: nullable(decrypt({ ...bound, context: at('phone'), type: 'string' })),
    city: decrypt({ key, engine, context: at('city'), type: 'string' }),
    born: decrypt({ ...bound, context: at('born'), type: 'date' }),
  });
  test('rows, columns, batches and single rows are sealed alike, and all open to the same', () => {
    const rows = seal.rows(users);
    const columns = seal.columns(columnsOf(users));
    const batches = [...seal.batches([users.slice(0, 7), [], users.slice(7)])].flat();
    for (const sealed of [rows, rowsOf(columns) as Sealed[], batches, users.map((user) => seal(user))]) {
      expect(open.rows(sealed)).toStrictEqual(users);
      expect(sealed.filter(({ email }) => !email.startsWith('voile1_')).length).toBe(0);
      expect(sealed.filter(({ phone }) => phone === null).length).toBe(200);
      expect(new Set(sealed.map(({ city }) => city)).size).toBe(600); // no token stands for two rows
    }
    expect(rowsOf(open.columns(columns as never))).toStrictEqual(users);
    expect([...open.batches([rows])]).toStrictEqual([users]);
  });
  test('a token that changed its row is found, and the error says where', () => {
    const rows = seal.rows(users);
    const swapped = rows.map((row, n) => (n === 3 ? { ...row, email: rows[4]?.email as string } : row));
    for (const act of [() => open.rows(swapped), () => [...open.batches([swapped])]]) {
      const error = failureOf(act);
      expect([error.code, error.message]).toEqual(['ERR_AUTH', 'decrypt: authentication failed (field email, row 3)']);
      expect(error.details).toEqual({ field: 'email', index: 3 });
    }
    const problems: unknown[] = [];
    expect(open.rows(swapped, { onInvalid: (problem) => problems.push(problem) }).length).toBe(599);
    expect(problems).toEqual([{ code: 'ERR_AUTH', field: 'email', index: 3 }]);
  });
});

test('the description of a policy shows each field, its key and the weaker form', () => {
  const policy = policyFor<{ id: string; a: string; b: string }>()({
    id: suppress(),
    a: encrypt({ key, context: at('a'), boundTo: 'id' }),
    b: encrypt({ key, context: at('b') }),
  });
  expect(policy.facts).toMatchObject({ technique: 'suppression', linkable: false, deterministic: false });
  expect(policy.fields['a']).toMatchObject({ reversible: 'with-key', reads: ['id'], parameters: { boundTo: 'id' } });
  expect(policy.fields['b']).toMatchObject({ parameters: { bound: false } });
  expect(JSON.parse(JSON.stringify(described(policy)))).toEqual(described(policy));
});
test('a policy may bind to a column that it drops', () => {
  const policy = policyFor<{ id: string; a: string }>()({
    id: suppress(),
    a: encrypt({ key, context: at('a'), boundTo: 'id' }),
  });
  const released = policy.rows([{ id: 'u-1', a: 'x' }]);
  expect(Object.keys(released[0] ?? {})).toEqual(['a']);
  expect(decrypt({ key, context: at('a'), boundTo: 'id', type: 'string' })(released[0]?.a ?? '', { id: 'u-1' })).toBe(
    'x',
  );
});
test('a row without its id is refused by its place, and so is a column without it', () => {
  const policy = policyFor<{ id: string; a: string }>()({
    id: keep(),
    a: encrypt({ key, context: at('a'), boundTo: 'id' }),
  });
  const rows = [
    { id: 'u-1', a: 'x' },
    { id: '', a: 'y' },
  ];
  expect(failureOf(() => policy.rows(rows))).toMatchObject({ code: 'ERR_CONTEXT', details: { field: 'a', index: 1 } });
  expect(failureOf(() => policy.rows([{ a: 'x' } as never])).code).toBe('ERR_CONTEXT');
  expect(failureOf(() => policy.columns({ a: ['x'] } as never))).toBeInstanceOf(PrivacyError);
});

describe('nested policies', () => {
  interface Visit {
    readonly id: string;
    readonly note: string;
  }
  interface Patient {
    readonly id: string;
    readonly name: string;
    readonly last: Visit;
    readonly visits: readonly Visit[];
  }
  const visit = policyFor<Visit>()({ id: keep(), note: encrypt({ key, context: at('note'), boundTo: 'id' }) });
  const patient = policyFor<Patient>()({
    id: keep(),
    name: encrypt({ key, context: at('name'), boundTo: 'id' }),
    last: visit,
    visits: each(visit),
  });
  const patients: Patient[] = ['p-1', 'p-2'].map((id) => ({
    id,
    name: `name of ${id}`,
    last: { id: `${id}/9`, note: 'last' },
    visits: [1, 2].map((n) => ({ id: `${id}/${n}`, note: `note ${n}` })),
  }));
  const note = (token: string, id: string): unknown =>
    fieldCipher({ key }).tryDecrypt('string', token, [...at('note'), id]);
  test('an inner record is bound to its own id, not to that of the row around it', () => {
    for (const [p, released] of patient.rows(patients).entries()) {
      const before = patients[p] as Patient;
      expect(note(released.last.note, before.last.id)).toEqual({ ok: true, value: 'last' });
      expect(note(released.last.note, before.id)).toEqual({ ok: false, code: 'ERR_AUTH' });
      for (const [n, inner] of released.visits.entries()) {
        expect(note(inner.note, before.visits[n]?.id as string)).toEqual({ ok: true, value: `note ${n + 1}` });
        expect(note(inner.note, before.visits[1 - n]?.id as string)).toEqual({ ok: false, code: 'ERR_AUTH' });
      }
    }
  });
  test('a failure within is placed', () => {
    const broken = [
      {
        ...(patients[0] as Patient),
        visits: [
          { id: 'a', note: 'x' },
          { id: '', note: 'y' },
        ],
      },
    ];
    const { code, details } = failureOf(() => patient.rows(broken));
    expect([code, details]).toEqual(['ERR_CONTEXT', { field: 'visits[1].note', index: 0 }]);
  });
});

describe('around other transforms', () => {
  const context = at('list');
  test('each element of a list is a token of its own', () => {
    const [seal, open] = [each(encrypt({ key, context })), each(decrypt({ key, context, type: 'string' }))];
    const tokens = seal(['a', 'a', '']);
    expect(new Set(tokens).size).toBe(3);
    expect(open(tokens)).toEqual(['a', 'a', '']);
    expect(failureOf(() => seal(['a', null as never]))).toMatchObject({ code: 'ERR_INPUT', details: { field: '[1]' } });
  });
  test('a bare null is refused, nullable keeps it', () => {
    const seal = encrypt({ key, context });
    for (const missing of [null, undefined]) {
      expect(failureOf(() => seal(missing as never)).code).toBe('ERR_INPUT');
      expect(nullable(seal)(missing)).toBe(missing);
    }
    expect(nullable(decrypt({ key, context, type: 'string' }))(nullable(seal)('x'))).toBe('x');
  });
  test('a chain cleans first and encrypts what is left, row transforms too', () => {
    const trim = transform(
      {
        name: 'trim',
        technique: 'generalisation',
        reversible: 'partly',
        linkable: true,
        deterministic: true,
        parameters: {},
      },
      (value: string) => value.trim(),
    );
    const fixed = chain(trim, encrypt({ key, context }));
    expect(decrypt({ key, context, type: 'string' })(fixed('  x '))).toBe('x');
    const bound = chain(trim, encrypt({ key, context, boundTo: 'id' }));
    expect(bound.facts).toMatchObject({
      technique: 'encryption',
      reversible: 'partly',
      linkable: false,
      reads: ['id'],
    });
    const policy = policyFor<{ id: string; a: string }>()({ id: keep(), a: bound });
    const [released] = policy.rows([{ id: 'u-1', a: ' x' }]);
    expect(decrypt({ key, context, boundTo: 'id', type: 'string' })(released?.a ?? '', { id: 'u-1' })).toBe('x');
  });
  test('a deterministic token of a column is computed once per distinct value, and the same in rows', () => {
    const match = deterministicCipher({ key, why: 'test' }).transform(context);
    const policy = policyFor<{ city: string }>()({ city: match });
    const table = policy.columns({ city: { dictionary: ['Paris', 'Lyon'], codes: Uint8Array.of(0, 1, 0) } });
    expect(table.city).toMatchObject({ dictionary: [match('Paris'), match('Lyon')] });
    expect(policy.rows([{ city: 'Lyon' }])).toEqual([{ city: match('Lyon') }]);
  });
});
test('a policy under the keys of persons, over rows, columns and batches', async () => {
  const people = subjectKeys({ store: rowsInMemory(), key, ring: 'patients' });
  await people.load(['a', 'b'], { create: true });
  interface Row {
    readonly id: string;
    readonly who: string;
    readonly note: string;
  }
  const place = { key: people, subject: 'who', boundTo: 'id', context: at('note') } as const;
  const seal = policyFor<Row>()({ id: keep(), who: keep(), note: encrypt(place) });
  const open = policyFor<Row>()({ id: keep(), who: keep(), note: decrypt({ ...place, type: 'string' }) });
  const rows = ['a', 'b', 'a'].map((who, n) => ({ id: `n-${n}`, who, note: `note ${n}` }));
  const table = { id: rows.map(({ id }) => id), who: rows.map(({ who }) => who), note: rows.map(({ note }) => note) };
  expect(open.rows(seal.rows(rows))).toEqual(rows);
  expect(open.columns(seal.columns(table))).toEqual(table);
  expect([...open.batches(seal.batches([rows]))]).toEqual([rows]);
  await people.forget('a');
  const problems: { readonly index: number; readonly code: string }[] = [];
  const sealed = rows.map((row) => ({ ...row, note: row.who === 'b' ? seal(row).note : 'voile1_' }));
  const { length } = open.rows(sealed, { onInvalid: (problem) => problems.push(problem) });
  expect([length, problems.map(({ index }) => index)]).toEqual([1, [0, 2]]);
});
