export { chain } from './core/chain.ts';
export { each } from './core/each.ts';
export { type Keep, keep } from './core/keep.ts';
export { type NullableRowTransform, type NullableTransform, nullable } from './core/nullable.ts';
export { type RandomSource, systemRandom } from './core/random.ts';
export {
  type Facts,
  type Json,
  type Reversible,
  type RowTransform,
  type Technique,
  type Transform,
  transform,
} from './core/transform.ts';
export {
  type Amounts,
  type KeyName,
  type Place,
  PrivacyError,
  type PrivacyErrorCode,
  type PrivacyErrorConstructor,
  type PrivacyErrorDetails,
  type PrivacyErrorOf,
} from './errors.ts';
export {
  ageAt,
  bin,
  bins,
  dateHierarchy,
  geoCell,
  hierarchy,
  intervalHierarchy,
  parseInterval,
  postcodeRegion,
  prefix,
  prefixHierarchy,
  roundTo,
  topBottomCode,
  truncateDate,
  truncateGeo,
  truncateIp,
} from './generalisation/index.ts';
// not from the index of the folder: that has shiftDate too, and with it a hash; the root loads no cryptography
export { addNoise } from './perturbation/add-noise.ts';
export { invariantPram } from './perturbation/invariant-pram.ts';
export { multiplyNoise } from './perturbation/multiply-noise.ts';
export { pram } from './perturbation/pram.ts';
export { rankSwap } from './perturbation/rank-swap.ts';
export { shuffle } from './perturbation/shuffle.ts';
export {
  type Columns,
  type Description,
  describe,
  mapRows,
  type Policy,
  type Problem,
  policyFor,
  type RunOptions,
} from './policy/index.ts';
export { mask, redact, suppress } from './suppression/index.ts';
