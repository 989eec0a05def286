/** Distinct values, numbered 0, 1, 2, … in the order in which they came. */
export interface Numbering {
  /** The number of a value, a new one where it has none yet. */
  numberOf(value: unknown): number;
  /** The number of a value; undefined where it has none. */
  find(value: unknown): number | undefined;
}

/**
 * A numbering without values yet. They are the same as the keys of a `Map` are (NaN is itself, −0 is 0), but for dates,
 * which go by their instant.
 */
export function numbering(): Numbering {
  const scalars = new Map<string, number>();
  const others = new Map<unknown, number>();
  const find = (value: unknown): number | undefined => {
    const text = scalarText(value);
    return text === undefined ? others.get(value) : scalars.get(text);
  };
  return {
    find,
    numberOf(value) {
      const known = find(value);
      if (known !== undefined) return known;
      const number = scalars.size + others.size;
      const text = scalarText(value);
      if (text === undefined) others.set(value, number);
      else scalars.set(text, number);
      return number;
    },
  };
}

/**
 * A number, bigint or date as the key of a `Map`; undefined for what may be one itself.
 *
 * The hash of a text is seeded: that of a number, bigint or text of digits alone is not, and crafted ones take
 * quadratic time.
 */
export function scalarText(value: unknown): string | undefined {
  if (typeof value === 'number') return `#${value}`; // 0 for -0
  if (typeof value === 'bigint') return `${value}n`;
  return value instanceof Date ? `@${value.getTime()}` : undefined;
}
