import fc from 'fast-check';
import { expect } from 'vitest';
import { cardToken } from '../../src/encryption/card-token.ts';
import { completed, key, old, passes, told } from './fpe-sample.ts';
import { slowLaw } from './slow-law.ts';

const tweak = ['acme', 'cards'] as const;
const digits = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.array(fc.nat({ max: 9 }), { minLength, maxLength }).map((list) => list.join(''));
const card = digits(12, 19).map((number) => completed(number));
const luhn = fc.constantFrom('valid', 'invalid');
const first = fc.constantFrom(0, 4, 6, 8);
const last = fc.constantFrom(0, 4);
const enough = (number: string, a: number, b: number): boolean => number.length - a - b - 1 >= 6;

slowLaw(
  'utility: a token keeps length, kept digits and the asked state of the check, and decrypts to its card',
  [card, luhn, first, last],
  (x, form, a, b) => {
    fc.pre(enough(x, a, b));
    const code = cardToken({ key, tweak, luhn: form, keepFirst: a, keepLast: b });
    const token = code(x);
    expect(token).toMatch(/^\d+$/);
    expect([token.length, token.slice(0, a), token.slice(x.length - b)]).toStrictEqual([
      x.length,
      x.slice(0, a),
      x.slice(x.length - b),
    ]);
    expect(passes(token)).toBe(form === 'valid');
    expect(code.decrypt(token)).toBe(x);
  },
);
slowLaw('utility: every number with the check of its form is the token of one card', [card, first, last], (x, a, b) => {
  fc.pre(enough(x, a, b));
  const code = cardToken({ key, tweak, luhn: 'valid', keepFirst: a, keepLast: b });
  expect(passes(code.decrypt(x))).toBe(true);
  expect(code(code.decrypt(x))).toBe(x);
});
slowLaw('privacy: an invalid token is refused as a card, and a card as an invalid token', [card], (x) => {
  const [valid, invalid] = [cardToken({ key, tweak, luhn: 'valid' }), cardToken({ key, tweak, luhn: 'invalid' })];
  const refused = expect.objectContaining({ code: 'ERR_INPUT' });
  expect(() => valid.decrypt(invalid(x))).toThrow(refused);
  expect(() => valid(invalid(x))).toThrow(refused);
  expect(() => invalid.decrypt(x)).toThrow(refused);
});
slowLaw(
  'privacy: cards with equal middles and other kept digits have other middles',
  [digits(10, 10), digits(4, 4), digits(4, 4), digits(4, 4)],
  (middle, a, b, c) => {
    fc.pre(a !== b);
    const code = cardToken({ key, tweak, luhn: 'valid', keepFirst: 4, keepLast: 4 });
    const of = (start: string, end: string): string => code(completed(`${start}${middle}0${end}`, 4)).slice(4, 14);
    expect(of(a, c)).not.toBe(of(b, c));
    expect(of(c, a)).not.toBe(of(c, b));
  },
);
slowLaw('privacy: another key gives another token', [card], (x) => {
  const of = (one: typeof key): string => cardToken({ key: one, tweak, luhn: 'valid' })(x);
  expect(of(key)).not.toBe(of(old));
});
slowLaw(
  'privacy: settings that hide a card among fewer than a million are refused',
  [card, luhn, first, last],
  (x, form, a, b) => {
    fc.pre(!enough(x, a, b));
    const code = cardToken({ key, tweak, luhn: form, keepFirst: a, keepLast: b });
    const refused = expect.objectContaining({ code: 'ERR_DOMAIN_TOO_SMALL' });
    expect(() => code(x)).toThrow(refused);
    expect(() => code.candidates(x)).toThrow(refused);
  },
);
slowLaw('privacy: no error tells the number', [card, first], (x, a) => {
  const wrong = x.slice(0, -1) + ((Number(x.at(-1)) + 1) % 10);
  const code = cardToken({ key, tweak, luhn: 'valid', keepFirst: a, keepLast: 4 });
  const acts = [() => code(wrong), () => code.decrypt(wrong), () => code(`${x}a`)];
  for (const act of enough(x, a, 4) ? acts : [...acts, () => code(x)]) {
    const texts = told(act);
    expect(texts).toMatch(/ERR_(INPUT|DOMAIN_TOO_SMALL)/);
    expect(texts).not.toContain(x.slice(0, 11));
    expect(texts).not.toContain(x.slice(-9, -1)); // longer than the sizes that are told
  }
});
