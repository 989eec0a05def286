import type { Facts } from 'voile';

/** What a field went through, for people. */
export interface FieldWords {
  readonly field: string;
  readonly technique: string;
  /** The steps with their parameters. */
  readonly steps: string;
  readonly back: string;
  readonly joins: string;
}

/** Says in words what the facts of a field say. */
export function inPlainWords(field: string, facts: Facts): FieldWords {
  return {
    field,
    technique: facts.technique === 'identity' ? 'none' : facts.technique,
    steps:
      stepsOf(facts).map(stepInWords).join(', then ') + (facts.name === 'nullable' ? '; missing stays missing' : ''),
    back: BACK[facts.reversible],
    joins: facts.linkable ? 'yes' : 'no',
  };
}

const BACK: Readonly<Record<Facts['reversible'], string>> = {
  never: 'no',
  partly: 'some of it',
  'with-key': 'with the key',
  'with-vault': 'with the vault',
  always: 'yes, as it is',
};

/** The steps of a chain, one after the other, whatever they are wrapped in. */
function stepsOf(facts: Facts): readonly Facts[] {
  return facts.steps ? facts.steps.flatMap(stepsOf) : [facts];
}

type Parameters = Facts['parameters'];

const STEPS: Readonly<Record<string, (parameters: Parameters) => string>> = {
  suppress: () => 'left out',
  keep: () => 'passes unchanged',
  redact: ({ label }) => `replaced by ${label}`,
  mask: ({ shape, keepStart, keepEnd }) =>
    shape ? `masked, the shape of ${shape} stays` : `masked but for ${Number(keepStart) + Number(keepEnd)} characters`,
  bin: ({ width }) => `interval of width ${width}`,
  bins: ({ edges }) => `interval between ${listed(edges)}`,
  roundTo: ({ base }) => `rounded to ${base}`,
  topBottomCode: ({ low, high }) =>
    [low !== undefined && `at least ${low}`, high !== undefined && `at most ${high}`].filter(Boolean).join(', '),
  truncateDate: ({ to }) => `cut to the ${to}`,
  ageAt: () => 'age in years',
  prefix: ({ keep }) => `first ${keep} characters`,
  truncateIp: ({ v4, v6 }) => `network of ${v4} bits (IPv6: ${v6})`,
  hierarchy: ({ rows, level }) => `grouped: ${[...new Set(labelsOf(rows, Number(level)))].join(' / ')}`,
  addNoise: ({ scale }) => `noise of deviation ${scale} added`,
  multiplyNoise: ({ between, scale }) =>
    Array.isArray(between)
      ? `changed by ${between.map((x) => `${Number(x) * 100} %`).join(' to ')}`
      : `noise factor, ${scale}`,
  pram: () => 'some values exchanged at random',
  pseudonym: ({ domain }) => `keyed hash, domain ${domain}`,
  encrypt: ({ algorithm, boundTo }) => `encrypted, ${algorithm}${boundTo === undefined ? '' : `, bound to ${boundTo}`}`,
  tokenVault: ({ vault }) => `random token of the vault ${vault}`,
  invariantPram: ({ retain }) => `${Math.round((1 - Number(retain)) * 100)} % drawn from the shares of all`,
};

function stepInWords({ name, parameters }: Facts): string {
  const words = Object.hasOwn(STEPS, name) ? STEPS[name]?.(parameters) : undefined;
  return words ?? `${name} ${JSON.stringify(parameters)}`.replace(' {}', '');
}

const listed = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : String(value));

const labelsOf = (rows: unknown, level: number): unknown[] =>
  Array.isArray(rows) ? rows.map((row: unknown) => (Array.isArray(row) ? row[level] : row)) : [];
