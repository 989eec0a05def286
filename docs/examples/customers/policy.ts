import { chain, keep, nullable, policyFor, type Transform } from 'voile';
import { encrypt } from 'voile/encryption';
import { ageAt, bins, hierarchy, prefix, roundTo, topBottomCode, truncateDate, truncateIp } from 'voile/generalisation';
import { addNoise, invariantPram, multiplyNoise } from 'voile/perturbation';
import { pseudonym } from 'voile/pseudonymisation';
import { redact, suppress } from 'voile/suppression';
import type { Customer } from './customer.ts';
import type { Secrets } from './secrets.ts';

// a label of one member, such as married, still names that member: the facts then say `partly`
const JOBS = { 'at an employer': ['fixed', 'partime'], otherwise: ['freelance', 'others'] };
const HOMES = { 'own home': ['owner', 'priv'], 'no own home': ['rent', 'parents', 'other', 'ignore'] };
const FAMILIES = { married: ['married'], 'not married': ['single', 'divorced', 'separated', 'widow'] };

/** Where a phone number belongs: it opens in the record it was encrypted in, and nowhere else. */
export const PHONE = { context: ['voile demo', 'customers', 'phone'], boundTo: 'id' } as const;

/**
 * What analysts of loans may see of the customers: who is who is gone, how loans go for whom is left.
 *
 * Each column of `Customer` needs a decision; without one this file does not compile.
 *
 * @param now - The day on which ages are taken, as an instant.
 * @param secrets - The keys; analysts get none of them.
 * @param tokenised - Replaces customer numbers by tokens.
 */
export const analystPolicy = (
  now: number,
  { pseudonyms, phones }: Pick<Secrets, 'pseudonyms' | 'phones'>,
  tokenised: Transform<string, string>,
) =>
  policyFor<Customer>()({
    // What names a person does not leave, or as a form that shows only that it was there.
    name: suppress(),
    street: suppress(),
    town: suppress(), // the first two digits of the postcode stand for it
    note: nullable(redact()),

    // What has to join tables, or to lead back to a person one day, does so by a key or by the vault.
    id: tokenised,
    email: nullable(pseudonym({ key: pseudonyms, domain: 'loan analysts', form: 'email' })),
    phone: nullable(encrypt({ key: phones, ...PHONE })),

    // What many people know of a person, and would find her by, becomes coarse.
    birthDate: chain(ageAt({ now }), bins({ edges: [18, 30, 40, 50, 60, 70] })),
    postcode: prefix({ keep: 2, length: 5 }),
    job: nullable(hierarchy({ tree: JOBS }).at(1)),
    home: nullable(hierarchy({ tree: HOMES }).at(1)),
    family: nullable(hierarchy({ tree: FAMILIES }).at(1)),
    ip: truncateIp({ v4: 16, v6: 32 }),
    lastVisit: truncateDate({ to: 'quarter', zone: 'Europe/Paris' }),
    seniority: bins({ edges: [1, 3, 6, 12, 20] }),

    // Amounts stay amounts, so that they add up, but a sum of money no longer points to one person.
    income: nullable(chain(topBottomCode({ low: 40, high: 300 }), roundTo({ base: 10 }))),
    expenses: addNoise({ scale: 8, distribution: 'normal', whole: true }),
    assets: nullable(
      chain(topBottomCode({ high: 50_000 }), multiplyNoise({ between: [0.05, 0.2] }), roundTo({ base: 500 })),
    ),
    debt: nullable(chain(topBottomCode({ high: 10_000 }), roundTo({ base: 250 }))),
    amount: roundTo({ base: 100 }),
    price: chain(topBottomCode({ low: 500, high: 2_500 }), roundTo({ base: 100 })),
    months: keep(),

    // One answer in five is drawn from the shares of all: nobody's record is certain, the shares stay.
    records: invariantPram({ categories: ['no', 'yes'], proportions: [3681, 773], retain: 0.8 }),
    status: keep(), // what the analysts are to explain
  });
