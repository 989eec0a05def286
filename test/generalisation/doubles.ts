/** The double that the decimal n · 10⁻ᵈ denotes. */
export const decimal = (n: number, d: number): number => Number(`${n}e-${d}`);

const view = new DataView(new ArrayBuffer(8));

/** The next greater double. */
export function after(x: number): number {
  if (x === 0) return 5e-324;
  view.setFloat64(0, x);
  view.setBigInt64(0, view.getBigInt64(0) + (x > 0 ? 1n : -1n));
  return view.getFloat64(0);
}

/** The next smaller double. */
export const before = (x: number): number => -after(-x);
