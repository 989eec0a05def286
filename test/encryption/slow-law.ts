import fc from 'fast-check';
import { test } from 'vitest';

type Values = [unknown, ...unknown[]];

/** A law whose case costs a few encryptions of some 50 µs: 2,000 cases at most, however many FC_RUNS asks for. */
export function slowLaw<V extends Values>(
  sentence: string,
  arbitraries: { [K in keyof V]: fc.Arbitrary<V[K]> },
  holds: (...values: V) => void,
): void {
  const numRuns = Math.min(Number(process.env['FC_RUNS'] ?? 100), 2_000);
  test(sentence, () => {
    fc.assert(fc.property(...arbitraries, holds), { numRuns });
  });
}
