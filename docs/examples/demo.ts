import { mkdir, realpath, stat } from 'node:fs/promises';
import { parse, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CLOSING } from './closing.ts';
import { heading, printCallBack, printOutcome, progressOf, table } from './console.ts';
import { callBack } from './customers/call-back.ts';
import { NOW } from './customers/generate.ts';
import { customersJob } from './customers/job.ts';
import { openNumbers } from './customers/numbers.ts';
import { freshSecrets } from './customers/secrets.ts';
import { writeCustomers } from './customers/write.ts';
import type { Job, Outcome } from './job.ts';
import { short } from './kept.ts';
import { ownJob } from './own-file.ts';
import { protect } from './protect.ts';
import { report } from './report.ts';
import { inWords, Told } from './told.ts';
import { wholeFile } from './whole-file.ts';
import { inPlainWords } from './words.ts';

const USAGE = `npm run demo                     protects invented customers
npm run demo -- my.csv           protects a file of your own, with guessed roles
npm run demo -- --rows 100000    protects that many invented customers`;

/** Results go here and nowhere else; VOILE_DEMO_OUTPUT names another directory. */
const OUTPUT = resolve(process.env['VOILE_DEMO_OUTPUT'] ?? fileURLToPath(new URL('output', import.meta.url)));

async function main(args: readonly string[]): Promise<void> {
  const [first, second] = args;
  if (args.length > 2 || (first?.startsWith('-') && first !== '--rows')) throw new Told(USAGE);
  await mkdir(OUTPUT, { recursive: true, mode: 0o700 });
  if (first === undefined || first === '--rows') {
    const rows = first === undefined ? undefined : Number(second);
    if (rows !== undefined && !(Number.isSafeInteger(rows) && rows > 0)) throw new Told(USAGE);
    const input = resolve(OUTPUT, 'customers.csv');
    await writeCustomers(input, rows);
    return runCustomers(input);
  }
  // npm runs scripts in the package's directory; a path is meant from where the user is
  const input = resolve(process.env['INIT_CWD'] ?? '.', first);
  const { job, guesses } = await ownJob(input, Date.now());
  heading('What the columns seem to hold, and why');
  table([['column', 'role', 'because'], ...guesses.map(({ column, role, because }) => [column, role, because])]);
  await run(job, parse(input).name);
  printClosing();
}

async function runCustomers(input: string): Promise<void> {
  const secrets = freshSecrets();
  const numbers = openNumbers(resolve(OUTPUT, 'customers.vault.sqlite'), secrets);
  try {
    const { columns, after } = await run(await customersJob(input, secrets, numbers), 'customers');
    const cellOf = (row: readonly string[], name: string): string => row[columns.indexOf(name)] ?? '';
    const found = after.find((row) => cellOf(row, 'phone') !== '');
    if (found) {
      const row = { id: cellOf(found, 'id'), phone: cellOf(found, 'phone') };
      printCallBack(await callBack(row, numbers, secrets, NOW));
    }
  } finally {
    numbers.close();
  }
  printClosing();
}

async function run<Row extends object, Out extends object>(job: Job<Row, Out>, name: string): Promise<Outcome> {
  const [csvPath, htmlPath] = [resolve(OUTPUT, `${name}.protected.csv`), resolve(OUTPUT, `${name}.report.html`)];
  const csv = await wholeFile(csvPath);
  const outcome = await protect(job, csv, progressOf((await stat(job.input)).size));
  const fields = Object.entries(job.fields).map(([field, facts]) => inPlainWords(field, facts));
  const html = await wholeFile(htmlPath);
  await html.write(report(outcome, fields));
  await csv.close();
  await html.close();
  await html.publish();
  await csv.publish();

  printOutcome(outcome, fields);
  heading('Done');
  table(
    [
      ['rows', outcome.rows.toLocaleString('en')],
      [
        'rows a second',
        `${short(outcome.policyRowsPerSecond)} in the policy, ${short(outcome.rowsPerSecond)} from file to file`,
      ],
      ['peak memory', `${Math.round(process.resourceUsage().maxRSS / 1024)} MB`],
      ['protected table', await shown(csvPath)],
      ['report', await shown(htmlPath)],
    ],
    200,
  );
  return outcome;
}

function printClosing(): void {
  for (const line of CLOSING) process.stdout.write(`\n  ${line}`);
  process.stdout.write('\n');
}

const shown = async (path: string): Promise<string> => relative(process.cwd(), await realpath(path));

process.stdout.on('error', () => process.exit()); // its reader, `head` perhaps, has left; the files are complete

main(process.argv.slice(2)).catch((failure: unknown) => {
  const known = inWords(failure, 'output');
  if (!(known instanceof Told)) throw failure; // a mistake of the demo: its stack is wanted
  process.stderr.write(`${known.message.replaceAll(/[^\n\P{C}]/gu, '?')}\n`);
  process.exitCode = 1;
});
