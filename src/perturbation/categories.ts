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
  if (wrong < 0 && copy.length > 1 && new Set(copy).size === copy.length) return copy;
  throw new PrivacyError(
    'ERR_PARAMETER',
    `${name}: categories must be two or more strings, numbers, booleans, each once`,
  );
}

/** A copy of a square matrix of probabilities whose rows sum to 1 within 1e-9, or nothing. */
export function matrixOf(matrix: unknown, size: number): readonly (readonly number[])[] | undefined {
  const rows: unknown[][] = Array.isArray(matrix) ? Array.from(matrix, listOf) : [];
  const fits = (row: readonly unknown[]): row is number[] =>
    row.length === size &&
    row.every((share) => isBetween(share, 0, 1)) &&
    isBetween(
      (row as number[]).reduce((sum, share) => sum + share, 0),
      1 - 1e-9,
      1 + 1e-9,
    );
  return rows.length === size && rows.every(fits) ? rows : undefined;
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
