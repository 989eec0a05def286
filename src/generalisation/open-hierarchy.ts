import type { Json, Transform } from '../core/transform.ts';
import { checkLevel, type Hierarchy, type LeafHierarchy, leafHierarchy } from './leaf-hierarchy.ts';

/** What a builder knows whose values cannot be listed. */
export interface OpenSpecification<T> {
  /** The name of the builder. */
  readonly name: string;
  /** The parameters that build the same again. */
  readonly json: { readonly [name: string]: Json };
  /** The number of levels. */
  readonly levels: number;
  /** The transform of a level that has been checked. */
  readonly at: (level: number) => Transform<T, string>;
}

/** Makes a hierarchy without a list of leaves; `over` makes leaves of the labels of level 0. */
// @__NO_SIDE_EFFECTS__
export function openHierarchy<T>({ name, json, levels, at: make }: OpenSpecification<T>): Hierarchy<T> {
  const at = (level: number): Transform<T, string> => {
    checkLevel(name, level, levels);
    return make(level);
  };
  const over = (values: Iterable<T>): LeafHierarchy<T> => {
    const transforms = Array.from({ length: levels }, (_, level) => make(level));
    const finest = transforms[0] as Transform<T, string>; // a builder makes one level at least
    const examples: T[] = [];
    const leafOf = new Map<string, number>();
    for (const value of values) {
      const label = finest(value);
      if (leafOf.has(label)) continue;
      leafOf.set(label, examples.length);
      examples.push(value);
    }
    return leafHierarchy<T>({
      name,
      json,
      levels,
      leaves: examples.length,
      at,
      onUnknown: 'error',
      type: 'string', // of the labels of level 0, which are the leaves
      label: (level, leaf) => (transforms[level] as Transform<T, string>)(examples[leaf] as T), // both in range
      leafOf(value) {
        try {
          return leafOf.get(finest(value as T)) ?? -1;
        } catch {
          return -1;
        }
      },
    });
  };
  return Object.freeze({ levels, at, over, toJSON: () => ({ [name]: json }) });
}
