// Random words: node test/bench/random.mjs
// Goals: a word of the pool at least 12 times faster than crypto.randomInt(2 ** 32); below(n) at most 1.7 words.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { compare, load, ownLoop, print } from './measure.mjs';

const { below, systemRandom, unit } = await load("export * from './src/core/random.ts'");
const CALLS = 200_000;
const loop = (scope, expression) =>
  ownLoop(
    { ...scope, CALLS },
    `let sum = 0; for (let i = 0; i < CALLS; i += 1) sum += ${expression}; return sum / CALLS;`,
  );
const near = (middle) => (results) => {
  // every variant draws from 0 … n − 1: its mean lies within 20 standard deviations of the middle
  for (const mean of Object.values(results)) assert.ok(Math.abs(mean / middle - 1) < (20 * 0.58) / Math.sqrt(CALLS));
};

print(
  '32-bit words',
  compare(
    {
      'u32()': loop({ systemRandom }, 'systemRandom.u32()'),
      'crypto.randomInt(2 ** 32)': loop({ randomInt }, 'randomInt(4294967296)'),
      'Math.random() * 2 ** 32 (not secure)': loop({}, 'Math.floor(Math.random() * 4294967296)'),
    },
    { agree: near(2 ** 31) },
  ),
);

for (const n of [6, 1000, 2 ** 21]) {
  print(
    `integers below ${n}`,
    compare(
      {
        'u32()': loop({ systemRandom }, `systemRandom.u32() / 4294967296 * ${n}`),
        [`below(${n})`]: loop({ below, systemRandom }, `below(systemRandom, ${n})`),
        [`crypto.randomInt(${n})`]: loop({ randomInt }, `randomInt(${n})`),
      },
      { agree: ({ 'u32()': word, ...rest }) => near((n - 1) / 2)({ ...rest, word: word * (1 - 1 / n) }) },
    ),
  );
}

print(
  'fractions',
  compare(
    {
      'u32()': loop({ systemRandom }, 'systemRandom.u32() / 4294967296'),
      'unit()': loop({ systemRandom, unit }, 'unit(systemRandom)'),
    },
    { agree: near(0.5) },
  ),
);
