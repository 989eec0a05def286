import type { CallBack } from './customers/call-back.ts';
import { exposures } from './exposure.ts';
import type { Outcome } from './job.ts';
import { percent, short } from './kept.ts';
import type { Progress } from './protect.ts';
import type { FieldWords } from './words.ts';

/** Text of a file of somebody else may hold what steers a terminal. */
const harmless = (text: string): string => text.replaceAll(/\p{C}/gu, '?');

const print = (text = ''): void => {
  process.stdout.write(`${text}\n`);
};

export function heading(text: string): void {
  print();
  print(text);
  print('─'.repeat(text.length));
}

/** Prints rows in columns that are as wide as what they hold, `widest` at most. */
export function table(rows: readonly (readonly string[])[], widest = 44): void {
  const cells = rows.map((row) => row.map((cell) => shortened(harmless(cell), widest)));
  const widths = (cells[0] ?? []).map((_, i) => Math.max(...cells.map((row) => row[i]?.length ?? 0)));
  for (const row of cells) print(`  ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')}`.trimEnd());
}

const shortened = (text: string, widest: number): string =>
  text.length > widest ? `${text.slice(0, widest - 1)}…` : text;

/** Shows how far a long run is: on one line of a terminal, else a line for each tenth. */
export function progressOf(size: number): Progress {
  const begun = performance.now();
  let [shown, tenth] = [begun, 1];
  return (rows, bytes) => {
    const now = performance.now();
    const done = Math.min(bytes / size, 1);
    const line = `  ${percent(done)} … ${rows.toLocaleString('en')} rows, ${short((rows / (now - begun)) * 1_000)} a second`;
    if (process.stderr.isTTY && now - shown > 200) process.stderr.write(done < 1 ? `\r${line} ` : '\r\x1b[K');
    else if (!process.stderr.isTTY && done * 10 >= tenth && now - begun > 2_000) process.stderr.write(`${line}\n`);
    else return;
    shown = now;
    tenth = Math.floor(done * 10) + 1;
  };
}

/** Prints what came of it. */
export function printOutcome(outcome: Outcome, fields: readonly FieldWords[]): void {
  const { columns, before, after, invented, leftOut } = outcome;
  const [was, is] = [before[0] ?? [], after[0] ?? []];
  heading(
    invented
      ? 'One person, before and after (invented; two more are in the report)'
      : 'The first rows after (originals are not shown)',
  );
  if (invented) table([['field', 'before', 'after'], ...columns.map((name, i) => [name, was[i] ?? '', is[i] ?? ''])]);
  else
    table(
      columns.map((name, i) => [name, ...after.map((row) => row[i] ?? '')]),
      24,
    );

  heading('What each field went through');
  table(
    [
      ['field', 'technique', 'steps', 'can it be read back?'],
      ...fields.map(({ field, technique, steps, back }) => [field, technique, steps, back]),
    ],
    60,
  );

  heading('Who would find people in it');
  if (outcome.risks.length === 0) print('  No column that somebody may know of a person leaves as such.');
  for (const { label, before: one, after: two } of outcome.risks) {
    print(`  ${harmless(label)}`);
    table([['', 'before', 'after'], ...exposures(one, two)]);
    if (two.aloneRows.length > 0)
      print(`  still alone: rows ${two.aloneRows.join(', ')}${two.unique > two.aloneRows.length ? ', …' : ''}`);
    if (two.without.length > 0)
      print(`  without ${harmless(two.without.join(', '))}: it nearly names each row by itself`);
    print();
  }

  heading('What is left to analysts');
  table([
    ['column', 'measure', 'before', 'after', 'change'],
    ...outcome.kept.map((kept) => [kept.label, kept.measure, kept.before, kept.after, kept.change]),
  ]);

  if (leftOut.count > 0) {
    heading(`${leftOut.count} rows did not fit and were left out`);
    for (const line of leftOut.first) print(`  ${harmless(line)}`);
  }
}

/** Prints how one person was found again, and what it took. */
export function printCallBack({ token, sealed, trail, number, phone }: CallBack): void {
  heading('One person, found again through the controlled path');
  table(
    [
      ['the released row says', `customer ${token}, phone ${sealed}`],
      ...trail.map(({ who, purpose, allowed }) => [
        'the audit trail got first',
        `${who}: ${purpose}, ${allowed ? 'allowed' : 'refused'}`,
      ]),
      ['the vault answered', `customer ${number}`],
      ['which opened the phone', phone],
    ],
    70,
  );
}
