import { appendFileSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { ownJob } from '../../docs/examples/own-file.ts';
import { protect } from '../../docs/examples/protect.ts';
import { guessRoles, type Role } from '../../docs/examples/roles.ts';
import { fileOf } from './temporary.ts';

const rolesOf = (header: readonly string[], row: (i: number) => readonly string[]): Role[] =>
  guessRoles(
    header,
    Array.from({ length: 60 }, (_, i) => row(i)),
  ).map(({ role }) => role);

const person = (i: number): string[] => [
  ...[String(4_000 + i), `Ada Nr ${i}`, `ada${i}@mail.example`, `+33 6 39 98 10 ${10 + i}`, `19${40 + (i % 50)}-03-05`],
  ...[
    `${i} rue Haute`,
    String(75_001 + (i % 20)),
    `192.0.2.${i}`,
    String(20 + (i % 50)),
    `calls often, number ${i} of many`,
  ],
];
const roles: Role[] = [
  'identifier',
  'name',
  'email',
  'phone',
  'birth date',
  'address',
  'postcode',
  'ip',
  'age',
  'free text',
];

test.each([
  ['id', 'name', 'email', 'phone', 'birthDate', 'street', 'postcode', 'ip', 'age', 'note'],
  ['USER_ID', 'LAST_NAME', 'E_MAIL', 'MOBILE', 'DATE_OF_BIRTH', 'ADDRESS_1', 'ZIP', 'IP_ADDRESS', 'AGE', 'COMMENTS'],
  [
    'Identifiant',
    'Prénom',
    'Courriel',
    'Téléphone',
    'Date de naissance',
    'Adresse',
    'Code postal',
    'Adresse IP',
    'Âge',
    'Remarques',
  ],
])('English and French names of columns are known: %s, %s, …', (...header) => {
  expect(rolesOf(header, person)).toStrictEqual(roles);
});
test('values tell where names do not, and what nothing tells does not leave', () => {
  const roles = rolesOf(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'], (i) => [
    ...[`ada${i}@mail.example`, `06 39 98 10 ${10 + i}`, `2001:db8::${i}`, `2025-01-${10 + (i % 20)}T10:00:00Z`],
    ...[String(i * 137.5), ['gold', 'free'][i % 2] as string, `Ada Nr${i}`, String(9_000 + i), `2700${10_000 + i * 7}`],
  ]);
  expect(roles).toStrictEqual([
    'email',
    'phone',
    'ip',
    'date',
    'number',
    'category',
    'unknown',
    'identifier',
    'identifier',
  ]);
});
test('a harmless name does not let contacts pass, a telling one not values that do not fit it', () => {
  expect(rolesOf(['plan', 'note'], (i) => [`ada${i}@mail.example`, `06 39 98 10 ${10 + i}`])).toStrictEqual([
    'email',
    'phone',
  ]);
  expect(rolesOf(['birth date', 'age'], (i) => [`0${i % 9}/03/87`, 'young'])).toStrictEqual(['unknown', 'unknown']);
  expect(rolesOf(['manager'], (i) => [['Ada Lovelace', 'Alan M. Turing'][i % 2] as string])).toStrictEqual(['unknown']);
  expect(rolesOf(['a'], () => [''])).toStrictEqual(['unknown']);
});

const table = (rows: readonly string[][]): string => rows.map((row) => `${row.join(';')}\n`).join('');

test('of a file of one’s own nothing that names a person leaves, and what does not fit is counted with its line', async () => {
  const people = Array.from({ length: 3_000 }, (_, i) => [
    ...person(i % 90),
    i === 2_500 ? 'rare' : (['gold', 'free'][i % 2] as string),
  ]);
  const header = ['id', 'name', 'email', 'phone', 'birthDate', 'street', 'postcode', 'ip', 'age', 'note', 'plan'];
  (people[2_999] as string[])[8] = 'old';
  const { job } = await ownJob(fileOf(table([header, ...people])), Date.UTC(2026, 0, 1));
  const texts: string[] = [];
  const outcome = await protect(job, { write: async (text) => void texts.push(text) });
  const written = texts.join('');
  expect(written.split('\n')[0]).toBe('email,birthDate,postcode,ip,age,note,plan');
  expect(written.split('\n')[1]).toBe('***,"[80, 90)",75,192.0.2.0/24,"[20, 30)",[redacted],gold');
  expect(written).not.toMatch(/Ada|ada|rue|06|rare|calls|19\d\d-/);
  expect(written).toContain('other');
  expect(outcome.before).toStrictEqual([]);
  expect(outcome.leftOut).toMatchObject({ count: 1, first: ['line 3001: age does not fit'] });
});
const released = async (path: string, change: () => void): Promise<string> => {
  const { job } = await ownJob(path, 0);
  change();
  const texts: string[] = [];
  await protect(job, { write: async (text) => void texts.push(text) });
  return texts.join('');
};
const ages = Array.from({ length: 300 }, (_, i) => [String(20 + (i % 70)), String(75_001 + (i % 20))]);
const swapped = ages.map(([age, postcode]) => [postcode, age] as string[]);

