import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Bundle, bundle } from './bundle.ts';
import { entryOf, load, subpaths } from './surface.ts';

/** Ceilings in bytes, min+gzip, without noble: `policy` is the subpath, `policy/describe` one name of it. */
const ceilings: { readonly [part: string]: number } = JSON.parse(readFileSync('test/package/sizes.json', 'utf8'));

// What the design grants, whatever the ceilings say.
const transforms = ['suppression', 'generalisation', 'perturbation'];
const DEAREST_TRANSFORM = 900;
const MEDIAN_TRANSFORM = 450;
/**
 * What is above the design today, for its exact rules, and for checks that name each wrong parameter: the median and
 * the dearest transform (of which the helpers of core/checks.ts are 200, paid once by a program), and the policy.
 */
const OVER = { median: 710, dearest: 320, policy: 1_050 };
const POLICY = 2_500;
/**
 * Not in the budget of value transforms: they work on columns, parse a label, build the levels of a hierarchy, or bring
 * a keyed hash.
 */
const others = new Set<string>([
  ...['parseInterval', 'rankSwap', 'shuffle', 'shiftDate'],
  ...['hierarchy', 'intervalHierarchy', 'prefixHierarchy', 'dateHierarchy'],
]);
/** What a function is made of beside itself. */
const madeOf: { readonly [name: string]: readonly string[] } = { dateHierarchy: ['truncateDate'] };

const parts = new Map<string, Bundle>();
const home = new Map<string, string>();
for (const subpath of subpaths) {
  const entry = entryOf(subpath);
  parts.set(entry, await bundle(subpath));
  for (const [name, value] of Object.entries(await load(subpath))) {
    // the one object with code of its own is the random source
    if (
      (typeof value !== 'function' && name !== 'systemRandom') ||
      (subpath !== '.' && home.has(name) && !transforms.includes(entry))
    )
      continue;
    parts.set(`${entry}/${name}`, await bundle(subpath, name));
    if (subpath !== '.') home.set(name, entry);
  }
}
function bytes(part: string): number {
  const found = parts.get(part);
  if (!found) throw new Error(`${part} is not measured`); // NaN would pass every comparison below
  return found.bytes;
}
const valueTransforms = [...home]
  .filter(([name, entry]) => transforms.includes(entry) && !others.has(name))
  .map(([name, entry]) => `${entry}/${name}`);

test('no part is above its ceiling, and every part has one', () => {
  const measured = Object.fromEntries([...parts].map(([part, { bytes }]) => [part, bytes]));
  if (process.env['SIZES_PRINT']) console.log(JSON.stringify(measured, null, 2));
  expect(Object.keys(measured).sort()).toEqual(Object.keys(ceilings).sort());
  const above = Object.entries(measured).filter(([part, size]) => size > (ceilings[part] ?? 0));
  expect(above.map(([part, size]) => `${part}: ${size} > ${ceilings[part]}`)).toEqual([]);
});
test('no ceiling is slack', () => {
  const slack = Object.entries(ceilings).filter(([part, ceiling]) => ceiling > 1.15 * bytes(part) + 10);
  expect(slack.map(([part, ceiling]) => `${part}: ${ceiling}, measured ${bytes(part)}`)).toEqual([]);
});
// The contract (facts, error class) is in every transform, the random source in every perturbation: a program pays for
// them once. The budget is for what a transform brings beside them; four are above it (docs/benchmarks.md).
const contract = bytes('index/transform');
const random = bytes('index/systemRandom') - bytes('index/PrivacyError');
const dearer = [
  'suppression/mask',
  'generalisation/truncateDate',
  'perturbation/addNoise',
  'perturbation/invariantPram',
];
const own = (part: string): number => bytes(part) - contract - (part.startsWith('perturbation') ? random : 0);
test('the budget of the design holds beside the contract', () => {
  const dear = valueTransforms.filter((part) => !dearer.includes(part) && own(part) > DEAREST_TRANSFORM + OVER.dearest);
  expect(dear.map((part) => `${part}: ${own(part)}`)).toEqual([]);
  const sorted = valueTransforms.map(own).sort((a, b) => a - b);
  if (process.env['SIZES_PRINT'])
    console.log('median beside the contract', sorted[sorted.length >> 1], 'contract', contract);
  expect(sorted[sorted.length >> 1] ?? 0).toBeLessThanOrEqual(MEDIAN_TRANSFORM + OVER.median);
  expect(bytes('policy/policyFor')).toBeLessThanOrEqual(POLICY + OVER.policy);
});

