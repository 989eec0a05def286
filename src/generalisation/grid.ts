/** Equal half-open intervals on the line of decimals: the i-th is [origin + i · width, origin + (i + 1) · width). */
export interface DecimalGrid {
  /** The i whose interval holds the value; undefined where there is none or an edge would need 16 digits. */
  index(value: unknown): number | undefined;
  /** origin + i · width, for a whole i or one that ends in .5: the very double that its decimal denotes. */
  edge(i: number): number;
}

/**
 * The grid whose edges are the decimals that `width` and `origin` print as; undefined unless both are whole numbers
 * below 10¹⁵ over one power of ten.
 *
 * Such a number and its scale are exact doubles, and IEEE division rounds once: an edge is the very double that its
 * decimal literal denotes. The quotient errs by less than one index, so one comparison with an edge puts it right.
 */
export function decimalGrid(width: number, origin: number): DecimalGrid | undefined {
  const scale = scaleOf([width, origin]);
  if (!scale) return undefined;
  const step = Math.round(width * scale);
  const start = Math.round(origin * scale);
  // never -0: i is -0 only for the value -0 beside the origin +0
  const edge = (i: number): number => (start + i * step) / scale;
  return {
    edge,
    index(value) {
      if (typeof value !== 'number') return undefined;
      let i = Math.floor((value - origin) / width);
      if (value < edge(i)) i -= 1;
      else if (value >= edge(i + 1)) i += 1;
      // the edge that lies farther from 0
      return Math.abs(start + (i + 0.5) * step) + step / 2 < 1e15 ? i : undefined;
    },
  };
}

/** The power of ten that makes all of them whole numbers below 10¹⁵; undefined where there is none up to 10²². */
export function scaleOf(numbers: readonly unknown[]): number | undefined {
  for (let places = 0; places <= 22; places += 1) {
    const scale = Number(`1e${places}`); // `10 ** places` need not be exact in every engine
    const fits = numbers.every(
      (x) => typeof x === 'number' && Math.abs(x * scale) < 1e15 && Math.round(x * scale) / scale === x,
    );
    if (fits) return scale;
  }
  return undefined;
}

/** The greatest origin + i · width that is ≤ value, of any size. */
export function wholeEdge(value: bigint, width: bigint, origin: bigint): bigint {
  const edge = value - ((value - origin) % width);
  return edge > value ? edge - width : edge;
}
