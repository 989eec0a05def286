// What a policy costs beside the loop by hand: `node test/bench/policy.mjs`.
// Nine columns come out (five transforms, one constant, three kept), one goes in and is dropped, and every row carries
// a property that no type declares. The loop by hand is what one writes without a library: no checks, same output.
import assert from 'node:assert/strict';
import { compare, load, ownLoop, print } from './measure.mjs';

const voile = await load(
  `export * from './src/index.ts';
   export { bin, prefix, roundTo, topBottomCode } from './src/generalisation/index.ts';
   export { mask, redact, suppress } from './src/suppression/index.ts';`,
);
const { bin, prefix, roundTo, topBottomCode, mask, redact, suppress, keep, policyFor } = voile;

const SIZES = [64, 100_000];
const transforms = {
  age: bin({ width: 10 }),
  income: topBottomCode({ low: 10_000, high: 90_000 }),
  spent: roundTo({ base: 100 }),
  postcode: prefix({ keep: 2 }),
  card: mask({ keepEnd: 4 }),
  note: redact(),
};
const decisions = { id: keep(), ...transforms, plan: keep(), country: keep(), email: suppress() };

function rowsOf(count) {
  let state = 1;
  const next = (n) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  return Array.from({ length: count }, (_, i) => ({
    id: `c${i}`,
    age: 18 + next(70),
    income: 5_000 + next(100_000),
    spent: next(10_000) + (next(2) ? 0.25 : 0.75),
    postcode: String(10_000 + next(80_000)),
    card: String(1e15 + next(9e15)),
    note: 'called twice',
    plan: ['free', 'silver', 'gold'][next(3)],
    country: ['FR', 'DE', 'IT', 'ES'][next(4)],
    email: `c${i}@example.org`,
    undeclared: i,
  }));
}

const byHand = `{
  id: r.id,
  age: \`[\${Math.floor(r.age / 10) * 10}, \${Math.floor(r.age / 10) * 10 + 10})\`,
  income: Math.min(Math.max(r.income, 10000), 90000),
  spent: Math.round(r.spent / 100) * 100,
  postcode: r.postcode.slice(0, 2),
  card: '*'.repeat(r.card.length - 4) + r.card.slice(-4),
  note: '[redacted]',
  plan: r.plan,
  country: r.country,
}`;
// the same by a careful hand: wrong values are refused
const careful = `
  const number = (x) => { if (typeof x !== 'number' || !Number.isFinite(x)) throw new TypeError('not a number'); return x; };
  const text = (x) => { if (typeof x !== 'string') throw new TypeError('not a text'); return x; };
  const plain = (x) => { if (!/^[ -~]*$/.test(text(x))) throw new TypeError('not plain'); return x; };
  const band = (x) => { const low = Math.floor(number(x) / 10) * 10; return '[' + low + ', ' + (low + 10) + ')'; };
  const clamp = (x) => Math.min(Math.max(number(x), 10000), 90000);
  const hundreds = (x) => Math.round(number(x) / 100) * 100;
  const start = (x) => plain(x).slice(0, 2);
  const stars = (x) => '*'.repeat(plain(x).length - 4) + x.slice(-4);
  const gone = (x) => { if (x === null || x === undefined) throw new TypeError('missing'); return '[redacted]'; };`;
const byCarefulHand = `{
  id: r.id,
  age: band(r.age),
  income: clamp(r.income),
  spent: hundreds(r.spent),
  postcode: start(r.postcode),
  card: stars(r.card),
  note: gone(r.note),
  plan: r.plan,
  country: r.country,
}`;
const byFunction = `{
  id: r.id,
  age: age(r.age),
  income: income(r.income),
  spent: spent(r.spent),
  postcode: postcode(r.postcode),
  card: card(r.card),
  note: note(r.note),
  plan: r.plan,
  country: r.country,
}`;
// what a configuration-driven mapper usually is
const byEntries = `const out = {};
  for (const [name, value] of Object.entries(r)) {
    const decision = decisions[name];
    if (decision && decision['~mark'] !== 'dropped') out[name] = decision(value);
  }
  return out;`;

