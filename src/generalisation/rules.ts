import { PrivacyError } from '../errors.ts';

/** What the distance between two edges of a grid must be, of bigints too. */
export const DECIMAL = 'must be a decimal above 0 with at most 15 digits';

/** The failure of a value without a place on a grid: of another type than the grid, not finite, or too large for it. */
export function unplaced(name: string, like: number | bigint, value: unknown, rule: string): PrivacyError {
  const type = typeof like;
  const fits = type === 'number' && Number.isFinite(value);
  return new PrivacyError('ERR_INPUT', `${name}: value ${fits ? rule : `is not a ${type}`}`);
}
