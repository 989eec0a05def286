import { inspect } from 'node:util';
import { SecretKey } from '../../src/core/keys.ts';

/** The root of the worked example of the specification. */
export const ROOT = '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f';
/** Its key. */
export const key: SecretKey = SecretKey.fromHex(ROOT);
/** Two keys with names. */
export const old: SecretKey = SecretKey.fromHex(ROOT.replaceAll('0', 'a'), { id: 'old' });
export const young: SecretKey = SecretKey.fromHex(ROOT.replaceAll('0', 'b'), { id: 'young' });

/** Luhn's check as cards print it: double every second digit from the right, add up the digits of the products. */
export function passes(number: string): boolean {
  const products = [...number].reverse().map((digit, at) => String(Number(digit) * (1 + (at % 2))));
  return [...products.join('')].reduce((sum, digit) => sum + Number(digit), 0) % 10 === 0;
}

/** The one of the ten numbers with these other digits that passes; the digit at a place from the right is free. */
export function completed(digits: string, place = 0): string {
  const at = digits.length - 1 - place;
  const all = Array.from('0123456789', (digit) => digits.slice(0, at) + digit + digits.slice(at + 1));
  return all.find(passes) ?? '';
}

/** All texts by which an error could give something away. */
export function told(act: () => unknown): string {
  try {
    act();
  } catch (failure) {
    const error = failure as Error;
    return [String(error), error.stack, JSON.stringify(error), inspect(error, { showHidden: true, depth: 9 })].join(
      '\n',
    );
  }
  return 'no error';
}
