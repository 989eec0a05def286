import { chmodSync, existsSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Told } from '../../docs/examples/told.ts';
import { wholeFile } from '../../docs/examples/whole-file.ts';
import { fileOf, temporary } from './temporary.ts';

const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });

test('a file has its name only when it is complete', async () => {
  const directory = temporary();
  const path = join(directory, 'a.csv');
  const file = await wholeFile(path);
  await file.write('a,b\n');
  expect(readdirSync(directory)).toStrictEqual([`a.csv.${process.pid}.partial`]);
  await file.close();
  expect(existsSync(path)).toBe(false);
  await file.publish();
  expect(readdirSync(directory)).toStrictEqual(['a.csv']);
  expect(readFileSync(path, 'utf8')).toBe('a,b\n');
});
test('the file is its owner’s alone, even where one that all may read had its name', async () => {
  const path = fileOf('old\n');
  chmodSync(path, 0o644);
  const file = await wholeFile(path);
  const partial = `${path}.${process.pid}.partial`;
  const alone = process.platform === 'win32' ? 0o666 : 0o600; // Windows has no such bits
  expect(statSync(partial).mode & 0o777).toBe(alone);
  await file.close();
  await file.publish();
  expect(statSync(path).mode & 0o777).toBe(alone);
});
test.each(['appendFile', 'sync', 'close'] as const)(
  'a disk that is full at %s leaves nothing and says so',
  async (step) => {
    const directory = temporary();
    const file = await wholeFile(join(directory, 'a.csv'), async (path, flags, mode) => {
      const real = await open(path, flags, mode);
      const steps = { appendFile: () => real.appendFile('a,'), sync: () => real.sync(), close: () => real.close() };
      return { ...steps, [step]: () => real.close().then(() => Promise.reject(full)) };
    });
    const run = file.write('a,b\n').then(() => file.close());
    await expect(run).rejects.toThrow(new Told(`${join(directory, 'a.csv')}: the disk is full`));
    expect(readdirSync(directory)).toStrictEqual([]);
  },
);
test('a file that was there stays as it was until the new one is complete', async () => {
  const path = fileOf('old\n');
  const file = await wholeFile(path);
  await file.write('new\n');
  expect(readFileSync(path, 'utf8')).toBe('old\n');
  await file.close();
  await file.publish();
  expect(readFileSync(path, 'utf8')).toBe('new\n');
});
test('what a killed process left is removed, what a living one or another file has is not', async () => {
  const path = fileOf('');
  const others = [`${path}.${process.ppid}.partial`, `${path}.x.partial`, join(path, '..', 'people.csv.9.partially')];
  const dead = `${path}.${2 ** 30}.partial`;
  for (const other of [...others, dead]) writeFileSync(other, '');
  await (await wholeFile(path)).close();
  expect(others.map(existsSync)).toStrictEqual([true, true, true]);
  expect(existsSync(dead)).toBe(false);
});
test('a link that somebody put at the temporary name is not followed', async () => {
  const path = fileOf('precious', 'victim');
  const target = join(path, '..', 'a.csv');
  symlinkSync(path, `${target}.${process.pid}.partial`);
  const file = await wholeFile(target);
  await file.write('x');
  await file.close();
  await file.publish();
  expect(readFileSync(path, 'utf8')).toBe('precious');
});
