import { expect, test } from 'vitest';
import { check, optionsOf } from '../../src/core/checks.ts';

const failure = (message: string, details: object): unknown =>
  expect.objectContaining({ code: 'ERR_PARAMETER', message, details });

test('the options are given back as they are, whatever is left out', () => {
  for (const given of [{ width: 10, origin: 5 }, { width: undefined }, {}, Object.create(null)]) {
    expect(optionsOf('bin', given, ['width', 'origin'])).toBe(given);
  }
});
test.each([undefined, null, 10, 10n, 'width', true, Symbol('width'), () => 10, [], [10]])(
  '%o is not an object of options',
  (given) => {
    const error = failure('bin: parameters must be an object', { parameter: 'parameters' });
    expect(() => optionsOf('bin', given as never, [])).toThrow(error);
    const inner = failure('bin: within must be an object', { parameter: 'within' });
    expect(() => optionsOf('bin', given as never, [], 'within')).toThrow(inner);
  },
);
test.each(['ipv4', 'keepLast', 'v', 'V4', 'a'.repeat(30), 'to_'])('the unknown name %s is told', (name) => {
  const error = failure(`truncateIp: ${name} is unknown, known are v4, v6`, { parameter: name });
  expect(() => optionsOf('truncateIp', { v4: 8, [name]: 8 } as object, ['v4', 'v6'] as never)).toThrow(error);
});
test.each(['a'.repeat(31), 'ada@example.org', '', '4', '_v', 'v 4', 'né', 'v4\n', '75011', 'constructor()'])(
  'the unknown name %j, which may be data, is not told',
  (name) => {
    const error = failure('truncateIp: a parameter is unknown, known are v4, v6', { parameter: 'parameters' });
    expect(() => optionsOf('truncateIp', { [name]: undefined } as object, ['v4', 'v6'] as never)).toThrow(error);
  },
);
test('what every object inherits is not a known name', () => {
  const given = JSON.parse('{"constructor":1}') as object;
  expect(() => optionsOf('f', given, [])).toThrow(
    failure('f: constructor is unknown, known are ', { parameter: 'constructor' }),
  );
});
test('a check passes, or names function, parameter, rule and place', () => {
  for (const holds of [true, 1, 'x', {}]) expect(check('bin', 'width', holds, 'must be > 0')).toBe(undefined);
  for (const fails of [false, 0, '', undefined, null]) {
    expect(() => check('bin', 'width', fails, 'must be > 0')).toThrow(
      failure('bin: width must be > 0', { parameter: 'width' }),
    );
  }
  expect(() => check('bins', 'edges', false, 'must ascend', { position: 2, level: 1 })).toThrow(
    failure('bins: edges must ascend', { parameter: 'edges', position: 2, level: 1 }),
  );
});
