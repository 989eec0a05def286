import fc from 'fast-check';
import { expect } from 'vitest';
import { ff1 } from '../../src/encryption/ff1.ts';
import { key, old, told } from './fpe-sample.ts';
import { slowLaw } from './slow-law.ts';

const letter = fc.integer({ min: 0x21, max: 0x1f9ff }).map((code) => String.fromCodePoint(code));
/** What may join the letter before it. */
const joining = /[\p{Cs}\p{M}\u1161-\u1175\u11a8-\u11c2\u{16d67}]/u;
const alphabet = fc
  .uniqueArray(
    letter.filter((text) => !joining.test(text) && text.normalize('NFC') === text),
    { minLength: 2, maxLength: 60 },
  )
  .map((letters) => letters.join(''));
const places = fc.array(fc.nat({ max: 999 }), { minLength: 20, maxLength: 40 });
const textOf = (letters: string, picks: readonly number[]): string => {
  const all = [...letters];
  return picks.map((pick) => all[pick % all.length]).join('');
};
const part = fc.string({ unit: fc.constantFrom('a', ':', '\0', 'é', '😀'), maxLength: 6 });
const tweak = fc.tuple(part, part, part);
const digits = fc.array(fc.nat({ max: 9 }), { minLength: 12, maxLength: 19 }).map((list) => list.join(''));
const six = fc.nat({ max: 999_999 }).map((n) => String(n).padStart(6, '0'));
const number = ff1({ key, alphabet: 'digits', tweak: ['acme', 'orders', 'number'] });

slowLaw(
  'utility: a token has length and alphabet of its value, and decrypts to it',
  [alphabet, places, tweak],
  (a, p, t) => {
    const code = ff1({ key, alphabet: a, tweak: t });
    const text = textOf(a, p);
    const token = code(text);
    expect([...token].length).toBe(p.length);
    expect([...token].filter((one) => !a.includes(one))).toStrictEqual([]);
    expect(code.decrypt(token)).toBe(text);
  },
);
slowLaw('utility: every text of the alphabet is the token of one value', [six], (token) => {
  expect(number(number.decrypt(token))).toBe(token);
});
slowLaw('utility: two values have two tokens', [six, six], (a, b) => {
  expect(number(a) === number(b)).toBe(a === b);
});
slowLaw('privacy: another tweak gives another token', [digits, tweak, tweak], (x, a, b) => {
  fc.pre(JSON.stringify(a) !== JSON.stringify(b));
  const of = (parts: readonly [string, ...string[]]): string => ff1({ key, alphabet: 'digits', tweak: parts })(x);
  expect(of(a)).not.toBe(of(b));
});
slowLaw(
  'privacy: moving the border between two parts of the tweak gives another token',
  [digits, part, part],
  (x, a, b) => {
    const of = (...parts: [string, ...string[]]): string => ff1({ key, alphabet: 'digits', tweak: parts })(x);
    expect(new Set([of(a, b), of(a + b), of(a + b, ''), of('', a, b)]).size).toBe(b === '' ? 3 : 4);
  },
);
slowLaw('privacy: another key gives another token', [digits, tweak], (x, t) => {
  const of = (one: typeof key): string => ff1({ key: one, alphabet: 'digits', tweak: t })(x);
  expect(of(key)).not.toBe(of(old));
});
slowLaw('privacy: another order of the alphabet gives other digits', [digits, tweak], (x, t) => {
  const turn = (text: string): string => Array.from(text, (digit) => String(9 - Number(digit))).join('');
  const turned = ff1({ key, alphabet: '9876543210', tweak: t });
  expect(turn(turned(turn(x)))).not.toBe(ff1({ key, alphabet: 'digits', tweak: t })(x));
});
slowLaw('privacy: the same value has the same token, as the facts say', [digits], (x) => {
  expect(number(x)).toBe(number(x));
  expect(number.facts).toMatchObject({ deterministic: true, linkable: true });
});
slowLaw(
  'privacy: no integrity, an altered token decrypts to another value without an error',
  [digits, digits],
  (x, y) => {
    const token = number(x);
    const altered = y.slice(0, token.length).padEnd(token.length, '0');
    expect(number.decrypt(altered)).toHaveLength(token.length);
    expect(number.decrypt(altered) === x).toBe(altered === token);
  },
);
const secret = fc.string({ unit: fc.constantFrom(...'abcdefghijkmnpqrstuvwxyz'), minLength: 8, maxLength: 30 });
slowLaw('privacy: no error tells the value', [secret], (x) => {
  const code = ff1({ key, alphabet: 'alnum', tweak: ['acme'], minDomain: 2 ** 53 - 1 });
  for (const act of [() => code(`${x}-`), () => code.decrypt(x.slice(0, 8)), () => code(x.repeat(150))]) {
    const texts = told(act);
    expect(texts).toMatch(/ERR_(ALPHABET|DOMAIN_TOO_SMALL|LIMIT)/);
    expect(texts).not.toContain(x.slice(0, 8));
  }
});
