import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { codeOf, names, pageOf, pages, programsOf } from './recipe.ts';

interface Lock {
  readonly packages: {
    readonly [path: string]: {
      readonly resolved?: string;
      readonly engines?: { readonly node?: string };
      readonly hasInstallScript?: boolean;
      readonly devDependencies?: { readonly [name: string]: string };
      readonly optionalDependencies?: { readonly [name: string]: string };
    };
  };
}
const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
const { packages }: Lock = JSON.parse(read('package-lock.json'));

/** Lines after which a page is two pages. */
const LONGEST = 200;

test.each(pages)('docs/guide/%s.md is short, has code that is run, and says what it does not protect', (name) => {
  const page = pageOf(name);
  expect(page.trimEnd().split('\n').length).toBeLessThanOrEqual(LONGEST);
  expect(page).toContain('## What this does not protect');
  const code = names.includes(name) ? codeOf(name) : programsOf(name).join('\n');
  expect(code).toMatch(/from 'voile['/]/);
});
test('a page links to pages that are there', () => {
  const linked = [...pages, 'README'].flatMap((name) =>
    [...pageOf(name).matchAll(/\]\(([\w-]+)\.md(?:#[\w-]+)?\)/g)].map(([, to]) => ({ name, to })),
  );
  expect(linked.length).toBeGreaterThan(pages.length);
  expect(linked.filter(({ to = '' }) => to !== 'README' && !pages.includes(to))).toEqual([]);
});
test('the index of the guide names every page', () => {
  const linked = [...pageOf('README').matchAll(/\| \[[\w -]+\]\(([\w-]+)\.md\)/g)].map(([, name]) => name);
  expect(linked.sort()).toEqual(pages);
});
test('the lockfile is that of the manifest, with exact versions, and names no registry', () => {
  const { devDependencies } = JSON.parse(read('package.json'));
  expect(packages['']).toMatchObject({ devDependencies });
  expect(Object.values<string>(devDependencies).filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  expect(Object.keys(packages).filter((path) => packages[path]?.resolved !== undefined)).toEqual([]);
});
test('the lockfile holds every optional package, and nothing that compiles', () => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !packages[`node_modules/${name}`] && !packages[`${path}/node_modules/${name}`],
    ),
  );
  expect(missing).toEqual([]);
  expect(Object.keys(packages).filter((path) => packages[path]?.hasInstallScript)).toEqual([]);
});
