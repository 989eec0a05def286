import { type AnyRow, withKernel } from '../core/kernel.ts';
import { type Transform, transform } from '../core/transform.ts';
import { PrivacyError } from '../errors.ts';
import { clustersOf } from './clusters.ts';

/** Parameters of {@link prefix}. */
export interface PrefixParameters {
  /** How many characters stay, ≥ 1; a character is a grapheme cluster. */
  readonly keep: number;
  /** The length of every value, > `keep`; without it a value of `keep` characters or fewer passes unchanged. */
  readonly length?: number;
}

/** Whether the first `count` units are printable ASCII, each a cluster of its own; a loop costs a tenth of a regex. */
function isPlain(text: string, count: number): boolean {
  for (let i = Math.min(text.length, count) - 1; i >= 0; i -= 1) {
    const unit = text.charCodeAt(i);
    if (unit < 32 || unit > 126) return false;
  }
  return true;
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
 * @throws `PrivacyError` `ERR_PARAMETER` where not 0 < `keep` < `length`, both whole; the transform: `ERR_INPUT`
 * for what is not a text, another length than the declared one, and a text beyond printable ASCII where the runtime
 * has no `Intl.Segmenter`.
 * @guarantee All texts of one beginning give it. `reversible` is `never` with a declared `length`, where the end of a
 * value is always removed; without it `partly`, since short values pass. Not k-anonymity: a region may hold one person.
 * @utility The output is the beginning of the value; prefixes of codes nest as the codes do.
 * @cost O(`keep`), with `length` O(`length`): some 20 ns for ASCII, microseconds for other texts. Clusters are counted
 * at 64 UTF-16 units each on average; in a text of longer ones a cluster may be cut, and with `length` it is refused.
 * @source Unicode Standard Annex #29, extended grapheme clusters, as the runtime has them.
 * @example
 * prefix({ keep: 2, length: 5 })('75011') // '75'
 */
// @__NO_SIDE_EFFECTS__
export function prefix(parameters: PrefixParameters): Transform<string, string> {
  const { keep, length } = Object(parameters) as PrefixParameters;
  const fixed = length !== undefined;
  if (!(Number.isInteger(keep) && keep > 0 && (!fixed || (Number.isInteger(length) && length > keep)))) {
    throw new PrivacyError('ERR_PARAMETER', 'prefix: not whole numbers 0 < keep < length');
  }
  const start = (value: unknown): string => {
    if (typeof value === 'string' && !(fixed && value.length > 64 * length)) {
      if (isPlain(value, fixed ? value.length : keep + 1)) {
        if (!fixed || value.length === length) return value.slice(0, keep);
      } else {
        const clusters = clustersOf(value, fixed ? length + 1 : keep);
        if (fixed ? clusters.length === length : clusters.length) return clusters.slice(0, keep).join('');
      }
    }
    throw new PrivacyError('ERR_INPUT', 'prefix: value is not a text of this length');
  };
  const reversible = fixed ? 'never' : 'partly';
  const facts = { technique: 'generalisation', reversible, linkable: false, deterministic: true } as const;
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
