import { expect, test } from 'vitest';
import { keyring } from '../../src/core/keyring.ts';
import { SecretKey } from '../../src/core/keys.ts';
import { systemRandom } from '../../src/core/random.ts';
import { collisionProbability, phone, pseudonym, stretchedPseudonym } from '../../src/pseudonymisation/index.ts';
import { unsafeSeededRandom } from '../../src/testing/index.ts';
import { roots } from '../keyed-reference.ts';
import { type Refusal, refusesOptions, refusesParameters } from '../refused-parameters.ts';

const key = SecretKey.from(roots[0] as Uint8Array);
const common = 'key, domain, form, bits, alphabet, prefix, withKeyId, expected, engine';
const stretch = { N: 1024, r: 8, p: 1 };
const fit = { key, domain: 'd' };

refusesOptions('pseudonym', pseudonym, fit, `${common}, policy, components`);
refusesOptions('stretchedPseudonym', stretchedPseudonym, { ...fit, stretch }, `${common}, stretch`);
refusesOptions('collisionProbability', collisionProbability, { bits: 64, n: 1 }, 'bits, n');
refusesOptions('phone', phone, { countries: [{ code: '33', trunk: '0', lengths: [9] }] }, 'countries, national');

const name = 'must be well-formed text, not empty';
const form = 'must be exact, nfc, email, or an object with name, version and apply';
const apply = (text: string): string => text;

/** The refusals that both keyed functions share. */
function shared(made: string, make: (wrong: never) => unknown, rest: object): Refusal[] {
  const refused = (parameter: string, wrong: unknown, rule: string): Refusal => [
    make,
    { ...fit, ...rest, [parameter]: wrong },
    `${made}: ${parameter} ${rule}`,
    parameter,
  ];
  return [
    ...['', '\ud800', null, undefined, 7, ['d'], new String('d')].map((wrong) => refused('domain', wrong, name)),
    ...[0, 63, 72, 127, 512, '128', null, Number.NaN, 128n, [128]].map((wrong) =>
      refused('bits', wrong, 'must be one of 64, 80, 96, 128, 160, 256'),
    ),
    ...['', 'HEX', 'base64', 'toString', '__proto__', 'constructor', null, ['hex'], 0].map((wrong) =>
      refused('alphabet', wrong, 'must be one of base64url, crockford32, hex'),
    ),
    ...[null, 7, '\ud800', 'x'.repeat(65), ['x']].map((wrong) =>
      refused('prefix', wrong, 'must be well-formed text of at most 64 characters'),
    ),
    ...[0, 'yes', null].map((wrong) => refused('withKeyId', wrong, 'must be true or false')),
    ...[-1, 0.5, Number.NaN, Infinity, '5', null, 5n].map((wrong) =>
      refused('expected', wrong, 'must be a whole number from 0 to 2^53 - 1'),
    ),
    ...['', 'wasm', null, 0, true].map((wrong) => refused('engine', wrong, "must be 'auto', 'native' or 'portable'")),
    ...['', 'EMAIL', 'phone', 'toString', '__proto__', 'constructor', null, 7, ['nfc'], {}].map((wrong) =>
      refused('form', wrong, form),
    ),
    ...[
      { name: 'x', version: 1 },
      { name: 'x', apply },
      { version: 1, apply },
      { name: 7, version: 1, apply },
    ].map((wrong) => refused('form', wrong, form)),
  ];
}

const cost = (wrong: object, rule: string): Refusal => [
  stretchedPseudonym,
  { ...fit, stretch: { ...stretch, ...wrong } },
  `stretchedPseudonym: stretch must ${rule}`,
  'stretch',
];
const n = 'must be a whole number from 0 to 2^53 - 1';

refusesParameters([
  ...shared('pseudonym', pseudonym, {}),
  ...shared('stretchedPseudonym', stretchedPseudonym, { stretch }),
  ...['', 'Random', 'document', null, 7].map(
    (policy): Refusal => [
      pseudonym,
      { ...fit, policy },
      policy === null
        ? 'pseudonym: policy must be an object'
        : 'pseudonym: policy must be deterministic, random or { document }',
      'policy',
    ],
  ),
  ...['', '\ud800', null, undefined, 7].map(
    (document): Refusal => [
      pseudonym,
      { ...fit, policy: { document } },
      `pseudonym: policy.document ${name}`,
      'policy.document',
    ],
  ),
  [pseudonym, { ...fit, policy: { document: 'd', page: 1 } }, 'pseudonym: page is unknown, known are document', 'page'],
  ...[0, 1, 256, 2.5, '2', null, Number.NaN].map(
    (components): Refusal => [
      pseudonym,
      { ...fit, components },
      'pseudonym: components must be a whole number from 2 to 255',
      'components',
    ],
  ),
  [
    pseudonym,
    { ...fit, components: 2, policy: { document: 'd' } },
    'pseudonym: components must stand without another policy',
    'components',
  ],
  ...['form', 'withKeyId', 'engine', 'components'].map(
    (unused): Refusal => [
      pseudonym,
      { policy: 'random', [unused]: undefined },
      `pseudonym: ${unused} is unknown, known are policy, key, domain, bits, alphabet, prefix, expected`,
      unused,
    ],
  ),
  [pseudonym, { policy: 'random', bits: 100 }, 'pseudonym: bits must be one of 64, 80, 96, 128, 160, 256', 'bits'],
  ...[undefined, null, 7, []].map(
    (wrong): Refusal => [
      stretchedPseudonym,
      { ...fit, stretch: wrong },
      'stretchedPseudonym: stretch must be an object',
      'stretch',
    ],
  ),
  ...[0, 65, 1.5, '8', null].flatMap((wrong) => [
    cost({ r: wrong }, 'have r and p from 1 to 64'),
    cost({ p: wrong }, 'have r and p from 1 to 64'),
  ]),
  // 2^16 is the least that RFC 7914 refuses for r = 1
  ...[0, 1, 3, 6, -2, 2 ** 22, 2 ** 32, '4', null, Number.NaN].map((N) =>
    cost({ N }, 'have a power of 2 for N, below 2^(16 r)'),
  ),
  cost({ N: 2 ** 16, r: 1 }, 'have a power of 2 for N, below 2^(16 r)'),
  ...[{ N: 2 ** 9, r: 1 }, { N: 2 ** 6 }, { N: 2, r: 64, p: 64 }].map(
    (wrong) => cost(wrong, 'take at least 128 KiB, 128 N r'), // whatever p says: memory is what costs an attacker
  ),
  cost({ N: 2 ** 19, r: 8 }, 'take at most 256 MiB, 128 N r p'),
  cost({ N: 2 ** 17, r: 8, p: 3 }, 'take at most 256 MiB, 128 N r p'),
  ...[0, 257, 1.5, '64', null].map(
    (bits): Refusal => [
      collisionProbability,
      { bits, n: 1 },
      'collisionProbability: bits must be a whole number from 1 to 256',
      'bits',
    ],
  ),
  ...[-1, 1.5, '1', null, Infinity, 2 ** 53].map(
    (wrong): Refusal => [collisionProbability, { bits: 64, n: wrong }, `collisionProbability: n ${n}`, 'n'],
  ),
]);

