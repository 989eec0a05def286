import { fileURLToPath } from 'node:url';
import { unsafeSeededRandom } from 'voile/testing';
import { readCsv } from '../read-csv.ts';
import type { Customer } from './customer.ts';
import { FIRST_NAMES, LAST_NAMES, NOTES, STREETS, TOWNS } from './names.ts';

/** The day on which the ages of the data set are taken to hold. */
export const NOW: number = Date.UTC(2026, 0, 1);

const DAY = 86_400_000;
const SOURCE = fileURLToPath(new URL('credit_data.csv', import.meta.url));

/** Some columns of the real data, in the order of the file. */
type Real = readonly string[];

/**
 * The people of the credit data with invented identities, the same ones for the same seed.
 *
 * More than the data set has: it is gone through again, with other names.
 */
export async function* customers(count = Infinity, seed = 2026): AsyncGenerator<Customer, void, undefined> {
  const people: Real[] = [];
  for await (const { rows } of readCsv(SOURCE)) people.push(...rows);
  const invent = inventor(seed);
  const end = count === Infinity ? people.length : count;
  for (let i = 0; i < end; i += 1) yield invent(people[i % people.length] as Real, i);
}

function inventor(seed: number): (real: Real, index: number) => Customer {
  const random = unsafeSeededRandom(seed);
  const below = (n: number): number => random.u32() % n; // not quite uniform, which nothing here needs
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const digits = (count: number): string => String(below(10 ** count)).padStart(count, '0');

  const towns = TOWNS.flatMap((town) => Array.from({ length: town[3] }, () => town));

  return (real, index) => {
    const [status, seniority, home, months, age, family, records, job, expenses, income, assets, debt, amount, price] =
      real as readonly string[] & { readonly length: 14 };
    const first = pick(FIRST_NAMES);
    const last = pick(LAST_NAMES);
    const [town, postcode, districts] = pick(towns);
    return {
      id: `C${100_000 + index}`,
      name: `${first} ${last}`,
      email: below(20) === 0 ? null : `${ascii(first)}.${ascii(last)}${index}@example.${pick(['com', 'net', 'org'])}`,
      phone: below(12) === 0 ? null : `06 39 98 ${digits(2)} ${digits(2)}`,
      birthDate: birthDate(Number(age), below(365)),
      street: `${1 + below(120)} ${pick(STREETS)}`,
      postcode: String(postcode + below(districts)),
      town,
      ip: below(3) === 0 ? `2001:db8:${below(65_536).toString(16)}::${1 + below(999)}` : `198.51.100.${1 + below(254)}`,
      lastVisit: `${new Date(NOW - below(365 * 86_400) * 1000).toISOString().slice(0, 19)}Z`,
      job: job || null,
      home: home || null,
      family: family || null,
      seniority: Number(seniority),
      income: income ? Number(income) : null,
      expenses: Number(expenses),
      assets: assets ? Number(assets) : null,
      debt: debt ? Number(debt) : null,
      amount: Number(amount),
      price: Number(price),
      months: Number(months),
      records: records ?? '',
      status: status ?? '',
      note: below(10) === 0 ? pick(NOTES) : null,
    };
  };
}

/** The last birthday before NOW was `days` days ago. */
function birthDate(age: number, days: number): string {
  const birthday = new Date(NOW - days * DAY);
  birthday.setUTCFullYear(birthday.getUTCFullYear() - age);
  return birthday.toISOString().slice(0, 10);
}

const ascii = (name: string): string =>
  name
    .normalize('NFD')
    .replaceAll(/[^a-z]/gi, '')
    .toLowerCase();
