// What must compile, and what must not: checked by `tsc -p test`, never run.
import {
  type EquivalenceClasses,
  equivalenceClasses,
  kAnonymity,
  type Model,
  reidentificationRisk,
} from 'voile/anonymity';

interface Customer {
  readonly age: number;
  readonly postcode: string;
  readonly since?: string | null;
  readonly orders: readonly { readonly id: string }[];
}
declare const customers: readonly Customer[];
declare const mixed: readonly (Customer | { readonly plan: string })[];
declare const anything: readonly Record<string, unknown>[];
declare const list: readonly ('age' | 'postcode')[];
interface Columns {
  readonly age: Uint8Array;
  readonly postcode: readonly string[];
  readonly plan: { readonly dictionary: readonly string[]; readonly codes: Uint16Array };
  readonly since: { readonly length: number; get(i: number): string | null };
}
declare const columns: Columns;
declare const open: { readonly [name: string]: readonly string[] };

// Rows and columns, interfaces and literals; the names are those of the table.
equivalenceClasses(customers, { by: ['age', 'postcode', 'since'] }) satisfies EquivalenceClasses;
equivalenceClasses(customers, { by: list, unit: 'since' });
equivalenceClasses(mixed, { by: ['age', 'plan'] });
equivalenceClasses(anything, { by: ['whatever'], unit: 'else' });
equivalenceClasses(columns, { by: ['age', 'postcode', 'plan'], unit: 'since' });
equivalenceClasses(open, { by: ['whatever'] });
equivalenceClasses({ age: [34, 51], town: ['Lyon', null] }, { by: ['town'] });
equivalenceClasses([{ age: 34 }, { age: null }], { by: [] });
kAnonymity({ k: 5 }) satisfies Model;
reidentificationRisk(equivalenceClasses(customers, { by: ['age'] }), { threshold: 0.1 }).uniques.share satisfies number;

// @ts-expect-error [2322] the rows have no column `zip`
equivalenceClasses(customers, { by: ['age', 'zip'] });
// @ts-expect-error [2322] the table has no column `zip`
equivalenceClasses(columns, { by: ['zip'] });
// @ts-expect-error [2322] a column of rows is no property of the array
equivalenceClasses(customers, { by: ['length'] });
// @ts-expect-error [2322] the unit is a column too
equivalenceClasses(customers, { by: ['age'], unit: 'household' });
// @ts-expect-error [2322] a single name is no list
equivalenceClasses(customers, { by: 'age' });
// @ts-expect-error [2345] quasi-identifiers are named
equivalenceClasses(customers, {});
// @ts-expect-error [2353] there is no such option
equivalenceClasses(customers, { by: ['age'], sensitve: ['postcode'] });
// @ts-expect-error [2322] a number is no column
equivalenceClasses({ age: 34 }, { by: ['age'] });
// @ts-expect-error [2345] a text is no table
equivalenceClasses('age', { by: [] });
// @ts-expect-error [2322] k is a number
kAnonymity({ k: '5' });
// @ts-expect-error [2345] a table is not yet classes
kAnonymity({ k: 5 }).check(customers);
// @ts-expect-error [2540] what was measured stays as it is
equivalenceClasses(customers, { by: [] }).count = 3;
