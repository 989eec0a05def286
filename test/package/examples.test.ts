import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { blocks, docExamples, type Example, run } from './example.ts';
import { load, sources, specifierOf, subpaths } from './surface.ts';

type Names = { readonly [name: string]: unknown };

const modules = new Map<string, Names>();
for (const subpath of subpaths) modules.set(specifierOf(subpath), await load(subpath));
const scope: Names = Object.assign({}, ...modules.values());
const imported = async (name: string): Promise<Names> => {
  const found = modules.get(name);
  if (!found) throw new Error(`import from '${name}': only the subpaths of the manifest are known here`);
  return found;
};

const functions = new Set(
  [...modules.values()].flatMap((names) => Object.keys(names).filter((name) => typeof names[name] === 'function')),
);
const documented = new Map<string, Example[]>();
for (const [file, text] of sources) {
  for (const [name, examples] of docExamples(`src/${file}`, text)) {
    if (name in scope) documented.set(name, [...(documented.get(name) ?? []), ...examples]);
  }
}
const guides = existsSync('docs/guide') ? readdirSync('docs/guide').map((name) => `docs/guide/${name}`) : [];
const pages = ['README.md', ...guides].filter((path) => path.endsWith('.md') && existsSync(path)).sort();

const named = (examples: Example[]): [string, Example][] => examples.map((example) => [example.place, example]);

async function check(example: Example, names: Names): Promise<number> {
  const claims = await run(example, names, imported);
  for (const { text, actual, expected, throws } of claims) {
    expect(actual, throws ? `${text} throws` : text).toStrictEqual(expected);
  }
  return claims.length;
}

describe('examples of exported functions', () => {
  test('every exported function has one', () => {
    // a class is documented by its type; its examples are those of what throws it
    const lacking = [...functions].filter((name) => name !== 'PrivacyError' && !documented.get(name)?.length);
    expect(lacking).toEqual([]);
  });
  test.each(named([...documented.values()].flat()))('%s', async (_, example) => {
    expect(await check(example, scope), 'an example claims something: expression // result').toBeGreaterThan(0);
  });
});
describe('examples of the documents', () => {
  // they name what they use by imports, as a reader would
  test.each(named(pages.flatMap((path) => blocks(path, readFileSync(path, 'utf8')))))('%s', async (_, example) => {
    await check(example, {});
  });
});
describe('the runner itself', () => {
  const ran = (code: string): Promise<number> => check({ place: 'here', code }, { two: 2 });
  test('counts true claims and refuses false ones', async () => {
    expect(await ran('const x: number = two;\nx + 1; // 3\nx // 2')).toBe(2);
    expect(await ran('two // 2\n[3, two].length // 2\n(two) // 2')).toBe(3);
    expect(await ran('const rows = [two]; // [\n//   2,\n// ]')).toBe(1);
    await expect(ran('two + 1 // 4')).rejects.toThrow('two + 1');
    await expect(ran('two // throws ERR_INPUT')).rejects.toThrow('two throws');
    await expect(ran('({}).x.y // 1')).rejects.toThrow('({}).x.y: TypeError');
  });
  test('refuses prose behind an expression, not behind a statement', async () => {
    await expect(ran('two; // is the number two')).rejects.toThrow('prose goes on the line above');
    expect(await ran('const x = two; // the number two')).toBe(0);
  });
  test('reads blocks, marks and lines of a page', () => {
    const page =
      'a\n```ts\n1\n```\n<!-- continues -->\n```ts\n2\n```\n\n<!-- not run: why -->\n```ts\n3\n```\n```ts\n4\n```\n';
    expect(blocks('p', page)).toEqual([
      { place: 'p, line 2', code: '1\n\n2\n' },
      { place: 'p, line 14', code: '4\n' },
    ]);
  });
});
