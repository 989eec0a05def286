import type { Problem } from 'voile';
import { exposureOf } from './exposure.ts';
import type { Job, Measure, Outcome } from './job.ts';
import { KeptMeter } from './kept.ts';
import { CodedColumn } from './measures.ts';
import { type Batch, Changed, readCsv } from './read-csv.ts';
import { toCsv } from './to-csv.ts';
import { Told } from './told.ts';
import type { WholeFile } from './whole-file.ts';

/** Told after each batch how many rows and bytes are done. */
export type Progress = (rows: number, bytes: number) => void;

/**
 * Reads a table, sends it through its policy, writes what leaves and measures both sides, one batch at a time.
 *
 * What stays in memory are two bytes a row for each column that an attacker may know, and dictionaries of bounded size.
 */
export async function protect<Row extends object, Out extends object>(
  job: Job<Row, Out>,
  output: Pick<WholeFile, 'write'>,
  progress: Progress = () => {},
): Promise<Outcome> {
  const started = performance.now();
  const released = Object.keys(job.fields).filter((name) => job.fields[name]?.name !== 'suppress');
  const known = new Map(job.attackers.flatMap(({ knows }) => knows).map((measure) => [measure, coded()]));
  const kept = new KeptMeter(job);
  const problems = new Problems();
  const sample: { before: Row; after: Out }[] = [];
  let [rows, spent] = [0, 0];

  await output.write(toCsv([released]));
  for await (const batch of readCsv(job.input)) {
    refuseOther(job, batch);
    const before = batch.rows.map(job.rowOf);
    const invalid = new Set<number>();
    const policy = await job.policyOf(before);
    const start = performance.now();
    const after = policy.rows(before, {
      onInvalid: (problem) => {
        invalid.add(problem.index);
        problems.add(problem, batch.lines[problem.index]);
      },
    });
    spent += performance.now() - start;
    await output.write(toCsv(after.map((row) => released.map((name) => cellOf(row, name)))));

    for (const [measure, { before: one, after: two }] of known) {
      for (const row of before) one.add(measure.before(row));
      for (const row of after) two.add(measure.after(row));
    }
    kept.add(before, after);
    const fitting = before.filter((_, index) => !invalid.has(index));
    for (let i = 0; sample.length < 3 && i < after.length; i += 1) {
      sample.push({ before: fitting[i] as Row, after: after[i] as Out }); // one row out for each that fits
    }
    rows += batch.rows.length;
    progress(rows, batch.bytes);
  }

  const columnsOf = (knows: readonly Measure<Row, Out>[], side: 'before' | 'after') =>
    new Map(knows.map((measure) => [measure.label, (known.get(measure) as ReturnType<typeof coded>)[side]]));
  const texts = (row: object): string[] => Object.keys(job.fields).map((name) => textOf(cellOf(row, name)));
  return {
    title: job.title,
    invented: job.invented,
    rows,
    leftOut: problems,
    columns: Object.keys(job.fields),
    before: job.invented ? sample.map(({ before }) => texts(before)) : [],
    after: sample.map(({ after }) => texts(after)),
    risks: job.attackers.map(({ label, knows }) => ({
      label,
      before: exposureOf(columnsOf(knows, 'before')),
      after: exposureOf(columnsOf(knows, 'after')),
    })),
    kept: kept.results(),
    policyRowsPerSecond: (rows / spent) * 1_000,
    rowsPerSecond: (rows / (performance.now() - started)) * 1_000,
  };
}

/** Decisions hold for the columns they were made for; those of another file would pass by the decisions of others. */
function refuseOther(
  { input, header, version }: Pick<Job<never, never>, 'input' | 'header' | 'version'>,
  batch: Batch,
) {
  if (version !== undefined && batch.version !== version) throw new Changed(input);
  if (batch.header.length !== header.length || batch.header.some((name, i) => name !== header[i])) {
    throw new Told(`${input}: does not have the columns that were decided about, in their order`);
  }
}

const coded = () => ({ before: new CodedColumn(), after: new CodedColumn() });

const cellOf = (row: object, name: string): unknown => (row as { readonly [name: string]: unknown })[name];

const textOf = (value: unknown): string => (value === undefined ? '–' : value === null ? '' : String(value));

/** Counts the rows that did not fit, and names the first few by line, field and rule; never their values. */
class Problems {
  count = 0;
  readonly first: string[] = [];

  add({ field = 'the row' }: Problem, line = 0): void {
    this.count += 1;
    if (this.first.length < 5) this.first.push(`line ${line}: ${field} does not fit`);
  }
}