/** What the design grants to keyed functions, and what they are above it today, for what they check and explain. */
const keyedBudgets: readonly (readonly [part: string, budget: number, over: number])[] = [
  ['pseudonymisation/pseudonym', 4_000, 1_000],
  ['encryption/encrypt', 5_000, 4_500],
  ['encryption/fieldCipher', 5_000, 4_000],
];
test.each(keyedBudgets)('%s is at most %i bytes beside noble, and %i more', (part, budget, over) => {
  expect(bytes(part)).toBeLessThanOrEqual(budget + over);
});

/** The root's names for what draws random words. */
const drawing = new Set(Object.keys(await load('./perturbation')).map((name) => `index/${name}`));

/** Where cryptography is: in its own subpaths, and of the techniques in the one that shifts by a keyed hash. */
const keyed = /^(?:(?:keys|pseudonymisation|encryption)(?:\/.*)?|perturbation(?:\/shiftDate)?)$/;

/** Strings that survive minification, and the parts that may hold them. */
const forbidden: readonly (readonly [marker: RegExp, allowed: (part: string) => boolean])[] = [
  [/\bimport\s*\(|\brequire\s*\(|from\s*"node:/, () => false],
  [/sha-?(?:1|256|512)\b|\bAES\b|\bhmac\b|chacha|createCipher|subtle/i, (part) => keyed.test(part)],
  [/\beval\(|\bFunction\(|Math\.random|Date\.now|XMLHttpRequest|\bfetch\(/, () => false],
  // the runtime's own coders, where it has them, and a branch of noble for texts, which gets bytes only
  [/\bBuffer\b|TextEncoder/, (part) => /^(?:pseudonymisation|encryption)(?:\/|$)/.test(part)],
  [
    /getRandomValues/,
    (part) =>
      /^(?:index|index\/systemRandom|perturbation(?:\/.*)?)$/.test(part) || drawing.has(part) || keyed.test(part),
  ],
  [/invalid siv tag|invalid polyval tag/, (part) => /^encryption(?:\/|$)/.test(part)], // the block cipher and its tables
  [/minlen/, (part) => /^encryption(?:$|\/(?:ff1|cardToken))/.test(part)], // FF1
  [/expected a power of 2/, (part) => /^pseudonymisation(?:$|\/stretchedPseudonym)/.test(part)], // scrypt
  [/6364136223846793005|unsafeSeededRandom/, (part) => part.startsWith('testing')], // the seeded generator
];
test.each(forbidden)('%s stands only where it may', (marker, allowed) => {
  const leaks = [...parts].filter(([part, { text }]) => marker.test(text) && !allowed(part));
  expect(leaks.map(([part]) => part)).toEqual([]);
});
test('one function does not bring another along', () => {
  // an error text starts with the name of its function: "mask: rule"
  const techniques = [...home].filter(([, entry]) => transforms.includes(entry)).map(([name]) => name);
  const leaks = [...parts].flatMap(([part, { text }]) => {
    const own = part.split('/')[1];
    if (!own && part !== 'policy') return [];
    const end = keyed.test(part) ? ': ' : '(?:: |["\'`])'; // pseudonym has an option named prefix
    return techniques
      .filter((name) => name !== own && !madeOf[own ?? '']?.includes(name))
      .filter((name) => new RegExp(`["'\`]${name}${end}`).test(text))
      .map((name) => `${part} holds ${name}`);
  });
  expect(leaks).toEqual([]);
});
