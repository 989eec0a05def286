import { type Place, PrivacyError, type PrivacyErrorCode } from '../errors.ts';

/**
 * The same failure with the field and row where it happened.
 *
 * What a function of the user threw is replaced as a whole: its text may hold the value.
 */
export function placed(failure: unknown, field: string, index?: number): PrivacyError {
  const known = failure instanceof PrivacyError;
  const code: PrivacyErrorCode = known ? failure.code : 'ERR_INPUT';
  const message = known ? failure.message : 'transform: its function threw';
  const inner: Place = known ? failure.details : {};
  const path = inner.field === undefined ? field : `${field}${inner.field.startsWith('[') ? '' : '.'}${inner.field}`;
  const at = index ?? inner.index;
  const place: Place = at === undefined ? { field: path } : { field: path, index: at };
  const said = suffix(inner);
  const rule = message.endsWith(said) ? message.slice(0, message.length - said.length) : message;
  return new PrivacyError(code, rule + suffix(place), { ...inner, ...place });
}

function suffix({ field, index }: Place): string {
  if (field === undefined) return '';
  return index === undefined ? ` (field ${field})` : ` (field ${field}, row ${index})`;
}
