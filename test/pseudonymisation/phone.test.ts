import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SecretKey } from '../../src/core/keys.ts';
import { type PhoneCountry, phone } from '../../src/pseudonymisation/phone.ts';
import { pseudonym } from '../../src/pseudonymisation/pseudonym.ts';
import { roots } from '../keyed-reference.ts';
import { law } from '../law.ts';
import { type Refusal, refusesParameters } from '../refused-parameters.ts';

const FR: PhoneCountry = { code: '33', trunk: '0', lengths: [9] };
const GB: PhoneCountry = { code: '44', trunk: '0', lengths: [9, 10] };
const IT: PhoneCountry = { code: '39', trunk: null, lengths: [6, 7, 8, 9, 10, 11] };
const DE: PhoneCountry = { code: '49', trunk: '0', lengths: [5, 6, 7, 8, 9, 10, 11] };
const US: PhoneCountry = { code: '1', trunk: '1', lengths: [10], trunkOptional: true };
const RU: PhoneCountry = { code: '7', trunk: '8', lengths: [10] };
const six = [FR, GB, IT, DE, US, RU];
const anywhere = phone({ countries: six });
const homes = new Map(six.map((country) => [country, phone({ countries: six, national: country.code }).apply]));
const at = (country: PhoneCountry): ((text: string) => string | undefined) =>
  homes.get(country) ?? (() => expect.unreachable());

describe('accepted', () => {
  test.each([
    ['+33612345678', '+33612345678'],
    ['+33 6 12 34 56 78', '+33612345678'],
    ['0033 6.12.34.56.78', '+33612345678'],
    ['(+33) 6-12-34-56-78', '+33612345678'],
    ['+33\u00a06\u202f12\u200934\u2010 56\u201178', '+33612345678'],
    ['0 0 3 3 612345678', '+33612345678'],
    ['+44 20 7946 0958', '+442079460958'],
    ['+39 06 698 12345', '+390669812345'], // the zero belongs to the number
    ['+49 30 123456', '+4930123456'],
    ['+49 01234', '+4901234'], // with four digits there is no number: the zero is no trunk prefix
    ['+1 (212) 555-0123', '+12125550123'],
    ['+7 800 555 35 35', '+78005553535'], // begins like the trunk prefix, and is none
  ])('%j is %s', (text, form) => {
    expect(anywhere.apply(text)).toBe(form);
  });
  test.each([
    ['06 12 34 56 78', FR, '+33612345678'],
    ['(06) 12/34.56.78', FR, '+33612345678'],
    ['020 7946 0958', GB, '+442079460958'],
    ['06 698 12345', IT, '+390669812345'],
    ['333 1234567', IT, '+393331234567'],
    ['030 123456', DE, '+4930123456'],
    ['(212) 555-0123', US, '+12125550123'],
    ['1 212 555 0123', US, '+12125550123'],
    ['8 (916) 123-45-67', RU, '+79161234567'],
    ['8 800 555 35 35', RU, '+78005553535'],
  ])('%j at home is %s', (text, country, form) => {
    expect(at(country)(text)).toBe(form);
    expect(anywhere.apply(text)).toBeUndefined(); // nobody said where it is at home
  });
});

