import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Lock {
  readonly packages: {
    readonly [path: string]: {
      readonly version?: string;
      readonly resolved?: string;
      readonly devDependencies?: { readonly [name: string]: string };
      readonly optionalDependencies?: { readonly [name: string]: string };
    };
  };
}
const { packages }: Lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));

test('the lockfile holds every optional package of every platform', () => {
  // npm leaves out what its registry lacks, and `npm ci` then fails on every machine
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !packages[`node_modules/${name}`] && !packages[`${path}/node_modules/${name}`],
    ),
  );
  expect(missing).toEqual([]);
});
test('the lockfile is that of the manifest', () => {
  const { version, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(packages['']).toMatchObject({ version, devDependencies });
});
test('the lockfile names no registry', () => {
  expect(Object.keys(packages).filter((path) => packages[path]?.resolved !== undefined)).toEqual([]);
});
