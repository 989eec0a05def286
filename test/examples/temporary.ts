import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A directory that goes with the test. */
export function temporary(): string {
  const directory = mkdtempSync(join(tmpdir(), 'voile-demo-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** A file with this content in a directory of its own. */
export function fileOf(content: string | Uint8Array, name = 'people.csv'): string {
  const path = join(temporary(), name);
  writeFileSync(path, content);
  return path;
}
