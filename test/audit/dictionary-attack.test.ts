import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { dictionaryAttack } from '../../src/audit/index.ts';
import { keyring } from '../../src/core/keyring.ts';
import { SecretKey } from '../../src/core/keys.ts';
import { blindIndex } from '../../src/pseudonymisation/blind-index.ts';
import { pseudonym } from '../../src/pseudonymisation/pseudonym.ts';
import { stretchedPseudonym } from '../../src/pseudonymisation/stretched-pseudonym.ts';
import { roots } from '../keyed-reference.ts';
import { type Refusal, refusesOptions, refusesParameters } from '../refused-parameters.ts';

const [ours, theirs] = roots.map((bytes) => SecretKey.from(bytes)) as [SecretKey, SecretKey];
/** An unkeyed hash: what the package does not have. */
const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);
/** A block of French mobile numbers. */
const number = (at: number): string => `+336123${String(at).padStart(5, '0')}`;
function* numbers(count: number): Generator<string> {
  for (let at = 0; at < count; at += 1) yield number(at);
}
const people = Array.from({ length: 200 }, (_, at) => number((at * 7_919) % 20_000));

describe('mistake 10: an unkeyed hash as a pseudonym', () => {
  const tried = 20_000;
  test('positive control: with SHA-256 the attacker gets everybody', () => {
    const released = people.map(sha256);
    const attack = dictionaryAttack({ released, dictionary: numbers(tried), guess: sha256, truth: people });
    expect(attack).toMatchObject({ records: 200, tried, matched: 200, alone: 200, recovered: 200 });
    expect(attack).toMatchObject({ share: 1, chance: 1 / 20_000, aboveChance: true, covered: 1 });
    expect(attack.interval.low).toBeGreaterThan(0.98);
    expect(attack.interval.high).toBe(1);
  });
  test('positive control: a salt that is not secret changes nothing', () => {
    const salted = (text: string): string => sha256(`2024 ${text}`);
    const attack = dictionaryAttack({ released: people.map(salted), dictionary: numbers(tried), guess: salted });
    expect(attack.share).toBe(1);
  });
  test.each([
    ['SHA-256', sha256],
    ['a key of their own', pseudonym({ key: theirs, domain: 'crm' })],
    ['our key, but another domain', pseudonym({ key: ours, domain: 'billing' })],
    ['our key, but another document', pseudonym({ key: ours, domain: 'crm', policy: { document: 'a' } })],
  ] as const)('without the key a pseudonym gives nothing to %s', (_, guess) => {
    const released = people.map((id) => pseudonym({ key: ours, domain: 'crm' })(id));
    const attack = dictionaryAttack({ released, dictionary: numbers(tried), guess, truth: people });
    expect(attack).toMatchObject({ matched: 0, recovered: 0, share: 0, covered: 1, aboveChance: false });
    expect(attack.share).toBeLessThanOrEqual(attack.chance);
  });
  test('with the key the holder gets everybody, as the facts say', () => {
    const crm = pseudonym({ key: ours, domain: 'crm' });
    const guess = (id: string): string => pseudonym({ key: SecretKey.from(roots[0] as Uint8Array), domain: 'crm' })(id);
    const attack = dictionaryAttack({ released: people.map((id) => crm(id)), dictionary: people, guess });
    expect(attack.share).toBe(1);
    expect(crm.facts.reversible).toBe('with-key');
  });
  test('a pseudonym of its own key withstands after another key was lost', () => {
    const released = people.map((id) => pseudonym({ key: ours, domain: 'crm' })(id));
    const ring = keyring({ keys: [theirs, SecretKey.generate({ id: 'old' })] });
    const guess = pseudonym({ key: ring, domain: 'crm' });
    expect(dictionaryAttack({ released, dictionary: numbers(tried), guess }).matched).toBe(0);
  });
  test('stretching costs the holder of the key time: the rate falls, the share does not', () => {
    const stretch = { N: 2 ** 10, r: 1, p: 1 }; // far too little, for a quick test
    const slow = stretchedPseudonym({ key: ours, domain: 'crm', stretch });
    const few = people.slice(0, 5);
    const attack = (rate: number) =>
      dictionaryAttack({ released: few.map((id) => slow(id)), dictionary: few, guess: slow, space: 2e8, rate });
    expect(attack(24)).toMatchObject({ share: 1, enumeration: { seconds: 2e8 / 24 } }); // N = 2^14 on one core: 96 days
  });
});

