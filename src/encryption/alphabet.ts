import { check } from '../core/checks.ts';
import { isWellFormed } from '../core/utf8.ts';
import { PrivacyError } from '../errors.ts';

/** Characters in their order: the position of each is its digit. */
export interface Alphabet {
  /** All of them as one text. */
  readonly spelled: string;
  /** The characters, one code point each. */
  readonly letters: readonly string[];
  /** The digit of each character. */
  readonly digits: ReadonlyMap<string, number>;
}

const DIGITS = '0123456789';
const ALNUM = '0123456789abcdefghijklmnopqrstuvwxyz';

/** The largest radix of FF1 that noble takes. */
const MOST = 65_535;

/** Characters of one value: the arithmetic of FF1 grows with the square of the length. */
const LONGEST = 1_024;

/**
 * The alphabet of a name, or of the characters themselves.
 *
 * @throws `PrivacyError` `ERR_PARAMETER` for what is not a string; `ERR_ALPHABET` for a lone surrogate, letters that
 * NFC would change or join, a character that stands twice, fewer than 2 or more than 65,535 characters.
 */
export function alphabetOf(name: string, given: string): Alphabet {
  check(name, 'alphabet', typeof given === 'string', "must be 'digits', 'alnum' or the characters themselves");
  const spelled = given === 'digits' ? DIGITS : given === 'alnum' ? ALNUM : given;
  const sound = spelled.length <= 2 * MOST && isWellFormed(spelled) && isComposed(spelled);
  const letters = sound ? [...spelled] : [];
  const digits = new Map(letters.map((letter, digit) => [letter, digit]));
  if (digits.size === letters.length && letters.length >= 2 && letters.length <= MOST) {
    return { spelled, letters, digits };
  }
  throw new PrivacyError('ERR_ALPHABET', `${name}: alphabet must be 2 to 65,535 different characters`);
}

/** What NFC may join with the letter before it, or put in another order: marks, the later letters of Hangul, one of Kirat Rai. */
const JOINING = /[\p{M}\u1161-\u1175\u11a8-\u11c2\u{16d67}]/gu;

/** Whether NFC leaves every text of these letters as it is; a database that composes letters would else change tokens. */
function isComposed(spelled: string): boolean {
  const joining = spelled.match(JOINING) ?? [];
  // two neighbours show it: what joins or moves over a distance does so without what is between
  const pairs = joining.every((second) => [...spelled].every((first) => isNfc(first + second)));
  return pairs && isNfc(spelled);
}

const isNfc = (text: string): boolean => text.normalize('NFC') === text;

/**
 * The digits of a text.
 *
 * @throws `PrivacyError` `ERR_INPUT` for what is not a string; `ERR_ALPHABET` for a character outside the alphabet;
 * `ERR_LIMIT` for more than {@link LONGEST} characters.
 */
export function digitsOf(name: string, { digits }: Alphabet, text: string): number[] {
  if (typeof text !== 'string') throw new PrivacyError('ERR_INPUT', `${name}: value is not a string`);
  const found: number[] = [];
  for (const letter of text) {
    const digit = digits.get(letter);
    if (digit === undefined) {
      throw new PrivacyError('ERR_ALPHABET', `${name}: value has a character outside the alphabet`);
    }
    if (found.push(digit) > LONGEST) {
      throw new PrivacyError('ERR_LIMIT', `${name}: value has more characters than the limit`, { limit: LONGEST });
    }
  }
  return found;
}
