// The unit of later goals: a plain grouping loop, kept as it is. Never tune it.
// `columns` are Uint8Array columns of codes, `cards` their numbers of codes.
export function referencePass(columns, cards) {
  const n = columns[0].length;
  const of = new Int32Array(n);
  let groups = 1;
  for (let c = 0; c < columns.length; c += 1) {
    const codes = columns[c];
    const card = cards[c];
    const table = new Int32Array(groups * card).fill(-1);
    let next = 0;
    for (let i = 0; i < n; i += 1) {
      const key = of[i] * card + codes[i];
      let group = table[key];
      if (group < 0) {
        group = next;
        table[key] = group;
        next += 1;
      }
      of[i] = group;
    }
    groups = next;
  }
  const sizes = new Int32Array(groups);
  for (let i = 0; i < n; i += 1) sizes[of[i]] += 1;
  return sizes;
}