describe('refused', () => {
  test.each([
    ...[
      '+33 (0)6 12 34 56 78',
      '+33 ( 0 ) 612345678',
      '(0)612345678',
      '+44(0)2079460958',
      '+39 (0)6 69812345',
      '+49 ( 0 ) 1234',
      '+49 (\u202f0)1234',
    ],
    ...['+33 06 12 34 56 78', '+49 030 123456', '+44 020 7946 0958', '+7 8 916 123 45 67', '+1 1 212 555 0123'],
    ...['+32 470 12 34 56', '+3', '+33', '+0033612345678', '+999612345678'], // not declared
    ...['+33 6 12 34 56 7', '+33 6 12 34 56 78 9', '+1 212 555 012', '+1234567890123456'],
    ...['', ' ', '+', '++33612345678', '33+612345678', '+33612345678 ext 9', '+33612345678#', 'tel:+33612345678'],
    ...['+33\t612345678', '+33\n612345678', '+٣٣612345678', '+３３612345678', '+33612345678\u200b', '+33 6x12345678'],
    ...['612345678', '33612345678', '+33,612345678', '+33_612345678', '＋33612345678'],
  ])('%j is refused', (text) => {
    expect(anywhere.apply(text)).toBeUndefined();
  });
  test.each([
    ['612345678', FR], // without the trunk prefix
    ['0612345678', RU],
    ['00612345678', FR], // abroad, to a code that is not declared
    ['0012', US],
    ['2125550123', GB],
    ['81161234567', FR],
    ['+612345678', FR],
    ['0 0612345678', FR],
  ])('%j at home is refused', (text, country) => {
    expect(at(country)(text)).toBeUndefined();
  });
  test('the transform says so without the number', () => {
    const key = SecretKey.from(roots[0] as Uint8Array);
    const made = pseudonym({ key, domain: 'calls', form: anywhere });
    const error = { code: 'ERR_INPUT', message: 'pseudonym: value does not fit the form phone' };
    expect(() => made('+33 (0)6 12 34 56 78')).toThrow(expect.objectContaining(error));
    expect(pseudonym({ key, domain: 'crm', form: anywhere })('+33 6 12 34 56 78')).toBe('zlHCE2HrVrOgw2U2DWJq_A');
  });
});

test('a number has 4 to 15 digits as it is dialled, whatever the rules', () => {
  const short = phone({ countries: [{ code: '39', trunk: null, lengths: [3, 4] }], national: '39' });
  expect(['123', '1234', '+39123', '+391234'].map(short.apply)).toStrictEqual([
    undefined,
    '+391234',
    '+39123',
    '+391234',
  ]);
  const long = phone({ countries: [{ code: '7', trunk: '88', lengths: [13, 14] }], national: '7' });
  const digits = '12345678901234';
  expect([`88${digits.slice(1)}`, `88${digits}`, `+7${digits}`, `+7${digits}5`].map(long.apply)).toStrictEqual([
    `+7${digits.slice(1)}`,
    undefined,
    `+7${digits}`,
    undefined,
  ]);
});
test('the rules in use are a part of the identity of the form', () => {
  const { name, version, parameters } = phone({ countries: [FR, US], national: '1' });
  expect({ name, version, parameters }).toStrictEqual({
    name: 'phone',
    version: 1,
    parameters: { countries: [{ ...FR, trunkOptional: false }, US], national: '1' },
  });
  expect(anywhere.parameters).not.toHaveProperty('national');
});

const country = (wrong: object, rule: string): Refusal => [
  phone,
  { countries: [{ ...FR, ...wrong }] },
  `phone: countries ${rule}`,
  'countries',
];
refusesParameters([
  ...[undefined, null, [], FR, 'FR'].map(
    (countries): Refusal => [
      phone,
      { countries },
      'phone: countries must be a list of at least one country',
      'countries',
    ],
  ),
  ...[null, 'FR', []].map(
    (wrong): Refusal => [phone, { countries: [wrong] }, 'phone: countries must be an object', 'countries'],
  ),
  [
    phone,
    { countries: [{ ...FR, name: 'France' }] },
    'phone: name is unknown, known are code, trunk, lengths, trunkOptional',
    'name',
  ],
  ...['', '+33', '033', '3333', 33, null, ['33'], 'x', '٣٣', '33 '].map((code) =>
    country({ code }, 'must have calling codes of 1 to 3 digits'),
  ),
  ...['', '+', '0000', 0, undefined, ['0'], 'x'].map((trunk) =>
    country({ trunk }, 'must have trunk prefixes of 1 to 3 digits, or null'),
  ),
  ...[undefined, [], [2], [14], [9, 0.5], ['9'], 9, [Number.NaN]].map((lengths) =>
    country({ lengths }, 'must have lengths, each from 3 to what E.164 leaves'),
  ),
  ...[null, 'yes', 0].map((trunkOptional) => country({ trunkOptional }, 'must have trunkOptional true or false')),
  [
    phone,
    { countries: [FR, { ...FR, lengths: [8] }] },
    'phone: countries must have one rule per calling code',
    'countries',
  ],
  // Bahamas: a number of +1 as well
  [
    phone,
    { countries: [{ ...US, code: '1242', lengths: [7] }] },
    'phone: countries must have calling codes of 1 to 3 digits',
    'countries',
  ],
  [
    phone,
    { countries: [US, { ...US, code: '124' }] },
    'phone: countries must have one rule per calling code',
    'countries',
  ],
  ...['44', 33, '', null, FR].map(
    (national): Refusal => [
      phone,
      { countries: [FR], national },
      'phone: national must be the calling code of one of the countries',
      'national',
    ],
  ),
]);
test('the rules cannot be changed behind the form, neither those given nor those it tells', () => {
  const lengths = [9];
  const form = phone({ countries: [{ code: '33', trunk: '0', lengths }], national: '33' });
  const told = form.parameters as { countries: { code: string; lengths: number[] }[]; national: string };
  lengths.push(8);
  const [rule] = told.countries;
  expect([told, told.countries, rule, rule?.lengths].every(Object.isFrozen)).toBe(true);
  expect(rule?.lengths).toEqual([9]);
  expect([form.apply('06 12 34 56 78'), form.apply('06 12 34 56 7')]).toEqual(['+33612345678', undefined]);
});
test('the position of a wrong country is told', () => {
  const details = { parameter: 'countries', position: 1 };
  expect(() => phone({ countries: [FR, { ...GB, lengths: [] }] })).toThrow(expect.objectContaining({ details }));
});