describe('where several identifiers fit one pseudonym', () => {
  const guess = (name: string): string => name.slice(0, 1);
  const released = ['a', 'a', 'b', 'c', 'd'];
  const dictionary = ['ada', 'alan', 'bob', 'cleo', 'eve'];
  test('the attacker draws one of them: an expected number, with and without the truth', () => {
    expect(dictionaryAttack({ released, dictionary, guess })).toMatchObject({
      records: 5,
      tried: 5,
      matched: 4,
      alone: 2,
      recovered: 3,
      share: 0.6,
      chance: 0.2,
    });
    const truth = ['ada', 'anna', 'bob', 'carl', 'eve'];
    expect(dictionaryAttack({ released, dictionary, guess, truth })).toMatchObject({
      matched: 4,
      alone: 2, // of which one is wrong
      recovered: 1.5,
      share: 0.3,
      covered: 0.6, // ada, bob, eve
    });
  });
  test('a blind index of few bits narrows and names nobody for certain', () => {
    const index = blindIndex({ key: ours, domain: 'phone', bits: 8, distinct: 20_000 });
    const everybody = [...numbers(20_000)];
    const attack = dictionaryAttack({
      released: people.map((id) => index(id)),
      dictionary: everybody,
      guess: index,
      truth: people,
    });
    expect(attack).toMatchObject({ matched: 200, alone: 0, covered: 1 });
    expect(attack.share).toBeLessThan(1.5 / (20_000 / 256)); // one in about 78
  });
  test('an identifier that comes twice fits once', () => {
    const attack = dictionaryAttack({ released: ['a'], dictionary: ['ada', 'ada'], guess });
    expect(attack).toMatchObject({ tried: 2, alone: 1, recovered: 1 });
  });
});

test('a weak attack is told from a failed one by what it covered', () => {
  const released = people.map(sha256);
  const attack = dictionaryAttack({ released, dictionary: numbers(10), guess: sha256, truth: people });
  expect(attack).toMatchObject({ matched: 1, recovered: 1, covered: 1 / 200, chance: 1 / 2_000 });
  expect(attack.aboveChance).toBe(true); // who was tried was found: the others are not safe for that
  const keyed = people.map((id) => pseudonym({ key: ours, domain: 'crm' })(id));
  const failed = dictionaryAttack({ released: keyed, dictionary: numbers(20_000), guess: sha256, truth: people });
  expect(failed).toMatchObject({ matched: 0, covered: 1, aboveChance: false });
});
test('the few that a small dictionary names count among those it fits, not among all', () => {
  const [id = ''] = people;
  const released = people.map(sha256);
  const attack = dictionaryAttack({ released, dictionary: [id, 'nobody'], guess: sha256, truth: people });
  expect(attack).toMatchObject({ matched: 1, recovered: 1, chance: 1 / 400, aboveChance: true });
  expect(attack.interval.low).toBeLessThan(attack.chance);
});
test('drawing blindly is at chance, whatever part of the records was tried', () => {
  const truth = people.map((id, at) => (at % 2 === 0 ? id : `not ${id}`));
  const constant = dictionaryAttack({ released: people.map(() => 'x'), dictionary: people, guess: () => 'x', truth });
  expect(constant).toMatchObject({ matched: 200, recovered: expect.closeTo(0.5, 9), covered: 0.5, aboveChance: false });
  expect(constant.share).toBeCloseTo(constant.chance, 12);
});
test('another spelling is another identifier: that it has the pseudonym tells nothing about who it names', () => {
  const email = pseudonym({ key: ours, domain: 'crm', form: 'email' });
  const [truth, dictionary] = [['Ada@Example.org'], ['ada@example.org']];
  const attack = dictionaryAttack({ released: truth.map((id) => email(id)), dictionary, guess: email, truth });
  expect(attack).toMatchObject({ matched: 1, alone: 1, recovered: 0, covered: 0 });
  const spelled = { released: dictionary.map((id) => email(id)), dictionary, guess: email, truth: dictionary };
  expect(dictionaryAttack(spelled)).toMatchObject({ recovered: 1, covered: 1 });
});
test('nothing is released, or nothing is tried', () => {
  const empty = { interval: { low: 0, high: 1, confidence: 0.95 }, share: 0, aboveChance: false };
  expect(dictionaryAttack({ released: [], dictionary: ['a'], guess: sha256, truth: [] })).toMatchObject({
    ...empty,
    covered: 0,
  });
  expect(dictionaryAttack({ released: ['a'], dictionary: [], guess: sha256 })).toMatchObject({
    ...{ share: 0, tried: 0, chance: 1, aboveChance: false },
  });
});
test('the time to try a space: French mobile numbers', () => {
  const attack = (more: object) => dictionaryAttack({ released: [], dictionary: ['a', 'b'], guess: sha256, ...more });
  const enumeration = { space: 2e8, rate: 8e5, seconds: 250, meanSeconds: 125 };
  expect(attack({ space: 2e8, rate: 8e5 }).enumeration).toStrictEqual(enumeration);
  expect(attack({ rate: 8 }).enumeration).toStrictEqual({ space: 2, rate: 8, seconds: 0.25, meanSeconds: 0.125 });
  expect(attack({})).not.toHaveProperty('enumeration');
  expect(attack({})).not.toHaveProperty('covered');
});
test('the result is frozen, through and through', () => {
  const attack = dictionaryAttack({ released: ['a'], dictionary: ['a'], guess: sha256, rate: 1 });
  expect([attack, attack.interval, attack.enumeration].every(Object.isFrozen)).toBe(true);
});
test('mistake 18: names of every object are texts like others', () => {
  const odd = ['__proto__', 'constructor', 'hasOwnProperty', ''];
  const attack = dictionaryAttack({ released: odd, dictionary: [...odd, 'x'], guess: (id) => id, truth: odd });
  expect(attack).toMatchObject({ matched: 4, alone: 4, recovered: 4, covered: 1 });
  const none = dictionaryAttack({ released: odd, dictionary: ['x', 'y'], guess: (id) => id });
  expect(none.matched).toBe(0);
});

