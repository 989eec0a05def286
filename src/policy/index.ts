export type { Codes, Column, DictionaryColumn, VectorColumn } from '../core/columns.ts';
export { type Description, describe } from './describe.ts';
export { mapRows } from './map-rows.ts';
export { policyFor } from './policy-for.ts';
export type {
  Columns,
  Entry,
  Marked,
  NoOther,
  NotAColumn,
  OutOf,
  Policy,
  Problem,
  Released,
  ReleasedColumns,
  Result,
  RunOptions,
  Show,
  Spec,
} from './types.ts';
