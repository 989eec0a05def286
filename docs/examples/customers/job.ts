import { ageAt } from 'voile/generalisation';
import type { Job, Measure } from '../job.ts';
import { COLUMNS, type Customer, customerOf } from './customer.ts';
import { NOW } from './generate.ts';
import type { NumberVault } from './numbers.ts';
import { analystPolicy } from './policy.ts';
import type { Secrets } from './secrets.ts';

/** What leaves of a customer. */
export type Released = ReturnType<ReturnType<typeof analystPolicy>>;

/** The customers of a file, released to analysts, as somebody sees them who looks for a person. */
export async function customersJob(
  input: string,
  secrets: Secrets,
  numbers: Pick<NumberVault, 'tokenised'>,
): Promise<Job<Customer, Released>> {
  const policyOf = async (rows: readonly Customer[]) => {
    const ids = rows.map(({ id }) => id);
    return analystPolicy(NOW, secrets, await numbers.tokenised(ids, NOW));
  };
  const column = <Name extends keyof Customer & keyof Released>(
    label: string,
    name: Name,
  ): Measure<Customer, Released> => ({
    label,
    before: (row) => row[name],
    after: (row) => row[name],
  });
  const ageOf = ageAt({ now: NOW });
  const age = { ...column('age', 'birthDate'), before: (row: Customer) => ageOf(row.birthDate) };
  const [job, home, family] = [column('job', 'job'), column('home', 'home'), column('family', 'family')];
  const [income, assets] = [column('income', 'income'), column('assets', 'assets')];
  const postcode = column('postcode', 'postcode');
  const [amount, price] = [column('amount', 'amount'), column('price', 'price')];
  return {
    title: 'Customers who asked for a loan',
    input,
    header: COLUMNS,
    rowOf: customerOf,
    fields: (await policyOf([])).fields,
    policyOf,
    attackers: [
      { label: 'A colleague: age, job, home, family', knows: [age, job, home, family] },
      {
        label: 'A register: birth date, postcode, job, home, family',
        knows: [job, home, family, postcode, column('birth date', 'birthDate')],
      },
      {
        label: 'The shop: loan, price, months, age, postcode',
        knows: [amount, price, column('months', 'months'), age, postcode],
      },
    ],
    amounts: [age, income, column('expenses', 'expenses'), assets, column('debt', 'debt'), amount, price],
    shares: [column('records', 'records'), column('status', 'status')],
    pairs: [
      [income, assets],
      [age, income],
      [amount, price],
    ],
    invented: true,
  };
}
