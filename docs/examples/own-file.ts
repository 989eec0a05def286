import { basename } from 'node:path';
import { chain, nullable, PrivacyError, policyFor, type Transform, transform } from 'voile';
import { ageAt, bin, prefix, roundTo, topBottomCode, truncateDate, truncateIp } from 'voile/generalisation';
import type { Entry } from 'voile/policy';
import { mask, redact, suppress } from 'voile/suppression';
import type { Job, Measure } from './job.ts';
import type { Cell } from './measures.ts';
import { type Batch, readCsv } from './read-csv.ts';
import { countsOf, type Guess, guessRoles, OFTEN, type Role } from './roles.ts';

/** A row of a file of which nothing is known beforehand: texts, `null` where a cell is empty. */
export type OwnRow = Readonly<Record<string, string | null>>;
type OwnEntry = Entry<string | null, OwnRow>;
type Released = Readonly<Record<string, unknown>>;

/** Rows that are looked at to guess roles. */
const LOOKED_AT = 2_000;

/** Columns that somebody is taken to know, and that are summed up: each keeps values, and a file may have thousands. */
const MOST_KNOWN = 12;
const MOST_SUMMED = 40;

/** A policy for a file of one's own from what its columns seem to hold; what is not understood does not leave. */
export async function ownJob(input: string, now: number): Promise<{ job: Job<OwnRow, Released>; guesses: Guess[] }> {
  const { header, rows, version } = await firstRows(input);
  const guesses = guessRoles(header, rows);
  const cellsOf = (i: number): string[] => rows.map((row) => (row[i] as string).trim()).filter((cell) => cell !== '');
  const decisions: Record<string, OwnEntry> = Object.fromEntries(
    guesses.map(({ column, role }, i) => [column, decide(role, cellsOf(i), now)]),
  );
  const measured = (roles: readonly Role[], most = MOST_SUMMED): Measure<OwnRow, Released>[] =>
    guesses
      .filter(({ role }) => roles.includes(role))
      .slice(0, most)
      .map(({ column, role }) => measure(column, role));
  const known = measured(['birth date', 'age', 'postcode', 'date', 'category', 'ip'], MOST_KNOWN);
  const policy = policyFor<OwnRow>()(decisions);
  const job = {
    title: basename(input),
    input,
    header,
    version,
    rowOf: (cells: readonly string[]): OwnRow =>
      Object.fromEntries(header.map((column, i) => [column, (cells[i] as string).trim() || null])),
    fields: policy.fields,
    policyOf: async () => policy,
    attackers:
      known.length > 0 ? [{ label: `Who knows: ${known.map(({ label }) => label).join(', ')}`, knows: known }] : [],
    amounts: measured(['number', 'age']),
    shares: measured(['category']),
    pairs: [],
    invented: false,
  };
  return { job, guesses };
}

async function firstRows(input: string): Promise<Batch> {
  for await (const batch of readCsv(input, LOOKED_AT)) return batch;
  throw new Error('readCsv gives a batch or throws');
}

function decide(role: Role, cells: readonly string[], now: number): OwnEntry {
  switch (role) {
    case 'email':
      return nullable(mask({ shape: 'email', fixedLength: 3 }));
    case 'birth date':
      return nullable(chain(civilDay, ageAt({ now }), topBottomCode({ high: 90 }), bin({ width: 10 })));
    case 'date':
      return nullable(chain(civilDay, truncateDate({ to: 'quarter' })));
    case 'age':
      return nullable(chain(number, topBottomCode({ high: 90 }), bin({ width: 10 })));
    case 'postcode':
      return nullable(prefix({ keep: 2 }));
    case 'ip':
      return nullable(truncateIp());
    case 'number':
      return nullable(rounded(cells));
    case 'category':
      return nullable(common(cells));
    case 'free text':
      return nullable(redact());
    default:
      return suppress(); // names, phones, addresses, identifiers, and what is not understood
  }
}

const plain = { reversible: 'always', linkable: true, deterministic: true, parameters: {} } as const;

/** NaN where there is none. */
const numberIn = (text: string): number => Number(text.replace(',', '.'));

/** A transform of one's own: a wrong value is a `PrivacyError`, anything else thrown is a mistake and ends the run. */
const number = transform({ ...plain, name: 'number', technique: 'identity' }, (text: string) => {
  const found = numberIn(text);
  if (!Number.isFinite(found)) throw new PrivacyError('ERR_INPUT', 'number: value is not a number');
  return found;
});

const civilDay = transform({ ...plain, name: 'day', technique: 'identity' }, (text: string) => text.slice(0, 10));

/** Twenty steps between the values that 2 % fall below and 2 % exceed, which are rounded and so name nobody. */
function rounded(cells: readonly string[]): Transform<string, number> {
  const sorted = cells
    .map(numberIn)
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  const step = niceStep((at(0.98) - at(0.02)) / 20);
  const [low, high] = [Math.floor(at(0.02) / step), Math.ceil(at(0.98) / step)];
  const exact = (steps: number): number => Number((steps * step).toPrecision(12));
  return chain(
    number,
    topBottomCode({ low: exact(low), high: exact(Math.max(high, low + 1)) }),
    roundTo({ base: step }),
  );
}

/** The 1, 2 or 5 with zeros that is not below. */
function niceStep(atLeast: number): number {
  const power = Math.floor(Math.log10(Math.max(atLeast, 1e-6)));
  const digit = [1, 2, 5, 10].find((digit) => digit * 10 ** power >= atLeast * (1 - 1e-9)) ?? 10;
  return Number(`${digit}e${power}`);
}

/** Another one: values that were seen often pass, all others become one. */
function common(cells: readonly string[]): Transform<string, string> {
  const often = new Set([...countsOf(cells)].filter(([, count]) => count >= OFTEN).map(([value]) => value));
  return transform(
    {
      ...plain,
      name: 'common',
      technique: 'generalisation',
      reversible: 'partly',
      parameters: { [`values, each seen ${OFTEN} times`]: often.size },
    },
    (value: string) => (often.has(value) ? value : 'other'),
  );
}

function measure(column: string, role: Role): Measure<OwnRow, Released> {
  const numeric = role === 'number' || role === 'age';
  return {
    label: column,
    before: (row) => (numeric ? amountOf(row[column]) : row[column]),
    after: (row) => row[column] as Cell, // what `decide` makes of a cell
  };
}

/** What is no number does not leave, and is missing in the figures. */
function amountOf(cell: string | null | undefined): number | null {
  const found = cell ? numberIn(cell) : Number.NaN;
  return Number.isFinite(found) ? found : null;
}
