import { PrivacyError } from '../errors.ts';
import { dropsColumn } from './mark.ts';
import { type Facts, type Reversible, type RowTransform, type Transform, transform } from './transform.ts';

/** From the strongest to the weakest claim. */
export const REVERSIBLE: readonly Reversible[] = ['never', 'partly', 'with-key', 'with-vault', 'always'];

/**
 * One transform after the other.
 *
 * The facts of a chain: technique and `linkable` of its last step that is not the identity, the strongest `reversible`
 * of its steps (what one step lost, no later one brings back), deterministic if all are.
 *
 * @param first - The first of two to four transforms; a row transform gets the whole row.
 * @param second - The next one, fit for what the one before gives, and so on.
 * @returns The transform from the first input to the last output.
 * @throws `PrivacyError` `ERR_PARAMETER` with the position of a step that is not a transform or suppresses the
 * column; the chain: what its steps throw.
 * @guarantee That of the steps, each on its own declared domain: a `never` behind a step that thins its domain (a
 * rounding to tens before a `bin` of width 10 with grain 1) is as good as the declared grain is true.
 * @utility Errors of the steps add up.
 * @cost The sum of the steps.
 * @source This library's contract.
 * @example
 * chain(ageAt({ now: Date.UTC(2024, 0, 1) }), bin({ width: 10 }))('1987-03-05') // '[30, 40)'
 */
export function chain<A, B, C>(first: Transform<A, B>, second: Transform<B, C>): Transform<A, C>;
/** Three transforms. */
export function chain<A, B, C, D>(
  first: Transform<A, B>,
  second: Transform<B, C>,
  third: Transform<C, D>,
): Transform<A, D>;
/** Four transforms. */
export function chain<A, B, C, D, E>(
  first: Transform<A, B>,
  second: Transform<B, C>,
  third: Transform<C, D>,
  fourth: Transform<D, E>,
): Transform<A, E>;
/** Two steps, row transforms among them. */
export function chain<A, N1, B, N2, C>(
  first: RowTransform<A, N1, B>,
  second: RowTransform<B, N2, C>,
): RowTransform<A, N1 & N2, C>;
/** Three steps, row transforms among them. */
export function chain<A, N1, B, N2, C, N3, D>(
  first: RowTransform<A, N1, B>,
  second: RowTransform<B, N2, C>,
  third: RowTransform<C, N3, D>,
): RowTransform<A, N1 & N2 & N3, D>;
/** Four steps, row transforms among them. */
export function chain<A, N1, B, N2, C, N3, D, N4, E>(
  first: RowTransform<A, N1, B>,
  second: RowTransform<B, N2, C>,
  third: RowTransform<C, N3, D>,
  fourth: RowTransform<D, N4, E>,
): RowTransform<A, N1 & N2 & N3 & N4, E>;
// @__NO_SIDE_EFFECTS__
export function chain(...steps: RowTransform<unknown, object, unknown>[]): RowTransform<unknown, object, unknown> {
  const wrong = steps.findIndex((step) => typeof step !== 'function' || !step.facts || dropsColumn(step));
  if (wrong >= 0 || steps.length === 0) {
    throw new PrivacyError('ERR_PARAMETER', 'chain: every step must be a transform that gives a value', {
      position: Math.max(wrong, 0),
    });
  }
  const all = steps.map((step) => step.facts);
  const reads = [...new Set(all.flatMap((facts) => facts.reads ?? []))];
  const last = all.findLast((step) => step.technique !== 'identity') ?? (all[0] as Facts); // there is a step
  const facts: Facts = {
    name: 'chain',
    technique: last.technique,
    reversible: REVERSIBLE.find((claim) => all.some((step) => step.reversible === claim)) as Reversible, // there is a step
    linkable: last.linkable,
    deterministic: all.every((step) => step.deterministic),
    parameters: {},
    ...(reads.length > 0 && { reads }),
    steps: all,
  };
  const run = steps.reduce((before, step) => {
    const both = (value: unknown, row: object): unknown => step(before(value, row), row);
    return both as typeof before;
  });
  return transform(facts as Facts & { readonly reads: readonly never[] }, run);
}
