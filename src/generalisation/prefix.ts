import { check, isWhole, optionsOf } from '../core/checks.ts';
import { joined, neededGraphemes } from '../core/graphemes.ts';
import { type AnyRow, withKernel } from '../core/kernel.ts';
import { type Transform, transform } from '../core/transform.ts';
import { PrivacyError } from '../errors.ts';

/** Parameters of {@link prefix}. */
export interface PrefixParameters {
  /** How many characters stay, ≥ 1; a character is a grapheme cluster. */
  readonly keep: number;
  /** The length of every value, > `keep`; without it a value of `keep` characters or fewer passes unchanged. */
  readonly length?: number;
}

/**
 * Keeps the first characters of a text: the region of a postcode, the chapter of a diagnosis, the branch of a code.
 *
 * Characters are what a reader counts: a flag, `e` with a combining accent, CR LF are one each. Nothing is trimmed,
 * padded or normalised, so clean the text first: ` 75011` and `75011` give different prefixes. Postcodes whose region
 * has no fixed length (`SW1A 1AA`, `M1 1AA`) are for `postcodeRegion`.
 *
 * @param parameters - `keep`, `length`.
 * @returns A transform from a text to its first `keep` characters.
 * @throws `PrivacyError` `ERR_PARAMETER` where not 0 < `keep` < `length`, both whole, and an unknown name; the
 * transform: `ERR_INPUT` for what is not a text, another length than the declared one, and, where the runtime has no
 * `Intl.Segmenter`, a beginning beyond Latin, Greek, Russian, Chinese and Korean.
 * @guarantee All texts of one beginning give it. `reversible` is `never` with a declared `length`, where the end of a
 * value is always removed; without it `partly`, since short values pass. `linkable` where more than two characters
 * stay: three digits tell 1,000 values apart. Not k-anonymity: a region may hold one person.
 * @utility The output is the beginning of the value; prefixes of codes nest as the codes do.
 * @cost O(`keep`), with `length` O(`length`): some 20 ns; about a hundred times more per character where the text needs
 * the segmenter. A character of more than 63 UTF-16 units counts as several.
 * @source Unicode Standard Annex #29, extended grapheme clusters, as the runtime has them.
 * @example
 * prefix({ keep: 2, length: 5 })('75011') // '75'
 */
// @__NO_SIDE_EFFECTS__
export function prefix(parameters: PrefixParameters): Transform<string, string> {
  const { keep, length } = optionsOf('prefix', parameters, ['keep', 'length']);
  check('prefix', 'keep', isWhole(keep, 1, Number.MAX_VALUE), 'must be a whole number above 0');
  const fixed = length !== undefined;
  check('prefix', 'length', !fixed || isWhole(length, keep + 1, Number.MAX_VALUE), 'must be a whole number above keep');
  const start = (value: unknown): string => {
    if (typeof value !== 'string') throw new PrivacyError('ERR_INPUT', 'prefix: value is not a text');
    const clusters = neededGraphemes('prefix', value, fixed ? length + 1 : keep);
    if (!fixed) return joined(clusters);
    if (clusters.length === length) return joined(clusters.slice(0, keep));
    throw new PrivacyError('ERR_INPUT', 'prefix: value is not a text of this length');
  };
  const reversible = fixed ? 'never' : 'partly';
  const facts = { technique: 'generalisation', reversible, linkable: keep > 2, deterministic: true } as const;
  const made = transform({ ...facts, name: 'prefix', parameters: { keep, ...(fixed && { length }) } }, start);
  return withKernel(made, {
    rows(from, to, name, begin, end) {
      for (let i = begin; i < end; i += 1) (to[i] as AnyRow)[name] = start((from[i] as AnyRow)[name]);
    },
    values(from, to, begin, end) {
      for (let i = begin; i < end; i += 1) to[i] = start(from[i]);
    },
  });
}
