import { equivalenceClasses, reidentificationRisk } from 'voile/anonymity';
import type { Exposure } from './job.ts';
import { percent } from './kept.ts';
import type { CodedColumn } from './measures.ts';

/** Measures how many people somebody would find who knows these columns. */
export function exposureOf(columns: ReadonlyMap<string, CodedColumn>): Exposure {
  const usable = [...columns].filter(([, column]) => !column.full);
  const without = [...columns].filter(([, column]) => column.full).map(([name]) => name);
  const table = Object.fromEntries(usable.map(([name, column]) => [name, column.column()]));
  const classes = equivalenceClasses(table, { by: usable.map(([name]) => name) });
  const risk = reidentificationRisk(classes);
  const alone: number[] = [];
  for (let group = 0; group < classes.count && alone.length < 5; group += 1) {
    if (classes.sizes[group] === 1) alone.push((classes.first[group] as number) + 1);
  }
  return {
    smallest: Math.round(1 / risk.highest), // the k of k-anonymity
    unique: risk.uniques.count,
    uniqueShare: risk.uniques.share,
    atRisk: risk.recordsAtRisk.share,
    average: risk.average,
    aloneRows: alone,
    without,
  };
}

/** The lines of a comparison of two exposures. */
export function exposures(before: Exposure, after: Exposure): string[][] {
  const both = (name: string, words: (of: Exposure) => string): string[] => [name, words(before), words(after)];
  return [
    both(
      'alone with their values',
      ({ unique, uniqueShare }) => `${unique.toLocaleString('en')} (${percent(uniqueShare)})`,
    ),
    both('in groups under five', ({ atRisk }) => percent(atRisk)),
    both('smallest group', ({ smallest }) => (Number.isFinite(smallest) ? String(smallest) : '–')), // no row has left
    both('found by a match, on average', ({ average }) => percent(average)),
  ];
}
