import fc from 'fast-check';
import { expect } from 'vitest';
import { postcodeRegion } from '../../src/generalisation/postcode-region.ts';
import { law } from '../law.ts';

const letters = [...'ABCDEFGHJKLMNOPQRSTUVWXYZ'];
const letter = fc.constantFrom(...letters);
const digit = fc.integer({ min: 0, max: 9 }).map(String);
const join = (parts: readonly string[]): string => parts.join('');
const word = (...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> => fc.tuple(...parts).map(join);
const outward = fc.oneof(
  word(letter, digit),
  word(letter, digit, digit),
  word(letter, letter, digit),
  word(letter, letter, digit, digit),
  word(letter, digit, letter),
  word(letter, letter, digit, letter),
);
const inward = word(digit, letter, letter);
const space = fc.constantFrom('', ' ');
const two = word(digit, digit);
const three = word(digit, digit, digit);
const department = fc.oneof(two, word(fc.constantFrom('97', '98'), digit), fc.constantFrom('2A', '2B'));
const sparse = fc.array(three, { maxLength: 3 });

law('privacy: the inward code leaves no trace', [outward, inward, inward, space], (out, a, b, gap) => {
  const region = postcodeRegion({ country: 'GB' });
  expect(region(`${out} ${a}`)).toBe(region(`${out}${gap}${b}`));
});
law('privacy: the digits after the region leave no trace', [department, three, three], (region, a, b) => {
  const of = postcodeRegion({ country: 'FR' });
  fc.pre(!['97', '98'].includes(region));
  const length = 5 - region.length;
  expect(of(region + a.slice(0, length))).toBe(of(region + b.slice(0, length)));
});
law('privacy: a sparse region cannot be told from another', [sparse, two], (list, rest) => {
  const of = postcodeRegion({ country: 'US', sparse: list });
  expect(list.map((region) => of(region + rest))).toEqual(list.map(() => '000'));
});
law('privacy: never is claimed only where no postcode stands alone', [three, two, sparse], (region, rest, list) => {
  const of = postcodeRegion({ country: 'US', sparse: list });
  const last = rest.endsWith('0') ? '1' : '0';
  expect(of(`${region}${rest[0]}${last}`)).toBe(of(region + rest));
});
law('utility: the region is the beginning of the postcode', [outward, inward, space], (out, inner, gap) => {
  expect(postcodeRegion({ country: 'GB' })(out + gap + inner)).toBe(out);
});
law('utility: only sparse regions are merged', [three, two, sparse], (region, rest, list) => {
  const expected = list.includes(region) ? '000' : region;
  expect(postcodeRegion({ country: 'US', sparse: list })(region + rest)).toBe(expected);
});
