import { check, isWhole, optionsOf } from '../core/checks.ts';
import { isGrapheme, joined, neededGraphemes, ONE_GRAPHEME } from '../core/graphemes.ts';
import { transform } from '../core/transform.ts';
import { PrivacyError } from '../errors.ts';
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
 * character; the transform of a level: `ERR_INPUT` for what is not a text, for a text of another length unless
 * `onUnknown` is `top`, and where `prefix` needs `Intl.Segmenter`.
 * @guarantee All texts of one beginning give one label. Level 0 is the identity, every other is `never` reversible: all
 * endings give one label. `linkable` where more than two characters stay, and at level 0. Not k-anonymity: in the data
 * a beginning may have one ending and one person.
 * @utility Levels nest; the label shows the beginning of the value and its length.
 * @cost O(`length`), as `prefix`.
 * @source Samarati 2001, domain generalisation hierarchies; Unicode Standard Annex #29 for characters.
 * @example
 * prefixHierarchy({ length: 5 }).at(2)('75011') // '750**'
 */
// @__NO_SIDE_EFFECTS__
export function prefixHierarchy(parameters: PrefixHierarchyParameters): Hierarchy<string> {
  const name = 'prefixHierarchy';
  const given = optionsOf(name, parameters, ['length', 'pad', 'keep', 'onUnknown']);
  const { length, pad = '*', keep = 0, onUnknown = 'error' } = given;
  check(name, 'length', isWhole(length, 1, 1000), 'must be a whole number from 1 to 1,000');
  check(name, 'keep', isWhole(keep, 0, length - 1), 'must be a whole number from 0, below length');
  check(name, 'pad', isGrapheme(pad), ONE_GRAPHEME);
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
      const linkable = same || length - level > 2;
      const facts = { name, technique, reversible, linkable, deterministic: true } as const;
      const removed = pad.repeat(level);
      return transform({ ...facts, parameters: { ...json, level } }, (value) => {
        if (typeof value !== 'string') throw new PrivacyError('ERR_INPUT', 'prefixHierarchy: value is not a text');
        const clusters = neededGraphemes(name, value, length + 1);
        if (clusters.length === length) return joined(clusters.slice(0, length - level)) + removed;
        if (top !== undefined) return top;
        throw new PrivacyError('ERR_INPUT', 'prefixHierarchy: value is not a text of this length');
      });
    },
  });
}
