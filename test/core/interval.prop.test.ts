import fc from 'fast-check';
import { expect } from 'vitest';
import { intervalLabel, parseInterval } from '../../src/core/interval.ts';
import type { PrivacyErrorOf } from '../../src/errors.ts';
import { law } from '../law.ts';

const finite = fc.double({ min: -(2 ** 53), max: 2 ** 53, noNaN: true });
const edge = fc.oneof(finite, fc.integer(), fc.constantFrom(0, 5e-324, -5e-324, 2 ** 53, -(2 ** 53), 0.1, 1e-7, 1e21));
const piece = fc.constantFrom(
  '[',
  '(',
  ')',
  ', ',
  ',',
  ' ',
  '∞',
  '-∞',
  '-',
  '0',
  '1',
  '7.5',
  'e',
  '+',
  '.',
  'Infinity',
);
const scrap = fc.array(piece, { maxLength: 8 }).map((parts) => parts.join(''));
const ends = (a: number, b: number): [number, number] => (a < b ? [a, b] : [b, a]);
const read = (label: string): unknown => {
  try {
    return parseInterval(label);
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

law('utility: reading inverts writing, up to 2^53', [edge, edge], (a, b) => {
  const [from, to] = ends(a, b);
  fc.pre(from < to);
  const readable = Math.max(-from, to) <= 2 ** 53;
  expect(read(intervalLabel(from, to))).toStrictEqual(readable ? { from: from + 0, to: to + 0 } : 'ERR_INPUT');
});
law('utility: open ends are read as infinite', [edge], (a) => {
  fc.pre(Math.abs(a) <= 2 ** 53);
  expect(read(intervalLabel(-Infinity, a))).toStrictEqual({ from: -Infinity, to: a + 0 });
  expect(read(intervalLabel(a, Infinity))).toStrictEqual({ from: a + 0, to: Infinity });
});
law('shape: what is read is written again character by character, all else is refused', [scrap], (text) => {
  const found = read(text);
  if (found !== 'ERR_INPUT') {
    const { from, to } = found as { from: number; to: number };
    expect(intervalLabel(from, to)).toBe(text);
    expect(from).toBeLessThan(to);
  }
});
law('privacy: a failure holds nothing of the text', [fc.oneof(scrap, fc.string())], (text) => {
  try {
    parseInterval(text);
  } catch (error) {
    const { code, message, details } = error as PrivacyErrorOf<'ERR_INPUT'>;
    const rule = 'parseInterval: value is not the label of an interval';
    expect({ code, message, details }).toStrictEqual({ code: 'ERR_INPUT', message: rule, details: {} });
  }
});
