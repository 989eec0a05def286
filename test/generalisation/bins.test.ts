import { expect, test } from 'vitest';
import { bins } from '../../src/generalisation/index.ts';
import { expectKernel, expectWholeKernel, NO_NUMBERS } from './by-kernel.ts';

test.each([
  [-1e300, '(-∞, 0)'],
  [-5e-324, '(-∞, 0)'],
  [-0, '[0, 18)'],
  [17.999, '[0, 18)'],
  [18, '[18, 65.5)'],
  [65.5, '[65.5, ∞)'],
  [Number.MAX_VALUE, '[65.5, ∞)'],
])('%s lies between its edges in %s', (value, label) => {
  expect(bins({ edges: [-0, 18, 65.5] })(value)).toBe(label);
});
test('one edge parts two tails', () => {
  const band = bins({ edges: [1e21] });
  expect([band(0), band(1e21)]).toStrictEqual(['(-∞, 1e+21)', '[1e+21, ∞)']);
});
test('bigints of any size lie between bigint edges', () => {
  const band = bins({ edges: [-(10n ** 30n), 0n, 10n ** 30n] });
  const labels = [-(10n ** 31n), -(10n ** 30n), -1n, 0n, 10n ** 30n - 1n, 10n ** 30n].map((x) => band(x));
  const e30 = `1${'0'.repeat(30)}`;
  const [low, middle] = [`[-${e30}, 0)`, `[0, ${e30})`];
  expect(labels).toStrictEqual([`(-∞, -${e30})`, low, low, middle, middle, `[${e30}, ∞)`]);
});
test('edges that the caller changes later are not ours', () => {
  const edges = [1, 2];
  const band = bins({ edges });
  edges[0] = 100;
  expect(band(1)).toBe('[1, 2)');
});
test('the facts say all that changes the output', () => {
  expect(bins({ edges: [0, 18], grain: 3 }).facts).toStrictEqual({
    name: 'bins',
    technique: 'generalisation',
    reversible: 'never',
    linkable: false,
    deterministic: true,
    parameters: { edges: [0, 18], grain: 3 },
  });
  expect(bins({ edges: [1n, 2n] }).facts.parameters).toStrictEqual({ edges: ['1', '2'], grain: 1 });
});
test.each([
  [[5], 1, 'never'], // both intervals are open
  [[5, 7], 1, 'never'],
  [[5, 6.9], 1, 'partly'],
  [[5, 7, 8], 1, 'partly'],
  [[0.1, 0.3], 0.1, 'never'], // 0.3 - 0.1 is less than 0.2 in doubles
  [[0.1, 0.3], 0.11, 'partly'],
  [[1 / 3, 7 / 3], 1, 'partly'], // 2 in doubles, but they need not be what was meant
  [[1 / 3, 2.4], 1, 'never'],
  [[2 ** 60, 2 ** 60 + 256], 1, 'partly'], // the next double
  [[-(2 ** 60) - 512, -(2 ** 60)], 1, 'partly'], // two doubles, on the safe side
  [[2 ** 60, 2 ** 60 + 2048], 1, 'never'],
  [[-(2 ** 60) - 2048, -(2 ** 60)], 1, 'never'],
  [[5n, 7n], 1, 'never'],
  [[5n, 6n], 1, 'partly'],
  [[5n, 7n], 2, 'partly'],
  [[Number.MAX_VALUE], 1, 'partly'], // the last double alone
  [[-Number.MAX_VALUE], 1, 'partly'],
  [[0], 1e308, 'partly'],
  [[2 ** 1023], 1, 'never'],
] as const)('edges %s over values %s apart are reversible: %s', (edges, grain, reversible) => {
  expect(bins({ edges: edges as readonly number[], grain }).facts).toMatchObject({
    reversible,
    linkable: reversible !== 'never',
  });
});
test.each([
  [{ edges: [1, 1] }, 1],
  [{ edges: [0, -0] }, 1],
  [{ edges: [1, 3, 2] }, 2],
  [{ edges: [Number.NaN] }, 0],
  [{ edges: [1, Infinity] }, 1],
  [{ edges: [-Infinity, 1] }, 0],
  [{ edges: [1, 2n] }, 1],
  [{ edges: [1n, 2] }, 1],
  [{ edges: ['1'] }, 0],
  [{ edges: [1, null] }, 1],
  [{ edges: new Array(2) }, 0],
] as const)('%o is refused with the position %s', (parameters, position) => {
  const error = { code: 'ERR_PARAMETER', details: { parameter: 'edges', position } };
  expect(() => bins(parameters as never)).toThrow(expect.objectContaining(error));
});
test.each([...NO_NUMBERS, 7n, new Date(0)])('value %s is refused, not quoted', (value) => {
  const message = 'bins: value is not a finite number of the type of the edges';
  const error = { code: 'ERR_INPUT', message, details: {} };
  expect(() => bins({ edges: [1, 5] })(value as never)).toThrow(expect.objectContaining(error));
});
test('the kernel does what the transform does, errors included', () => {
  expectKernel(bins({ edges: [1, 5] }), [3, -0, 1e300, 7n, ...NO_NUMBERS]);
  expectKernel(bins({ edges: [1n, 5n] }), [3n, 7n, 7, null]);
  expectWholeKernel(bins({ edges: [1, 5] }), [0, 1, 4, 5]);
});