test('a file whose columns change between the two readings is refused: no column gets the decision of another', async () => {
  const path = fileOf(table([['age', 'postcode'], ...ages]));
  const { mtime } = statSync(path);
  const change = (): void => {
    writeFileSync(path, table([['postcode', 'age'], ...swapped]));
    utimesSync(path, mtime, mtime);
  };
  // by its times, or, where a runtime does not tell them finely enough, by its columns
  await expect(released(path, change)).rejects.toThrow(/people.csv: (changed while|does not have the columns)/);
});
test.each([
  ['the same name', (path: string) => writeFileSync(path, table([['age', 'postcode'], ...swapped]))],
  ['a row more', (path: string) => appendFileSync(path, '33;75001\n')],
  [
    'another file in its place',
    (path: string) => {
      writeFileSync(`${path}.new`, table([['age', 'postcode'], ...swapped]));
      renameSync(`${path}.new`, path);
    },
  ],
])('a file that has %s at the second reading is refused', async (_, change) => {
  const path = fileOf(table([['age', 'postcode'], ...ages]));
  await sleep(20); // times of files have the grain of the clock of the system
  await expect(released(path, () => change(path))).rejects.toThrow(/changed while it was read; run again/);
});
test('other names of columns are refused even where nothing else tells', async () => {
  const { job } = await ownJob(fileOf(table([['age', 'postcode'], ...ages])), 0);
  const other = { ...job, input: fileOf(table([['postcode', 'age'], ...swapped])), version: undefined };
  await expect(protect(other, { write: async () => {} })).rejects.toThrow(
    /people.csv: does not have the columns that were decided about/,
  );
});
test('a file that changes during the second reading is refused', async () => {
  const rows = Array.from({ length: 40_000 }, (_, i) => ages[i % ages.length] as string[]);
  const path = fileOf(table([['age', 'postcode'], ...rows]));
  const { job } = await ownJob(path, 0);
  await sleep(20);
  let first = true;
  const write = async (): Promise<void> => {
    if (first) appendFileSync(path, '33;75001\n');
    first = false;
  };
  await expect(protect(job, { write })).rejects.toThrow(/changed while it was read/);
});
test('an own file with brackets for categories is measured, not taken for intervals', async () => {
  const rows = Array.from({ length: 60 }, (_, i) => [['(none)', '[x]', '[x)'][i % 3] as string]);
  expect(await released(fileOf(table([['plan'], ...rows])), () => {})).toContain('(none)');
});
test('columns that tell each row apart, and files of which no row fits, end with a report', async () => {
  const days = Array.from({ length: 51_000 }, (_, i) => [String(10_000 + i)]);
  const path = fileOf(table([['postcode'], ...days]));
  const { job } = await ownJob(path, 0);
  const { risks } = await protect(job, { write: async () => {} });
  expect(risks[0]?.before.without).toStrictEqual(['postcode']);
  const { job: none } = await ownJob(
    fileOf(table([['age'], ...Array.from({ length: 60 }, () => ['9'.repeat(400)])])),
    0,
  );
  const nothing = await protect(none, { write: async () => {} });
  expect([nothing.rows, nothing.leftOut.count, nothing.risks[0]?.after.unique]).toStrictEqual([60, 60, 0]);
});
test('a number that is none is left out and not part of the mean before', async () => {
  const rows = Array.from({ length: 100 }, (_, i) => [String(i * 1.5)]);
  const { job } = await ownJob(fileOf(table([['sum'], ...rows, ['many']])), 0);
  const outcome = await protect(job, { write: async () => {} });
  expect(outcome.leftOut).toMatchObject({ count: 1, first: ['line 102: sum does not fit'] });
  expect(outcome.kept[0]?.before).toBe('74.3');
});
test('names that objects have anyway are columns like others', async () => {
  const rows = Array.from({ length: 20 }, () => ['gold', 'x']);
  const { job } = await ownJob(fileOf(table([['toString', 'constructor'], ...rows])), 0);
  const texts: string[] = [];
  await protect(job, { write: async (text) => void texts.push(text) });
  expect(texts.join('').split('\n').slice(0, 2)).toStrictEqual(['toString,constructor', 'gold,x']);
});
