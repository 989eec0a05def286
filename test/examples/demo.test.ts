import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { temporary } from './temporary.ts';

const path = (to: string): string => fileURLToPath(new URL(`../../${to}`, import.meta.url));
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

/** `npm run demo` is a command of Node, whichever runtime runs this test. */
const node = process.versions['bun'] || process.versions['deno'] ? 'node' : process.execPath;

/** One process, so that a signal meets the demo itself and not what started it. */
function start(output: string, ...args: string[]): ChildProcess {
  const env = {
    ...process.env,
    VOILE_DEMO_OUTPUT: output,
    TSX_TSCONFIG_PATH: path('test/tsconfig.json'),
    INIT_CWD: output,
  };
  return spawn(node, ['--import', tsx, path('docs/examples/demo.ts'), ...args], { env, cwd: path('') });
}

async function run(output: string, ...args: string[]): Promise<{ code: number | null; said: string; errors: string }> {
  const child = start(output, ...args);
  const texts: [string, string] = ['', ''];
  child.stdout?.on('data', (text) => {
    texts[0] += text;
  });
  child.stderr?.on('data', (text) => {
    texts[1] += text;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said: texts[0], errors: texts[1] };
}

test('the demo protects the customers and says what it did', { timeout: 60_000 }, async () => {
  const parent = temporary();
  const output = join(parent, 'made', 'here');
  const { code, said, errors } = await run(output);
  expect({ code, errors: errors.replaceAll(/.*a second\n/g, '') }).toStrictEqual({ code: 0, errors: '' });
  expect(readdirSync(output).sort()).toStrictEqual([
    'customers.csv',
    'customers.protected.csv',
    'customers.report.html',
  ]);
  for (const made of ['made', 'made/here']) {
    if (process.platform !== 'win32') expect(statSync(join(parent, made)).mode & 0o777).toBe(0o700);
  }
  for (const words of [
    '492 (11 %)',
    'rows a second',
    'still personal data',
    'still alone: rows',
    'cut to the quarter',
  ]) {
    expect(said).toContain(words);
  }
});

test('a file of one’s own is protected with printed guesses; no original is shown, the file stays as it was', async () => {
  const output = temporary();
  const rows = Array.from(
    { length: 200 },
    (_, i) => `Zoé ${i},zoe${i}@mail.example,19${40 + (i % 50)}-03-05,${['gold', 'free'][i % 2]}`,
  );
  const text = `name,email,born on,plan\n${rows.join('\n')}\n`;
  writeFileSync(join(output, 'mine.csv'), text);
  const { code, said } = await run(output, 'mine.csv');
  expect(code).toBe(0);
  expect(said).toMatch(/born on +birth date +its name says so/);
  const html = readFileSync(join(output, 'mine.report.html'), 'utf8');
  expect(said + html + readFileSync(join(output, 'mine.protected.csv'), 'utf8')).not.toMatch(/Zoé|zoe\d|19\d\d-03/);
  expect(readFileSync(join(output, 'mine.csv'), 'utf8')).toBe(text);
});

test.each([
  ['a missing file', ['none.csv'], /none.csv: there is no such file\n$/],
  ['a malformed line', ['bad.csv'], /^line 5002: has 1 cells where the first line has 2\n$/],
  ['an unknown option', ['--help'], /^npm run demo +protects invented customers\n/],
  ['a number of rows that is none', ['--rows', 'many'], /^npm run demo/],
])('%s is refused in one message, without a stack, and nothing is left', async (_, args, message) => {
  const output = temporary();
  writeFileSync(join(output, 'bad.csv'), `plan,sum\n${'gold,2\n'.repeat(5_000)}free\n`);
  const { code, said, errors } = await run(output, ...args);
  expect(code).toBe(1);
  expect(said).not.toContain('Done');
  expect(errors).toMatch(message);
  expect(errors).not.toMatch(/\n +at /);
  expect(readdirSync(output).sort()).toStrictEqual(['bad.csv']);
});

/** Sends the signal when the protected table is half written. */
async function interrupted(output: string, signal: 'SIGINT' | 'SIGKILL'): Promise<unknown> {
  const child = start(output, 'long.csv');
  const left = once(child, 'exit');
  const written = (): boolean =>
    readdirSync(output).some((name) => name.endsWith('.partial') && statSync(join(output, name)).size > 100_000);
  while (child.exitCode === null && !written()) await sleep(10);
  child.kill(signal);
  const [code, by] = (await left) as [number | null, string | null];
  return code ?? by;
}

test('an interrupt leaves nothing; a kill a file that is recognisable, which the next run removes', {
  timeout: 60_000,
}, async () => {
  const output = temporary();
  const rows = Array.from(
    { length: 60_000 },
    (_, i) => `${['gold', 'free'][i % 2]},${i % 900},2025-01-${10 + (i % 20)}`,
  );
  writeFileSync(join(output, 'long.csv'), `plan,sum,day\n${rows.join('\n')}\n`);
  // Deno reads a child's exit code 130 as the signal; that the demo's own handler ran shows in the next line
  expect([130, 'SIGINT']).toContain(await interrupted(output, 'SIGINT'));
  expect(readdirSync(output).sort()).toStrictEqual(['long.csv']);
  expect(await interrupted(output, 'SIGKILL')).toBe('SIGKILL');
  expect(readdirSync(output).sort()).toStrictEqual([
    'long.csv',
    expect.stringMatching(/^long\.protected\.csv\.\d+\.partial$/),
  ]);
  writeFileSync(join(output, 'long.csv'), `plan,sum,day\n${rows.slice(0, 100).join('\n')}\n`);
  expect((await run(output, 'long.csv')).code).toBe(0);
  expect(readdirSync(output).sort()).toStrictEqual(['long.csv', 'long.protected.csv', 'long.report.html']);
});
