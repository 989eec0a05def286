import { PrivacyError } from '../errors.ts';
import type { EquivalenceClasses } from './equivalence-classes.ts';

/**
 * What a class is measured by: its units where a unit was named, else its rows.
 *
 * @throws `PrivacyError` `ERR_INPUT` for what `equivalenceClasses` did not make.
 */
export function countsOf(classes: EquivalenceClasses, caller: string): Int32Array {
  const { sizes, units = sizes } = Object(classes) as EquivalenceClasses;
  if (units instanceof Int32Array) return units;
  throw new PrivacyError('ERR_INPUT', `${caller}: needs the classes that equivalenceClasses makes`);
}
