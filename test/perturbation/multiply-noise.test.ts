import { expect, test } from 'vitest';
import { multiplyNoise } from '../../src/perturbation/index.ts';
import { unsafeSeededRandom } from '../../src/testing/index.ts';
import { scripted, wordsOf } from './scripted.ts';

test('factors are drawn from the system source unless another is given', () => {
  const results = new Set(Array.from({ length: 50 }, () => multiplyNoise({ scale: 0.1 })(100)));
  expect(results.size).toBeGreaterThan(45);
});
test.each([
  ['uniform', 0, 0, 0.9],
  ['uniform', 0, 1, 1.1],
  ['uniform', 0.5, 1, 1.2],
  ['uniform', 1 - 2 ** -53, 1, 1.3],
  ['uniform', 1 - 2 ** -53, 0, 0.7],
  ['ramp', 0, 1, 1.1],
  ['ramp', 0.75, 1, 1.2],
  ['ramp', 0.75, 0, 0.8],
  ['ramp', 1 - 2 ** -53, 1, 1.3],
] as const)('%s, share %s, word %i: the factor is %s', (shape, u, word, factor) => {
  const random = scripted([...wordsOf(u), word]);
  expect(multiplyNoise({ between: [0.1, 0.3], shape, random })(1000)).toBeCloseTo(1000 * factor, 4);
});
test('the facts say all that changes the output', () => {
  expect(multiplyNoise({ scale: 0.1 }).facts).toStrictEqual({
    name: 'multiplyNoise',
    technique: 'perturbation',
    reversible: 'partly',
    linkable: false,
    deterministic: false,
    parameters: { scale: 0.1 },
  });
  const random = unsafeSeededRandom(1);
  const parameters = { between: [0.1, 0.2], shape: 'uniform', source: 'seeded' };
  expect(multiplyNoise({ between: [0.1, 0.2], random }).facts.parameters).toStrictEqual(parameters);
  expect(multiplyNoise({ between: [0.1, 0.2], shape: 'ramp' }).facts.parameters).toStrictEqual({
    between: [0.1, 0.2],
    shape: 'ramp',
  });
});
test.each([Number.NaN, Infinity, -Infinity, '7', null, undefined, 7n, true, [1]])(
  'value %o is no number, refused, not quoted',
  (value) => {
    const error = { code: 'ERR_INPUT', message: 'multiplyNoise: value is not a number', details: {} };
    expect(() => multiplyNoise({ scale: 1 })(value as never)).toThrow(expect.objectContaining(error));
  },
);
test.each([1.1e200, -1.1e200, 9e-201, -5e-324])('the number %s is refused, not quoted', (value) => {
  const message = 'multiplyNoise: value is neither 0 nor from 1e-200 to 1e200 in size';
  expect(() => multiplyNoise({ scale: 1 })(value)).toThrow(
    expect.objectContaining({ code: 'ERR_INPUT', message, details: {} }),
  );
});
