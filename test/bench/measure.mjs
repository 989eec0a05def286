// The one way this project measures: CPU time, all variants in one process, interleaved, paired ratios.
// Wall time on a busy machine moves even ratios by a factor; CPU time also counts garbage collection and compilation.

import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * Measures variants against the first one.
 *
 * Before any timing, each variant runs once and `agree` sees the results; it throws where they differ, and where an
 * input was changed. Then every round times every variant, in reversed order every other round, each repeated until
 * it took `atLeast` milliseconds of CPU. Per round the time of a variant is divided by that of the first variant.
 *
 * @param {{ [name: string]: () => unknown }} variants - One pass each, of 1 ms or more, with its OWN loop inside: a
 * loop shared by variants calls through one site, turns megamorphic and hides what it measures. See `ownLoop`.
 * @param {{ rounds?: number, atLeast?: number, agree?: (results: { [name: string]: unknown }) => void }} options -
 * `rounds` is 9 or more; the first of them warms up and is not counted.
 * @returns {{ [name: string]: { median: number, min: number, max: number, milliseconds: number } }} Per variant the
 * paired ratios (time of the variant / time of the first; below 1 is faster) and the median CPU time of one pass.
 * A goal is met if median and minimum agree on it, else repeat.
 */
export function compare(variants, { rounds = 9, atLeast = 30, agree } = {}) {
  const names = Object.keys(variants);
  const results = Object.fromEntries(names.map((name) => [name, variants[name]()]));
  agree?.(results);
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of round % 2 ? names.toReversed() : names) {
      const time = cpuOf(variants[name], atLeast);
      if (round > 0) times[name].push(time);
    }
  }
  const base = times[names[0]];
  return Object.fromEntries(
    names.map((name) => {
      const ratios = times[name].map((time, round) => time / base[round]);
      const [min, max] = [Math.min(...ratios), Math.max(...ratios)];
      return [name, { median: medianOf(ratios), min, max, milliseconds: medianOf(times[name]) }];
    }),
  );
}

/**
 * A function of its own code object, hence with feedback of its own, from source text. For benchmarks only.
 *
 * @param {{ [name: string]: unknown }} scope - What the text may use, by name.
 * @param {string} body - The text of the function: `let x = 0; for (…) x ^= source.u32(); return x;`
 */
export function ownLoop(scope, body) {
  return new Function(...Object.keys(scope), `return () => { ${body} };`)(...Object.values(scope));
}

/** Bundles TypeScript sources by esbuild and imports the result: `await load("export * from './src/core/random.ts'")`. */
export async function load(source) {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: fileURLToPath(new URL('../..', import.meta.url)), loader: 'ts' },
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    write: false,
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}

/** Prints what `compare` returned, one line per variant. */
export function print(title, result) {
  console.log(title);
  for (const [name, { median, min, max, milliseconds }] of Object.entries(result)) {
    const [middle, low, high, ms] = [median, min, max, milliseconds].map((x) => x.toPrecision(3));
    console.log(`  ${name}: ${middle} (${low} to ${high}) × the first, ${ms} ms of CPU a pass`);
  }
}

/** Milliseconds of CPU, user and system, of one pass. */
function cpuOf(run, atLeast) {
  const start = process.cpuUsage();
  let passes = 0;
  let spent = 0;
  do {
    run();
    passes += 1;
    const { user, system } = process.cpuUsage(start);
    spent = (user + system) / 1000;
  } while (spent < atLeast);
  return spent / passes;
}

function medianOf(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
