import { check } from '../core/checks.ts';
import { type Facts, type Json, type Transform, transform } from '../core/transform.ts';
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
  const fits =
    copy.length > 1 &&
    copy.every((value) => typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)) &&
    new Set(copy.map(keyOf)).size === copy.length;
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
  const rows = listOf(matrix).map(listOf) as number[][];
  const square =
    rows.length === size &&
    rows.every(
      (row) =>
        row.length === size &&
        row.every((share) => isBetween(share, 0, 1)) &&
        Math.abs(row.reduce((rest, share) => rest - share, 1)) <= 1e-9,
    );
  check(name, 'matrix', square, 'must have one row and column per category, each row a sum of 1');
  return rows;
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
  const positions = new Map(categories.map((category, position) => [keyOf(category), position]));
  const facts: Facts = {
    name,
    technique: 'perturbation',
    reversible: 'partly',
    linkable: false,
    deterministic: false,
    parameters: { categories, ...parameters },
  };
  return transform(facts, (value: unknown) => {
    const position = positions.get(keyOf(value));
    if (position !== undefined) return categories[draw(position)] as C; // a draw is a position
    throw new PrivacyError('ERR_INPUT', `${name}: value is not one of the categories`);
  });
}

/**
 * What a category is known by: numbers go by text, since their own hash is not seeded and crafted ones take quadratic
 * time; a text that could be taken for one gets a mark more.
 */
function keyOf(category: unknown): unknown {
  const marked = typeof category === 'number' || (typeof category === 'string' && category[0] === '#');
  return marked ? `#${category}` : category;
}
