export type { RandomSource } from '../core/random.ts';
export { unsafeSeededRandom } from './seeded-random.ts';
