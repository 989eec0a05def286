import { expect, test } from 'vitest';
import { wilson } from '../../src/audit/wilson.ts';

// by Python's statistics.NormalDist and the formula of Wilson 1927
test.each([
  [10, 100, 0.95, 0.05522913706067509, 0.17436566150491342],
  [1, 1_000, 0.95, 0.00017654637062607809, 0.005642558597957934],
  [0, 10, 0.95, 0, 0.27753279986288915],
  [10, 10, 0.95, 0.7224672001371107, 1],
  [500, 1_000, 0.99, 0.45940700521208483, 0.5405929947879151],
  [3, 7, 0.5, 0.3106034777497514, 0.5552572159915451],
  [999_999, 1_000_000, 0.999999999, 0.9999607020205038, 0.999999974554349],
])('%i of %i, confidence %f', (successes, n, confidence, low, high) => {
  const interval = wilson(successes, n, confidence);
  expect(interval.low).toBeCloseTo(low, 11);
  expect(interval.high).toBeCloseTo(high, 11);
  expect(interval.confidence).toBe(confidence);
});
test('the ends are exact where none or all succeeded, and nothing is known of no attempt', () => {
  expect([wilson(0, 7, 0.95).low, wilson(7, 7, 0.95).high]).toEqual([0, 1]);
  expect(wilson(0, 0, 0.95)).toEqual({ low: 0, high: 1, confidence: 0.95 });
});
