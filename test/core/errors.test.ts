import { expect, test } from 'vitest';
import { PrivacyError } from '../../src/errors.ts';

test('a failure is an Error of its class with a frozen, empty details object', () => {
  const failure = new PrivacyError('ERR_INPUT', 'bin: value is not a number');
  expect(failure).toBeInstanceOf(Error);
  expect(failure).toBeInstanceOf(PrivacyError);
  expect(String(failure)).toBe('PrivacyError: bin: value is not a number');
  expect(failure.stack).toContain('PrivacyError: bin: value is not a number');
  expect(failure.details).toStrictEqual({});
  expect(Object.isFrozen(failure.details)).toBe(true);
});

test('the code narrows the details', () => {
  const failure: unknown = new PrivacyError('ERR_PARAMETER', 'hierarchy: rows must nest', { position: 3, level: 1 });
  expect(failure instanceof PrivacyError && failure.code === 'ERR_PARAMETER' && failure.details.level).toBe(1);
});

test('JSON holds the code and the details only', () => {
  const failure = new PrivacyError('ERR_INPUT', 'bin: value is not a number', { field: 'age', index: 7 });
  expect(JSON.parse(JSON.stringify(failure))).toStrictEqual({ code: 'ERR_INPUT', details: { field: 'age', index: 7 } });
});
