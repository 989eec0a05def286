import { type AnyRow, type Kernel, kernelOf } from '../core/kernel.ts';
import { placed } from '../core/place.ts';
import type { Facts } from '../core/transform.ts';
import { PrivacyError } from '../errors.ts';

/** A column that leaves, and what becomes of it. */
export interface Field {
  readonly name: string;
  readonly apply: (value: unknown, row: AnyRow) => unknown;
  readonly facts: Facts;
  readonly kept: boolean;
  readonly kernel: Kernel | undefined;
}

interface Decision {
  (value: unknown, row: AnyRow): unknown;
  readonly facts: Facts;
  readonly '~mark'?: string;
}

/** The decisions by column, checked. */
export function decisionsOf(policy: object): readonly (readonly [string, Decision])[] {
  if (typeof policy !== 'object' || policy === null) {
    throw new PrivacyError('ERR_PARAMETER', 'policyFor: decisions are an object with a transform for each column');
  }
  const decisions: [string, Decision][] = Object.entries(policy);
  for (const [name, decision] of decisions) {
    if (name === '__proto__' || typeof decision !== 'function' || typeof decision.facts?.name !== 'string') {
      throw new PrivacyError('ERR_PARAMETER', `policyFor: field ${name} needs a transform`, { parameter: name });
    }
  }
  return decisions;
}

/** The fields that leave, in the order of the policy. */
export function fieldsOf(decisions: readonly (readonly [string, Decision])[]): readonly Field[] {
  return decisions
    .filter(([, decision]) => decision['~mark'] !== 'dropped')
    .map(([name, apply]) => {
      return { name, apply, facts: apply.facts, kept: apply['~mark'] === 'kept', kernel: kernelOf(apply) };
    });
}

/** Whether the row has the column: its own or of its class, but not what every object inherits. */
export function has(row: AnyRow, name: string): boolean {
  return name in row && (!(name in Object.prototype) || Object.hasOwn(row, name));
}

/** Whether it can be a row; an array is a line of a file that nobody gave names. */
export function isRow(row: unknown): row is AnyRow {
  return typeof row === 'object' && row !== null && !Array.isArray(row);
}

/** One row, field by field; a column that is absent stays absent. */
export function releaseRow(fields: readonly Field[], row: unknown, index?: number): AnyRow {
  if (!isRow(row)) {
    throw new PrivacyError('ERR_INPUT', 'policy: a row is an object', index === undefined ? {} : { index });
  }
  const out: AnyRow = {};
  for (const { name, apply } of fields) {
    try {
      if (has(row, name)) out[name] = apply(row[name], row);
    } catch (failure) {
      throw placed(failure, name, index);
    }
  }
  return out;
}
