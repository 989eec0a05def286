// The packed types under several compilers and both ways to resolve: node test/package/consumers.mjs after a build.
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installed, run } from './pack.mjs';

const compilers = ['5.4.5', '5.9.3', '6.0.3', '7.0.2'];
const { folder } = installed();
copyFileSync('test/package/consumer.ts', join(folder, 'consumer.ts'));
const ways = [
  { module: 'NodeNext', moduleResolution: 'NodeNext' },
  { module: 'ES2022', moduleResolution: 'Bundler' },
];
for (const way of ways) {
  // no DOM, no Node: whatever the types name must be of the language
  const strict = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
  };
  const compilerOptions = {
    ...way,
    ...strict,
    target: 'ES2022',
    lib: ['ES2022'],
    types: [],
    declaration: true,
    outDir: 'out',
  };
  const config = { compilerOptions, files: ['consumer.ts'] };
  writeFileSync(join(folder, `${way.moduleResolution}.json`), JSON.stringify(config));
}
for (const version of compilers) {
  for (const { moduleResolution } of ways) {
    // npx puts the package it fetched first in the path; the printed version proves it
    const tsc = ['npx', '-y', '-p', `typescript@${version}`, 'tsc'];
    run(folder, ...tsc, '-p', `${moduleResolution}.json`);
    console.log(`  TypeScript ${run(folder, ...tsc, '-v')}, ${moduleResolution}`);
  }
}
