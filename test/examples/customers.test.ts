import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, expect, test } from 'vitest';
import { describe as describePolicy } from 'voile';
import { ageAt } from 'voile/generalisation';
import { COLUMNS, type Customer, customerOf } from '../../docs/examples/customers/customer.ts';
import { customers, NOW } from '../../docs/examples/customers/generate.ts';
import { customersJob } from '../../docs/examples/customers/job.ts';
import { analystPolicy } from '../../docs/examples/customers/policy.ts';
import { writeCustomers } from '../../docs/examples/customers/write.ts';
import type { Outcome } from '../../docs/examples/job.ts';
import { protect } from '../../docs/examples/protect.ts';
import { readCsv } from '../../docs/examples/read-csv.ts';
import { inPlainWords } from '../../docs/examples/words.ts';
import { temporary } from './temporary.ts';

const source = new URL('../../docs/examples/customers/credit_data.csv', import.meta.url);

async function all(count?: number, seed?: number): Promise<Customer[]> {
  const found: Customer[] = [];
  for await (const customer of customers(count, seed)) found.push(customer);
  return found;
}

let people: Customer[];
beforeAll(async () => {
  people = await all();
});

test('the same seed invents the same people, another seed others', async () => {
  expect(await all(500)).toStrictEqual(people.slice(0, 500));
  expect((await all(500, 1)).map(({ name }) => name)).not.toStrictEqual(people.slice(0, 500).map(({ name }) => name));
});
test('every birth date gives the age in the data, every real value is as it was', () => {
  const real = readFileSync(source, 'utf8').replaceAll('"', '').trim().split('\n').slice(1);
  expect(people).toHaveLength(real.length);
  const ageOf = ageAt({ now: NOW });
  const again = people.map((of) =>
    [
      ...[of.status, of.seniority, of.home, of.months, ageOf(of.birthDate), of.family, of.records, of.job],
      ...[of.expenses, of.income, of.assets, of.debt, of.amount, of.price],
    ].join(),
  );
  expect(again).toStrictEqual(real);
});
test('more people than the data have get other names and numbers', async () => {
  const more = await all(people.length + 100);
  expect(more.at(-1)?.income).toBe(people[99]?.income);
  expect(new Set(more.map(({ id }) => id)).size).toBe(more.length);
  expect(more.at(-1)?.email).not.toBe(people[99]?.email);
});
test('a file gives back the customers that were written', async () => {
  const path = join(temporary(), 'customers.csv');
  await writeCustomers(path, 1_500);
  const read: Customer[] = [];
  for await (const { header, rows } of readCsv(path)) {
    expect(header).toStrictEqual(COLUMNS);
    read.push(...rows.map(customerOf));
  }
  expect(read).toStrictEqual(people.slice(0, 1_500));
});

const release = async (): Promise<{ csv: string; outcome: Outcome }> => {
  const path = join(temporary(), 'customers.csv');
  await writeCustomers(path);
  const texts: string[] = [];
  const outcome = await protect(customersJob(path), { write: async (text) => void texts.push(text) });
  return { csv: texts.join(''), outcome };
};

test('no name, e-mail, phone, street, birth date, address or note is anywhere in the protected table', async () => {
  const { csv } = await release();
  const secrets = people.flatMap((of) => [
    of.id,
    of.name,
    of.email,
    of.phone,
    of.birthDate,
    of.street,
    of.ip,
    of.note,
    of.lastVisit,
  ]);
  const parts = people.flatMap(({ name }) => name.split(' '));
  const words = new Set([...secrets, ...parts].filter((secret) => secret !== null));
  const cells = [...new Set((parse(csv) as string[][]).flat())].join('\n'); // each different cell once
  expect([...words].filter((word) => cells.includes(word))).toStrictEqual([]);
  expect(csv.trim().split('\n')).toHaveLength(people.length + 1);
});
test('the figures say what is true: fewer are alone, the rest is named, sums stay', async () => {
  const { outcome } = await release();
  expect(outcome.leftOut.count).toBe(0);
  expect(outcome.risks.map(({ before }) => before.unique)).toStrictEqual([492, 4452, 4454]);
  for (const { before, after } of outcome.risks) expect(after.unique).toBeLessThan(before.unique * 0.6);
  const [colleague] = outcome.risks;
  expect(colleague?.after.aloneRows.length).toBe(Math.min(5, colleague?.after.unique ?? 0));
  const means = outcome.kept.filter(({ measure }) => measure === 'mean');
  for (const { change } of means) expect(Math.abs(Number(change.replace('−', '-').replace(' %', '')))).toBeLessThan(12); // 7.4 expected for assets, noise moves it by 0.4
});
test('every field of the policy has words, none says more than its facts', () => {
  const { fields } = describePolicy(analystPolicy(NOW));
  expect(Object.keys(fields).sort()).toStrictEqual([...COLUMNS].sort());
  const words = Object.entries(fields).map(([field, facts]) => inPlainWords(field, facts));
  expect(words.filter(({ steps }) => /undefined|NaN|\{|\[object/.test(steps))).toStrictEqual([]);
  expect(words.find(({ field }) => field === 'family')?.back).toBe('some of it');
  expect(words.find(({ field }) => field === 'income')).toStrictEqual({
    field: 'income',
    technique: 'generalisation',
    steps: 'at least 40, at most 300, then rounded to 10; missing stays missing',
    back: 'no',
    joins: 'no',
  });
});
