import { PrivacyError } from '../errors.ts';
import { dropsColumn } from './mark.ts';
import { placed } from './place.ts';
import { type Transform, transform } from './transform.ts';

/**
 * Transforms every element of a list: a list of values, or of rows by a policy.
 *
 * @param inner - The transform for one element.
 * @returns A transform from a list to a new list of the same length and order.
 * @throws `PrivacyError` `ERR_PARAMETER` for what is not a transform of the value alone; the transform:
 * `ERR_INPUT` for what is not an array, and what the inner transform throws, with the position in `details.field`.
 * @guarantee That of the inner transform for each element, `reversible` included. The length and the order of the list,
 * and so that it is empty, are disclosed.
 * @utility That of the inner transform.
 * @cost The inner transform for each element.
 * @source This library's contract.
 * @example
 * each(truncateDate({ to: 'month' }))(['2024-05-17', '2024-06-02']) // ['2024-05', '2024-06']
 */
// @__NO_SIDE_EFFECTS__
export function each<In, Out>(inner: Transform<In, Out>): Transform<readonly In[], Out[]> {
  const facts = inner?.facts;
  if (typeof inner !== 'function' || !facts || facts.reads || dropsColumn(inner)) {
    throw new PrivacyError('ERR_PARAMETER', 'each: needs a transform that gives a value and reads no other column');
  }
  return transform({ ...facts, name: 'each', parameters: {}, steps: [facts] }, (list: readonly In[]) => {
    if (!Array.isArray(list)) throw new PrivacyError('ERR_INPUT', 'each: value is not an array');
    return Array.from(list as readonly In[], (value, position) => {
      try {
        return inner(value);
      } catch (failure) {
        throw placed(failure, `[${position}]`);
      }
    });
  });
}
