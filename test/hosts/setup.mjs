// Builds, packs and unpacks the package into test/hosts/node_modules; the lockfile there does not know of it.
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { installed, run } from '../package/pack.mjs';

export default function setup() {
  const target = 'test/hosts/node_modules';
  if (!existsSync(target)) {
    console.log('test/hosts: its packages are not installed, every file is skipped (npm ci --prefix test/hosts)');
    return;
  }
  run('.', 'npm', 'run', 'build');
  const source = join(installed().folder, 'node_modules');
  // whatever the package depends on comes along
  for (const name of readdirSync(source).filter((entry) => !entry.startsWith('.'))) {
    rmSync(join(target, name), { recursive: true, force: true });
    cpSync(join(source, name), join(target, name), { recursive: true });
  }
}
