import { expect, test } from 'vitest';
import { recipe } from './recipe.ts';
import { ada, odd, released, tells } from './sample.ts';

interface Issue {
  readonly message: string;
}
interface Recipe {
  readonly Customer: {
    readonly '~standard': { validate(row: unknown): { readonly issues?: readonly Issue[] } };
  };
  releaseInput(input: readonly unknown[], onInvalid: (problem: object) => void): object[];
}

recipe<Recipe>('valibot', ({ Customer, releaseInput }) => {
  test('rows that fit leave, the others are told by row and field', () => {
    const problems: object[] = [];
    const rows = [ada, odd, { ...ada, note: null, phone: '0123' }, 'Ada', { ...ada, age: 'Ada Lovelace' }];
    expect(releaseInput(rows, (problem) => problems.push(problem))).toEqual([
      released,
      { ...released, note: null, phone: '[redacted]' },
    ]);
    expect(problems).toEqual([
      { code: 'ERR_INPUT', index: 1, field: 'postcode' },
      { code: 'ERR_INPUT', index: 3 },
      { code: 'ERR_INPUT', index: 4, field: 'age' },
    ]);
  });
  test('what the page warns of is so: the issues quote the input, through Standard Schema too', () => {
    const { issues = [] } = Customer['~standard'].validate({ ...ada, age: 'Ada Lovelace' });
    expect(issues).toHaveLength(1);
    expect(tells(issues.map(({ message }) => message).join())).toBe(true);
  });
});
