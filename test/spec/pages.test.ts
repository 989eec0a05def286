import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const spec = new URL('../../docs/spec/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, spec), 'utf8');
const chapters = readdirSync(spec).filter((name) => name.endsWith('.md') && name !== 'README.md');
const files = readdirSync(new URL('vectors/', spec)).filter((name) => name.endsWith('.json'));

test('the index names every page', () => {
  const linked = [...read('README.md').matchAll(/\(([\w-]+\.md)\)/g)].map(([, name]) => name);
  expect([...new Set(linked)].sort()).toEqual(chapters.sort());
});
test('links lead to pages, and numbers to sections that are there', () => {
  const texts = [...chapters, 'README.md', 'vectors/README.md'].map((name) => [name, read(name)] as const);
  const sections = texts.flatMap(([, text]) => [...text.matchAll(/^#+ (\d+(?:\.\d+)?) /gm)].map(([, at]) => at));
  for (const [name, text] of texts) {
    for (const [, to = ''] of text.matchAll(/\]\(([^)#]+)/g)) {
      expect(() => readFileSync(new URL(to, new URL(name, spec))), `${name}: ${to}`).not.toThrow();
    }
    if (name === 'interoperability.md') continue; // versions of languages
    const referred = [...text.matchAll(/(?<!Voile |[\d.^])\b(\d{1,2}\.\d)\b(?!\d* %)/g)].map(([, at]) => at);
    expect(
      referred.filter((at) => !sections.includes(at)),
      name,
    ).toEqual([]);
  }
});
test('the list of vectors names every file, with its groups in their order', () => {
  const listed = [...read('vectors/README.md').matchAll(/^\| `([\w-]+\.json)` \| .* \| (.*) \|$/gm)];
  expect(listed.map(([, name]) => name).sort()).toEqual(files.sort());
  for (const [, name = '', groups = ''] of listed) {
    const told = [...groups.matchAll(/`(\w+)`/g)].map(([, group]) => group);
    expect(Object.keys(JSON.parse(read(`vectors/${name}`))), name).toEqual(told);
  }
});
test('vectors are added, never taken away', () => {
  const count = (name: string): number =>
    Object.values<unknown[]>(JSON.parse(read(`vectors/${name}`))).reduce((sum, cases) => sum + cases.length, 0);
  expect(Object.fromEntries(files.map((name) => [name, count(name)]))).toEqual({
    'binding.json': 6,
    'blind-index.json': 33,
    'derivation.json': 56,
    'format-preserving.json': 37,
    'pseudonyms.json': 69,
    'refusals.json': 233,
    'shift-date.json': 15,
    'tokens.json': 70,
    'values.json': 81,
    'vault.json': 2,
    'wrapping.json': 3,
  });
});
test('the registry has the labels of the code, and no other', () => {
  const folder = new URL('../../src/', import.meta.url);
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const code = names.map((name) => readFileSync(new URL(name.replaceAll('\\', '/'), folder), 'utf8')).join('\n');
  const registry = [...read('derivation.md').matchAll(/^\| `"([\w-]+)"/gm)].map(([, label = '']) => label);
  expect(registry.filter((label) => !code.includes(`'${label}'`))).toEqual([]);
  const derived = [...code.matchAll(/\b(?:useOf|macOf|deriveBytes)\(.*\['([\w-]+)'/g)].map(([, label = '']) => label);
  expect(derived.filter((label) => !registry.includes(label))).toEqual([]);
  expect(derived.length).toBeGreaterThan(5);
});
