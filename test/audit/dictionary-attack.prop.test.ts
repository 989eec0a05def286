import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect } from 'vitest';
import { type DictionaryAttack, dictionaryAttack } from '../../src/audit/index.ts';
import { SecretKey } from '../../src/core/keys.ts';
import { pseudonym } from '../../src/pseudonymisation/pseudonym.ts';
import { roots } from '../keyed-reference.ts';
import { law } from '../law.ts';

const [ours, theirs] = roots.map((bytes) => {
  const crm = pseudonym({ key: SecretKey.from(bytes), domain: 'crm' });
  return (id: string): string => crm(id);
}) as [(id: string) => string, (id: string) => string];
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const ids = fc.uniqueArray(fc.string({ maxLength: 8 }), { minLength: 1, maxLength: 6 });
const picks = fc.array(fc.nat(), { maxLength: 6 });
/** Texts of which many share a pseudonym. */
const digits = fc.uniqueArray(fc.nat({ max: 99 }).map(String), { minLength: 1, maxLength: 12 });
const last = (id: string): string => id.slice(-1);
const chosen = (list: readonly string[], at: readonly number[]): string[] =>
  at.map((n) => list[n % list.length] as string);

law('privacy: an attacker without the key stays at or below chance', [ids, picks], (dictionary, at) => {
  const truth = chosen(dictionary, at);
  const released = truth.map(ours);
  for (const guess of [sha256, theirs]) {
    const { share, chance, aboveChance } = dictionaryAttack({ released, dictionary, guess, truth });
    expect(share).toBeLessThanOrEqual(chance);
    expect(aboveChance).toBe(false);
  }
});
law('positive control: an unkeyed hash falls to whoever has the dictionary', [ids, picks], (dictionary, at) => {
  fc.pre(at.length > 0);
  const truth = chosen(dictionary, at);
  const attack = dictionaryAttack({ released: truth.map(sha256), dictionary, guess: sha256, truth });
  expect([attack.share, attack.covered, attack.interval.high]).toEqual([1, 1, 1]);
});
law('privacy: the result names nobody', [ids, picks], (dictionary, at) => {
  const truth = chosen(dictionary, at).map((id) => `secret${id}`);
  const hash = (id: string): string => `hash${sha256(id)}`;
  const told = JSON.stringify(dictionaryAttack({ released: truth.map(hash), dictionary: truth, guess: hash, truth }));
  expect(told).not.toMatch(/secret|hash/);
});
law(
  'utility: recovered is what drawing among the fitting identifiers gives on average',
  [digits, picks, digits],
  (dictionary, at, people) => {
    const truth = chosen(people, at);
    const attack = dictionaryAttack({ released: truth.map(last), dictionary, guess: last, truth });
    const odds = truth.map((id) => {
      const fitting = dictionary.filter((other) => last(other) === last(id));
      return fitting.includes(id) ? 1 / fitting.length : 0;
    });
    expect(attack.recovered).toBeCloseTo(
      odds.reduce((a, b) => a + b, 0),
      9,
    );
    expect(attack.covered).toBe(truth.filter((id) => dictionary.includes(id)).length / Math.max(truth.length, 1));
  },
);
law('utility: the counts nest, and the interval holds the share', [digits, picks, digits], (dictionary, at, people) => {
  const released = chosen(people, at).map(last);
  const { records, matched, alone, recovered, share, interval } = dictionaryAttack({
    released,
    dictionary,
    guess: last,
  });
  expect(alone <= recovered + 1e-9 && recovered <= matched + 1e-9 && matched <= records).toBe(true);
  expect(interval.low <= share + 1e-9 && share <= interval.high + 1e-9).toBe(true);
  expect(0 <= interval.low && interval.high <= 1).toBe(true);
});
law(
  'shape: order does not matter, and the lists are left as they were',
  [digits, picks, digits],
  (dictionary, at, people) => {
    const truth = chosen(people, at);
    const run = (names: readonly string[], tried: readonly string[]): DictionaryAttack =>
      dictionaryAttack({
        released: Object.freeze(names.map(last)),
        dictionary: Object.freeze([...tried]),
        guess: last,
        truth: names,
      });
    const [one, other] = [run(truth, dictionary), run(truth.toReversed(), dictionary.toReversed())];
    expect(other.recovered).toBeCloseTo(one.recovered, 9);
    expect([other.matched, other.alone, other.covered]).toEqual([one.matched, one.alone, one.covered]);
  },
);
law('shape: a set, a list and a generator are one dictionary', [digits, picks], (dictionary, at) => {
  const released = chosen(dictionary, at).map(last);
  const run = (tried: Iterable<string>): DictionaryAttack =>
    dictionaryAttack({ released, dictionary: tried, guess: last });
  const generated = (function* () {
    yield* dictionary;
  })();
  expect([run(new Set(dictionary)), run(generated)]).toStrictEqual([run(dictionary), run(dictionary)]);
});
