import { PrivacyError } from '../errors.ts';

/** The edges of a half-open interval. */
export interface Interval {
  /** The lower edge, which belongs to the interval; -Infinity for an open end. */
  readonly from: number;
  /** The upper edge, which does not belong to it; Infinity for an open end. */
  readonly to: number;
}

/** The label of an interval: edges as `String` prints them, open ends where an edge is infinite. */
export function intervalLabel(from: number | bigint, to: number | bigint): string {
  return `${from === -Infinity ? '(-∞' : `[${from}`}, ${to === Infinity ? '∞' : to})`;
}

/**
 * Reads the label of an interval back, as `bin`, `bins` and `intervalHierarchy` write it.
 *
 * @param label - `[a, b)`, `(-∞, b)` or `[a, ∞)` with a < b, the numbers as `String` prints them.
 * @returns The edges.
 * @throws `PrivacyError` `ERR_INPUT` for every other text (`*` too), for what is not a text, and for edges
 * beyond 2⁵³, where neighbouring integers are one number: read those as text.
 * @guarantee None: an interval is no more private as numbers than it is as a label.
 * @utility The edges, written as a label again, give the label character by character.
 * @cost O(length of the label).
 * @source The label grammar of this library.
 * @example
 * parseInterval('[0.3, 0.4)') // { from: 0.3, to: 0.4 }
 * parseInterval('[90, ∞)') // { from: 90, to: Infinity }
 */
export function parseInterval(label: string): Interval {
  const [low, high] = (typeof label === 'string' ? label : '').slice(1, -1).split(', ', 2);
  const from = low === '-∞' ? -Infinity : Number(low);
  const to = high === '∞' ? Infinity : Number(high);
  // the grammar is what prints as the very same label: no -0, no 1.0, no 0x1, no third edge, one end at least
  if (from < to && Math.abs(from + to) >= 0 && readable(from) && readable(to) && intervalLabel(from, to) === label) {
    return { from, to };
  }
  throw new PrivacyError('ERR_INPUT', 'parseInterval: value is not the label of an interval');
}

const readable = (edge: number): boolean => Math.abs(edge) <= 2 ** 53 || Math.abs(edge) === Infinity;
