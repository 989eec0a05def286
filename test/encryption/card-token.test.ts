import { expect, test } from 'vitest';
import { hexDecode } from '../../src/core/base.ts';
import { encodeParts } from '../../src/core/bytes.ts';
import { deriveBytes } from '../../src/core/keys.ts';
import { cardToken } from '../../src/encryption/card-token.ts';
import { permute } from '../../src/encryption/fpe.ts';
import { refusesOptions, refusesParameters } from '../refused-parameters.ts';
import { completed, key, passes, ROOT } from './fpe-sample.ts';

const fit = { key, tweak: ['acme', 'cards'], luhn: 'valid' } as const;
const CARD = '4970123456701117';

test('the worked example of the specification: equal middles share nothing', () => {
  const card = cardToken({ ...fit, keepFirst: 4, keepLast: 4 });
  expect(card(CARD)).toBe('4970313931981117');
  expect(card('5500123456709991')).toBe('5500178626129991');
  expect(card.decrypt('4970313931981117')).toBe(CARD);
  expect(card.decrypt('5500178626129991')).toBe('5500123456709991');
});
test.each([
  ['valid', 0, 0, '1234567890123452'],
  ['valid', 6, 0, '4970123456701117'],
  ['invalid', 4, 4, '378282246310005888'],
] as const)(
  'the digits of %s with %s and %s kept are those of FF1 under the tweak of the form',
  (luhn, keepFirst, keepLast, some) => {
    const number = completed(some);
    const kept = [number.slice(0, keepFirst), keepLast > 0 ? number.slice(-keepLast) : ''];
    const bytes = encodeParts([`card/${luhn}`, ...kept, String(number.length), 'acme', 'cards']);
    const derived = deriveBytes(hexDecode(ROOT), 32, ['fpe-ff1']);
    const middle = number.slice(keepFirst, number.length - keepLast - 1);
    const digits = permute('encrypt', derived, 10, bytes, Array.from(middle, Number)).join('');
    const token = cardToken({ ...fit, luhn, keepFirst, keepLast })(number);
    expect(token.slice(keepFirst, number.length - keepLast - 1)).toBe(digits);
    const right = completed(`${kept[0]}${digits}0${kept[1]}`, keepLast);
    const free = number.length - keepLast - 1;
    const digit = (Number(right[free]) + (luhn === 'valid' ? 0 : 1)) % 10;
    expect(token).toBe(right.slice(0, free) + digit + right.slice(free + 1));
  },
);

