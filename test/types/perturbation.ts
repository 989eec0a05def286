// What must compile, and what must not: checked by `tsc -p test`, never run.
import { policyFor, type Transform } from 'voile';
import { invariantPram, pram } from 'voile/perturbation';

/** Compiles only where the two types are the same, modifiers included. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(_: Same<A, B>): void => {};

type Plan = 'free' | 'gold';
interface Customer {
  readonly plan: Plan;
  readonly stars: 1 | 2 | 3;
  readonly agreed: boolean;
}

// Categories written down keep their literal types, without `as const`.
const plan = pram({ categories: ['free', 'gold'], retain: 0.8 });
same<typeof plan, Transform<string, Plan>>(true);
const byMatrix = pram({
  categories: ['free', 'gold'],
  matrix: [
    [0.9, 0.1],
    [0.2, 0.8],
  ],
});
same<typeof byMatrix, Transform<string, Plan>>(true);
const stars = invariantPram({ categories: [1, 2, 3], proportions: [5, 3, 2], retain: 0.5 });
same<typeof stars, Transform<number, 1 | 2 | 3>>(true);
const agreed = pram({ categories: [true, false], retain: 0.5 });
same<typeof agreed, Transform<boolean, boolean>>(true);

// The same where they are held in a constant of their own, or in an object that is spread.
const options = { categories: ['free', 'gold'], retain: 0.8 } as const;
same<typeof plan, ReturnType<typeof pram<Plan>>>(true);
same<ReturnType<typeof plan>, Plan>(true);
const held = pram(options);
same<typeof held, Transform<string, Plan>>(true);

// A list made at run time has the type of its elements.
declare const list: readonly string[];
const wide = pram({ categories: list, retain: 0.8 });
same<typeof wide, Transform<string, string>>(true);

const release = policyFor<Customer>()({ plan, stars, agreed });
declare const customer: Customer;
const out = release(customer);
same<typeof out, { plan: Plan; stars: 1 | 2 | 3; agreed: boolean }>(true);
const inline = policyFor<Customer>()({
  plan: pram({ categories: ['free', 'gold'], retain: 0.8 }),
  stars: invariantPram({ categories: [1, 2, 3], proportions: [5, 3, 2], retain: 0.5 }),
  agreed: pram({ categories: [true, false], retain: 0.5 }),
})(customer);
same<typeof inline, { plan: Plan; stars: 1 | 2 | 3; agreed: boolean }>(true);

// @ts-expect-error [2322] numbers are not the categories of a column of texts
policyFor<Customer>()({ plan: pram({ categories: [1, 2], retain: 0.8 }), stars, agreed });
