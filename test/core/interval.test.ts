import { expect, test } from 'vitest';
import { intervalLabel, parseInterval } from '../../src/core/interval.ts';

test.each([
  [30, 40, '[30, 40)'],
  [-0, 1e-7, '[0, 1e-7)'],
  [-Infinity, -2.5, '(-∞, -2.5)'],
  [9n, 10n ** 20n, '[9, 100000000000000000000)'],
  [90, Infinity, '[90, ∞)'],
])('the interval from %s to %s is written %s', (from, to, label) => {
  expect(intervalLabel(from, to)).toBe(label);
});
test.each([
  ['[30, 40)', 30, 40],
  ['[-5, 5)', -5, 5],
  ['[0, 1e-7)', 0, 1e-7],
  ['(-∞, -2.5)', -Infinity, -2.5],
  ['[90, ∞)', 90, Infinity],
  ['[0, 9007199254740992)', 0, 2 ** 53],
])('%s is read', (label, from, to) => {
  expect(parseInterval(label)).toStrictEqual({ from, to });
});
test.each([
  ...['*', '', '[', '[30, 40]', '(30, 40)', '[30,40)', '[30, 40) ', ' [30, 40)', '[30, 40)\n', '[30, 40, 50)'],
  ...['[40, 30)', '[30, 30)', '(-∞, ∞)', '[-∞, 3)', '(3, ∞)', '[∞, 3)', '[-Infinity, 3)', '[3, Infinity)', '[NaN, 3)'],
  ...[
    '[-0, 3)',
    '[0x1, 3)',
    '[1.0, 3)',
    '[+1, 3)',
    '[, 3)',
    '[1, )',
    '[0, 1e3)',
    '[0, 9007199254740994)',
    '[0, 1e+21)',
  ],
  ...['[-9007199254740994, 0)', '[9007199254740992, 9007199254740993)', '[1n, 2n)', '1987-03', '30, 40'],
  ...[null, undefined, 5, {}, ['[1, 2)'], Symbol('[1, 2)'), Object.create(null)],
])('%o is refused, not quoted', (label) => {
  const error = { code: 'ERR_INPUT', message: 'parseInterval: value is not the label of an interval' };
  expect(() => parseInterval(label as string)).toThrow(expect.objectContaining(error));
});
test('a long text takes no long time', () => {
  for (const text of [`[${', '.repeat(1e6)})`, `[${'9'.repeat(1e6)}, ∞)`]) expect(() => parseInterval(text)).toThrow();
});
