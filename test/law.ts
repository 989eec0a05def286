import fc from 'fast-check';
import { test } from 'vitest';

type Values = [unknown, ...unknown[]];

/** A property test with a sentence for a name; FC_RUNS sets the number of cases. */
export function law<V extends Values>(
  sentence: string,
  arbitraries: { [K in keyof V]: fc.Arbitrary<V[K]> },
  holds: (...values: V) => void,
): void {
  test(sentence, () => {
    fc.assert(fc.property(...arbitraries, holds), { numRuns: Number(process.env['FC_RUNS'] ?? 100) });
  });
}
