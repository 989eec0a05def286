import fc from 'fast-check';
import { expect } from 'vitest';
import { prefixHierarchy } from '../../src/generalisation/index.ts';
import { law } from '../law.ts';

const code = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0129 AZaz~*'), minLength: length, maxLength: length });
const lengths = fc.integer({ min: 1, max: 6 });
const texts = fc.array(code(4), { minLength: 1, maxLength: 6 });
const pick = fc.nat();
const made = [1, 2, 3, 4, 5, 6].map((length) => prefixHierarchy({ length }));
const hierarchyOf = (length: number) => made[length - 1] as (typeof made)[number];

law('privacy: texts of one beginning cannot be told apart', [lengths, code(6), code(6), pick], (length, a, b, l) => {
  const level = l % (length + 1);
  const start = a.slice(0, length - level);
  const at = hierarchyOf(length).at(level);
  expect(at(start + b.slice(0, level))).toBe(at(a.slice(0, length)));
});
law('privacy: never, since another ending gives the same label', [code(6), pick], (text, l) => {
  const at = hierarchyOf(6).at(1 + (l % 6));
  expect(at.facts.reversible).toBe('never');
  const other = text.slice(0, 5) + (text.endsWith('0') ? '1' : '0');
  expect(at(other)).toBe(at(text));
});
law('privacy: the label holds nothing of the end that is removed', [code(6), pick], (text, l) => {
  const level = l % 7;
  expect(
    hierarchyOf(6)
      .at(level)(text)
      .slice(6 - level),
  ).toBe('*'.repeat(level));
});
law('privacy: what is equal at one level is equal at the next', [code(4), code(4)], (a, b) => {
  const equal = [0, 1, 2, 3, 4].map((level) => {
    const at = hierarchyOf(4).at(level);
    return at(a) === at(b);
  });
  expect(equal.toSorted()).toStrictEqual(equal); // false … true
  expect(equal.at(-1)).toBe(true);
});
law('utility: the label shows the beginning and the length', [lengths, code(6), pick], (length, text, l) => {
  const level = l % (length + 1);
  const label = hierarchyOf(length).at(level)(text.slice(0, length));
  expect([label.length, label.slice(0, length - level)]).toStrictEqual([length, text.slice(0, length - level)]);
});
law('shape: a label is its own label', [code(6), pick], (text, l) => {
  const at = hierarchyOf(6).at(l % 7);
  expect(at(at(text))).toBe(at(text));
});
law('shape: the leaves of values say what the transforms say', [texts, pick], (values, l) => {
  const leaves = hierarchyOf(4).over(values);
  const level = l % 5;
  const [codes, labels] = [leaves.codes(level), leaves.labels(level)];
  expect(leaves.leaves).toBe(new Set(values).size);
  expect(values.map((x) => labels[codes[leaves.leafOf(x)] as number])).toStrictEqual(values.map(leaves.at(level)));
});
