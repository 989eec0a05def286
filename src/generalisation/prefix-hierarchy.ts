import { transform } from '../core/transform.ts';
import { PrivacyError } from '../errors.ts';
import { clustersOf } from './clusters.ts';
import { type Hierarchy, type OnUnknown, topOf } from './leaf-hierarchy.ts';
import { openHierarchy } from './open-hierarchy.ts';

/** Parameters of {@link prefixHierarchy}. */
export interface PrefixHierarchyParameters {
  /** The number of characters of every value, 1 to 1,000; a character is a grapheme cluster. */
  readonly length: number;
  /** The character that stands for a removed one; `*` unless given. */
  readonly pad?: string;
  /** The number of characters that stay at the last level; 0 unless given. */
  readonly keep?: number;
  /** What a text of another length becomes: `error` unless given, or the label of the top, which needs `keep: 0`. */
  readonly onUnknown?: OnUnknown;
}

/**
 * A hierarchy of codes of one length: each level removes one more character from the end.
 *
 * `75011`, `7501*`, `750**` … `*****`. Where the end of a code says more than its beginning, this is no hierarchy of
 * meaning: write one with `hierarchy`.
 *
 * @param parameters - `length`, `pad`, `keep`, `onUnknown`.
 * @returns A hierarchy of `length` - `keep` + 1 levels; its leaves come from `over(values)`.
 * @throws `PrivacyError` `ERR_PARAMETER` for numbers that are not whole or out of range and a pad that is not one
 * character; the transform of a level: `ERR_INPUT` for what is not a text, and for a text of another length unless
 * `onUnknown` is `top`.
 * @guarantee All texts of one beginning give one label. Level 0 is the identity, every other is `never` reversible: all
 * endings give one label. Not k-anonymity: in the data a beginning may have one ending and one person.
 * @utility Levels nest; the label shows the beginning of the value and its length.
 * @cost O(`length`), as `prefix`.
 * @source Samarati 2001, domain generalisation hierarchies; Unicode Standard Annex #29 for characters.
 * @example
 * prefixHierarchy({ length: 5 }).at(2)('75011') // '750**'
 */
// @__NO_SIDE_EFFECTS__
export function prefixHierarchy(parameters: PrefixHierarchyParameters): Hierarchy<string> {
  const { length, pad = '*', keep = 0, onUnknown = 'error' } = Object(parameters) as typeof parameters;
  const isWhole = Number.isInteger(length) && Number.isInteger(keep) && length <= 1000;
  if (!(isWhole && keep >= 0 && keep < length && isCharacter(pad))) {
    throw new PrivacyError(
      'ERR_PARAMETER',
      'prefixHierarchy: needs whole numbers 0 ≤ keep < length, one character pad',
    );
  }
  const name = 'prefixHierarchy';
  const json = { length, pad, keep, onUnknown };
  const top = topOf(name, onUnknown, () => (keep === 0 ? [pad.repeat(length)] : []));
  return openHierarchy<string>({
    name,
    json,
    levels: length - keep + 1,
    at(level) {
      const same = level === 0;
      const technique = same ? 'identity' : 'generalisation';
      const reversible = same ? 'always' : 'never';
      const facts = { name, technique, reversible, linkable: same, deterministic: true } as const;
      const removed = pad.repeat(level);
      return transform({ ...facts, parameters: { ...json, level } }, (value) => {
        const start = startOf(value, length, length - level);
        if (start !== undefined) return start + removed;
        if (top !== undefined && typeof value === 'string') return top;
        throw new PrivacyError('ERR_INPUT', 'prefixHierarchy: value is not a text of this length');
      });
    },
  });
}

const ASCII = /^[ -~]*$/;

/** The first characters of a text of a given length, undefined for any other. */
function startOf(value: unknown, length: number, keep: number): string | undefined {
  if (typeof value !== 'string' || value.length > 64 * length) return undefined;
  if (ASCII.test(value)) return value.length === length ? value.slice(0, keep) : undefined;
  const clusters = clustersOf(value, length + 1);
  return clusters.length === length ? clusters.slice(0, keep).join('') : undefined;
}

/** One character that stays one behind another: no combining mark. */
function isCharacter(pad: unknown): pad is string {
  return typeof pad === 'string' && (/^[!-~]$/.test(pad) || (pad.length < 64 && clustersOf(`a${pad}`, 3)[1] === pad));
}
