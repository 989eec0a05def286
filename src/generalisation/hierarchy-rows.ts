import { checkedLeaves, failed, type Leaf } from './hierarchy-check.ts';

/** Leaves at the ends, and a label for each group of branches; all leaves lie equally deep. */
export type HierarchyTree<T extends Leaf> = readonly T[] | { readonly [label: string]: HierarchyTree<T> };

/** Branches on a path at most: a tree that contains itself ends here. */
const DEEPEST = 64;

/** A row for each leaf of the tree, depth first. */
export function treeRows(tree: unknown, above: readonly string[] = []): unknown[][] {
  if (Array.isArray(tree)) return Array.from(tree as readonly unknown[], (leaf) => [leaf, ...above]);
  if (typeof tree !== 'object' || tree === null || above.length >= DEEPEST) {
    throw failed('must have labels above arrays of leaves, at most 64', 'tree', {});
  }
  return Object.entries(tree).flatMap(([label, below]) => treeRows(below, [label, ...above]));
}

/** Consecutive leaves in groups of `sizes` leaves, the last one perhaps smaller, then `*`. */
export function orderedRows(ordered: unknown, sizes: unknown): unknown[][] {
  const leaves = checkedLeaves(ordered, 'ordered');
  const steps = checkedSizes(sizes, 1, (size, before) => size > before && size % before === 0);
  return leaves.map((leaf, i) => {
    const groups = steps.map((size) => {
      const first = i - (i % size);
      const last = Math.min(first + size, leaves.length) - 1;
      return first === last ? String(leaf) : `${leaves[first]} … ${leaves[last]}`;
    });
    return [leaf, ...groups, '*'];
  });
}

/** The `sizes` most frequent values stay, the rest is `*`; equal counts in the order given. */
export function priorityRows(counts: unknown, sizes: unknown): unknown[][] {
  const pairs = pairsOf(counts);
  const leaves = checkedLeaves(
    pairs.map(([leaf]) => leaf),
    'byPriority',
  );
  const steps = checkedSizes(sizes, leaves.length, (size, before) => size < before);
  const rank = new Map(pairs.toSorted(([, a], [, b]) => b - a).map(([leaf], position) => [leaf, position]));
  return leaves.map((leaf) => {
    const place = rank.get(leaf) as number; // every leaf is in a pair
    return [leaf, ...steps.map((size) => (place < size ? String(leaf) : '*')), '*'];
  });
}

function pairsOf(counts: unknown): [unknown, number][] {
  const isIterable = typeof counts === 'object' && counts !== null && Symbol.iterator in counts;
  return Array.from(isIterable ? (counts as Iterable<unknown>) : [], (pair, position) => {
    const [leaf, count] = Array.isArray(pair) ? (pair as readonly unknown[]) : [];
    if (typeof count === 'number' && count >= 0) return [leaf, count];
    throw failed('must have pairs of a leaf and a count, a number of at least 0', 'byPriority', { position });
  });
}

function checkedSizes(sizes: unknown, start: number, fits: (size: number, before: number) => boolean): number[] {
  const steps: number[] = Array.isArray(sizes) ? Array.from(sizes) : [Number.NaN];
  const position = steps.findIndex(
    (size, i) => !(Number.isInteger(size) && size > 0 && fits(size, steps[i - 1] ?? start)),
  );
  if (position < 0) return steps;
  const rule = 'must be whole numbers: greater multiples of the one before, with byPriority ever smaller';
  throw failed(rule, 'sizes', { position, level: position + 1 });
}
