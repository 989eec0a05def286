import fc from 'fast-check';
import { expect } from 'vitest';
import { prefix } from '../../src/generalisation/prefix.ts';
import { law } from '../law.ts';

const segmenter = new Intl.Segmenter('und');
const count = (text: string): number => [...segmenter.segment(text)].length;
const units = ['7', 'a', ' ', '~', 'é', 'e\u0301', '\u0301', '👨‍👩‍👧', '🇫🇷', '\r', '\n', '\ud83d', '\u200d', 'क्षि'];
const part = fc.constantFrom(...units);
const text = fc.oneof(
  fc.array(part, { maxLength: 6 }).map((parts) => parts.join('')),
  fc.string({ minLength: 0, maxLength: 8 }),
);
const keep = fc.integer({ min: 1, max: 5 });
const more = fc.integer({ min: 1, max: 3 });

/** A text, and how many of its characters to keep: some, not all. */
const longer = fc
  .tuple(fc.constantFrom('7', 'é', '👨‍👩‍👧'), text, fc.nat(4))
  .map(([first, rest, n]) => ({ value: `${first}b${rest}`, n }))
  .map(({ value, n }) => ({ value, size: count(value), k: 1 + (n % (count(value) - 1)) }));

law('privacy: what follows the kept characters leaves no trace', [longer, text], ({ value, k }, end) => {
  const start = prefix({ keep: k })(value);
  const other = start + end;
  // an accent put behind joins the last character, and is then kept with it
  fc.pre(count(other) === k + count(end));
  expect(prefix({ keep: k })(other)).toBe(start);
});
law('privacy: never is claimed only where no value stands alone', [longer], ({ value, size, k }) => {
  const cut = prefix({ keep: k, length: size });
  expect(cut.facts.reversible).toBe('never');
  const body = Array.from(segmenter.segment(value), ({ segment }) => segment)
    .slice(0, -1)
    .join('');
  const other = ['a', 'b', '\n', '\t'].map((end) => body + end).find((x) => x !== value && count(x) === size);
  expect(cut(other as string)).toBe(cut(value));
});
law('privacy: partly is claimed because a short value passes', [text, fc.nat(3)], (value, more) => {
  const cut = prefix({ keep: Math.max(count(value), 1) + more });
  expect([cut.facts.reversible, cut(value)]).toEqual(['partly', value]);
});
law('privacy: with a length, values of another are refused', [text, keep, more], (value, k, off) => {
  const cut = (): string => prefix({ keep: k, length: k + off })(value);
  if (count(value) === k + off) expect(count(cut())).toBe(k);
  else expect(cut).toThrow('prefix: ');
});
law('utility: the output is the beginning, of the characters kept', [text, keep], (value, k) => {
  const start = prefix({ keep: k })(value);
  expect(value.startsWith(start)).toBe(true);
  expect(count(start)).toBe(Math.min(k, count(value)));
});
law('utility: whole characters, as the runtime counts them', [text, keep], (value, k) => {
  const characters = Array.from(segmenter.segment(value), ({ segment }) => segment);
  expect(prefix({ keep: k })(value)).toBe(characters.slice(0, k).join(''));
});
law('shape: a shorter prefix of a longer one, and of itself', [text, keep, more], (value, k, off) => {
  const short = prefix({ keep: k });
  expect(short(prefix({ keep: k + off })(value))).toBe(short(value));
  expect(short(short(value))).toBe(short(value));
});
