import { check, optionsOf } from '../core/checks.ts';
import { checkedRows, type Leaf } from './hierarchy-check.ts';
import { type HierarchyTree, orderedRows, priorityRows, treeRows } from './hierarchy-rows.ts';
import { type LeafHierarchy, leafHierarchy, type OnUnknown } from './leaf-hierarchy.ts';

/** What all forms of {@link HierarchyParameters} may say beside the groups. */
export interface HierarchyOptions {
  /** What a value becomes that is no leaf: `error` unless given, or the label of the top, where it is one. */
  readonly onUnknown?: OnUnknown;
  /** Says that somebody looked at the data to choose the groups; always so with `byPriority`. */
  readonly dependsOn?: 'data';
}

/** The groups as an explicit tree, `{ '*': { Europe: ['FR', 'DE'], Asia: ['JP', 'IN'] } }`. */
export interface HierarchyFromTree<T extends Leaf> extends HierarchyOptions {
  /** The labels of the top, below them those of the next level, at the ends arrays of leaves. */
  readonly tree: HierarchyTree<T>;
}

/** The groups as rows, as ARX writes them to a file: leaf, label at level 1, label at level 2, … */
export interface HierarchyFromRows<T extends Leaf> extends HierarchyOptions {
  /** A row for each leaf, all of one length. */
  readonly rows: readonly (T extends string ? readonly string[] : readonly [T, ...string[]])[];
}

/** Groups of neighbours, `primary … secondary`, then `*`. */
export interface HierarchyFromOrder<T extends Leaf> extends HierarchyOptions {
  /** The leaves in their order. */
  readonly ordered: readonly T[];
  /** How many leaves a group of level 1, 2, … holds: each a greater multiple of the one before. */
  readonly sizes: readonly number[];
}

/** Frequent values stay, rare ones become `*` first, in the end all. The choice depends on the data. */
export interface HierarchyByPriority<T extends Leaf> extends HierarchyOptions {
  /** Pairs of a leaf and its count, such as a Map; a tie goes to the pair that comes first. */
  readonly byPriority: Iterable<readonly [T, number]>;
  /** How many leaves stay at level 1, 2, …: each fewer than the one before. */
  readonly sizes: readonly number[];
}

/** Parameters of {@link hierarchy}, in one of four forms. */
export type HierarchyParameters<T extends Leaf> =
  | HierarchyFromTree<T>
  | HierarchyFromRows<T>
  | HierarchyFromOrder<T>
  | HierarchyByPriority<T>;

/**
 * A hierarchy of values that are listed, with the groups they fall into level by level.
 *
 * Level 0 is the leaf as `String` prints it. A level on top with one label for all is usual (`*`), and needed for
 * `onUnknown: 'top'`; it is not made where `tree` and `rows` lack it. Leaves that never occur in the data are allowed.
 * A missing value is no leaf: `nullable(h.at(2))` lets it stay missing.
 *
 * @param parameters - `tree`, or `rows`, or `ordered` and `sizes`, or `byPriority` and `sizes`; `onUnknown`,
 * `dependsOn`.
 * @returns A hierarchy with known leaves.
 * @throws `PrivacyError` `ERR_PARAMETER`, with `position` (of the leaf, of a tree depth first) and `level` in the
 * details, never the value: a leaf twice, leaves of several types, rows of unequal length, a label that is no text,
 * rows that are equal at one level and not at the next; an unknown name; the transform of a level: `ERR_INPUT` for what
 * is no leaf, unless `onUnknown` is `top`, and always for another type, null, NaN, ±∞.
 * @guarantee Leaves of one group give one label. Level 0 is the identity (`always`, linkable), as is a level that
 * groups nothing; a level is `never` reversible only where every group has two leaves, else `partly` and linkable too.
 * The facts hold the whole list, and with `byPriority` (`dependsOn: 'data'`) that is what the data contain. Not
 * k-anonymity: a level says nothing about how many persons share a label.
 * @utility Levels nest: whatever a level tells apart, the levels below tell apart.
 * @cost O(1) a value; building takes O(leaves · levels).
 * @source Samarati 2001, domain generalisation hierarchies; the forms are those of ARX.
 * @example
 * hierarchy({ tree: { '*': { Europe: ['FR', 'DE'], Asia: ['JP', 'IN'] } } }).at(1)('DE') // 'Europe'
 * hierarchy({ ordered: ['none', 'school', 'college', 'university'], sizes: [2] }).at(1)('school') // 'none … school'
 */
export function hierarchy(parameters: HierarchyParameters<string>): LeafHierarchy<string>;
/** The same for numbers. */
export function hierarchy(parameters: HierarchyParameters<number>): LeafHierarchy<number>;
/** The same for booleans. */
export function hierarchy(parameters: HierarchyParameters<boolean>): LeafHierarchy<boolean>;
// @__NO_SIDE_EFFECTS__
export function hierarchy(parameters: HierarchyParameters<Leaf>): LeafHierarchy<never> {
  const given = optionsOf<AllForms>('hierarchy', parameters, [...FORMS, 'sizes', 'onUnknown', 'dependsOn']);
  const { onUnknown = 'error', dependsOn } = given;
  const [form, other] = FORMS.filter((name) => given[name] !== undefined);
  check('hierarchy', 'rows', form, 'must be given, or one of tree, ordered, byPriority');
  check('hierarchy', form, other === undefined, `must be the only one of ${FORMS.join(', ')}`);
  const sized = form === 'ordered' || form === 'byPriority';
  check('hierarchy', 'sizes', sized || given.sizes === undefined, 'must stand with ordered or byPriority');
  check('hierarchy', 'dependsOn', dependsOn === undefined || dependsOn === 'data', 'must be data');
  const { leaves, groups } = checkedRows(rowsOf(given, form), form);
  const leafOf = new Map<unknown, number>(leaves.map((leaf, i) => [leaf, i]));
  const type = typeof leaves[0] as 'string' | 'number' | 'boolean'; // they are checked
  const looked = dependsOn ?? (form === 'byPriority' ? 'data' : undefined);
  return leafHierarchy<never>({
    name: 'hierarchy',
    json: {
      rows: leaves.map((leaf, i) => [leaf, ...(groups[i] as string[])]), // as many as leaves
      onUnknown,
      ...(looked && { dependsOn: looked }),
    },
    levels: 1 + (groups[0] as string[]).length, // one leaf at least
    leaves: leaves.length,
    onUnknown,
    type,
    leafOf: (value) => leafOf.get(value) ?? -1,
    label: (level, leaf) => (level === 0 ? String(leaves[leaf]) : (groups[leaf]?.[level - 1] as string)), // in range
  });
}

const FORMS = ['tree', 'rows', 'ordered', 'byPriority'] as const;

type Form = (typeof FORMS)[number];
type AllForms = HierarchyOptions & { readonly [name in Form | 'sizes']?: unknown };

function rowsOf(given: AllForms, form: Form): unknown {
  switch (form) {
    case 'tree':
      return treeRows(given.tree);
    case 'ordered':
      return orderedRows(given.ordered, given.sizes);
    case 'byPriority':
      return priorityRows(given.byPriority, given.sizes);
    default:
      return given.rows;
  }
}
