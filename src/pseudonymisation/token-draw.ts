import { base64urlEncode } from '../core/base.ts';
import { check, isWhole, optionsOf } from '../core/checks.ts';
import { freshBytes } from '../core/engine.ts';
import { luhnSum } from '../core/luhn.ts';
import type { Json } from '../core/transform.ts';
import { PrivacyError } from '../errors.ts';

/** Tokens of decimal digits, for columns that take nothing else. */
export interface DigitTokens {
  /** How many digits, 1 to 64; the first may be 0, so a column of numbers would shorten it. */
  readonly digits: number;
  /** `invalid`: no token passes Luhn's check, so none can be taken for a card number. */
  readonly luhn?: 'invalid';
  /** How many rows the vault will hold at most, one million unless given; there must be 1,000 tokens for each. */
  readonly expected?: number;
}

/** What tokens look like: 22 characters of base64url for 128 random bits, or digits. */
export type TokenShape = 'random128' | DigitTokens;

/** Draws tokens of one shape. */
export interface TokenDraw {
  /** A fresh token from the generator of the runtime: one draw, nothing kept for later. */
  readonly draw: () => string;
  /** What the facts say of the shape. */
  readonly fact: Json;
}

/** Possible tokens for each row that is expected: a fresh one is free 999 times in 1,000. */
const ROOM = 1_000;

/** How tokens of a shape are drawn; `ERR_PARAMETER`, and `ERR_COLLISION_BOUND` for too few digits. */
export function drawOf(name: string, shape: unknown): TokenDraw {
  if (shape === 'random128') return { draw: random128, fact: shape };
  const {
    digits,
    luhn,
    expected = 1_000_000,
  } = optionsOf(name, shape as DigitTokens, ['digits', 'luhn', 'expected'], 'token');
  check(name, 'digits', isWhole(digits, 1, 64), 'must be a whole number from 1 to 64');
  check(name, 'luhn', luhn === undefined || luhn === 'invalid', 'must be invalid where it is given');
  check(name, 'expected', isWhole(expected, 1, Number.MAX_SAFE_INTEGER), 'must be a whole number above 0');
  const tokens = 10 ** digits * (luhn ? 0.9 : 1);
  if (tokens < ROOM * expected) {
    throw new PrivacyError('ERR_COLLISION_BOUND', `${name}: too few digits, there must be 1,000 tokens for each row`);
  }
  const draw = (): string => {
    let token = randomDigits(digits);
    while (luhn && luhnSum(Array.from(token, Number)) === 0) token = randomDigits(digits);
    return token;
  };
  return { draw, fact: { digits, ...(luhn && { luhn }) } };
}

function random128(): string {
  const bytes = new Uint8Array(16);
  freshBytes(bytes);
  return base64urlEncode(bytes);
}

/** Uniform digits: a byte gives one, except the 6 of 256 that would make some digits likelier. */
function randomDigits(count: number): string {
  const bytes = new Uint8Array(64);
  let text = '';
  while (text.length < count) {
    freshBytes(bytes);
    for (const byte of bytes) if (byte < 250) text += String(byte % 10);
  }
  return text.slice(0, count);
}
