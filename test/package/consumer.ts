// A user's file: compiled against the packed types by several compilers, run on several runtimes.

import * as root from 'voile';
import { chain, describe, type Facts, keep, mapRows, nullable, PrivacyError, policyFor, type Transform } from 'voile';
import * as anonymity from 'voile/anonymity';
import * as generalisation from 'voile/generalisation';
import { bin, truncateDate } from 'voile/generalisation';
import * as perturbation from 'voile/perturbation';
import * as policy from 'voile/policy';
import * as suppression from 'voile/suppression';
import { mask, suppress } from 'voile/suppression';
import * as testing from 'voile/testing';

interface Person {
  readonly id: number;
  readonly name: string;
  readonly age: number | null;
  readonly born: string;
  readonly card?: string;
}

// exported, so that a compiler with `declaration` has to write the types down
export const release = policyFor<Person>()({
  id: keep(),
  name: suppress(),
  age: nullable(bin({ width: 10 })),
  born: truncateDate({ to: 'month' }),
  card: nullable(mask({ keepEnd: 4 })),
});
export const tail: Transform<string, string> = chain(mask({ keepEnd: 4 }), mask({ keepEnd: 2 }));
export const facts: Facts = release.facts;
export const everything: readonly object[] = [
  root,
  suppression,
  generalisation,
  perturbation,
  policy,
  anonymity,
  testing,
];

const ada: Person = { id: 1, name: 'Ada', age: 36, born: '1815-12-10' };
const released: { id: number; age: string | null; born: string } = release(ada);
const rows = release.rows([ada, { ...ada, id: 2, age: null }]);
const [hand] = mapRows([ada], ({ born }) => ({ born: truncateDate({ to: 'month' })(born) }));

function same(actual: unknown, expected: unknown): void {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) throw new Error(`not ${JSON.stringify(expected)}`);
}
same(released, { id: 1, age: '[30, 40)', born: '1815-12' });
same(rows[1], { id: 2, age: null, born: '1815-12' });
same(hand, { born: '1815-12' });
same(Object.keys(describe(release).fields).sort(), ['age', 'born', 'card', 'id', 'name']);
try {
  bin({ width: 0 });
  throw new Error('width 0 was taken');
} catch (error) {
  same(error instanceof PrivacyError && error.code, 'ERR_PARAMETER');
}
const engine = globalThis as { readonly process?: { readonly versions: { readonly [name: string]: string } } };
const { deno, bun, node } = engine.process?.versions ?? {};
(globalThis as unknown as { readonly console: { log(text: string): void } }).console.log(
  `  ${deno ? `Deno ${deno}` : bun ? `Bun ${bun}` : `Node ${node}`}: a consumer in TypeScript`,
);
