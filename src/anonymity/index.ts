export type { Codes, Column, ColumnName, DictionaryColumn, NameOf, Table, VectorColumn } from '../core/columns.ts';
export { type ClassOptions, type EquivalenceClasses, equivalenceClasses } from './equivalence-classes.ts';
export { type KAnonymityParameters, kAnonymity } from './models/k-anonymity.ts';
export type { CheckResult, Model } from './models/model.ts';
export {
  type RecordShare,
  type ReidentificationRisk,
  type RiskOptions,
  reidentificationRisk,
} from './reidentification-risk.ts';
