import { REVERSIBLE } from '../core/chain.ts';
import { type Facts, transform } from '../core/transform.ts';
import { releaseBatches } from './batches.ts';
import { releaseColumns } from './columns.ts';
import { decisionsOf, fieldsOf, releaseRow } from './fields.ts';
import { reportOf } from './invalid.ts';
import { releaseRows } from './rows.ts';
import type { NoOther, Policy, Released, RunOptions, Show, Spec } from './types.ts';

/**
 * Decides for every column of a row what leaves; an undecided column does not compile, and never leaves.
 *
 * The policy is a function of one row, and itself a transform: it may stand beside a column of another policy, alone
 * for an object, inside `each` for a list of them, inside `nullable` where it may be missing.
 *
 * Where rows are of several shapes (a union of types), make one policy for each: a union has only its common columns.
 *
 * @returns A function of the decisions, an object with a transform for each column: `keep()` for what passes
 * unchanged, `suppress()` for what must not leave, `nullable(t)` where values may be missing.
 * @throws `PrivacyError` `ERR_PARAMETER` naming the field that has no transform; the policy: what its transforms
 * throw, with `details.field` and `details.index`, and `ERR_INPUT` for what is not a row.
 * @guarantee Only decided columns leave, whatever else a row or a dictionary carries. The released table is still
 * personal data until a table-level measurement (`voile/anonymity`) says otherwise.
 * @utility That of the transforms. A row keeps its place; a column that a row lacks stays absent.
 * @cost docs/benchmarks.md: `rows` 1.3 to 3.7 times the loop by hand, `columns` of numbers and dictionaries a quarter.
 * Rows that lack a column others have, or do not fit, are released one by one.
 * @source This library's contract.
 * @example
 * const release = policyFor<{ name: string; age: number }>()({ name: suppress(), age: bin({ width: 10 }) });
 * release({ name: 'Ada', age: 36 }) // { age: '[30, 40)' }
 */
// @__NO_SIDE_EFFECTS__
export function policyFor<Row extends object>(): <const Decisions extends Spec<Row>>(
  decisions: Decisions & NoOther<Decisions, Row>,
) => Policy<Row, Show<Released<Row, Decisions>>> {
  return (decisions) => policyOf(decisions) as never; // the type is computed from the decisions alone
}

function policyOf(decisions: object): object {
  const decided = decisionsOf(decisions);
  const fields = fieldsOf(decided);
  const all = Object.fromEntries(decided.map(([name, { facts }]) => [name, facts]));
  const facts: Facts = {
    name: 'policy',
    technique: decided.find(([, { facts }]) => facts.technique !== 'identity')?.[1].facts.technique ?? 'identity',
    reversible: REVERSIBLE.findLast((claim) => fields.some((field) => field.facts.reversible === claim)) ?? 'never',
    linkable: fields.some((field) => field.facts.linkable),
    deterministic: fields.every((field) => field.facts.deterministic),
    parameters: {},
    fields: all,
  };
  const one = transform(facts, (row: unknown) => releaseRow(fields, row));
  return Object.assign(one, {
    fields: one.facts.fields,
    rows: (rows: unknown, options?: RunOptions) => releaseRows(fields, rows, reportOf('policy.rows', options)),
    columns: (table: unknown, options?: RunOptions) =>
      releaseColumns(fields, table, reportOf('policy.columns', options)),
    batches: (source: Iterable<unknown> | AsyncIterable<unknown>, options?: RunOptions) =>
      releaseBatches(fields, source, reportOf('policy.batches', options)),
  });
}
