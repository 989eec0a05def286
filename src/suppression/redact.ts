import { check, optionsOf } from '../core/checks.ts';
import { type AnyRow, withKernel } from '../core/kernel.ts';
import { type Transform, transform } from '../core/transform.ts';
import { PrivacyError } from '../errors.ts';

/** Parameters of {@link redact}. */
export interface RedactParameters {
  /** What stands in place of every value; `[redacted]` unless given. */
  readonly label?: string;
}

/**
 * Replaces every value that is present, whatever its type, by one constant label.
 *
 * The column stays, so that a reader sees that something was taken out; `suppress()` takes the column itself out.
 *
 * @param parameters - `label`.
 * @returns A transform from any value to the label.
 * @throws `PrivacyError` `ERR_PARAMETER` for a label that is not a string and for a name that is unknown; the
 * transform: `ERR_INPUT` for null and undefined.
 * @guarantee The output is independent of the value, so it is not `linkable`. Under `nullable` it is disclosed whether
 * there was a value. Not protected: what other columns tell about it.
 * @utility None of the value is left.
 * @cost O(1).
 * @source ISO/IEC 20889:2018, suppression.
 * @example
 * redact()('likes tea, lives above the bakery') // '[redacted]'
 */
// @__NO_SIDE_EFFECTS__
export function redact(parameters: RedactParameters = {}): Transform<NonNullable<unknown>, string> {
  const { label = '[redacted]' } = optionsOf('redact', parameters, ['label']);
  check('redact', 'label', typeof label === 'string', 'must be a string');
  const facts = { name: 'redact', technique: 'suppression', reversible: 'never', linkable: false } as const;
  const replace = (value: unknown): string => {
    if (value !== null && value !== undefined) return label;
    throw new PrivacyError('ERR_INPUT', 'redact: value is missing');
  };
  return withKernel(transform({ ...facts, deterministic: true, parameters: { label } }, replace), {
    rows(from, to, name, start, end) {
      for (let i = start; i < end; i += 1) (to[i] as AnyRow)[name] = replace((from[i] as AnyRow)[name]); // in range
    },
    values(from, to, start, end) {
      for (let i = start; i < end; i += 1) to[i] = replace(from[i]);
    },
  });
}
