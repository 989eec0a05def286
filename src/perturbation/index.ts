export { type AddNoiseParameters, addNoise, type NoiseBounds } from './add-noise.ts';
export type { Category, CategoryColumn } from './categories.ts';
export type { NumericArray } from './column-rows.ts';
export { type InvariantMatrix, type InvariantRetention, invariantPram } from './invariant-pram.ts';
export { type AwayFactors, type LogNormalFactors, multiplyNoise } from './multiply-noise.ts';
export { type PramMatrix, type PramRetention, pram } from './pram.ts';
export { type Ranked, type RankSwapOptions, rankSwap } from './rank-swap.ts';
export { type ShiftDateParameters, shiftDate } from './shift-date.ts';
export { type ShuffleOptions, shuffle } from './shuffle.ts';
