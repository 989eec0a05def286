import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import tsup from '../../tsup.config.ts';
import { deno, entryOf, manifest, sourceOf, sources, specifierOf, subpaths } from './surface.ts';

test('every subpath has its types first, then its module, both named after it', () => {
  for (const subpath of subpaths) {
    const file = `./dist/${entryOf(subpath)}`;
    expect(Object.entries(manifest.exports[subpath] ?? {})).toEqual([
      ['types', `${file}.d.ts`],
      ['default', `${file}.js`],
    ]);
  }
});
test('build, Deno and the documentation have the same entries as the manifest', () => {
  const entries = Object.fromEntries(subpaths.map((subpath) => [entryOf(subpath), sourceOf(subpath)]));
  expect(Array.isArray(tsup) || typeof tsup === 'function' ? {} : tsup.entry).toEqual(entries);
  expect(deno.exports).toEqual(Object.fromEntries(subpaths.map((subpath) => [subpath, `./${sourceOf(subpath)}`])));
  expect(manifest.typedocOptions.entryPoints).toEqual(Object.values(entries));
  for (const file of Object.values(entries)) expect(existsSync(file), file).toBe(true);
});
test('every folder with an index is a subpath', () => {
  const folders = [...sources.keys()].filter((file) => /^[\w-]+\/index\.ts$/.test(file)).map((file) => `src/${file}`);
  expect(subpaths.map(sourceOf)).toEqual(expect.arrayContaining(folders));
});
test('Deno and npm agree on name, version and licence', () => {
  expect(deno).toMatchObject({ version: manifest.version, license: manifest.license });
  expect(deno.name.split('/')[1]).toBe(manifest.name);
});
test('the changelog knows the version', () => {
  expect(readFileSync('CHANGELOG.md', 'utf8')).toMatch(
    new RegExp(`^## \\[(?:Unreleased\\] ${manifest.version}|${manifest.version}\\])`.replaceAll('.', '\\.'), 'm'),
  );
});
test('a subpath that a docstring or a document names exists', () => {
  const guides = existsSync('docs/guide') ? readdirSync('docs/guide').map((name) => `docs/guide/${name}`) : [];
  const documents = ['README.md', 'CHANGELOG.md', ...guides].filter((path) => path.endsWith('.md') && existsSync(path));
  const texts = [...sources, ...documents.map((path) => [path, readFileSync(path, 'utf8')] as const)];
  // as an import or in code marks: prose may speak of what is to come
  const named = texts.flatMap(([file, text]) =>
    [...text.matchAll(/(?<=['"`])voile(?:\/[a-z-]+)?(?=['"`])/g)].map(([name]) => ({ file, name })),
  );
  const known = subpaths.map(specifierOf);
  expect(named.filter(({ name }) => !known.includes(name))).toEqual([]);
});
test('tools are pinned, and nothing is installed to run but what the design allows', () => {
  const loose = Object.entries(manifest.devDependencies).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version));
  expect(loose).toEqual([]);
  const allowed = ['@noble/ciphers', '@noble/hashes'];
  expect(Object.keys(manifest.dependencies ?? {}).filter((name) => !allowed.includes(name))).toEqual([]);
});
