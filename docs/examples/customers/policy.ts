import { chain, keep, nullable, policyFor } from 'voile';
import { ageAt, bins, hierarchy, prefix, roundTo, topBottomCode, truncateDate, truncateIp } from 'voile/generalisation';
import { addNoise, invariantPram, multiplyNoise } from 'voile/perturbation';
import { mask, redact, suppress } from 'voile/suppression';
import type { Customer } from './customer.ts';

// a label of one member, such as married, still names that member: the facts then say `partly`
const JOBS = { 'at an employer': ['fixed', 'partime'], otherwise: ['freelance', 'others'] };
const HOMES = { 'own home': ['owner', 'priv'], 'no own home': ['rent', 'parents', 'other', 'ignore'] };
const FAMILIES = { married: ['married'], 'not married': ['single', 'divorced', 'separated', 'widow'] };

/**
 * What analysts of loans may see of the customers: who is who is gone, how loans go for whom is left.
 *
 * Each column of `Customer` needs a decision; without one this file does not compile.
 *
 * @param now - The day on which ages are taken, as an instant.
 */
export const analystPolicy = (now: number) =>
  policyFor<Customer>()({
    // What names a person does not leave, or as a form that shows only that it was there.
    id: suppress(),
    name: suppress(),
    street: suppress(),
    town: suppress(), // the first two digits of the postcode stand for it
    email: nullable(mask({ shape: 'email', fixedLength: 3 })),
    phone: nullable(mask({ keepStart: 2, fixedLength: 8 })),
    note: nullable(redact()),

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
