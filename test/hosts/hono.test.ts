import { expect, test, vi } from 'vitest';
import { recipe } from './recipe.ts';
import { ada, odd, released, tells } from './sample.ts';

interface App {
  request(path: string): Promise<Response>;
}
interface Recipe {
  customersApp(load: () => Promise<readonly object[]>): App;
}

recipe<Recipe>('hono', ({ customersApp }) => {
  test('an answer has decided columns only, a missing value stays missing', async () => {
    const answer = await customersApp(async () => [ada, { ...ada, note: null }]).request('/customers');
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual([released, { ...released, note: null }]);
  });
  test.each([
    ['a row that does not fit', async () => [ada, odd], /^prefix: .* \(field postcode, row 1\)$/],
    ['a store that fails', async () => Promise.reject(new TypeError('duplicate key: Ada Lovelace')), /^TypeError$/],
    ['a bigint, which JSON has not', async () => [{ ...ada, plan: 7n }], /^TypeError$/],
  ])('%s is a 500 without detail, and its log holds no value', async (_, load, line) => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const answer = await customersApp(load).request('/customers');
    const lines = log.mock.calls.map((parts) => parts.join(' '));
    log.mockRestore();
    expect([answer.status, await answer.text()]).toEqual([500, '{"error":"internal"}']);
    expect(lines).toEqual([expect.stringMatching(line)]);
    expect(tells(lines.join())).toBe(false);
  });
  test('a path that is not there is still a 404', async () => {
    expect((await customersApp(async () => []).request('/orders')).status).toBe(404);
  });
});
