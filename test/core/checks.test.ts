import { expect, test } from 'vitest';
import { check, optionsOf } from '../../src/core/checks.ts';

const failure = (message: string, details: object): unknown =>
  expect.objectContaining({ code: 'ERR_PARAMETER', message, details });

test('the options are given back in a copy, whatever is left out', () => {
  for (const given of [{ width: 10, origin: 5 }, { width: undefined }, {}, Object.create(null)]) {
    const options: object = optionsOf('bin', given, ['width', 'origin']);
    expect(Object.entries(options)).toStrictEqual(Object.entries(given));
    expect(Object.getPrototypeOf(options)).toBe(null);
    expect(options).not.toBe(given);
  }
});
test('what options inherit is left out: an own class of options, and what somebody put on all objects', () => {
  const [inherited, bare]: { readonly width?: number }[] = [Object.create({ width: 10 }), {}];
  expect('width' in optionsOf('bin', inherited ?? {}, ['width'] as never)).toBe(false);
  Object.assign(Object.prototype, { width: 10 });
  try {
    expect(optionsOf('bin', bare ?? {}, ['width'] as never)).not.toHaveProperty('width');
  } finally {
    Reflect.deleteProperty(Object.prototype, 'width');
  }
});
test('a getter is read once, and cannot show two faces', () => {
  let reads = 0;
  const shifty = {
    get width() {
      reads += 1;
      return reads;
    },
  };
  const options = optionsOf('bin', shifty, ['width']);
  expect([options.width, options.width, reads]).toEqual([1, 1, 1]);
});
test('a seeded source is told where none is taken, any other is a name that is not known', () => {
  const give = (random: unknown, known: readonly string[] = []): object =>
    optionsOf('bin', { random } as object, known as never);
  const error = { code: 'ERR_RANDOM', message: 'bin: takes no random source, least of all a seeded one', details: {} };
  for (const seeded of [{ kind: 'seeded' }, Object.assign(() => 1, { kind: 'seeded' })]) {
    expect(() => give(seeded)).toThrow(expect.objectContaining(error));
    expect(give(seeded, ['random'])).toHaveProperty('random', seeded);
  }
  for (const odd of [{ kind: 'system' }, {}, 'seeded', undefined, null, 7]) {
    expect(() => give(odd)).toThrow(failure('bin: random is unknown, known are ', { parameter: 'random' }));
  }
  const named = { rng: { kind: 'seeded' } } as object;
  expect(() => optionsOf('bin', named, [])).toThrow(failure('bin: rng is unknown, known are ', { parameter: 'rng' }));
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
