import { encodeParts } from '../core/bytes.ts';
import { check, isWhole, optionsOf } from '../core/checks.ts';
import type { Keyring } from '../core/keyring.ts';
import type { SecretKey } from '../core/keys.ts';
import { alphabetOf, digitsOf } from './alphabet.ts';
import { type Context, contextOf } from './context.ts';
import { type Fpe, fpeOf, permute } from './fpe.ts';
import { checkDomain, LEAST_DOMAIN } from './fpe-domain.ts';

/** Parameters of {@link ff1}. */
export interface Ff1Parameters {
  /** The key, or a ring whose current key encrypts and decrypts. */
  readonly key: SecretKey | Keyring;
  /**
   * What values and tokens are made of: `digits`, `alnum` (`0–9a–z`), or 2 to 65,535 different characters in their
   * order. A character is a code point, and case counts.
   */
  readonly alphabet: 'digits' | 'alnum' | string;
  /** What the tokens belong to, `['acme', 'orders', 'number']`: another tweak gives other tokens. */
  readonly tweak: Context;
  /** The fewest possible values of the length of a value, 1,000,000 unless given; it can only be raised. */
  readonly minDomain?: number;
}

/**
 * Encrypts a text into a text of the same length over the same alphabet, for places that take no other form.
 *
 * Where the place takes any text, use `encrypt`; where nobody must get the value back from the token alone, `pseudonym`.
 *
 * @param parameters - `key`, `alphabet`, `tweak`; `minDomain`.
 * @returns A transform from a text to its token, with `decrypt`, and `candidates` for a ring of several keys.
 * @throws `PrivacyError` `ERR_PARAMETER` for a wrong `minDomain` or an unknown name; `ERR_KEY`; `ERR_ALPHABET` for an
 * alphabet with a repeated character, fewer than 2 or more than 65,535; `ERR_CONTEXT` for a tweak without a text; the
 * transforms: `ERR_INPUT` for what is not a string, `ERR_ALPHABET` for a character outside the alphabet,
 * `ERR_DOMAIN_TOO_SMALL` for a text so short that there are fewer than `minDomain` of its length, `ERR_LIMIT` for
 * more than 1,024 characters, `ERR_KEY_DESTROYED`.
 * @guarantee Without the key a token tells the length of the value, and whether two values under one tweak are equal.
 * Nothing else is hidden: frequencies stay, and whoever may encrypt all values of a small domain owns the table. No
 * integrity: any text of the alphabet decrypts to some value, without an error. On average one value of each length is
 * its own token. Not constant in time, with any engine.
 * @utility A permutation of the texts of each length: no two values share a token, and `decrypt` gives the value back.
 * @cost Some 45–70 µs up to 16 characters, growing with the square of the length and with the tweak and the alphabet,
 * which is a part of it.
 * @source NIST SP 800-38G Rev. 1 (second public draft), FF1 of noble; docs/spec.
 * @example
 * const key = SecretKey.fromHex('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f');
 * const number = ff1({ key, alphabet: 'digits', tweak: ['acme', 'orders', 'number'] });
 * number('0123456789') // '5425163060'
 * number.decrypt('5425163060') // '0123456789'
 */
// @__NO_SIDE_EFFECTS__
export function ff1(parameters: Ff1Parameters): Fpe<string> {
  const known = ['key', 'alphabet', 'tweak', 'minDomain'] as const;
  const { key, alphabet, tweak, minDomain = LEAST_DOMAIN } = optionsOf('ff1', parameters, known);
  const raised = isWhole(minDomain, LEAST_DOMAIN, Number.MAX_SAFE_INTEGER);
  check('ff1', 'minDomain', raised, 'must be a whole number from 1,000,000');
  const of = alphabetOf('ff1', alphabet);
  const { letters, spelled } = of;
  const context = contextOf('ff1', tweak, 'tweak');
  const bytes = encodeParts(['text', '', '', spelled, ...context]);
  return fpeOf('ff1', key, { alphabet: spelled, tweak: context, minDomain }, (direction, derived, text) => {
    const digits = digitsOf('ff1', of, text);
    checkDomain('ff1', letters.length, digits.length, minDomain);
    return permute(direction, derived, letters.length, bytes, digits)
      .map((digit) => letters[digit])
      .join('');
  });
}
