let segmenter: Intl.Segmenter | undefined;

/**
 * The first grapheme clusters of a text (UAX #29, extended), at most `count`; none where the runtime has no segmenter.
 *
 * Looks at 64 UTF-16 units a cluster, so that a text of a million accents costs no more than a short one. Beside
 * `core/graphemes.ts`, which reads whole texts and has a fast way for them: with it `prefix` would be a sixth larger.
 */
export function clustersOf(text: string, count: number): string[] {
  try {
    const { Segmenter } = Intl;
    segmenter ??= new Segmenter('und');
    return Array.from(segmenter.segment(text.slice(0, 64 * count)), ({ segment }) => segment).slice(0, count);
  } catch {
    return []; // no Intl, or an old one
  }
}
