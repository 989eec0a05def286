import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { transform } from 'esbuild';
import { describe, test } from 'vitest';
import { blocks } from '../package/example.ts';

const MARK = '<!-- not run: needs the host package, run by test/hosts -->';
const packages = new URL('node_modules/', import.meta.url);
const guides = new URL('../../docs/guide/', import.meta.url);

/** The text of a page of docs/guide. */
export const pageOf = (name: string): string => readFileSync(new URL(`${name}.md`, guides), 'utf8');

/** The pages of docs/guide but its index. */
export const pages: readonly string[] = readdirSync(guides)
  .filter((name) => name.endsWith('.md') && name !== 'README.md')
  .map((name) => name.slice(0, -'.md'.length))
  .sort();

/** The recipes: pages with a block that needs a host. The blocks of the others are run by test/package. */
export const names: readonly string[] = pages.filter((name) => pageOf(name).includes(MARK));

/** The one block of code that a recipe tells to paste. */
export function codeOf(name: string): string {
  const blocks = [...pageOf(name).matchAll(/(?:^(.*)\n)^```(?:ts|typescript)\b.*\n([\s\S]*?)^```$/gm)];
  const [, mark, code] = blocks[0] ?? [];
  if (blocks.length !== 1 || mark !== MARK || code === undefined) {
    throw new Error(`${name}.md: not one block of TypeScript with the mark in the line above`);
  }
  return code;
}

/** The programs of a page that is run claim by claim: each may have several blocks. */
export const programsOf = (name: string): readonly string[] => blocks(name, pageOf(name)).map(({ code }) => code);

/** Whether the packages are there; without them each file has one skipped test that says so. */
export const installed: boolean = existsSync(packages);

/** Runs tests over a page of docs/guide as a module, imported by Node itself from beside the packages. */
export function recipe<Exports>(name: string, tests: (module: Exports) => unknown): void {
  if (!installed) {
    test.skip(`docs/guide/${name}.md: its package is not installed (npm ci --prefix test/hosts)`);
    return;
  }
  describe(`docs/guide/${name}.md`, async () => {
    const folder = new URL('.recipes/', packages);
    const file = new URL(`${name}.mjs`, folder);
    mkdirSync(folder, { recursive: true });
    const { code } = await transform(codeOf(name), { loader: 'ts', format: 'esm', target: 'node20' });
    writeFileSync(file, code);
    await tests(await import(/* @vite-ignore */ file.href));
  });
}
