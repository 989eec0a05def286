import { check, isWhole } from '../core/checks.ts';
import { type Json, type Transform, transform } from '../core/transform.ts';
import { PrivacyError } from '../errors.ts';

/**
 * Levels of generalisation that nest: what is equal at one level is equal at the next.
 *
 * `hierarchy` and `intervalHierarchy` know all their leaves; `prefixHierarchy` and `dateHierarchy` have more values
 * than anybody can list, and get leaves from `over(values)`.
 */
export interface Hierarchy<T> {
  /** The number of levels; level 0 is the finest. */
  readonly levels: number;
  /** The transform from a value to its label at a level; it refuses missing values, so `nullable` goes around it. */
  at(level: number): Transform<T, string>;
  /** The same hierarchy with known leaves: itself, or, where leaves cannot be listed, those of the values. */
  over(values: Iterable<T>): LeafHierarchy<T>;
  /** The parameters under the name of the builder, `{ prefixHierarchy: { … } }`: with them it makes the same again. */
  toJSON(): { readonly [builder: string]: { readonly [name: string]: Json } };
}

/** A {@link Hierarchy} whose leaves are known, which is what searches and measures of loss work on. */
export interface LeafHierarchy<T> extends Hierarchy<T> {
  /** The number of leaves, whether or not the data have them. */
  readonly leaves: number;
  /** The position of a value among the leaves, or -1. */
  leafOf(value: T): number;
  /** For each leaf the code of its group at a level, a copy; codes count from 0 in the order of the leaves. */
  codes(level: number): Int32Array;
  /** The label of each code at a level. */
  labels(level: number): readonly string[];
  /** The share of the leaves that a group holds, from 1 / leaves to 1. */
  share(level: number, code: number): number;
}

/** What a value that is no leaf becomes: an error, or the label of the top. */
export type OnUnknown = 'error' | 'top';

/** What a builder knows about its leaves. */
export interface LeafSpecification<T> {
  /** The name of the builder. */
  readonly name: string;
  /** The parameters that build the same again. */
  readonly json: { readonly [name: string]: Json };
  /** The number of levels. */
  readonly levels: number;
  /** The number of leaves. */
  readonly leaves: number;
  /** The position of a leaf, -1 for what is none. */
  readonly leafOf: (value: unknown) => number;
  /** The label of a leaf at a level. */
  readonly label: (level: number, leaf: number) => string;
  /** The type of the leaves: what is of another is never taken for an unknown value. */
  readonly type: 'string' | 'number' | 'boolean';
  /** What happens to a value that is no leaf. */
  readonly onUnknown: OnUnknown;
  /** Replaces the transforms made here, where the domain has more values than the leaves. */
  readonly at?: (level: number) => Transform<T, string>;
}

/** The groups of one level. */
interface Level {
  readonly codes: Int32Array;
  readonly labels: readonly string[];
  readonly sizes: readonly number[];
}

/** Makes the hierarchy of what is known about its leaves; a level is encoded when it is first used. */
// @__NO_SIDE_EFFECTS__
export function leafHierarchy<T>(specification: LeafSpecification<T>): LeafHierarchy<T> {
  const { name, json, levels, leaves, leafOf, label, type, onUnknown } = specification;
  const known: Level[] = [];
  const levelAt = (level: number): Level => {
    checkLevel(name, level, levels);
    known[level] ??= encode(leaves, (leaf) => label(level, leaf));
    return known[level];
  };
  const top = topOf(name, onUnknown, () => levelAt(levels - 1).labels);
  const at = (level: number): Transform<T, string> => {
    const { codes, labels, sizes } = levelAt(level);
    const alone = labels.length === leaves;
    const reversible = alone ? 'always' : sizes.every((size) => size > 1) ? 'never' : 'partly';
    const technique = level === 0 ? 'identity' : 'generalisation';
    const facts = { name, technique, reversible, linkable: reversible !== 'never', deterministic: true } as const;
    return transform({ ...facts, parameters: { ...json, level } }, (value) => {
      const leaf = leafOf(value);
      if (leaf >= 0) return labels[codes[leaf] as number] as string; // every leaf has a code, every code a label
      const fits = typeof value === type && (type !== 'number' || Number.isFinite(value));
      if (top !== undefined && fits) return top;
      throw new PrivacyError('ERR_INPUT', `${name}: value is not a ${fits ? 'leaf' : type}`);
    });
  };
  const made: LeafHierarchy<T> = {
    levels,
    leaves,
    at: specification.at ?? at,
    over: () => made,
    toJSON: () => ({ [name]: json }),
    leafOf,
    codes: (level) => levelAt(level).codes.slice(),
    labels: (level) => levelAt(level).labels,
    share(level, code) {
      const size = levelAt(level).sizes[code];
      check(name, 'code', size, 'must be one of the level', { level });
      return size / leaves;
    },
  };
  return Object.freeze(made);
}

/** Refuses a level that a hierarchy has not. */
export function checkLevel(name: string, level: number, levels: number): void {
  check(name, 'level', isWhole(level, 0, levels - 1), 'must be one of its levels');
}

/** The label for unknown values, undefined where they are errors. */
export function topOf(name: string, onUnknown: unknown, labels: () => readonly string[]): string | undefined {
  if (onUnknown === 'error') return undefined;
  const [top, second] = onUnknown === 'top' ? labels() : [];
  const alone = top !== undefined && second === undefined;
  check(name, 'onUnknown', alone, 'must be error, or top where the last level has one label');
  return top;
}

function encode(leaves: number, label: (leaf: number) => string): Level {
  const codes = new Int32Array(leaves);
  const labels: string[] = [];
  const sizes: number[] = [];
  const codeOf = new Map<string, number>();
  for (let leaf = 0; leaf < leaves; leaf += 1) {
    const text = label(leaf);
    const code = codeOf.get(text) ?? labels.length;
    if (code === labels.length) {
      codeOf.set(text, code);
      labels.push(text);
      sizes.push(0);
    }
    codes[leaf] = code;
    (sizes[code] as number) += 1; // pushed above
  }
  return { codes, labels: Object.freeze(labels), sizes };
}
