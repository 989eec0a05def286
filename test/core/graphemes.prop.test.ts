import fc from 'fast-check';
import { expect } from 'vitest';
import { graphemesOf, neededGraphemes } from '../../src/core/graphemes.ts';
import { law } from '../law.ts';

const reference = new Intl.Segmenter('und', { granularity: 'grapheme' });
const odd = fc.constantFrom(
  ...['a', 'é', 'Ж', '王', '한', '가', ' ', '\n', '\r', '\t', '1', '@', '©', '\u00ad'],
  ...['\u0301', '\u200d', '\ufe0f', '\u20e3', '\u0600', '\u1100', '\u1161', '\u11a8', '\u0915', '\u094d', '\u0937'],
  ...['👨', '🏻', '🇫', '🇷', '\u{e0100}', '\ud83d', '\ude00'],
);
const text = fc.array(odd, { maxLength: 8 }).map((units) => units.join(''));

law('utility: the clusters are those of the segmenter', [text], (value) => {
  const clusters = Array.from(reference.segment(value), ({ segment }) => segment);
  expect([...neededGraphemes('f', value)]).toStrictEqual(clusters);
});
law('utility: the first clusters are the first of the segmenter', [text, fc.nat(9)], (value, most) => {
  const clusters = Array.from(reference.segment(value), ({ segment }) => segment);
  expect([...(graphemesOf(value, most) ?? [])]).toStrictEqual(clusters.slice(0, most));
});
/** Units that grow one cluster, up to where it is cut. */
const growing = fc
  .constantFrom('\u0301', '\u{e0100}', '👨\u200d', '\u0600')
  .chain((unit) => fc.integer({ min: 0, max: 70 }).map((n) => unit.repeat(n)));

law('utility: the clusters together are the text', [text, growing, text], (before, mid, after) => {
  expect([...neededGraphemes('f', before + mid + after)].join('')).toBe(before + mid + after);
});
law(
  'privacy: no cluster carries more than 64 units or ends within a pair',
  [text, growing, text],
  (before, mid, after) => {
    const clusters = [...neededGraphemes('f', before + mid + after)];
    expect(Math.max(0, ...clusters.map(({ length }) => length))).toBeLessThanOrEqual(64);
    const torn = clusters.filter(
      (left, i) => /[\ud800-\udbff]$/.test(left) && /^[\udc00-\udfff]/.test(clusters[i + 1] ?? ''),
    );
    expect(torn).toStrictEqual([]);
  },
);
