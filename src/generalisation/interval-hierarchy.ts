import { check, optionsOf } from '../core/checks.ts';
import { decimalGrid, scaleOf } from './grid.ts';
import { gridLabel } from './grid-label.ts';
import { type LeafHierarchy, leafHierarchy, type OnUnknown } from './leaf-hierarchy.ts';
import { DECIMAL } from './rules.ts';

/** Parameters of {@link intervalHierarchy}. */
export interface IntervalHierarchyParameters {
  /** The least value. */
  readonly low: number;
  /** The end of the values, itself not one of them. */
  readonly high: number;
  /** The width of the intervals at level 1, 2, …: each a multiple of the one before. */
  readonly widths: readonly number[];
  /** One of the edges of all intervals; 0 unless given. */
  readonly origin?: number;
  /** The distance between two values, 1 unless given: the leaves are low, low + grain, … */
  readonly grain?: number;
  /** What a value becomes that is no leaf: `error` unless given, or the label `*` of the top. */
  readonly onUnknown?: OnUnknown;
}

const NAME = 'intervalHierarchy';

/** Leaves at most, so that a slip in `grain` does not fill the memory. */
const MOST = 10_000_000;

/**
 * A hierarchy of a number: the number itself, intervals that get wider, then `*`.
 *
 * Level j has the labels of `bin({ width: widths[j - 1], origin })`. The first and the last interval may reach beyond
 * `low` and `high`; what counts is how many leaves they hold.
 *
 * @param parameters - `low`, `high`, `widths`, `origin`, `grain`, `onUnknown`.
 * @returns A hierarchy of `widths.length` + 2 levels.
 * @throws `PrivacyError` `ERR_PARAMETER` for numbers of more than 15 digits, low ≥ high, no or more than 10⁷ leaves, a
 * width that is not a greater multiple of the one before (with its `position` and `level`), an unknown name; the
 * transform of a level: `ERR_INPUT` for what is no leaf, unless `onUnknown` is `top`, and always for another type,
 * null, NaN, ±∞.
 * @guarantee Values of one interval give one label. Level 0 is the identity; a level is `never` reversible only where
 * each of its intervals holds two leaves, and `linkable` everywhere else. Not k-anonymity: a level says nothing about
 * how many persons share a label.
 * @utility Levels nest; the middle of an interval is within half its width of the value.
 * @cost O(1) a value; a level is encoded once, in time and memory O(leaves).
 * @source Samarati 2001, domain generalisation hierarchies.
 * @example
 * intervalHierarchy({ low: 0, high: 120, widths: [5, 10, 20] }).at(2)(34) // '[30, 40)'
 */
// @__NO_SIDE_EFFECTS__
export function intervalHierarchy(parameters: IntervalHierarchyParameters): LeafHierarchy<number> {
  const given = optionsOf(NAME, parameters, ['low', 'high', 'widths', 'origin', 'grain', 'onUnknown']);
  const { low, high, widths, origin = 0, grain = 1, onUnknown = 'error' } = given;
  const steps = checkedWidths(widths, origin);
  const { edge, index, count } = leavesOf(low, high, grain);
  const labels = steps.map((width) => gridLabel(width, origin));
  for (const end of [edge(0), edge(count - 1)]) {
    const level = labels.findIndex((label) => !label?.(end)) + 1;
    check(NAME, 'widths', level === 0, 'must have edges of at most 15 digits around low and high', { level });
  }
  return leafHierarchy<number>({
    name: NAME,
    json: { low, high, widths: steps, origin, grain, onUnknown },
    levels: steps.length + 2,
    leaves: count,
    onUnknown,
    type: 'number',
    label: (level, leaf) => (level === 0 ? String(edge(leaf)) : (labels[level - 1]?.(edge(leaf)) ?? '*')),
    leafOf(value) {
      const leaf = index(value) ?? -1;
      return leaf >= 0 && leaf < count && edge(leaf) === value ? leaf + 0 : -1; // + 0: the leaf of -0 is 0
    },
  });
}

function checkedWidths(widths: unknown, origin: number): number[] {
  const steps: number[] = Array.isArray(widths) ? Array.from(widths) : [Number.NaN];
  check(NAME, 'widths', scaleOf(steps), 'must be an array of decimals with at most 15 digits');
  const scale = scaleOf([...steps, origin]);
  check(NAME, 'origin', scale, 'must be a decimal with at most 15 digits, as the widths are');
  const whole = steps.map((width) => Math.round(width * scale));
  const position = whole.findIndex((step, i) => {
    const before = whole[i - 1];
    return before === undefined ? step <= 0 : step <= before || step % before !== 0;
  });
  const part = { position, level: position + 1 };
  check(NAME, 'widths', position < 0, 'must be above 0, each a greater multiple of the one before', part);
  return steps;
}

interface Leaves {
  readonly count: number;
  readonly edge: (leaf: number) => number;
  readonly index: (value: unknown) => number | undefined;
}

function leavesOf(low: number, high: number, grain: number): Leaves {
  check(NAME, 'low', scaleOf([low]), 'must be a decimal with at most 15 digits');
  check(NAME, 'grain', scaleOf([grain]) && grain > 0, DECIMAL);
  const grid = decimalGrid(grain, low);
  check(NAME, 'grain', grid, 'must not be finer than the 15th digit of low');
  const last = grid.index(high) ?? -1;
  const count = grid.edge(last) === high ? last : last + 1;
  check(NAME, 'high', count > 0 && count <= MOST, 'must be a number above low, by at most 10,000,000 grains');
  return { ...grid, count };
}
