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
export {
  addNoise,
  invariantPram,
  multiplyNoise,
  pram,
  rankSwap,
  shuffle,
} from './perturbation/index.ts';
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
