// The test suite on other engines: node test/runtime/lanes.mjs [ENGINE] [-- ARGUMENTS OF VITEST]
import { spawnSync } from 'node:child_process';

const engines = {
  node24: ['-p', 'node@24.21.0', 'node'],
  node20: ['-p', 'node@20.19.0', 'node'], // the floor of package.json
  deno: ['deno@2.9.5', 'run', '-A'],
  bun: ['bun@1.4.5', '--bun'],
};
const suite = ['run', '--config', 'test/vitest.config.ts', '--root', '.', '--project', 'unit', '--project', 'isolated'];
const env = { ...process.env, DENO_NO_UPDATE_CHECK: '1', NO_COLOR: '1' };

const [first, ...rest] = process.argv.slice(2);
const one = first !== undefined && first in engines;
const failed = Object.keys(engines).filter((name) => {
  if (one && name !== first) return false;
  console.log(`# ${name}: ${engines[name].find((part) => part.includes('@'))}`);
  const parameters = ['-y', ...engines[name], 'node_modules/vitest/vitest.mjs', ...suite, ...(one ? rest : [])];
  return spawnSync('npx', parameters, { stdio: 'inherit', env }).status !== 0;
});
if (failed.length > 0) console.error(`failed: ${failed.join(', ')}`);
process.exit(failed.length > 0 ? 1 : 0);
