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

law('privacy: what follows the kept characters leaves no trace', [text, text, keep], (a, b, k) => {
  const start = prefix({ keep: k })(a);
  fc.pre(count(start) === k);
  const other = start + b;
  // what is put behind may join the last character, and is then kept with it; else the output is the same
  fc.pre(count(other) === k + count(b));
  expect(prefix({ keep: k })(other)).toBe(start);
});
law('privacy: never is claimed only where no value stands alone', [text, keep, more], (value, k, off) => {
  fc.pre(count(value) === k + off);
  const cut = prefix({ keep: k, length: k + off });
  expect(cut.facts.reversible).toBe('never');
  const body = Array.from(segmenter.segment(value), ({ segment }) => segment)
    .slice(0, -1)
    .join('');
  const others = ['a', 'b', '\n', '\t'].map((end) => body + end).filter((x) => x !== value && count(x) === k + off);
  expect(others.map((x) => cut(x))).toContain(cut(value));
});
law('privacy: partly is claimed because a short value passes', [text, keep], (value, k) => {
  fc.pre(count(value) <= k);
  const cut = prefix({ keep: k });
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
