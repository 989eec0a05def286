import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const spec = new URL('../../docs/spec/', import.meta.url);
const read = (name: string, from = new URL('.', import.meta.url)): string => readFileSync(new URL(name, from), 'utf8');
const page = read('interoperability.md', spec);
const blocks = [...page.matchAll(/^<!-- (\S+) -->\n```\w+\n([\s\S]*?)^```$/gm)];

test('every block of the page is a file that the tests run, as it is', () => {
  expect(blocks.length).toBe((page.match(/^```\w+$/gm) ?? []).length);
  for (const [, name = '', code] of blocks) expect(code).toBe(read(name));
});
test('every file that is no question or test is on the page', () => {
  const ours = /^(?:run|Run)\.|\.(?:test|interop)\.ts$|^(?:questions|vitest\.config)\.ts$/;
  const snippets = readdirSync(new URL('.', import.meta.url)).filter((name) => !ours.test(name));
  expect(blocks.map(([, name]) => name).sort()).toEqual(snippets.sort());
});
