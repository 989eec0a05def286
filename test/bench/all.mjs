// All benchmarks, one process each: node test/bench/all.mjs, or with parts of names: node test/bench/all.mjs policy
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

const helpers = ['all.mjs', 'measure.mjs'];
const wanted = process.argv.slice(2);
const names = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.mjs') && !helpers.includes(name))
  .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
  .sort();
const failed = names.filter((name) => {
  console.log(`\n# ${name}`);
  return spawnSync(process.execPath, [`${import.meta.dirname}/${name}`], { stdio: 'inherit' }).status !== 0;
});
if (failed.length > 0) console.error(`failed: ${failed.join(', ')}`);
process.exit(failed.length > 0 ? 1 : 0);
