import { expect, test } from 'vitest';
import { decimalGrid } from '../../src/generalisation/grid.ts';

/** Every edge k · width, 0 ≤ k ≤ most, its mirror, and the doubles just below both; how many of the answers are wrong. */
function wrongEdges(width: number, parts: number, most: number): number {
  const grid = decimalGrid(width, 0);
  if (!grid) return Number.NaN;
  let wrong = 0;
  for (let k = 1; k <= most; k += 1) {
    const edge = k / parts; // rounded once: the double that the decimal denotes
    const below = edge * (1 - 2 ** -53); // the double before it
    if (grid.edge(k) !== edge || grid.index(edge) !== k || grid.index(below) !== k - 1) wrong += 1;
    // just above -edge lies the interval that -edge opens
    if (grid.edge(-k) !== -edge || grid.index(-edge) !== -k || grid.index(-below) !== -k) wrong += 1;
  }
  return wrong;
}

test.each([
  [0.25, 4],
  [0.1, 10],
  [0.01, 100],
])(
  'complete enumeration: every multiple of %s up to 10^6 opens its own interval',
  (width, parts) => {
    expect(wrongEdges(width, parts, parts * 1e6)).toBe(0);
  },
  240_000,
);

test('complete enumeration: floor of the quotient, what is often written instead, misplaces 9,256,857 of the 10^8 multiples of 0.01', () => {
  let wrong = 0;
  for (let k = 1; k <= 1e8; k += 1) if (Math.floor(k / 100 / 0.01) !== k) wrong += 1;
  expect(wrong).toBe(9_256_857);
}, 240_000);
