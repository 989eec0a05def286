// What npm would publish, installed and loaded as a user does: node test/package/packed.mjs after a build.
import assert from 'node:assert/strict';
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installed, run } from './pack.mjs';

const { folder, files, specifiers } = installed();
const modules = specifiers.filter((name) => !name.endsWith('package.json'));
const inside = (path) => readFileSync(join(folder, 'node_modules/voile', path), 'utf8');

for (const needed of ['LICENSE', 'README.md', 'CHANGELOG.md', 'dist/index.js', 'dist/index.d.ts', 'src/index.ts']) {
  assert.ok(files.includes(needed), `the tarball lacks ${needed}`);
}
assert.deepEqual(
  files.filter((path) => !/^(?:dist|src)\/|^(?:LICENSE|README\.md|CHANGELOG\.md|package\.json)$/.test(path)),
  [],
);

// Types name nothing of a runtime and no source file; modules load nothing. A docstring may speak of both.
for (const path of files.filter((name) => name.startsWith('dist/') && !name.endsWith('.map'))) {
  const code = inside(path)
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    // the two dependencies, and the one door to what the runtime has built in
    .replaceAll(/from '@noble\/(?:ciphers|hashes)\/\w+\.js'|getBuiltinModule\?\.\("node:\w+"\)/g, '');
  const wrong = path.endsWith('.d.ts')
    ? /reference types|from '[^']*\.ts'|\b(?:Buffer|NodeJS|HTMLElement|CryptoKey|ReadableStream|Request|Response)\b/
    : /from ["'](?!\.)|\bimport\s*\(|\brequire\s*\(|["']node:/;
  assert.doesNotMatch(code, wrong, path);
}

writeFileSync(
  join(folder, 'load.cjs'),
  `const assert = require('node:assert');
  const [modules, all] = [${JSON.stringify(modules)}, ${JSON.stringify(specifiers)}];
  (async () => {
    for (const name of modules) {
      const [loaded, required] = [await import(name), require(name)];
      assert.deepStrictEqual(Object.keys(required), Object.keys(loaded), name);
      assert.strictEqual(required.keep, loaded.keep, name);
    }
    assert.strictEqual(require(all.at(-1)).name, 'voile');
    await assert.rejects(import('voile/core/transform.ts'), { code: 'ERR_PACKAGE_PATH_NOT_EXPORTED' });
    console.log('  Node ' + process.version + ': import and require of ' + modules.length + ' subpaths');
  })();`,
);
copyFileSync('test/package/consumer.ts', join(folder, 'consumer.ts'));
const lanes = [
  ['npx', '-y', '-p', 'node@20.19.0', 'node', '--no-warnings', 'load.cjs'],
  ['npx', '-y', '-p', 'node@24.21.0', 'node', '--no-warnings', 'load.cjs'],
  ['npx', '-y', '-p', 'node@24.21.0', 'node', '--no-warnings', 'consumer.ts'],
  ['npx', '-y', 'deno@2.9.5', 'run', '--check', 'consumer.ts'],
  ['npx', '-y', 'bun@1.4.5', 'consumer.ts'],
];
console.log(`packed: ${files.length} files, ${readdirSync(join(folder, 'node_modules')).length} package installed`);
console.log(run(folder, process.execPath, '--no-warnings', 'load.cjs'));
for (const lane of lanes) console.log(run(folder, ...lane));
