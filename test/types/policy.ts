// What must compile, and what must not: checked by `tsc -p test`, never run.
import {
  chain,
  describe,
  each,
  type Facts,
  keep,
  mapRows,
  nullable,
  PrivacyError,
  policyFor,
  type Transform,
  transform,
} from 'voile';
import { bin, prefix, topBottomCode, truncateDate } from 'voile/generalisation';
import { redact, suppress } from 'voile/suppression';

/** Compiles only where the two types are the same, modifiers included. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(_: Same<A, B>): void => {};

interface Customer {
  readonly id: string;
  readonly name: string;
  readonly age: number;
  readonly spent: bigint;
  readonly postcode: string;
  readonly note: string | null;
  readonly since?: string;
}
declare const facts: Facts;
const bound = transform(
  { ...facts, reads: ['id'] },
  (value: string, row: { readonly id: string }) => `${row.id}${value}`,
);
const complete = {
  id: keep(),
  name: suppress(),
  age: bin({ width: 10 }),
  spent: topBottomCode({ high: 1000n }),
  postcode: prefix({ keep: 2 }),
  note: nullable(redact()),
  since: nullable(truncateDate({ to: 'year' })),
} as const;
const release = policyFor<Customer>()(complete);
declare const customer: Customer;
const out = release(customer);

// The release is spelled out, suppressed columns are gone, optional ones stay optional.
same<typeof out, { id: string; age: string; spent: bigint; postcode: string; note: string | null; since?: string }>(
  true,
);
same<ReturnType<typeof release.rows>, (typeof out)[]>(true);
release.batches([[customer]]) satisfies Generator<(typeof out)[], void, undefined>;
release.batches(new ReadableStream<Customer[]>()) satisfies AsyncGenerator<(typeof out)[], void, undefined>;
release.columns({
  id: ['a'],
  name: ['b'],
  age: Uint8Array.of(1),
  spent: [1n],
  postcode: { dictionary: ['75011'], codes: Uint8Array.of(0) },
  note: { length: 1, get: (): string | null => null },
  since: ['2024-05-17'],
}).age satisfies unknown;
describe(release).fields satisfies { readonly [name: string]: Facts };
mapRows([customer], ({ age }) => ({ age })) satisfies { age: number }[];

// A policy is a transform and nests.
release satisfies Transform<Customer, typeof out>;
const nested = policyFor<{ owner: Customer; others: readonly Customer[]; late: Customer | null; seen: string[] }>()({
  owner: release,
  others: each(release),
  late: nullable(release),
  seen: each(truncateDate({ to: 'month' })),
});
same<ReturnType<typeof nested>, { owner: typeof out; others: (typeof out)[]; late: typeof out | null; seen: string[] }>(
  true,
);

// A row whose columns are not known by name takes any.
const anything = policyFor<Record<string, string>>()({ plan: keep(), name: suppress() });
same<ReturnType<typeof anything>, { plan: string }>(true);

// A row transform fits where the row has the columns it names.
policyFor<{ id: string; phone: string }>()({ id: suppress(), phone: bound });
chain(prefix({ keep: 2 }), bound) satisfies (value: string, row: { readonly id: string }) => string;
chain(prefix({ keep: 4 }), prefix({ keep: 2 })) satisfies Transform<string, string>;

// @ts-expect-error [2339] a suppressed field cannot be read
out.name;
// @ts-expect-error [2345] the column `age` is not decided
policyFor<{ id: string; age: number }>()({ id: keep() });
// @ts-expect-error [2345] an optional column is a column
policyFor<{ id: string; note?: string }>()({ id: keep() });
// @ts-expect-error [2322] `nmae` is not a column of the row
policyFor<{ name: string }>()({ name: keep(), nmae: keep() });
// @ts-expect-error [2322] a number is not a text
policyFor<{ age: number }>()({ age: prefix({ keep: 2 }) });
// @ts-expect-error [2322] numbers are binned by numbers, bigints by bigints
policyFor<{ age: bigint }>()({ age: bin({ width: 10 }) });
// @ts-expect-error [2322] a value may be null, and nobody said nullable
policyFor<{ note: string | null }>()({ note: prefix({ keep: 2 }) });
// @ts-expect-error [2322] an optional value may be missing, and nobody said nullable
policyFor<{ note?: string }>()({ note: prefix({ keep: 2 }) });
// @ts-expect-error [2322] the row has no column `id`
policyFor<{ phone: string }>()({ phone: bound });
// @ts-expect-error [2322] the column `id` is not a text
policyFor<{ id: number; phone: string }>()({ id: keep(), phone: bound });
// @ts-expect-error [2741] a bare function says nothing about privacy
policyFor<{ age: number }>()({ age: (age: number) => age });
// @ts-expect-error [2322] a nested policy decides for its own row only
policyFor<{ owner: { name: string } }>()({ owner: release });
// @ts-expect-error [2345] the second step does not take what the first gives
chain(bin({ width: 10 }), topBottomCode({ high: 90 }));
// @ts-expect-error [2345] a missing value does not go through the middle of a chain
chain(nullable(prefix({ keep: 4 })), prefix({ keep: 2 }));
// @ts-expect-error [2345] a row transform needs the row
bound('a');
// @ts-expect-error [2345] each has no row to give
each(bound);
// @ts-expect-error [2353] facts have no other properties
transform({ ...facts, colour: 'red' }, (value: string) => value);
// @ts-expect-error [2345] a batch is an array of rows
release.batches([customer]);

export function codes(failure: unknown): string | number | undefined {
  if (!(failure instanceof PrivacyError)) return undefined;
  switch (failure.code) {
    case 'ERR_PARAMETER':
      return failure.details.parameter;
    case 'ERR_INPUT':
      // @ts-expect-error [2339] only a parameter has a level
      return failure.details.level ?? failure.details.index;
    case 'ERR_RANDOM':
      return failure.details.field;
  }
}
