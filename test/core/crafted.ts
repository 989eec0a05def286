/** The hash that V8 gives a whole number below 2³¹, without a seed (ComputeUnseededHash). */
function hash(key: number): number {
  let x = (~key + (key << 15)) >>> 0;
  x = (x ^ (x >>> 12)) >>> 0;
  x = (x + (x << 2)) >>> 0;
  x = (x ^ (x >>> 4)) >>> 0;
  x = Math.imul(x, 2057) >>> 0;
  return (x ^ (x >>> 16)) >>> 0;
}

const known: number[] = [];

/** The i-th whole number whose hash ends in 12 zeros: in a `Map` of them all share one bucket. */
export function crafted(i: number): number {
  for (let x = (known.at(-1) ?? -1) + 1; known.length <= i; x += 1) if ((hash(x) & 0xfff) === 0) known.push(x);
  return known[i] as number;
}
