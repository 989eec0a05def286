import type { AnyRow } from '../core/kernel.ts';
import { PrivacyError } from '../errors.ts';
import type { Field } from './fields.ts';
import type { Report } from './invalid.ts';
import { releaseRows } from './rows.ts';

/** Releases one batch after the other; the index of a row counts over all batches. */
export function releaseBatches(
  fields: readonly Field[],
  source: Iterable<unknown> | AsyncIterable<unknown>,
  report?: Report,
): Generator<AnyRow[], void, undefined> | AsyncGenerator<AnyRow[], void, undefined> {
  let offset = 0;
  const next = (batch: unknown): AnyRow[] => {
    if (!Array.isArray(batch)) {
      throw new PrivacyError('ERR_INPUT', 'policy.batches: a batch is an array of rows, not a row');
    }
    const out = releaseRows(fields, batch, report, offset);
    offset += batch.length;
    return out;
  };
  if (Object(source)[Symbol.asyncIterator]) return overAsync(source as AsyncIterable<unknown>, next);
  if (Object(source)[Symbol.iterator]) return over(source as Iterable<unknown>, next);
  throw new PrivacyError('ERR_INPUT', 'policy.batches: source is an iterable of arrays of rows');
}

function* over(source: Iterable<unknown>, next: (batch: unknown) => AnyRow[]): Generator<AnyRow[], void, undefined> {
  for (const batch of source) yield next(batch);
}

async function* overAsync(
  source: AsyncIterable<unknown>,
  next: (batch: unknown) => AnyRow[],
): AsyncGenerator<AnyRow[], void, undefined> {
  for await (const batch of source) yield next(batch);
}