const fit = { released: ['a'], dictionary: ['b'], guess: sha256 };
const wrong = (parameter: string, rule: string, fitting: object, ...values: readonly unknown[]): readonly Refusal[] =>
  values.map((value) => [
    dictionaryAttack,
    { ...fit, ...fitting, [parameter]: value },
    `dictionaryAttack: ${parameter} ${rule}`,
    parameter,
  ]);
const RATE = 'must be a number above 0, given wherever space is';
refusesOptions(
  'dictionaryAttack',
  dictionaryAttack,
  fit,
  'released, dictionary, guess, truth, confidence, space, rate',
);
refusesParameters([
  ...wrong('guess', 'must be a function', {}, 'sha256', undefined, null),
  ...wrong(
    'dictionary',
    'must be an iterable of texts',
    {},
    'abc',
    7,
    null,
    undefined,
    { length: 1 },
    (async function* () {})(),
  ),
  ...wrong('confidence', 'must be a number from 0.5 to 0.999999999', {}, 0.49, 1, 95, '0.9', Number.NaN, null),
  ...wrong('rate', RATE, {}, 0, -1, Infinity, Number.NaN, '8', 8n, null),
  ...wrong('rate', RATE, { space: 2e8 }, undefined),
  ...wrong('space', 'must be a number, at least 1', { rate: 1 }, 0, 0.5, Infinity, '8', 8n, null),
]);
test.each([
  [{ released: 'abc' }, 'released must be a list of texts'],
  [{ released: [7] }, 'released must be a list of texts'],
  [{ released: new Set(['a']) }, 'released must be a list of texts'],
  [{ truth: ['a', 'b'] }, 'truth must be a list of texts, as long as released'],
  [{ truth: [7] }, 'truth must be a list of texts, as long as released'],
  [{ truth: null }, 'truth must be a list of texts, as long as released'],
  [{ dictionary: [7] }, 'dictionary must give texts'],
  [{ guess: async () => 'a' }, 'guess must give a text, at once'], // else it would never match, and look safe
  [{ guess: () => undefined }, 'guess must give a text, at once'],
])('case %# is refused when met', (odd, rule) => {
  const error = { code: 'ERR_INPUT', message: `dictionaryAttack: ${rule}`, details: {} };
  expect(() => dictionaryAttack({ ...fit, ...odd } as never)).toThrow(expect.objectContaining(error));
});
test('what the function of the attacker throws is passed on', () => {
  const guess = (): string => {
    throw new RangeError('mine');
  };
  expect(() => dictionaryAttack({ ...fit, guess })).toThrow(RangeError);
});
