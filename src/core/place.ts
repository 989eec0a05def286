import { type Place, PrivacyError, type PrivacyErrorCode } from '../errors.ts';

/**
 * The same failure with the field and row where it happened.
 *
 * What a function of the caller threw is replaced as a whole: its text may hold the value.
 */
export function placed(failure: unknown, field?: string, index?: number): PrivacyError {
  const known = failure instanceof PrivacyError;
  const threw = known ? failure.details.threw : classOf(failure);
  const code: PrivacyErrorCode = known ? failure.code : 'ERR_INPUT';
  const message = known ? failure.message : `caller: its code threw ${threw}`;
  const inner: Place = known ? failure.details : {};
  const place: Place = {
    ...(threw !== undefined && { threw }),
    ...pathOf(field, inner.field),
    ...((index ?? inner.index) !== undefined && { index: index ?? inner.index }),
  } as Place;
  const said = suffix(inner);
  const rule = message.endsWith(said) ? message.slice(0, message.length - said.length) : message;
  return new PrivacyError(code, rule + suffix(place), { ...inner, ...place });
}

function pathOf(outer: string | undefined, inner: string | undefined): Place {
  if (outer === undefined || inner === undefined) {
    const field = outer ?? inner;
    return field === undefined ? {} : { field };
  }
  return { field: `${outer}${inner.startsWith('[') ? '' : '.'}${inner}` };
}

/** Only names that no value can choose. */
function classOf(failure: unknown): string {
  return failure instanceof TypeError ? 'TypeError' : failure instanceof RangeError ? 'RangeError' : 'Error';
}

function suffix({ field, index }: Place): string {
  const parts = [field !== undefined && `field ${field}`, index !== undefined && `row ${index}`].filter(Boolean);
  return parts.length > 0 ? ` (${parts.join(', ')})` : '';
}
