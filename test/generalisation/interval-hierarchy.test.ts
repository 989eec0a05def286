import { expect, test } from 'vitest';
import { bin, intervalHierarchy } from '../../src/generalisation/index.ts';

const ages = intervalHierarchy({ low: 0, high: 120, widths: [5, 10, 20, 40] });

test('the levels are the number, wider and wider intervals, and the top', () => {
  expect([ages.levels, ages.leaves]).toStrictEqual([6, 120]);
  const labels = ['34', '[30, 35)', '[30, 40)', '[20, 40)', '[0, 40)', '*'];
  expect(labels.map((_, level) => ages.at(level)(34))).toStrictEqual(labels);
  expect(ages.labels(4)).toStrictEqual(['[0, 40)', '[40, 80)', '[80, 120)']);
  expect(ages.share(1, 0)).toBe(5 / 120);
});
test('low and high need not be edges: a share counts the leaves there are', () => {
  const made = intervalHierarchy({ low: 17, high: 42, widths: [20] });
  expect(made.labels(1)).toStrictEqual(['[0, 20)', '[20, 40)', '[40, 60)']);
  expect([0, 1, 2].map((code) => made.share(1, code) * 25)).toStrictEqual([3, 20, 2]);
  expect(made.at(1).facts.reversible).toBe('never');
  expect(intervalHierarchy({ low: 19, high: 40, widths: [20] }).at(1).facts.reversible).toBe('partly');
});
test('grain and origin are decimals', () => {
  const made = intervalHierarchy({ low: -0.1, high: 0.35, widths: [0.2], origin: 0.1, grain: 0.1 });
  expect(made.labels(0)).toStrictEqual(['-0.1', '0', '0.1', '0.2', '0.3']);
  expect(made.labels(1)).toStrictEqual(['[-0.1, 0.1)', '[0.1, 0.3)', '[0.3, 0.5)']);
  expect([-0.1, 0, -0, 0.3, 0.30000000000000004, 0.4, -0.2, 0.05].map(made.leafOf)).toStrictEqual([
    0, 1, 1, 4, -1, -1, -1, -1,
  ]);
  for (const low of [0, -0]) expect(intervalHierarchy({ low, high: 3, widths: [] }).leafOf(-0)).toBe(0);
});
test('no widths: the number, then the top', () => {
  const made = intervalHierarchy({ low: 0, high: 3, widths: [] });
  expect([made.levels, made.leaves, made.at(1)(2)]).toStrictEqual([2, 3, '*']);
});
test('the facts are those of the leaves', () => {
  const parameters = { low: 0, high: 4, widths: [1, 2], origin: 0, grain: 1, onUnknown: 'error' };
  const made = intervalHierarchy({ low: 0, high: 4, widths: [1, 2] });
  const claims = [0, 1, 2, 3].map((level) => {
    const { technique, reversible, linkable } = made.at(level).facts;
    return [technique, reversible, linkable];
  });
  expect(claims).toStrictEqual([
    ['identity', 'always', true],
    ['generalisation', 'always', true], // [2, 3) says no less than 2
    ['generalisation', 'never', false],
    ['generalisation', 'never', false],
  ]);
  expect(made.at(2).facts).toMatchObject({ name: 'intervalHierarchy', parameters: { ...parameters, level: 2 } });
  expect(made.toJSON()).toStrictEqual({ intervalHierarchy: parameters });
});
test('what is no leaf is an error, or the top, and another type is always an error', () => {
  const error = { code: 'ERR_INPUT', message: 'intervalHierarchy: value is not a leaf' };
  const lenient = intervalHierarchy({ low: 0, high: 120, widths: [10], onUnknown: 'top' });
  for (const value of [-1, 120, 34.5, 1e300]) {
    for (const level of [0, 1, 5]) expect(() => ages.at(level)(value)).toThrow(expect.objectContaining(error));
    for (const level of [0, 1, 2]) expect(lenient.at(level)(value)).toBe('*');
  }
  for (const value of [null, undefined, Number.NaN, Infinity, '34', 34n, {}]) {
    const typed = { code: 'ERR_INPUT', message: 'intervalHierarchy: value is not a number', details: {} };
    for (const made of [ages, lenient]) {
      expect(() => made.at(1)(value as never)).toThrow(expect.objectContaining(typed));
    }
  }
});
test('a million leaves are no trouble', () => {
  const made = intervalHierarchy({ low: 0, high: 1_000_000, widths: [1000] });
  expect([made.at(1)(999_999), made.share(1, 999)]).toStrictEqual(['[999000, 1000000)', 0.001]);
  expect(bin({ width: 1000 })(999_999)).toBe('[999000, 1000000)');
});
test.each([
  [{ widths: [5, 12] }, { parameter: 'widths', position: 1, level: 2 }],
  [{ widths: [5, 5] }, { parameter: 'widths', position: 1, level: 2 }],
  [{ widths: [10, 5] }, { parameter: 'widths', position: 1, level: 2 }],
  [{ widths: [0, 5] }, { parameter: 'widths', position: 0, level: 1 }],
  [{ widths: [-5] }, { parameter: 'widths', position: 0, level: 1 }],
  [{ widths: [1 / 3] }, { parameter: 'widths' }],
  [{ widths: [5, '10'] }, { parameter: 'widths' }],
  [{ widths: [5n] }, { parameter: 'widths' }],
  [{ widths: 5 }, { parameter: 'widths' }],
  [{ widths: undefined }, { parameter: 'widths' }],
  [{ low: 10, high: 0, grain: -1 }, { parameter: 'grain' }],
  [
    { low: 1e14, high: 1e14 + 5, widths: [0.1] },
    { parameter: 'widths', level: 1 },
  ],
  [
    { low: 999_999_999_999_000, high: 999_999_999_999_990, widths: [1, 100] },
    { parameter: 'widths', level: 2 },
  ],
  [{ onUnknown: 'ignore' }, { parameter: 'onUnknown' }],
] as const)('%o is refused', (wrong, details) => {
  const error = { code: 'ERR_PARAMETER', details, message: expect.stringMatching(/^intervalHierarchy: /) };
  const parameters = { low: 0, high: 10, widths: [5], ...wrong };
  expect(() => intervalHierarchy(parameters as never)).toThrow(expect.objectContaining(error));
});
