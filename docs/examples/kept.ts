import type { Job, Kept, Measure } from './job.ts';
import { Correlation, Summary } from './measures.ts';

/** Measures what is left to analysts: means, spreads, shares, correlations, and how many values still differ. */
export class KeptMeter<Row extends object, Out extends object> {
  readonly #columns: Map<Measure<Row, Out>, { readonly before: Summary; readonly after: Summary }>;
  readonly #pairs: { pair: Pair<Row, Out>; before: Correlation; after: Correlation }[];
  readonly #job: Pick<Job<Row, Out>, 'amounts' | 'shares' | 'pairs'>;

  constructor(job: Pick<Job<Row, Out>, 'amounts' | 'shares' | 'pairs'>) {
    this.#job = job;
    this.#columns = new Map(
      [...job.amounts, ...job.shares].map((measure) => [measure, { before: new Summary(), after: new Summary() }]),
    );
    this.#pairs = job.pairs.map((pair) => ({ pair, before: new Correlation(), after: new Correlation() }));
  }

  add(before: readonly Row[], after: readonly Out[]): void {
    for (const [measure, summary] of this.#columns) {
      for (const row of before) summary.before.add(measure.before(row));
      for (const row of after) summary.after.add(measure.after(row));
    }
    for (const { pair, ...correlation } of this.#pairs) {
      for (const row of before) correlation.before.add(pair[0].before(row), pair[1].before(row));
      for (const row of after) correlation.after.add(pair[0].after(row), pair[1].after(row));
    }
  }

  results(): Kept[] {
    const amounts = this.#job.amounts.flatMap((measure) => {
      const { before, after } = this.#columns.get(measure) as { before: Summary; after: Summary }; // made above
      return [
        line(measure.label, 'mean', before.mean, after.mean, relative(before.mean, after.mean)),
        line(
          measure.label,
          'deviation',
          before.deviation,
          after.deviation,
          relative(before.deviation, after.deviation),
        ),
        this.#distinct(measure),
      ];
    });
    const shares = this.#job.shares.flatMap((measure) => {
      const { before, after } = this.#columns.get(measure) as { before: Summary; after: Summary }; // made above
      const distance = before.distanceTo(after);
      const moved = distance === undefined ? 'not measured' : `${percent(distance)} of the shares moved`;
      return [{ ...this.#distinct(measure), measure: 'shares', change: moved }];
    });
    const pairs = this.#pairs.map(({ pair: [one, two], before, after }) =>
      line(
        `${one.label} and ${two.label}`,
        'correlation',
        before.value,
        after.value,
        signed(after.value - before.value, 3),
      ),
    );
    return [...amounts, ...pairs, ...shares];
  }

  #distinct(measure: Measure<Row, Out>): Kept {
    const { before, after } = this.#columns.get(measure) as { before: Summary; after: Summary }; // made above
    const words = ({ distinct }: Summary): string => (distinct === undefined ? 'over 10,000' : `${distinct} values`);
    const share = before.distinct && after.distinct ? `${percent(after.distinct / before.distinct)} as many` : '–';
    return { label: measure.label, measure: 'detail', before: words(before), after: words(after), change: share };
  }
}

type Pair<Row, Out> = readonly [Measure<Row, Out>, Measure<Row, Out>];

const line = (label: string, measure: string, before: number, after: number, change: string): Kept => ({
  label,
  measure,
  before: short(before),
  after: short(after),
  change,
});

/** Three significant digits, thousands set apart. */
export const short = (x: number): string =>
  Number.isFinite(x) ? new Intl.NumberFormat('en', { maximumSignificantDigits: 3 }).format(x) : '–';

/** A share of 1 in per cent; what is not all is never shown as 100. */
export function percent(share: number): string {
  if (share > 0.99 && share < 1) return 'over 99 %';
  return `${(share * 100).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`;
}

function signed(x: number, digits: number): string {
  if (!Number.isFinite(x)) return '–';
  const size = Math.abs(x).toFixed(digits);
  return Number(size) === 0 ? size : `${x < 0 ? '−' : '+'}${size}`;
}

const relative = (before: number, after: number): string =>
  before === 0 ? '–' : `${signed((after / before - 1) * 100, 1)} %`;
