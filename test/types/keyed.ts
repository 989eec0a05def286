// What must compile, and what must not: checked by `tsc -p test`, never run.
import { keep, nullable, policyFor, type RowTransform, type Transform } from 'voile';
import type { SecretKey } from '../../src/core/keys.ts';
import { shiftDate } from '../../src/perturbation/index.ts';
import { blindIndex } from '../../src/pseudonymisation/blind-index.ts';

/** Compiles only where the two types are the same, modifiers included. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(_: Same<A, B>): void => {};

interface Stay {
  readonly id: number;
  readonly from: Date;
  readonly born: string;
  readonly at: number;
  readonly to: Date | null;
  readonly said: Date | string;
  readonly email: string;
}
declare const key: SecretKey;
const days = [-30, 30] as const;
const email = blindIndex({ key, domain: 'stays.email', bits: 8, distinct: 1_000 });
email satisfies Transform<string, string>;

// A shifted date has the type of its column.
const release = policyFor<Stay>()({
  id: keep(),
  from: shiftDate({ key, subject: 'id', days }),
  born: shiftDate({ key, subject: 'id', days }),
  at: shiftDate({ key, subject: 'id', days }),
  to: nullable(shiftDate({ key, subject: 'id', days })),
  said: shiftDate({ key, subject: 'id', days }),
  email,
});
declare const stay: Stay;
const { from, born, at, to, said } = release(stay);
same<typeof from, Date>(true);
same<typeof born, string>(true);
same<typeof at, number>(true);
same<typeof to, Date | null>(true);
same<typeof said, Date | string>(true);

// Outside of a policy it is told, or is that of the target.
same<ReturnType<typeof shiftDate<'id', Date>>, RowTransform<Date, { readonly id: string | number | bigint }, Date>>(
  true,
);
const civil: RowTransform<string, { readonly id: string }, string> = shiftDate({ key, subject: 'id', days });
civil('2024-03-01', { id: 'p-7' });

interface Short {
  readonly id: string;
  readonly from: Date;
}
policyFor<Short>()({ id: keep(), from: shiftDate({ key, subject: 'id', days }) });
// @ts-expect-error [2322] the row has no such column
policyFor<Short>()({ id: keep(), from: shiftDate({ key, subject: 'person', days }) });
// @ts-expect-error [2322] a boolean is no date
policyFor<{ id: string; from: boolean }>()({ id: keep(), from: shiftDate({ key, subject: 'id', days }) });
// @ts-expect-error [2322] a flag is no subject
policyFor<{ id: boolean; from: Date }>()({ id: keep(), from: shiftDate({ key, subject: 'id', days }) });
// @ts-expect-error [2345] a domain is needed
blindIndex({ key, bits: 8, distinct: 1_000 });
// @ts-expect-error [2345] a number has more than one spelling
email(7);
