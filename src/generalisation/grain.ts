import { check } from '../core/checks.ts';
import { scaleOf } from './grid.ts';

/** Refuses what is no distance between two values of a type: bigints lie whole numbers apart. */
export function checkGrainOf(name: string, grain: unknown, like: unknown): asserts grain is number {
  const isOne = typeof like === 'bigint' ? Number.isInteger : Number.isFinite;
  check(name, 'grain', isOne(grain) && (grain as number) > 0, 'must be finite and above 0, whole for bigints');
}

/**
 * The grain, checked, as the claims about a grid have to take it; that of bigints is taken as it is.
 *
 * Multiples of the grain meet the edges as decimals do where two grains are whole at the last place of the grid. Else
 * they are rounded: doubles below 10¹⁵ lie up to 0.222 of that place apart, so an interval, at least one place long,
 * may lose 0.111 of its length at either end. 2 · 1.3 grains are more than 2 / (1 − 0.222).
 */
export function grainOnGrid(name: string, grain: number, step: number | bigint, origin: number | bigint): number {
  checkGrainOf(name, grain, step);
  return scaleOf([step, origin, 2 * grain]) === scaleOf([step, origin]) ? grain : 1.3 * grain; // bigints have no scale
}
