// What grouping costs: `node test/bench/grouping.mjs`. All rivals get the same nine columns of dictionary codes, 1
// million rows, drawn from a skewed joint distribution, so that most rows share their class with others.
import assert from 'node:assert/strict';
import { compare, load, ownLoop, print } from './measure.mjs';
import { referencePass } from './reference-pass.mjs';

const { equivalenceClasses, groupBy } = await load(
  `export { equivalenceClasses } from './src/anonymity/index.ts';
   export { groupBy } from './src/core/grouping.ts';`,
);

const ROWS = 1_000_000;
const CARDS = [2, 74, 5, 7, 16, 41, 8, 14, 2]; // as many as the nine columns of the Adult table have
let state = 7;
const next = () => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 2 ** 32;
};
/** 20,000 people of few kinds, resampled, one cell in seven drawn anew. */
const skewed = (card) => Math.floor(card * next() * next() * next());
const people = Array.from({ length: 20_000 }, () => CARDS.map(skewed));
const columns = CARDS.map(() => new Uint8Array(ROWS));
for (let i = 0; i < ROWS; i += 1) {
  const person = people[Math.floor(next() * people.length)];
  for (let c = 0; c < CARDS.length; c += 1) columns[c][i] = next() < 0.15 ? skewed(CARDS[c]) : person[c];
}
const encoded = columns.map((codes, c) => ({ codes, size: CARDS[c] }));
const names = CARDS.map((_, c) => `c${c}`);
const table = Object.fromEntries(
  columns.map((codes, c) => [names[c], { dictionary: Array.from({ length: CARDS[c] }, (_, i) => `v${i}`), codes }]),
);
const texts = names.map((name) => Array.from(table[name].codes, (code) => table[name].dictionary[code]));

const key = names.map((_, c) => `columns[${c}][i]`);
const counts = (expression) => `const classes = new Map();
  for (let i = 0; i < columns[0].length; i += 1) {
    const key = ${expression};
    classes.set(key, (classes.get(key) ?? 0) + 1);
  }
  return Int32Array.from(classes.values());`;
const mixed = key.reduce((sum, next, c) => `(${sum}) * ${CARDS[c]} + ${next}`);

function sizesOf({ of, count }) {
  const sizes = new Int32Array(count);
  for (let i = 0; i < of.length; i += 1) sizes[of[i]] += 1;
  return sizes;
}
const agree = (results) => {
  const [first, ...rest] = Object.values(results);
  for (const other of rest) assert.deepEqual(other, first);
};
print(
  `classes of ${ROWS} rows by nine columns of codes`,
  compare(
    {
      'column refinement (core/grouping)': () => sizesOf(groupBy(encoded, ROWS)),
      'frozen reference pass': () => referencePass(columns, CARDS),
      'Map of joined strings': ownLoop({ columns }, counts(`[${key}].join()`)),
      'Map of one mixed-radix number': ownLoop({ columns }, counts(mixed)),
    },
    { rounds: 9, agree },
  ),
);
print(
  `equivalenceClasses of ${ROWS} rows by nine columns`,
  compare(
    {
      'dictionary columns': () => equivalenceClasses(table, { by: names }).sizes,
      'arrays of strings, encoded on the way': () =>
        equivalenceClasses(Object.fromEntries(names.map((name, c) => [name, texts[c]])), { by: names }).sizes,
      'Map of joined strings over the same arrays': ownLoop({ columns: texts }, counts(`[${key}].join()`)),
    },
    { rounds: 9, agree },
  ),
);
