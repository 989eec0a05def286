import type { Policy } from 'voile';
import type { Cell } from './measures.ts';

/** A column as it is measured on both sides of a policy. */
export interface Measure<Row, Out> {
  readonly label: string;
  readonly before: (row: Row) => Cell;
  readonly after: (row: Out) => Cell;
}

/** Somebody who knows these columns of a person and looks for her in the table. */
export interface Attacker<Row, Out> {
  /** Who it is, with what is known. */
  readonly label: string;
  readonly knows: readonly Measure<Row, Out>[];
}

/** All that the demo needs to know about a table. */
export interface Job<Row extends object, Out extends object> {
  readonly title: string;
  readonly input: string;
  /** The columns that {@link rowOf} expects, in their order. */
  readonly header: readonly string[];
  /** The state of the file that decisions were made for, where there were decisions about a file. */
  readonly version?: string | undefined;
  readonly rowOf: (cells: readonly string[]) => Row;
  /** What happens to each column. */
  readonly fields: Policy<Row, Out>['fields'];
  /** The policy for a batch: what it needs from elsewhere, tokens of a vault for one, is fetched before it runs. */
  readonly policyOf: (rows: readonly Row[]) => Promise<Pick<Policy<Row, Out>, 'rows'>>;
  readonly attackers: readonly Attacker<Row, Out>[];
  /** Columns whose mean and spread should stay, whose shares should stay, and pairs whose correlation should. */
  readonly amounts: readonly Measure<Row, Out>[];
  readonly shares: readonly Measure<Row, Out>[];
  readonly pairs: readonly (readonly [Measure<Row, Out>, Measure<Row, Out>])[];
  /** Whether rows may be shown as they were: the people are invented. */
  readonly invented: boolean;
}

/** What came of it, as the terminal and the report show it. */
export interface Outcome {
  readonly title: string;
  readonly invented: boolean;
  readonly rows: number;
  readonly leftOut: { readonly count: number; readonly first: readonly string[] };
  readonly columns: readonly string[];
  /** The first rows; what is not shown is absent. */
  readonly before: readonly (readonly string[])[];
  readonly after: readonly (readonly string[])[];
  readonly risks: readonly Risk[];
  readonly kept: readonly Kept[];
  readonly policyRowsPerSecond: number;
  readonly rowsPerSecond: number;
}

/** The risk from one attacker, before and after. */
export interface Risk {
  readonly label: string;
  readonly before: Exposure;
  readonly after: Exposure;
}

/** How exposed the rows of a table are. */
export interface Exposure {
  readonly smallest: number;
  readonly unique: number;
  readonly uniqueShare: number;
  readonly atRisk: number;
  readonly average: number;
  /** Some rows that are alone, counted from 1 in the released table. */
  readonly aloneRows: readonly number[];
  /** Columns with so many values that each nearly names its row; the figures are without them. */
  readonly without: readonly string[];
}

/** One measure of what is left to analysts. */
export interface Kept {
  readonly label: string;
  readonly measure: string;
  readonly before: string;
  readonly after: string;
  readonly change: string;
}
