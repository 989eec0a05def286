import { rmSync } from 'node:fs';
import { type FileHandle, open as openFile, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { inWords } from './told.ts';

/** A file that has its name only when it is complete. */
export interface WholeFile {
  /** Adds text; it is on its way to the disk when the promise resolves, which keeps memory bounded. */
  write(text: string): Promise<void>;
  /** Brings all to the disk. */
  close(): Promise<void>;
  /** Gives the file its name; whatever had it before is replaced in one step. */
  publish(): Promise<void>;
}

type Handle = Pick<FileHandle, 'appendFile' | 'sync' | 'close'>;
type Open = (path: string, flags: string, mode: number) => Promise<Handle>;

const unfinished = new Set<string>();

/**
 * Opens a file under a temporary name, `<path>.<process>.partial`, in the same directory.
 *
 * Only its owner may read it: what is protected is still personal data. A full disk, an error or Ctrl-C removes it. Only a killed process leaves it, under the name that says what it is;
 * the next run for the same path removes it.
 */
export async function wholeFile(path: string, open: Open = openFile): Promise<WholeFile> {
  await removeLeftovers(path);
  const temporary = `${path}.${process.pid}.partial`;
  let handle: Handle | undefined;
  const orNothing = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (failure) {
      await handle?.close().catch(() => {}); // what failed is told; that closing fails too is no news
      rmSync(temporary, { force: true });
      unfinished.delete(temporary);
      throw inWords(failure, path);
    }
  };
  removeAtExit();
  unfinished.add(temporary);
  const opened = await orNothing(open(temporary, 'wx', 0o600)); // x: never a file or link that somebody put there
  handle = opened;
  const close = async (): Promise<void> => {
    await opened.sync();
    await opened.close();
  };
  return {
    write: (text) => orNothing(opened.appendFile(text)),
    close: () => orNothing(close()),
    publish: async () => {
      await orNothing(rename(temporary, path));
      unfinished.delete(temporary);
    },
  };
}

/** What killed processes left; a process that lives may still be writing. */
async function removeLeftovers(path: string): Promise<void> {
  const start = `${basename(path)}.`;
  for (const name of await readdir(dirname(path))) {
    const owner = name.startsWith(start) && /^(\d+)\.partial$/.exec(name.slice(start.length))?.[1];
    if (owner && !isAlive(Number(owner))) await rm(join(dirname(path), name), { force: true });
  }
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return false; // an older process had this number: we have not opened anything yet
  try {
    return process.kill(pid, 0);
  } catch (failure) {
    return failure instanceof Error && 'code' in failure && failure.code === 'EPERM';
  }
}

let listening = false;

function removeAtExit(): void {
  if (listening) return;
  listening = true;
  process.on('exit', () => {
    for (const path of unfinished) rmSync(path, { force: true });
  });
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.once(signal, () => process.exit(code));
  }
}
