import { expect, test } from 'vitest';
import { recipe } from './recipe.ts';
import { ada, odd, released, tells } from './sample.ts';

interface Recipe {
  releaseInput(input: unknown): object[];
}

recipe<Recipe>('zod', ({ releaseInput }) => {
  test('a row that fits leaves by decided columns, what is missing stays missing', () => {
    expect(releaseInput([ada, { ...ada, note: null, phone: '0123' }])).toEqual([
      released,
      { ...released, note: null, phone: '[redacted]' },
    ]);
    expect(releaseInput([ada])[0]).not.toHaveProperty('phone');
  });
  test.each([
    ['no postcode of five', [ada, odd], { index: 1, field: 'postcode' }],
    ['a kept column of another kind', [{ ...ada, plan: 'Ada Lovelace' }], { index: 0, field: 'plan' }],
    ['a missing column', [{ name: 'Ada' }], { index: 0, field: 'age' }],
    ['no row', [ada, 'Ada Lovelace'], { index: 1 }],
    ['no list', 'Ada Lovelace', {}],
  ])('%s is refused by row and field, and not quoted', (_, input, details) => {
    const refuse = (): unknown => {
      try {
        return releaseInput(input);
      } catch (failure) {
        return failure;
      }
    };
    const failure = refuse();
    expect(failure).toMatchObject({ name: 'PrivacyError', code: 'ERR_INPUT' });
    expect((failure as { readonly details: object }).details).toEqual(details);
    expect(tells(String(failure) + JSON.stringify(failure))).toBe(false);
  });
});