/** Runs other schemas first, so that shared call sites have seen several shapes, as in a server. */
function pollute(rows) {
  for (let i = 0; i < 5; i += 1) {
    const rename = (name) => `${name}${i}`;
    const renamed = (object) => Object.fromEntries(Object.entries(object).map(([name, v]) => [rename(name), v]));
    const other = policyFor()(renamed({ ...decisions, age: bin({ width: 5 + i }), ['extra'.repeat(i + 1)]: keep() }));
    const input = rows.slice(0, 2_000).map((row) => ({ ...renamed(row), [rename('extra'.repeat(i + 1))]: i }));
    const own = ownLoop({ rows: input, decisions: renamed(decisions) }, `return rows.map((r) => { ${byEntries} });`);
    for (let round = 0; round < 20; round += 1) {
      other.rows(input);
      own();
    }
  }
}

function rowVariants(rows) {
  const passes = Math.max(1, Math.round(10_000 / rows.length)); // a pass takes a millisecond or more
  const scope = { rows, ...voile, ...transforms, decisions, policy: policyFor()(decisions) };
  const loop = (one) =>
    ownLoop(scope, `${careful} let out; for (let p = 0; p < ${passes}; p += 1) { ${one} } return out;`);
  return {
    'loop by hand': loop(
      `out = []; for (let i = 0; i < rows.length; i += 1) { const r = rows[i]; out.push(${byHand}); }`,
    ),
    'loop by a careful hand': loop(
      `out = []; for (let i = 0; i < rows.length; i += 1) { const r = rows[i]; out.push(${byCarefulHand}); }`,
    ),
    'field functions in a literal': loop(
      `out = []; for (let i = 0; i < rows.length; i += 1) { const r = rows[i]; out.push(${byFunction}); }`,
    ),
    'mapRows(rows, literal)': loop(`out = mapRows(rows, (r) => (${byFunction}));`),
    'policy.rows': loop('out = policy.rows(rows);'),
    'Object.entries loop': loop(`out = rows.map((r) => { ${byEntries} });`),
  };
}

function agree(results) {
  const [first, ...rest] = Object.values(results);
  for (const other of rest) assert.deepEqual(other, first);
  assert.ok(!('undeclared' in first[0]) && !('email' in first[0]));
}

for (const schemas of [1, 6]) {
  for (const size of SIZES) {
    const rows = rowsOf(size);
    const before = JSON.stringify(rows);
    if (schemas > 1) pollute(rowsOf(2_000));
    const result = compare(rowVariants(rows), { rounds: 11, agree });
    assert.equal(JSON.stringify(rows), before);
    print(`${size} rows, ${schemas} schema${schemas > 1 ? 's' : ''} in the process`, result);
    const { median } = result['policy.rows'];
    const against = (name, of = median) => (result[name].median / of).toFixed(2);
    console.log(`  policy.rows is ${against('Object.entries loop')} × faster than the Object.entries loop`);
    const hand = result['loop by a careful hand'].median;
    for (const name of ['field functions in a literal', 'mapRows(rows, literal)', 'policy.rows']) {
      console.log(`  ${name}: ${against(name, hand)} × the careful hand`);
    }
  }
}

// Numeric and dictionary columns beside the loop by hand over the same table as rows.
const rows = rowsOf(200_000);
const dictionaryOf = (name) => {
  const dictionary = [...new Set(rows.map((row) => row[name]))];
  const places = new Map(dictionary.map((value, place) => [value, place]));
  return { dictionary, codes: Uint32Array.from(rows, (row) => places.get(row[name])) };
};
const number = (name) => Float64Array.from(rows, (row) => row[name]);
const table = {
  age: number('age'),
  income: number('income'),
  spent: number('spent'),
  postcode: dictionaryOf('postcode'),
  plan: dictionaryOf('plan'),
  country: dictionaryOf('country'),
  note: dictionaryOf('note'),
};
const { age, income, spent, postcode, plan, country, note } = decisions;
const policy = policyFor()({ age, income, spent, postcode, plan, country, note });
const columnsByHand = byHand.replace(/ {2}(id|card).*\n/g, '');
const cell = (column, i) => ('codes' in column ? column.dictionary[column.codes[i]] : column[i]);
print(
  '200000 rows of numeric and dictionary columns, 7 columns out, against rows by hand',
  compare(
    {
      'rows by hand': ownLoop(
        { rows },
        `const out = []; for (let i = 0; i < rows.length; i += 1) { const r = rows[i]; out.push(${columnsByHand}); } return out;`,
      ),
      'policy.columns': () => policy.columns(table),
    },
    {
      rounds: 11,
      agree({ 'rows by hand': byRow, 'policy.columns': byColumn }) {
        for (const name of Object.keys(byColumn)) {
          for (let i = 0; i < rows.length; i += 97) assert.deepEqual(cell(byColumn[name], i), byRow[i][name]);
        }
      },
    },
  ),
);