// §16 of the notes: keepFirst, keepLast, and the exponent of the domain for 16, 15, 13 and 19 digits
test.each([
  [0, 0, [15, 14, 12, 18]],
  [4, 0, [11, 10, 8, 14]],
  [6, 0, [9, 8, 6, 12]],
  [8, 0, [7, 6, 4, 10]],
  [0, 4, [11, 10, 8, 14]],
  [4, 4, [7, 6, 4, 10]],
  [6, 4, [5, 4, 2, 8]],
  [8, 4, [3, 2, 0, 6]],
] as const)(
  'keeping %s and %s of 16, 15, 13, 19 digits leaves 10^%j numbers, and fewer than 10^6 are refused',
  (keepFirst, keepLast, exponents) => {
    for (const [at, length] of [16, 15, 13, 19].entries()) {
      const number = completed('49701234567890123450'.slice(0, length));
      const exponent = exponents[at] as number;
      for (const luhn of ['valid', 'invalid'] as const) {
        const card = cardToken({ ...fit, luhn, keepFirst, keepLast });
        if (exponent >= 6) {
          expect(card.decrypt(card(number))).toBe(number);
          continue;
        }
        const error = expect.objectContaining({
          code: 'ERR_DOMAIN_TOO_SMALL',
          message: 'cardToken: too few values of this length are possible',
          details: { limit: 1_000_000, actual: 10 ** exponent },
        });
        expect(() => card(number)).toThrow(error);
        expect(() => card.candidates(number)).toThrow(error);
        if (luhn === 'valid') expect(() => card.decrypt(number)).toThrow(error);
      }
    }
  },
);
test('a number shorter than what is kept leaves one possibility', () => {
  const card = cardToken({ ...fit, keepFirst: 8, keepLast: 4 });
  const details = { limit: 1_000_000, actual: 1 };
  const error = expect.objectContaining({ code: 'ERR_DOMAIN_TOO_SMALL', details });
  expect(() => card(completed('497012345678'))).toThrow(error);
});
test('equal middles under other kept digits: none of 2,000 pairs agrees', () => {
  const card = cardToken({ ...fit, keepFirst: 4, keepLast: 4 });
  let agreeing = 0;
  for (let at = 0; at < 2_000; at += 1) {
    const middle = String(1_234_567 + 4_001 * at).padStart(7, '0');
    const [a, b] = [completed(`4970${middle}01117`, 4), completed(`5500${middle}09991`, 4)];
    if (card(a).slice(4, 11) === card(b).slice(4, 11)) agreeing += 1;
  }
  expect(agreeing).toBe(0);
});
test('a token of another form, length or kept end is unrelated', () => {
  const middles = [
    cardToken({ ...fit, keepFirst: 4 }),
    cardToken({ ...fit, keepFirst: 4, luhn: 'invalid' }),
    cardToken({ ...fit, keepFirst: 4, tweak: ['acme', 'cards', ''] }),
  ].map((card) => card(CARD).slice(4, 15));
  expect(new Set(middles).size).toBe(3);
});
test('an invalid token never passes for a card, and no other wrong digit is taken for one', () => {
  const card = cardToken({ ...fit, luhn: 'invalid', keepFirst: 4, keepLast: 4 });
  const token = card(CARD);
  const free = token.length - 5;
  expect(passes(token)).toBe(false);
  const error = {
    code: 'ERR_INPUT',
    message: 'cardToken: value is not 12 to 19 digits with the check digit of its form',
  };
  const opened = Array.from('0123456789', (digit) => {
    const altered = token.slice(0, free) + digit + token.slice(free + 1);
    if (altered === token) return card.decrypt(altered);
    expect(() => card.decrypt(altered)).toThrow(expect.objectContaining(error));
    return undefined;
  });
  expect(opened.filter((number) => number !== undefined)).toStrictEqual([CARD]);
  expect(() => card.decrypt(CARD)).toThrow(expect.objectContaining(error)); // a valid one is none of its tokens
});
test.each([
  undefined,
  null,
  4970123456701117,
  4970123456701117n,
  ['4970123456701117'],
  Object('4970123456701117'),
  '',
  '4970123456701116', // wrong check digit
  '4970 1234 5670 1117',
  '4970-1234-5670-1117',
  '4970123456701117\n',
  '４970123456701117', // a digit of another script
  '-970123456701117',
  completed('49701234567'), // 11
  completed('49701234567012345670'), // 20
  '0'.repeat(2 ** 24),
])('%#: what is no card number is refused, both ways, and not quoted', (wrong) => {
  const card = cardToken(fit);
  const message = 'cardToken: value is not 12 to 19 digits with the check digit of its form';
  const error = expect.objectContaining({ code: 'ERR_INPUT', message, details: {} });
  for (const run of [card, card.decrypt, card.candidates]) expect(() => run(wrong as never)).toThrow(error);
});
test.each([12, 13, 14, 15, 16, 17, 18, 19])('a card of %s digits is encrypted and decrypted', (length) => {
  const card = cardToken(fit);
  const number = completed('49701234567890123450'.slice(0, length));
  expect(card.decrypt(card(number))).toBe(number);
});

refusesOptions('cardToken', cardToken, fit, 'key, tweak, luhn, keepFirst, keepLast');
const every = (parameter: string, rule: string, ...wrong: readonly unknown[]) =>
  wrong.map(
    (value) => [cardToken, { ...fit, [parameter]: value }, `cardToken: ${parameter} ${rule}`, parameter] as const,
  );
refusesParameters([
  ...every('luhn', "must be 'valid' or 'invalid'", undefined, null, true, 'VALID', 'constructor'),
  ...every('keepFirst', 'must be 0, 4, 6 or 8', 1, 5, 12, -4, '4', 4n, null, Number.NaN),
  ...every('keepLast', 'must be 0 or 4', 1, 2, 3, 6, 8, '4', null),
]);
test.each([[], 'acme', undefined, [1]])('the tweak %o is refused', (wrong) => {
  const message = 'cardToken: tweak must be a list of 1 to 1,024 well-formed texts, 64 KiB together';
  const error = expect.objectContaining({ code: 'ERR_CONTEXT', message });
  expect(() => cardToken({ ...fit, tweak: wrong as never })).toThrow(error);
});
test('a tweak with a lone surrogate is refused as a text without an encoding', () => {
  const error = { code: 'ERR_INPUT', message: 'cardToken: a text has a lone surrogate', details: {} };
  expect(() => cardToken({ ...fit, tweak: ['acme', '\ud83d'] })).toThrow(expect.objectContaining(error));
});
test('the facts tell all that changes the tokens', () => {
  const card = cardToken({ ...fit, keepLast: 4 });
  const shared = {
    linkable: true,
    deterministic: true,
    parameters: {
      algorithm: 'ff1',
      key: key.id,
      tweak: ['acme', 'cards'],
      luhn: 'valid',
      keepFirst: 0,
      keepLast: 4,
    },
  };
  expect(card.facts).toStrictEqual({ name: 'cardToken', technique: 'encryption', reversible: 'with-key', ...shared });
  const clear = { name: 'cardToken.decrypt', technique: 'identity', reversible: 'always' };
  expect(card.decrypt.facts).toStrictEqual({ ...clear, ...shared });
});
