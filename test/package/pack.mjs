import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs a command in a folder, prints what it prints where it fails, and gives its output. */
export function run(cwd, command, ...parameters) {
  try {
    const env = { ...process.env, DENO_NO_UPDATE_CHECK: '1', NO_COLOR: '1' };
    return execFileSync(command, parameters, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
  } catch ({ stdout, stderr, message }) {
    console.error(stdout || '', stderr || message);
    throw new Error(`failed: ${[command, ...parameters].join(' ').slice(0, 200)}`);
  }
}

/** The package as a user has it: packed from `dist`, installed into an empty folder, which is removed at exit. */
export function installed() {
  if (!existsSync('dist/index.d.ts')) throw new Error('no dist: npm run build');
  const folder = mkdtempSync(join(tmpdir(), 'voile-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const [{ filename, files }] = JSON.parse(
    run('.', 'npm', 'pack', '--ignore-scripts', '--json', '--pack-destination', folder),
  );
  writeFileSync(join(folder, 'package.json'), '{ "type": "module", "private": true }');
  run(folder, 'npm', 'install', '--no-audit', '--no-fund', `./${filename}`);
  const { name, exports } = JSON.parse(readFileSync('package.json', 'utf8'));
  const specifiers = Object.keys(exports).map((subpath) => name + subpath.slice(1));
  return { folder, files: files.map(({ path }) => path), specifiers };
}