// Numbers of random digits, in six spellings that reach one telephone.
const digit = fc.integer({ min: 0, max: 9 });
const number = fc
  .tuple(fc.constantFrom(...six), fc.nat(), fc.array(digit, { minLength: 11, maxLength: 11 }))
  .map(([rule, pick, digits]) => {
    const length = rule.lengths[pick % rule.lengths.length] as number;
    return { rule, digits: digits.slice(0, length).join('') };
  });
const separators = fc.array(fc.constantFrom('', '', ' ', '.', '-', '/', '\u00a0', '\u202f', '\u2011'), {
  minLength: 12,
  maxLength: 12,
});
/** A number that begins like a trunk prefix, before as many digits as another number has, is no number. */
const isDialled = ({ trunk, lengths }: PhoneCountry, digits: string): boolean =>
  !(trunk !== null && digits.startsWith(trunk) && lengths.includes(digits.length - trunk.length));
law(
  'privacy: all spellings of a number have one form, which is its own form',
  [number, separators],
  ({ rule, digits }, by) => {
    const apart = Array.from(digits, (one, place) => one + by[place]).join('');
    const { code, trunk, trunkOptional } = rule;
    const abroad = [`+${code}${digits}`, `+${code} ${apart}`, `00${code}-${apart}`, `(+${code})${digits}`];
    const home = [`${trunk ?? ''}${digits}`, `${trunk ?? ''} ${apart}`, ...(trunkOptional ? [digits, apart] : [])];
    const whole = `+${code}${digits}`;
    const forms = new Set(abroad.map(anywhere.apply));
    expect([...forms]).toStrictEqual([isDialled(rule, digits) ? whole : undefined]);
    // at home two zeros are the way abroad, whatever stands behind them
    const reached = home.filter((text) => !/^\D*0\D*0/.test(text));
    const found = new Set(reached.map(at(rule)));
    if (isDialled(rule, digits)) expect([...found].every((form) => form === whole)).toBe(true);
    if (isDialled(rule, digits) && reached.length > 0) expect(found.size).toBe(1);
  },
);
const starts = fc.constantFrom(
  '',
  '0',
  '00',
  '8',
  '1',
  '+',
  '+33',
  '0033',
  '+330',
  '+49',
  '+490',
  '0049 ',
  '+39',
  '+7',
  '+78',
  '+1',
  '(0)',
);
const rest = fc.array(fc.constantFrom(...'0123456789', '0', '8', ' ', '-'), { minLength: 5, maxLength: 13 });
law(
  'privacy: any text has at most one form, whoever is at home, and a form is its own',
  [starts, rest, fc.constantFrom(...six)],
  (start, digits, rule) => {
    const form = at(rule)(start + digits.join(''));
    fc.pre(form !== undefined);
    expect(form).toMatch(/^\+[1-9]\d{3,14}$/);
    expect([at(rule)(form ?? ''), anywhere.apply(form ?? ''), at(FR)(form ?? '')]).toStrictEqual([form, form, form]);
  },
);
