import fc from 'fast-check';
import { expect } from 'vitest';
import { mask } from '../../src/suppression/index.ts';
import { law } from '../law.ts';

const reference = new Intl.Segmenter('und', { granularity: 'grapheme' });
const unitsOf = (text: string): string[] => Array.from(reference.segment(text), ({ segment }) => segment);

/** Never the mask character `*`, so that what is masked can be told from what is kept. */
const odd = fc.constantFrom(
  'a',
  'é',
  '7',
  '½',
  ' ',
  '-',
  '\r\n',
  'e\u0301',
  '👨‍👩‍👧',
  '🇫🇷',
  '😀',
  '\ud83d',
  '\ude00',
  '\u0301',
);
const plain = fc.constantFrom('a', 'é', '7', '½', ' ', '-', '@', '王', '\n');
const text = fc.array(odd, { maxLength: 8 }).map((units) => units.join(''));
const simple = fc.array(plain, { maxLength: 8 }).map((units) => units.join(''));
const part = fc.array(plain, { minLength: 1, maxLength: 5 }).map((units) => units.join(''));
const keep = fc.nat({ max: 4 });
const fixed = fc.integer({ min: 1, max: 5 });
const digits = (min: number, max: number): fc.Arbitrary<string> =>
  fc.array(fc.nat({ max: 9 }), { minLength: min, maxLength: max }).map((list) => list.join(''));
const address = fc.tuple(part, part).map((parts) => parts.map((p) => p.replace(/[@\s]/g, 'x')));
const shape = fc.constantFrom('email', 'phone', 'card');
const parameters = fc.constantFrom(
  ...([{}, { keepStart: 1, keepEnd: 2 }, { keepEnd: 4, fixedLength: 3 }, { shape: 'email' }] as const),
  ...([
    { shape: 'phone' },
    { shape: 'card', fixedLength: 2 },
    { only: 'digits' },
    { only: 'letters', keepEnd: 1 },
  ] as const),
);

law(
  'privacy: every unit but the first and last that are named is the mask character',
  [text, keep, keep],
  (x, a, b) => {
    const units = unitsOf(x);
    const few = units.length <= a + b;
    const masked = units.map((unit, i) => (!few && (i < a || i >= units.length - b) ? unit : '*'));
    expect(mask({ keepStart: a, keepEnd: b })(x)).toBe(masked.join('') || '*');
  },
);
law('privacy: the output does not depend on what is masked', [part, part, part, part], (head, inner, other, tail) => {
  const hide = mask({ keepStart: head.length, keepEnd: tail.length, fixedLength: 3 });
  expect(hide(head + inner + tail)).toBe(hide(head + other + tail));
  const open = mask({ keepStart: head.length, keepEnd: tail.length });
  expect(open(head + inner + tail)).toBe(open(head + other.repeat(inner.length).slice(0, inner.length) + tail));
});
law(
  'privacy: never is claimed where nothing is kept, and each output has two inputs',
  [text, fc.option(fixed, { nil: undefined })],
  (x, n) => {
    const hide = mask(n === undefined ? {} : { fixedLength: n });
    expect(hide.facts.reversible).toBe('never');
    const out = hide(x);
    expect([hide('a'.repeat(out.length)), hide('b'.repeat(out.length))]).toStrictEqual([out, out]);
  },
);
law('privacy: with a fixed length nothing but the kept ends is told', [text, text, fixed], (x, y, n) => {
  expect(mask({ fixedLength: n })(x)).toBe(mask({ fixedLength: n })(y));
});
law(
  'privacy: partly is claimed where something is kept, and it is read back',
  [part, part, part, fixed],
  (head, inner, tail, n) => {
    const hide = mask({ keepStart: head.length, keepEnd: tail.length, fixedLength: n });
    expect(hide.facts.reversible).toBe('partly');
    expect(hide(head + inner + tail)).toBe(head + '*'.repeat(n) + tail);
  },
);
law('privacy: of a class no more units stay than are named', [text, keep, keep], (x, a, b) => {
  const before = unitsOf(x).filter((unit) => /[\p{N}]/u.test(unit));
  const after = unitsOf(mask({ only: 'digits', keepStart: a, keepEnd: b })(x)).filter((unit) => /[\p{N}]/u.test(unit));
  expect(after).toStrictEqual(before.length <= a + b ? [] : before.filter((_, i) => i < a || i >= before.length - b));
});
law(
  'privacy: a class is partly, as a text without it passes, and no other text becomes it',
  [simple, simple],
  (x, y) => {
    const hide = mask({ only: 'alphanumeric' });
    expect(hide.facts.reversible).toBe('partly');
    const bare = x.replace(/[\p{L}\p{N}]/gu, '');
    expect(hide(bare)).toBe(bare);
    expect(hide(y) === bare).toBe(y === bare);
  },
);
law('privacy: of an address nothing but @ and the last label stays', [address, address, fixed], (a, b, n) => {
  const hide = mask({ shape: 'email', fixedLength: n });
  expect(hide(`${a.join('@')}.com`)).toBe(hide(`${b.join('@')}.com`));
  expect(hide(`${a.join('@')}.com`)).toBe(`${'*'.repeat(n)}@${'*'.repeat(n)}.com`);
});
law('privacy: of a telephone number the last two digits stay', [digits(5, 13), digits(2, 2)], (head, tail) => {
  expect(mask({ shape: 'phone' })(head + tail)).toBe('*'.repeat(head.length) + tail);
});
law('privacy: of a card number the last four digits stay', [digits(8, 15), digits(4, 4)], (head, tail) => {
  expect(mask({ shape: 'card' })(head + tail)).toBe('*'.repeat(head.length) + tail);
});
law(
  'privacy: what does not fit its shape is masked whole',
  [text, digits(0, 6), digits(20, 24), shape],
  (x, short, long, name) => {
    const value = name === 'email' ? x : `${short}${long.repeat(short.length % 2)}`;
    expect(mask({ shape: name })(value)).toBe(mask()(value));
  },
);
law('utility: the number of units stays', [text, parameters], (x, given) => {
  const open = { ...given, fixedLength: undefined };
  fc.pre(x !== '' && !/[\u0301\ude00]/.test(x)); // a mark or half a pair may join the mask character or another
  expect(unitsOf(mask(open as object)(x)).length).toBe(unitsOf(x).length);
});
law('utility: what is outside the class stands in its place', [simple], (x) => {
  const out = mask({ only: 'letters' })(x);
  expect([...out].map((unit, i) => (unit === '*' ? x[i] : unit)).join('')).toBe(x);
});
law('shape: masking the ends twice is masking once', [simple, keep, keep, fixed], (x, a, b, n) => {
  const open = mask({ keepStart: a, keepEnd: b });
  expect(open(open(x))).toBe(open(x));
  // a text no longer than what is kept becomes the mask alone, which may be long enough to keep ends of
  const long = x + '-'.repeat(a + b + 1);
  const hide = mask({ keepStart: a, keepEnd: b, fixedLength: n });
  expect(hide(hide(long))).toBe(hide(long));
});
law('shape: masking a full address twice is masking once', [address], (parts) => {
  const hide = mask({ shape: 'email' });
  expect(hide(hide(`${parts.join('@')}.com`))).toBe(hide(`${parts.join('@')}.com`));
});
