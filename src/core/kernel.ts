/** A row whose columns are reached by name. */
export interface AnyRow {
  [name: string]: unknown;
}

/**
 * The fast loop that a technique may bring along for tables, as the non-public property `'~column'`.
 *
 * Each loop must do for every index what calling the transform would do, errors included, and write every index:
 * what it leaves out would keep the content of another row. It is written out in its technique, because a helper
 * that made such loops would share one call site, and its slow feedback, between all of them.
 */
export interface Kernel {
  /** Writes `to[i][name]` from `from[i][name]` for start ≤ i < end. */
  rows(from: readonly AnyRow[], to: AnyRow[], name: string, start: number, end: number): void;
  /** Writes `to[i]` from `from[i]` for start ≤ i < end. */
  values(from: ArrayLike<unknown>, to: unknown[], start: number, end: number): void;
}

/** Gives a transform that was just made its kernel. */
// @__NO_SIDE_EFFECTS__
export function withKernel<T extends object>(made: T, kernel: Kernel): T {
  return Object.defineProperty(made, '~column', { value: kernel });
}

/** The kernel of a transform, if it brought one. */
export function kernelOf(entry: object): Kernel | undefined {
  return (entry as { readonly '~column'?: Kernel })['~column'];
}
