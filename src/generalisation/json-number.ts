/** A number or bigint as JSON can hold it: a bigint as text. */
export const jsonNumber = (x: number | bigint): number | string => (typeof x === 'bigint' ? String(x) : x);
