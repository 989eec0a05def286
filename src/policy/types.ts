import type { Column } from '../core/columns.ts';
import type { Facts, Transform } from '../core/transform.ts';
import type { PrivacyErrorCode } from '../errors.ts';

/** What may stand beside a column: any function of the value, or of the value and its row, that has facts. */
export interface Entry<Value, Row> {
  /** Transforms the value; a plain transform ignores the row. */
  (value: Value, row: Row): unknown;
  /** What it does to privacy. */
  readonly facts: Facts;
}

/** A decision for each column of the row, optional ones included. */
export type Spec<Row> = { readonly [Name in keyof Row]-?: Entry<Row[Name], Row> };

/** What a decision for a column that the row does not have would have to be. */
export interface NotAColumn<Name> {
  /** The name that is no column. */
  readonly 'not a column of the row': Name;
}

/** Marks a decision that a policy treats in a way of its own. */
export interface Marked<Mark extends 'kept' | 'nullable' | 'dropped'> {
  /** The mark. */
  readonly '~mark': Mark;
}

/** Makes a decision for a column that the row does not have a compile error that names it. */
export type NoOther<Decisions, Row> = {
  readonly [Name in Exclude<keyof Decisions, keyof Row>]: NotAColumn<Name>;
};

/** What a decision makes of a value: the value, the value or what was missing, or what the transform returns. */
export type OutOf<Decision, Value> =
  Decision extends Marked<'kept'>
    ? Value
    : Decision extends Marked<'nullable'>
      ? Exclude<Result<Decision>, null | undefined> | Extract<Value, null | undefined>
      : Result<Decision>;

/** What a decision returns. */
export type Result<Decision> = Decision extends (value: never, row: never) => infer Out ? Out : never;

/** The released row: suppressed columns are gone, optional ones stay optional. */
export type Released<Row, Decisions> = string extends keyof Row
  ? {
      -readonly [Name in keyof Decisions as Decisions[Name] extends Marked<'dropped'> ? never : Name]: OutOf<
        Decisions[Name],
        Row[keyof Row]
      >;
    }
  : {
      -readonly [Name in keyof Row as Name extends keyof Decisions
        ? Decisions[Name] extends Marked<'dropped'>
          ? never
          : Name
        : never]: Name extends keyof Decisions ? OutOf<Decisions[Name], Row[Name]> : never;
    };

/** Spells a computed type out, so that an editor shows the fields. */
export type Show<T> = { [Name in keyof T]: T[Name] } & {};

/** A table of columns of equal length. */
export type Columns<Row> = { readonly [Name in keyof Row]-?: Column<Row[Name]> };

/** The columns that come out of a policy. */
export type ReleasedColumns<Out> = { [Name in keyof Out]-?: Column<Out[Name]> };

/** A row that was left out. */
export interface Problem {
  /** The path of the first field that failed, in the order of the policy. */
  readonly field?: string;
  /** Why it failed. */
  readonly code: PrivacyErrorCode;
  /** The index of the row in the input (over all batches), from 0. */
  readonly index: number;
}

/** What happens to rows that do not fit. */
export interface RunOptions {
  /** `throw`, the default, ends the run at the first one; a callback is told of each, and the row is left out. */
  readonly onInvalid?: 'throw' | ((problem: Problem) => void);
}

/** What becomes of each column of a row: itself a transform, so that policies nest. */
export interface Policy<Row, Out> extends Transform<Row, Out> {
  /** Releases one row. */
  (row: Row): Out;
  /** Releases an array of rows, faster than row by row. */
  rows(rows: readonly Row[], options?: RunOptions): Out[];
  /** Releases a table of columns; a dictionary column costs its distinct values only. */
  columns(table: Columns<Row>, options?: RunOptions): ReleasedColumns<Out>;
  /** Releases a stream of arrays of rows, one array at a time. */
  batches(source: Iterable<readonly Row[]>, options?: RunOptions): Generator<Out[], void, undefined>;
  /** The same for a stream that has to be awaited. */
  batches(source: AsyncIterable<readonly Row[]>, options?: RunOptions): AsyncGenerator<Out[], void, undefined>;
  /** The facts of each field. */
  readonly fields: { readonly [name: string]: Facts };
}
