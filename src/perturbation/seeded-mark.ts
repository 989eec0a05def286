import type { RandomSource } from '../core/random.ts';

/** What a transform adds to its parameters so that nobody takes seeded noise for real noise. */
export function seededMark(random: RandomSource): { readonly source?: 'seeded' } {
  return random.kind === 'seeded' ? { source: 'seeded' } : {};
}
