import { expect, test } from 'vitest';
import { cardToken } from '../../src/encryption/card-token.ts';
import { ff1 } from '../../src/encryption/ff1.ts';
import { permute } from '../../src/encryption/fpe.ts';
import { bytes, keyOf, vectors } from './vectors.ts';

interface Text {
  readonly name: string;
  readonly root: string;
  readonly alphabet: string;
  readonly context: readonly [string, ...string[]];
  readonly key: string;
  readonly tweak: string;
  readonly value: string;
  readonly token: string;
}
interface Card extends Text {
  readonly luhn: 'valid' | 'invalid';
  readonly keepFirst: 0 | 4 | 6 | 8;
  readonly keepLast: 0 | 4;
}
interface Refusals {
  readonly formatPreserving: readonly (Text & { readonly code: string })[];
  readonly cards: readonly (Omit<Card, 'value' | 'token'> & {
    value?: string;
    token?: string;
    readonly code: string;
  })[];
}
const { texts, cards } = vectors<{ texts: Text[]; cards: Card[] }>('format-preserving');
const refused = vectors<Refusals>('refusals');

const transformOf = ({ root, luhn, keepFirst, keepLast, context }: Omit<Card, 'value' | 'token'>) =>
  cardToken({ key: keyOf(root), tweak: context, luhn, keepFirst, keepLast });

test.each(texts)('text: $name', ({ root, alphabet, context, value, token }) => {
  const transform = ff1({ key: keyOf(root), alphabet, tweak: context });
  expect([transform(value), transform.decrypt(token)]).toEqual([token, value]);
});
test.each(texts)('FF1 under key and tweak: $name', ({ key, tweak, alphabet, value, token }) => {
  const letters = [...alphabet];
  const digits = [...value].map((letter) => letters.indexOf(letter));
  const out = permute('encrypt', bytes(key), letters.length, bytes(tweak), digits);
  expect(out.map((digit) => letters[digit]).join('')).toBe(token);
});
test.each(cards)('card: $name', (card) => {
  const transform = transformOf(card);
  expect([transform(card.value), transform.decrypt(card.token)]).toEqual([card.token, card.value]);
});
test.each(refused.formatPreserving)('refused: $name', ({ root, alphabet, context, value, code }) => {
  const run = () => ff1({ key: keyOf(root), alphabet, tweak: context })(value);
  expect(run).toThrow(expect.objectContaining({ code }));
});
test.each(refused.cards)('refused: $name', (card) => {
  const transform = transformOf(card);
  const run = () => (card.token === undefined ? transform(card.value ?? '') : transform.decrypt(card.token));
  expect(run).toThrow(expect.objectContaining({ code: card.code }));
});
