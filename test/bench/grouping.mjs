// What grouping costs: `node test/bench/grouping.mjs`. The rows are those of the Adult table with every cell, with
// probability 0.15, replaced by the same column of another row (a copy of rows would test nothing: time follows the
// number of different rows); where ../shared is absent, rows of a skewed joint distribution with the same cards.
//
// "Codes" means that all variants get the same nine `Uint8Array` columns and their cards. Sizes of classes are the
// result of every variant and are compared before any timing.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { compare, load, ownLoop, print } from './measure.mjs';
import { referencePass } from './reference-pass.mjs';

const { equivalenceClasses, groupBy, reidentificationRisk, kAnonymity } = await load(
  `export * from './src/anonymity/index.ts';
   export { groupBy } from './src/core/grouping.ts';`,
);

const CARDS = [2, 74, 5, 7, 16, 41, 8, 14, 2]; // as many as the nine columns of the Adult table have
const ADULT = new URL('../../../shared/data/adult/adult.csv', import.meta.url);

let state = 12_345;
function uniform() {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) / 2 ** 32;
}
const skewed = (card) => `v${Math.floor(card * uniform() * uniform() * uniform())}`;
const source = existsSync(ADULT)
  ? readFileSync(ADULT, 'utf8').trim().split(/\r?\n/).slice(1)
  : Array.from({ length: 30_000 }, () => CARDS.map(skewed).join(';'));
const people = source.map((line) => line.split(';'));
const anybody = () => people[Math.floor(uniform() * people.length)];
const mix = (rows) =>
  Array.from({ length: rows }, () => anybody().map((cell, c) => (uniform() < 0.15 ? anybody()[c] : cell)));

function columnOf(cells) {
  const places = new Map();
  const codes = Uint8Array.from(cells, (cell) => {
    if (!places.has(cell)) places.set(cell, places.size);
    return places.get(cell);
  });
  return { dictionary: [...places.keys()], codes };
}

const names = CARDS.map((_, c) => `c${c}`);
const at = (c) => `columns[${c}][i]`;
const counts = (key) => `const classes = new Map();
  for (let i = 0; i < columns[0].length; i += 1) {
    const key = ${key};
    classes.set(key, (classes.get(key) ?? 0) + 1);
  }
  return Int32Array.from(classes.values());`;
const joined = `[${names.map((_, c) => at(c)).join()}].join()`;
const added = names.map((_, c) => at(c)).join(" + ',' + ");

/** One key of two 32-bit words, linear probing: what somebody in a hurry for speed writes by hand. */
const probing = `
  const n = columns[0].length;
  const slots = 2 ** Math.ceil(Math.log2(2 * n));
  const [table, lows, highs, sizes] = [new Int32Array(slots), new Int32Array(n), new Int32Array(n), new Int32Array(n)];
  let count = 0;
  for (let i = 0; i < n; i += 1) {
    const low = LOW;
    const high = HIGH;
    let slot = Math.imul(low ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b);
    slot = (slot ^ (slot >>> 15)) & (slots - 1);
    let group = table[slot];
    while (group !== 0 && (lows[group - 1] !== low || highs[group - 1] !== high)) {
      slot = (slot + 1) & (slots - 1);
      group = table[slot];
    }
    if (group === 0) {
      group = count += 1;
      table[slot] = group;
      lows[group - 1] = low;
      highs[group - 1] = high;
    }
    sizes[group - 1] += 1;
  }
  return sizes.slice(0, count);`;

function sizesOf({ of, count }) {
  const sizes = new Int32Array(count);
  for (let i = 0; i < of.length; i += 1) sizes[of[i]] += 1;
  return sizes;
}
const agree = (results) => {
  const [first, ...rest] = Object.values(results);
  for (const other of rest) assert.deepEqual(other, first);
};

for (const rows of [people.length, 300_000, 1_000_000]) {
  const cells = rows === people.length ? people : mix(rows);
  const table = Object.fromEntries(names.map((name, c) => [name, columnOf(cells.map((row) => row[c]))]));
  const texts = names.map((_, c) => cells.map((row) => row[c]));
  const asRows = cells.map((row) => Object.fromEntries(names.map((name, c) => [name, row[c]])));
  const columns = names.map((name) => table[name].codes);
  const cards = names.map((name) => table[name].dictionary.length);
  const word = (from, to) =>
    names.slice(from, to).reduce((sum, _, c) => `(${sum}) * ${cards[from + c]} + ${at(from + c)}`, '0');
  const before = columns.map((codes) => Uint8Array.from(codes));
  const coded = columns.map((codes, c) => ({ codes, size: cards[c] }));
  const grouped = compare(
    {
      'frozen reference pass': ownLoop({ referencePass, columns, cards }, 'return referencePass(columns, cards);'),
      'core/grouping, and sizes': ownLoop({ groupBy, sizesOf, coded, rows }, 'return sizesOf(groupBy(coded, rows));'),
      'open addressing by hand': ownLoop({ columns }, probing.replace('LOW', word(0, 5)).replace('HIGH', word(5, 9))),
      'Map of one mixed-radix number': ownLoop({ columns }, counts(word(0, 9))),
      'Map of strings, array.join()': ownLoop({ columns }, counts(joined)),
      'Map of strings, +': ownLoop({ columns }, counts(added)),
    },
    { rounds: 9, atLeast: 5, agree },
  );
  const ratio = (name) => (grouped[name].median / grouped['core/grouping, and sizes'].median).toFixed(1);
  print(`\n${rows} rows, nine columns of codes -> sizes of classes (ratios to the frozen pass)`, grouped);
  console.log(`  core/grouping is ${ratio('Map of strings, array.join()')} × faster than a Map of joined strings`);

  print(
    `${rows} rows, encoding included (ratios to the frozen pass, which is given codes)`,
    compare(
      {
        'frozen reference pass': ownLoop({ referencePass, columns, cards }, 'return referencePass(columns, cards);'),
        'equivalenceClasses, dictionary columns': () => equivalenceClasses(table, { by: names }).sizes,
        'equivalenceClasses, arrays of strings': () =>
          equivalenceClasses(Object.fromEntries(names.map((name, c) => [name, texts[c]])), { by: names }).sizes,
        'equivalenceClasses, rows of strings': () => equivalenceClasses(asRows, { by: names }).sizes,
        'Map of joined strings, arrays of strings': ownLoop({ columns: texts }, counts(joined)),
      },
      { rounds: 9, atLeast: 5, agree },
    ),
  );
  assert.deepEqual(columns, before);
  if (rows === 1_000_000) {
    const classes = equivalenceClasses(table, { by: names });
    print(
      `${classes.count} classes`,
      compare({
        reidentificationRisk: () => reidentificationRisk(classes),
        'kAnonymity.check': () => kAnonymity({ k: 5 }).check(classes),
      }),
    );
  }
}

// Many values: tables of all pairs would not fit, so rows are sorted.
for (const [rows, card] of [
  [10_000, 10_000],
  [1_000_000, 1_000_000],
]) {
  const coded = [0, 1, 2].map(() => ({
    codes: Uint32Array.from({ length: rows }, () => uniform() * card),
    size: card,
  }));
  const columns = coded.map(({ codes }) => codes);
  const key = `(${at(0)} * ${card} + ${at(1)}) + ',' + ${at(2)}`;
  print(
    `${rows} rows, three columns of ${card} codes`,
    compare(
      {
        'core/grouping, and sizes': () => sizesOf(groupBy(coded, rows)),
        'Map of strings, +': ownLoop({ columns }, counts(key)),
      },
      { rounds: 9, atLeast: 5, agree },
    ),
  );
}
