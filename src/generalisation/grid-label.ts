import { decimalGrid, wholeEdge } from './grid.ts';

/** From a value to the label of the interval that holds it; undefined where there is none. */
export type GridLabel = (value: unknown) => string | undefined;

/** Labels kept per grid, around the first one that was needed: they hold edges, never values. */
const KEPT = 1024;

/** The labels of a grid of numbers or of bigints; undefined where there is no such grid, as for a mix of the two. */
export function gridLabel(width: number | bigint, origin: number | bigint): GridLabel | undefined {
  if (typeof width === 'bigint' && typeof origin === 'bigint') {
    return (value) => {
      if (typeof value !== 'bigint') return undefined;
      const low = wholeEdge(value, width, origin);
      return `[${low}, ${low + width})`; // not kept: it may be of any length
    };
  }
  const grid = decimalGrid(width as number, origin as number); // there is none for what is not a number
  if (!grid) return undefined;
  let known: (string | undefined)[] | undefined; // a label costs ten times its look-up
  let base = 0;
  return (value) => {
    const i = grid.index(value);
    if (i === undefined) return undefined;
    if (!known) {
      known = new Array(KEPT);
      base = i - KEPT / 2;
    }
    const place = i - base;
    if (!(place >= 0 && place < KEPT)) return `[${grid.edge(i)}, ${grid.edge(i + 1)})`;
    known[place] ??= `[${grid.edge(i)}, ${grid.edge(i + 1)})`;
    return known[place];
  };
}
