import type { Facts } from '../core/transform.ts';
import { PrivacyError } from '../errors.ts';

/**
 * Says as stable JSON what happens to each field of a policy; keys appear by id only.
 *
 * @param policy - A policy, or anything with the facts of its fields.
 * @returns `{ voile: 'policy', version: 1, fields, others: 'dropped' }`, fields in the order of the policy, the
 * properties of each in alphabetical order.
 * @throws `PrivacyError` `ERR_PARAMETER` for what is not a policy.
 * @guarantee It is what the facts of the transforms say; of a function of one's own, what its author said.
 * @utility Equal policies give equal text, so a change shows in a review.
 * @cost Proportional to the number of fields.
 * @source This library's contract.
 * @example
 * describe(policyFor<{ plan: string }>()({ plan: redact() })).fields.plan.technique // 'suppression'
 */
export function describe(policy: { readonly fields: { readonly [name: string]: Facts } }): Description {
  if (typeof policy?.fields !== 'object') {
    throw new PrivacyError('ERR_PARAMETER', 'describe: needs a policy');
  }
  return { voile: 'policy', version: 1, fields: inOrder(policy.fields), others: 'dropped' };
}

/** What {@link describe} gives. */
export interface Description {
  /** What the JSON is. */
  readonly voile: 'policy';
  /** The version of the form. */
  readonly version: 1;
  /** The facts of each field. */
  readonly fields: { readonly [name: string]: Facts };
  /** What happens to every column without a decision. */
  readonly others: 'dropped';
}

function sorted<T>(value: T): T;
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((inner) => sorted(inner));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    // the fields of a nested policy keep their order too
    entries.map(([name, inner]) => [name, name === 'fields' ? inOrder(inner) : sorted(inner)]),
  );
}

function inOrder(fields: { readonly [name: string]: Facts }): { readonly [name: string]: Facts } {
  return Object.fromEntries(Object.entries(fields).map(([name, facts]) => [name, sorted(facts)]));
}
