import { PrivacyError } from '../errors.ts';

interface Realm {
  readonly Intl?: { readonly Segmenter?: typeof Intl.Segmenter };
}

let segmenter: Intl.Segmenter | undefined;

/**
 * The first grapheme clusters of a text (UAX #29, extended), what a reader takes for one character: `e` with a
 * combining accent, a flag, a family emoji, CR LF. A lone surrogate is a cluster; one of more than 63 UTF-16 units is
 * cut.
 *
 * A simple text is its own list of clusters, about a hundred times faster than through the runtime's segmenter. Of a
 * text that is not, no more is looked at than the clusters asked for need; undefined where the runtime has no
 * segmenter.
 */
export function graphemesOf(text: string, most: number = Infinity): string | readonly string[] | undefined {
  // the character behind the last one may be a mark that belongs to it
  if (isSimple(text, Math.min(text.length, most + 1))) return text.slice(0, most);
  const Segmenter = (globalThis as Realm).Intl?.Segmenter;
  if (!Segmenter) return undefined;
  segmenter ??= new Segmenter('und', { granularity: 'grapheme' });
  const clusters: string[] = [];
  // In windows, because V8 takes quadratic time over a long text (10 s for 100,000 units in Node 20). A break depends on
  // its own cluster and the one code point behind, so that a window which cuts no pair of surrogates shows it.
  for (let at = 0; at < text.length && clusters.length < most; ) {
    const end = at + ((text.codePointAt(at + 62) ?? 0) > 0xffff ? 64 : 63);
    const { segment } = segmenter.segment(text.slice(at, end)).containing(0) as Intl.SegmentData; // 0 is inside
    clusters.push(segment);
    at += segment.length;
  }
  return clusters;
}

/** The same, or `ERR_INPUT` in the name of a function that cannot do without. */
export function neededGraphemes(name: string, text: string, most?: number): string | readonly string[] {
  const clusters = graphemesOf(text, most);
  if (clusters !== undefined) return clusters; // '' has none
  throw new PrivacyError('ERR_INPUT', `${name}: this text needs Intl.Segmenter, which the runtime lacks`);
}

/** The text of some clusters. */
export function joined(clusters: string | readonly string[]): string {
  return typeof clusters === 'string' ? clusters : clusters.join('');
}

/** The rule of {@link isGrapheme}. */
export const ONE_GRAPHEME =
  'must be one grapheme cluster that stays one beside another, as far as the runtime can tell';

/** Whether something is one cluster that stays one beside its like and a letter, as far as the runtime can tell. */
export function isGrapheme(char: unknown): char is string {
  const clusters = typeof char === 'string' && !/\p{Cs}/u.test(char) && graphemesOf(`a${char}${char}`, 4);
  return !!clusters && clusters.length === 3 && clusters[1] === char;
}

/**
 * Whether the first units are characters that are one grapheme cluster each beside any other of them: Latin, phonetic,
 * Greek, Cyrillic, Chinese, Hangul syllables. Combining marks, jamo, surrogates and CR are outside, and with CR the one
 * pair CR LF. A loop, because it costs a tenth of a regular expression where the text is short.
 */
function isSimple(text: string, end: number): boolean {
  for (let at = 0; at < end; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit > 0x1f && unit < 0x300) continue;
    if (unit > 0x36f && unit < 0x483) continue;
    if ((unit > 0x33ff && unit < 0xa000) || (unit > 0xabff && unit < 0xd7a4)) continue;
    if (unit !== 0x09 && unit !== 0x0a) return false;
  }
  return true;
}
