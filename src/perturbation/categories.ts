import { check } from '../core/checks.ts';
import { type Json, type Transform, transform } from '../core/transform.ts';
import { PrivacyError } from '../errors.ts';
import { isBetween } from './is-between.ts';
import type { Draw } from './thresholds.ts';

/** What a category may be. */
export type Category = string | number | boolean;

/** The type of the column that holds categories: literal types widened, so that the transform fits it. */
export type CategoryColumn<C extends Category> = C extends string ? string : C extends number ? number : boolean;

/** A copy of the categories; at least two, each once, or `ERR_PARAMETER`. */
export function checkedCategories<C extends Category>(name: string, categories: readonly C[]): readonly C[] {
  const copy = listOf(categories) as C[];
  const wrong = copy.findIndex(
    (category) => !['string', 'boolean'].includes(typeof category) && !Number.isFinite(category),
  );
  const fits = wrong < 0 && copy.length > 1 && new Set(copy).size === copy.length;
  check(name, 'categories', fits, 'must be two or more strings, finite numbers or booleans, each once');
  return copy;
}

/** Which of the two forms is given: `retain` or `matrix`, not both. */
export function isByMatrix(name: string, retain: unknown, matrix: unknown): boolean {
  check(name, 'retain', (retain === undefined) !== (matrix === undefined), 'or matrix must be given, not both');
  return retain === undefined;
}

/** What leaves nothing to chance is a fixed recoding, not a perturbation. */
export const CHANCE = 'must leave something to chance';

/** A copy of a square matrix of probabilities whose rows sum to 1 within 1e-9, or `ERR_PARAMETER`. */
export function matrixOf(name: string, matrix: unknown, size: number): readonly (readonly number[])[] {
  const rows: unknown[][] = Array.isArray(matrix) ? Array.from(matrix, listOf) : [];
  const fits = (row: readonly unknown[]): row is number[] =>
    row.length === size &&
    row.every((share) => isBetween(share, 0, 1)) &&
    isBetween(
      (row as number[]).reduce((sum, share) => sum + share, 0),
      1 - 1e-9,
      1 + 1e-9,
    );
  const square = rows.length === size && rows.every(fits);
  check(name, 'matrix', square, 'must have one row and column per category, each row a sum of 1');
  return rows as number[][];
}

/** A copy without holes; of what is no array, an empty one. */
export function listOf(list: unknown): unknown[] {
  return Array.isArray(list) ? Array.from(list) : [];
}

/** The transform that looks a category up and releases the one whose position is drawn. */
// @__NO_SIDE_EFFECTS__
export function recoded<C extends Category>(
  name: string,
  categories: readonly C[],
  draw: Draw,
  parameters: { readonly [name: string]: Json },
): Transform<CategoryColumn<C>, C> {
  const positions = new Map<unknown, number>(categories.map((category, position) => [category, position]));
  const facts = {
    name,
    technique: 'perturbation',
    reversible: 'partly',
    linkable: false,
    deterministic: false,
  } as const;
  return transform({ ...facts, parameters: { categories, ...parameters } }, (value) => {
    const position = positions.get(value);
    if (position === undefined) throw new PrivacyError('ERR_INPUT', `${name}: value is not one of the categories`);
    return categories[draw(position)] as C; // a draw is a position
  });
}
