import { expect, test } from 'vitest';
import { recipe } from './recipe.ts';
import { ada, odd, released } from './sample.ts';

interface Answer {
  readonly statusCode: number;
  readonly body: string;
}
interface App {
  get(path: string, handler: () => Promise<unknown>): void;
  inject(path: string): Promise<Answer>;
}
interface Recipe {
  customersApp(load: () => Promise<unknown>): App;
}

recipe<Recipe>('fastify', ({ customersApp }) => {
  const answerTo = async (load: () => Promise<unknown>): Promise<[number, string]> => {
    const { statusCode, body } = await customersApp(load).inject('/customers');
    return [statusCode, body];
  };
  test('an answer has decided columns only, a missing value stays missing', async () => {
    const [status, body] = await answerTo(async () => [ada, { ...ada, note: null }]);
    expect(status).toBe(200);
    expect(JSON.parse(body)).toEqual([released, { ...released, note: null }]);
  });
  test.each([
    ['a row that does not fit', async () => [ada, odd]],
    ['an answer that is no list of rows', async () => ({ rows: [ada] })],
    ['a store that fails', async () => Promise.reject(new Error('duplicate key: Ada Lovelace'))],
  ])('%s is a 500 without detail', async (_, load) => {
    expect(await answerTo(load)).toEqual([500, '{"error":"internal"}']);
  });
  test('what the page warns of is so: a text bypasses the hook', async () => {
    expect(await answerTo(async () => JSON.stringify([ada]))).toEqual([200, JSON.stringify([ada])]);
  });
});
