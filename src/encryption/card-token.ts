import { encodeParts } from '../core/bytes.ts';
import { check, optionsOf } from '../core/checks.ts';
import type { Keyring } from '../core/keyring.ts';
import type { SecretKey } from '../core/keys.ts';
import { luhnSum } from '../core/luhn.ts';
import { PrivacyError } from '../errors.ts';
import { type Context, contextOf } from './context.ts';
import { type Fpe, fpeOf, permute } from './fpe.ts';
import { checkDomain, LEAST_DOMAIN } from './fpe-domain.ts';

/** Parameters of {@link cardToken}. */
export interface CardTokenParameters {
  /** The key, or a ring whose current key encrypts and decrypts. */
  readonly key: SecretKey | Keyring;
  /** What the tokens belong to, `['acme', 'cards']`: another tweak gives other tokens. */
  readonly tweak: Context;
  /** `valid`: the token passes for a card number. `invalid`: its check digit is wrong, so that it never does. */
  readonly luhn: 'valid' | 'invalid';
  /** How many digits stay in clear at the start; 0 unless given. */
  readonly keepFirst?: 0 | 4 | 6 | 8;
  /** How many digits stay in clear at the end; 0 unless given. */
  readonly keepLast?: 0 | 4;
}

/**
 * Encrypts a card number into a number of the same length, with its first and last digits in clear where that is asked.
 *
 * What stays in clear is a part of the tweak, so that cards with equal middles and other ends share nothing. One digit
 * makes the check come out as asked, so a token hides among 10^(length − kept − 1) numbers, and fewer than 10^6 are
 * refused: of 16 digits 4 + 4 may stay, or 8 + 0, not 6 + 4. Who needs those uses a token vault.
 *
 * @param parameters - `key`, `tweak`, `luhn`; `keepFirst`, `keepLast`.
 * @returns A transform from a card number to its token, with `decrypt`, and `candidates` for a ring of several keys.
 * @throws `PrivacyError` `ERR_PARAMETER` for another `luhn`, `keepFirst`, `keepLast` or an unknown name; `ERR_KEY`;
 * `ERR_CONTEXT` for a tweak without a text; the transforms: `ERR_INPUT` for what is not 12 to 19 digits with a right
 * check digit (`decrypt` of `invalid`: with the wrong one of its form), `ERR_DOMAIN_TOO_SMALL` for a number too short
 * for what is kept, `ERR_KEY_DESTROYED`.
 * @guarantee Without the key a token tells the length, the digits that are kept, and whether two cards under one tweak
 * are equal. Kept digits are not hidden: six or eight name the issuer, four single out a card among one person's. No
 * integrity: a tenth of all numbers decrypts to some card without an error. A `valid` token may be the number of a
 * card that exists. Not constant in time, with any engine.
 * @utility A permutation of the card numbers of each length and kept ends: no two cards share a token, and `decrypt`
 * gives the card back.
 * @cost Some 45–70 µs.
 * @source NIST SP 800-38G Rev. 1 (second public draft), FF1 of noble; ISO/IEC 7812-1; docs/spec.
 * @example
 * const key = SecretKey.fromHex('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f');
 * const card = cardToken({ key, tweak: ['acme', 'cards'], luhn: 'valid', keepFirst: 4, keepLast: 4 });
 * card('4970123456701117') // '4970313931981117'
 * card.decrypt('4970313931981117') // '4970123456701117'
 */
// @__NO_SIDE_EFFECTS__
export function cardToken(parameters: CardTokenParameters): Fpe<string> {
  const known = ['key', 'tweak', 'luhn', 'keepFirst', 'keepLast'] as const;
  const { key, tweak, luhn, keepFirst = 0, keepLast = 0 } = optionsOf('cardToken', parameters, known);
  check('cardToken', 'luhn', luhn === 'valid' || luhn === 'invalid', "must be 'valid' or 'invalid'");
  check('cardToken', 'keepFirst', [0, 4, 6, 8].includes(keepFirst), 'must be 0, 4, 6 or 8');
  check('cardToken', 'keepLast', [0, 4].includes(keepLast), 'must be 0 or 4');
  const context = contextOf('cardToken', tweak, 'tweak');
  const sum = luhn === 'valid' ? 0 : 1; // Luhn's sum of a token; that of a card is 0
  return fpeOf('cardToken', key, { tweak: context, luhn, keepFirst, keepLast }, (direction, derived, number) => {
    const [from, to] = direction === 'encrypt' ? [0, sum] : [sum, 0];
    const digits = typeof number === 'string' && /^\d{12,19}$/.test(number) ? [...number].map(Number) : [];
    if (digits.length === 0 || luhnSum(digits) !== from) {
      throw new PrivacyError('ERR_INPUT', 'cardToken: value is not 12 to 19 digits with the check digit of its form');
    }
    // this digit settles the check: behind it stand 0 or 4 more, so it is not doubled, and any sum is one digit away
    const free = digits.length - keepLast - 1;
    checkDomain('cardToken', 10, free - keepFirst, LEAST_DOMAIN);
    const [first, last] = [number.slice(0, keepFirst), number.slice(free + 1)];
    const bytes = encodeParts([`card/${luhn}`, first, last, String(digits.length), ...context]);
    const middle = permute(direction, derived, 10, bytes, digits.slice(keepFirst, free));
    const token = [...digits.slice(0, keepFirst), ...middle, 0, ...digits.slice(free + 1)];
    token[free] = (10 + to - luhnSum(token)) % 10;
    return token.join('');
  });
}
