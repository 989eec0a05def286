import { encodeParts } from '../core/bytes.ts';
import { check } from '../core/checks.ts';
import { type Facts, type RowTransform, type Transform, transform, withFacts } from '../core/transform.ts';
import { PrivacyError } from '../errors.ts';
import { boundParts } from './bound-parts.ts';
import { contextOf } from './context.ts';
import type { Sealer } from './sealer.ts';

/** Where a value stands, as far as the options of a transform say it. */
export interface Place {
  readonly context: unknown;
  readonly boundTo?: unknown;
  readonly subject?: unknown;
}

/** What happens to a value under its encoded parts. */
type Act = (value: unknown, parts: Uint8Array, subject?: unknown) => unknown;

/** A column name, `ERR_PARAMETER` for what is none or reaches into every object. */
function columnOf(name: string, option: string, column: unknown): string {
  const odd = column === '__proto__' || column === 'constructor' || column === 'prototype';
  check(name, option, typeof column === 'string' && column !== '' && !odd, 'must be the name of a column');
  return column as string;
}

/** The names of the columns that are read, and the parameters that the facts tell of a place. */
function factsOf(facts: Facts, context: readonly string[], columns: { readonly [option: string]: string }): Facts {
  const reads = Object.values(columns);
  // a fixed context does not notice a swap of two rows, and a description shows it
  const bound = reads.length > 0 ? columns : { bound: false };
  return { ...facts, parameters: { ...facts.parameters, context, ...bound }, ...(reads.length > 0 && { reads }) };
}

/** A transform of a value under a fixed context, or of a value in its row where columns bind it. */
export function cellTransform(
  name: string,
  place: Place,
  sealer: Pick<Sealer, 'ofSubjects'>,
  facts: Facts,
  act: Act,
): Transform<never, unknown> | RowTransform<never, never, unknown> {
  const { ofSubjects } = sealer;
  const context = contextOf(name, place.context);
  check(
    name,
    'subject',
    ofSubjects === (place.subject !== undefined),
    'belongs to a key of subjectKeys, and to no other',
  );
  check(name, 'boundTo', !ofSubjects || place.boundTo !== undefined, 'must be given with subject');
  if (place.boundTo === undefined) {
    const parts = encodeParts(context);
    return transform(factsOf(facts, context, {}), (value) => act(value, parts));
  }
  const boundTo = columnOf(name, 'boundTo', place.boundTo);
  const subject = ofSubjects ? columnOf(name, 'subject', place.subject) : undefined;
  const partsOf = boundParts(name, context);
  const columns = subject === undefined ? { boundTo } : { subject, boundTo };
  return withFacts(factsOf(facts, context, columns), (value: unknown, row: { readonly [column: string]: unknown }) => {
    if (typeof row !== 'object' || row === null) {
      throw new PrivacyError('ERR_INPUT', `${name}: needs the row with the columns it reads`);
    }
    return act(value, partsOf(row[boundTo]), subject === undefined ? undefined : row[subject]);
  });
}
