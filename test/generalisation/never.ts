import fc from 'fast-check';
import { expect } from 'vitest';
import type { Transform } from '../../src/index.ts';
import { decimal } from './doubles.ts';

/** Where `never` is claimed, a value that is taken shares its output with one of its neighbours that is taken too. */
export function expectCompany<T>(made: Transform<T, unknown>, value: T, neighbours: readonly T[]): void {
  fc.pre(made.facts.reversible === 'never');
  const taken = (x: T): readonly unknown[] => {
    try {
      return [made(x)];
    } catch {
      return [];
    }
  };
  const [output] = taken(value);
  fc.pre(output !== undefined);
  expect(neighbours.filter((other) => other !== value).flatMap(taken), `beside ${value}`).toContain(output);
}

/** A grid, a grain, the double next to a multiple of the grain, and those next to the multiples beside it. */
export interface AtEnd {
  readonly step: number;
  readonly origin: number;
  readonly grain: number;
  readonly value: number;
  readonly neighbours: readonly number[];
}

/**
 * Grains near half the step, and values around the last ones with 15 digits and where doubles begin to lie farther
 * apart; a grain is at least a third of the last place, so that doubles tell its multiples apart.
 */
export const atEnd: fc.Arbitrary<AtEnd> = fc
  .record({
    n: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 10 ** 12 })),
    d: fc.oneof(fc.constant(0), fc.nat(9)),
    o: fc.integer({ min: -50, max: 50 }),
    finer: fc.nat(2),
    below: fc.oneof(fc.nat(4), fc.nat(30)),
    end: fc.constantFrom(10n ** 15n - 1n, 1n - 10n ** 15n, 2n ** 49n, -(2n ** 49n), 2n ** 48n),
    k: fc.integer({ min: -6, max: 6 }),
  })
  .map(({ n, d, o, finer, below, end, k }) => {
    const parts = 10 ** finer;
    const m = Math.max(Math.ceil(parts / 3), Math.floor((n * parts) / 2) - (finer === 0 ? below % 2 : below));
    const i = (end * BigInt(parts)) / BigInt(m) + BigInt(k);
    const multiple = (j: bigint): number => Number(`${j * BigInt(m)}e-${d + finer}`);
    return {
      step: decimal(n, d),
      origin: decimal(o, d),
      grain: decimal(m, d + finer),
      value: multiple(i),
      neighbours: [multiple(i - 1n), multiple(i + 1n)],
    };
  });
