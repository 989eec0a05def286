import { expect, test } from 'vitest';
import { postcodeRegion } from '../../src/generalisation/postcode-region.ts';
import { refuses } from './refused.ts';

const sparse = ['036', '059'];

test.each([
  ['GB', 'SW1A 1AA', 'SW1A'],
  ['GB', 'SW1A1AA', 'SW1A'],
  ['GB', 'M1 1AE', 'M1'],
  ['GB', 'M11AE', 'M1'],
  ['GB', 'M60 1NW', 'M60'],
  ['GB', 'M601NW', 'M60'],
  ['GB', 'CR2 6XH', 'CR2'],
  ['GB', 'DN55 1PT', 'DN55'],
  ['GB', 'W1A 0AX', 'W1A'],
  ['FR', '75011', '75'],
  ['FR', '01000', '01'],
  ['FR', '97411', '974'],
  ['FR', '98800', '988'],
  ['FR', '2A004', '2A'],
  ['FR', '2B033', '2B'],
  ['FR', '20090', '20'],
  ['US', '10001', '100'],
  ['US', '10001-1234', '100'],
  ['US', '03601', '000'],
  ['US', '05901-0001', '000'],
] as const)('%s: %s lies in %s', (country, value, region) => {
  const of = country === 'US' ? postcodeRegion({ country, sparse }) : postcodeRegion({ country });
  expect(of(value)).toBe(region);
});
test('the list of sparse regions may be empty, and is not kept by reference', () => {
  const list = ['100'];
  const of = postcodeRegion({ country: 'US', sparse: list });
  list.pop();
  expect([of('10001'), postcodeRegion({ country: 'US', sparse: [] })('10001')]).toEqual(['000', '100']);
});
test.each([
  ...['', 'SW1A', 'SW1A  1AA', 'sw1a 1aa', ' SW1A 1AA', 'SW1A 1AA ', 'SW1A 1A', 'SW1AA 1AA', '75011', 'GIR 0AA'],
  ...[null, undefined, 75011, Number.NaN, true, {}, ['SW1A 1AA']],
])('case %# is not a postcode of GB', (value) => {
  refuses(() => postcodeRegion({ country: 'GB' })(value as never), 'ERR_INPUT', 'postcodeRegion');
});
test.each(['', '7501', '750111', '75 011', 'F-75011', '2C004', '7501A', '97A11', '2A04', 75011, '75011\n', '9741\n'])(
  'case %# is not a postcode of FR',
  (value) => {
    refuses(() => postcodeRegion({ country: 'FR' })(value as never), 'ERR_INPUT', 'postcodeRegion');
  },
);
test.each(['', '1000', '100011', '10001-', '10001-123', '10001-12345', '100011234', 10001])(
  'case %# is not a ZIP code',
  (value) => {
    refuses(() => postcodeRegion({ country: 'US', sparse })(value as never), 'ERR_INPUT', 'postcodeRegion');
  },
);
test('the facts say what changes the output', () => {
  const facts = { name: 'postcodeRegion', technique: 'generalisation', reversible: 'never', deterministic: true };
  for (const country of ['GB', 'FR'] as const) {
    const linkable = country === 'GB'; // some 3,000 regions, about a hundred
    expect(postcodeRegion({ country }).facts).toStrictEqual({ ...facts, linkable, parameters: { country } });
  }
  const parameters = { country: 'US', sparse };
  expect(postcodeRegion({ country: 'US', sparse }).facts).toStrictEqual({ ...facts, linkable: true, parameters });
});