test('what is no key is refused as such, by a clone of one too', () => {
  for (const wrong of [undefined, null, 'x'.repeat(32), new Uint8Array(32), {}, structuredClone(key)]) {
    const error = expect.objectContaining({ code: 'ERR_KEY' });
    expect(() => pseudonym({ ...fit, key: wrong as never })).toThrow(error);
    expect(() => stretchedPseudonym({ ...fit, stretch, key: wrong as never })).toThrow(error);
  }
});
test('the least cost that is taken is 128 KiB', () => {
  for (const least of [
    { N: 2 ** 10, r: 1, p: 1 },
    { N: 2 ** 7, r: 8, p: 1 },
    { N: 2 ** 4, r: 64, p: 1 },
  ]) {
    expect(stretchedPseudonym({ ...fit, stretch: least }).facts.parameters['stretch']).toMatchObject(least);
  }
});
test('a length that is too short for the expected number is refused', () => {
  const error = expect.objectContaining({ code: 'ERR_COLLISION_BOUND' });
  const bits = 64;
  expect(() => pseudonym({ ...fit, bits, expected: 192_073 })).not.toThrow();
  expect(() => pseudonym({ ...fit, bits, expected: 192_100 })).toThrow(error);
  expect(() => pseudonym({ policy: 'random', bits, expected: 192_100 })).toThrow(error);
  expect(() => stretchedPseudonym({ ...fit, stretch, bits, expected: 1_000_000 })).toThrow(error);
  expect(() => pseudonym({ ...fit, bits: 80, expected: 49_000_000 })).not.toThrow();
  expect(() => pseudonym({ ...fit, expected: 800_000_000_000_000 })).not.toThrow();
  expect(() => pseudonym({ ...fit, expected: 830_000_000_000_000 })).toThrow(error);
});
test('a random source is refused, a seeded one for what it is', () => {
  const seeded = expect.objectContaining({ code: 'ERR_RANDOM' });
  const unknown = expect.objectContaining({ code: 'ERR_PARAMETER', details: { parameter: 'random' } });
  for (const policy of ['random', 'deterministic', { document: 'd' }]) {
    const give = (random: unknown) => () => pseudonym({ ...fit, policy, random } as never);
    expect(give(unsafeSeededRandom(1))).toThrow(seeded);
    expect(give({ kind: 'seeded', u32: () => 4 })).toThrow(seeded);
    expect(give(systemRandom)).toThrow(unknown);
    expect(give(undefined)).toThrow(unknown);
  }
  const random = unsafeSeededRandom(1);
  expect(() => stretchedPseudonym({ ...fit, stretch, random } as never)).toThrow(seeded);
});
test('names of Object.prototype are ids, domains and values like others', () => {
  for (const odd of ['__proto__', 'constructor', 'toString']) {
    const named = SecretKey.from(roots[1] as Uint8Array, { id: odd });
    const made = pseudonym({ key: keyring({ keys: [named, key] }), domain: odd, withKeyId: true, prefix: odd });
    expect(made(odd).startsWith(`${odd}${odd}.`)).toBe(true);
    expect(made.candidates(odd).map((text) => made.matches(odd, text))).toStrictEqual([true, true]);
    expect(made.facts.parameters['key']).toStrictEqual([odd, key.id]);
  }
  const polluted = { ...fit, ...JSON.parse('{"__proto__":{"bits":64}}') };
  expect(() => pseudonym(polluted)).toThrow('pseudonym: a parameter is unknown');
});
test('options are read when it is made: changing them later changes nothing', () => {
  const lengths = [9];
  const countries = [{ code: '33', trunk: '0', lengths }];
  const given = { key, domain: 'd', policy: { document: 'a' }, form: phone({ countries }) };
  const made = pseudonym(given);
  const before = made('+33612345678');
  given.domain = 'e';
  given.policy.document = 'b';
  lengths[0] = 3;
  countries.pop();
  expect(made('+33612345678')).toBe(before);
  expect(JSON.stringify(made.facts)).toContain('"lengths":[9]');
});
