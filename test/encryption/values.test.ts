import { describe, expect, test } from 'vitest';
import { decrypt } from '../../src/encryption/decrypt.ts';
import { encrypt } from '../../src/encryption/encrypt.ts';
import { fieldCipher } from '../../src/encryption/field-cipher.ts';
import { TYPES, type TypeName } from '../../src/encryption/values.ts';
import { context, crafted, engines, failureOf, key, suites, type Typed } from './cipher-sample.ts';

const bytes = (text: string): number[] => [...Buffer.from(text)];
const deepList = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));
class Person {
  readonly name = 'Ada';
}
class Rows extends Array<number> {}

const values: readonly Typed[] = [
  ...[
    '',
    'a',
    '\0',
    '\ufeffx',
    '\ufeff',
    '😀',
    '\u{10ffff}',
    'zoé@exemple.fr',
    'x'.repeat(9_999),
    'é'.repeat(5_000),
  ].map((value): Typed => ({ type: 'string', value })),
  ...['voile1_', 'voile1_AAAA', 'voile1_8QGIwMw9yZyHQEJAQUJD', 'null', '[object Object]'].map(
    (value): Typed => ({ type: 'string', value }),
  ),
  ...[0, -0, 1, -1.5, Number.NaN, Infinity, -Infinity, 5e-324, -Number.MAX_VALUE, 2 ** 53, 2 ** 53 - 1, 0.1].map(
    (value): Typed => ({ type: 'number', value }),
  ),
  ...[
    0n,
    1n,
    -1n,
    127n,
    128n,
    -128n,
    -129n,
    255n,
    256n,
    2n ** 53n + 1n,
    -(2n ** 64n),
    10n ** 3_000n,
    -(3n ** 5_000n),
  ].map((value): Typed => ({ type: 'bigint', value })),
  ...[true, false].map((value): Typed => ({ type: 'boolean', value })),
  ...[0, -1, 1, 8.64e15, -8.64e15, Date.UTC(1815, 11, 10)].map((ms): Typed => ({ type: 'date', value: new Date(ms) })),
  ...[0, 1, 15, 16, 17, 5_000].map((length): Typed => ({ type: 'bytes', value: new Uint8Array(length).fill(0x80) })),
  { type: 'bytes', value: Uint8Array.of(0) },
  ...[
    {},
    [],
    { a: [1, null, 'é', { b: true }], '': -1.5e-7 },
    [null],
    deepList(64),
    { constructor: 1, toString: 'x' },
  ].map((value): Typed => ({ type: 'json', value: value as object })),
];

describe.each(engines)('%s engine', (engine) => {
  test.each([0, 16, 17, 256, 65_536])(
    'mistake 19, one type taken for another: all values come back, padded to %i',
    (pad) => {
      const options = { key, engine, ...(pad > 0 && { pad }) };
      const cipher = fieldCipher(options);
      for (const { type, value } of pad > 256 ? values.slice(0, 20) : values) {
        const token =
          type === 'json' ? cipher.encryptJson(value as object, context) : cipher.encrypt(value as string, context);
        const back = cipher.decrypt(type, token, context);
        expect(back).toStrictEqual(value);
        if (type === 'bytes') expect(back?.constructor).toBe(Uint8Array); // never a view of shared memory, never a Buffer
        for (const other of TYPES.filter((each) => each !== type)) {
          const error = failureOf(() => cipher.decrypt(other, token, context));
          const message = `fieldCipher: type is declared as ${other}, the token holds ${type}`;
          expect([error.code, error.message]).toEqual(['ERR_TYPE', message]);
        }
      }
    },
  );
  test('objects that hold the value of another class come back as the plain one', () => {
    const cipher = fieldCipher({ key, engine });
    const through = (type: TypeName, value: unknown): unknown =>
      cipher.decrypt(type, cipher.encrypt(value as string, context), context);
    const late = new (class Late extends Date {
      override getTime(): number {
        return 7;
      }
    })(5);
    expect(through('date', late)).toStrictEqual(new Date(5));
    expect(through('bytes', Buffer.from('ab'))).toStrictEqual(Uint8Array.of(97, 98));
    const shared = new Uint8Array(new SharedArrayBuffer(3));
    expect(through('bytes', shared)).toStrictEqual(new Uint8Array(3));
  });

  // Only a holder of the key can write these: the bytes are authenticated, and still not believed.
  const malformed: readonly (readonly [string, TypeName, readonly number[]])[] = [
    ['a text that is cut short', 'string', [1, 0x61, 0xc3]],
    ['a text with an overlong character', 'string', [1, 0xc0, 0x80]],
    ['a text with a surrogate', 'string', [1, 0xed, 0xa0, 0x80]],
    ['a bigint of no byte', 'bigint', [4]],
    ['a bigint with a zero too many', 'bigint', [4, 0, 0x7f]],
    ['a bigint of two zeros', 'bigint', [4, 0, 0]],
    ['a negative bigint with a byte too many', 'bigint', [4, 0xff, 0x80]],
    ['minus one in two bytes', 'bigint', [4, 0xff, 0xff]],
    ['a truth value of 2', 'boolean', [6, 2]],
    ['a truth value of 255', 'boolean', [6, 255]],
    ['a truth value of no byte', 'boolean', [6]],
    ['a truth value of two bytes', 'boolean', [6, 1, 0]],
    ['a number of 7 bytes', 'number', [3, 0, 0, 0, 0, 0, 0, 0]],
    ['a number of 9 bytes', 'number', [3, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
    ['another pattern of NaN', 'number', [3, 0x7f, 0xf8, 0, 0, 0, 0, 0, 1]],
    ['a negative NaN', 'number', [3, 0xff, 0xf8, 0, 0, 0, 0, 0, 0]],
    ['a signalling NaN', 'number', [3, 0x7f, 0xf0, 0, 0, 0, 0, 0, 1]],
    ['a date of 4 bytes', 'date', [5, 0, 0, 0, 0]],
    ['a date after the last one', 'date', [5, 0, 0x1e, 0xb2, 0x08, 0xc2, 0xdc, 0, 1]],
    ['a date before the first one', 'date', [5, 0x80, 0, 0, 0, 0, 0, 0, 0]],
    ['JSON of a text', 'json', [2, ...bytes('"a"')]],
    ['JSON of a number', 'json', [2, ...bytes('7')]],
    ['JSON of null', 'json', [2, ...bytes('null')]],
    ['no JSON at all', 'json', [2]],
    ['JSON that is cut short', 'json', [2, ...bytes('{"a":1')]],
    ['JSON with a byte behind', 'json', [2, ...bytes('{}x')]],
    ['JSON behind a mark of byte order', 'json', [2, ...bytes('\ufeff{}')]],
    ['JSON that is no UTF-8', 'json', [2, 0x22, 0xff, 0x22]],
    ['JSON with a __proto__ key', 'json', [2, ...bytes('{"__proto__":{"x":1}}')]],
    ['JSON with a __proto__ key within', 'json', [2, ...bytes('[{"a":{"__proto__":null}}]')]],
    ['JSON with a number above all', 'json', [2, ...bytes('[1e999]')]],
    ['JSON with a negative zero', 'json', [2, ...bytes('[-0]')]],
    ['JSON with a lone surrogate', 'json', [2, ...bytes('["\\ud800"]')]],
    ['JSON of 65 levels', 'json', [2, ...bytes('['.repeat(65) + ']'.repeat(65))]],
    ['padding without a mark', 'bytes', [0x80, 1, 2, 3]],
    ['padding of zeros alone', 'bytes', [0x80, 0, 0, 0]],
    ['padding that ends in a byte', 'bytes', [0x80, 1, 0x80, 0, 1]],
    ['nothing but a type that is padded', 'bytes', [0x80]],
    ['nothing but a padded type and zeros', 'string', [0x81, 0, 0]],
    ['padding that leaves a wrong value', 'boolean', [0x86, 2, 0x80]],
  ];
  const unknown: readonly (readonly [string, TypeName, readonly number[]])[] = [
    ['a type that is reserved', 'bytes', [7, 1]],
    ['the last type of all', 'bytes', [0x7f]],
    ['a reserved type that is padded', 'bytes', [0xff, 0x80]],
  ];
  test.each([...malformed, ...unknown])('%s is refused', (_, type, plain) => {
    const cipher = fieldCipher({ key, engine, allowSuites: suites });
    for (const suite of suites) {
      const error = failureOf(() => cipher.decrypt(type, crafted({ plain: Uint8Array.from(plain), suite }), context));
      expect([error.code, error.details]).toEqual(['ERR_TYPE', {}]);
    }
  });
  test('a pad that is no multiple of anything is accepted, for the reader does not know the length', () => {
    const cipher = fieldCipher({ key, engine });
    const opened = (plain: number[]): unknown =>
      cipher.decrypt('bytes', crafted({ plain: Uint8Array.from(plain) }), context);
    expect(opened([0x80, 0x80])).toStrictEqual(new Uint8Array(0));
    expect(opened([0x80, 5, 0x80, 0, 0])).toStrictEqual(Uint8Array.of(5));
    expect(opened([0x80, 0x80, 0x80, 0])).toStrictEqual(Uint8Array.of(0x80));
  });
});

describe('what is no value', () => {
  const cyclic: { self?: unknown } = {};
  cyclic.self = cyclic;
  const wide: unknown[] = [];
  wide.push(wide, wide);
  const refused = (act: () => unknown): void => {
    const error = failureOf(act);
    expect([error.code, error.details]).toEqual(['ERR_INPUT', {}]);
    expect(error.message).toMatch(/^(?:fieldCipher|encrypt): value must be /);
  };
  test.each([
    ...[null, undefined, '\ud800', 'a\udc00b', new Date(Number.NaN), Symbol.iterator, () => 1],
    ...[{}, [], { getTime: () => 5 }, new Int8Array(2), new DataView(new ArrayBuffer(2)), new ArrayBuffer(2)],
    ...[Object('a'), Object(1), Object(true), new Map(), Object.create(Date.prototype), new Proxy(new Date(5), {})],
  ])('value %# is refused', (value) => {
    refused(() => fieldCipher({ key }).encrypt(value as never, context));
    refused(() => encrypt({ key, context })(value as never));
  });
  test.each([
    ['null', null],
    ['undefined', undefined],
    ['a text', 'a'],
    ['a function', () => ({})],
    ['an undefined property', { a: undefined }],
    ['an undefined item', [undefined]],
    ['a function within', { a: () => 1 }],
    ['a symbol within', [Symbol.iterator]],
    ['a symbol for a key', { [Symbol.iterator]: 1 }],
    ['NaN', [Number.NaN]],
    ['infinity', { a: -Infinity }],
    ['negative zero', [-0]],
    ['a bigint', [1n]],
    ['a date', { at: new Date(0) }],
    ['a map', new Map([['a', 1]])],
    ['a set', [new Set([1])]],
    ['bytes', Uint8Array.of(1)],
    ['an instance', new Person()],
    ['an instance within', { person: new Person() }],
    ['a list of a class', Rows.from([1])],
    ['a boxed text', [Object('a')]],
    ['toJSON', { toJSON: () => 1 }],
    ['a list with toJSON', Object.assign([1], { toJSON: () => 1 })],
    ['a hole', Array<number>(2)],
    ['a list with a name', Object.assign([1], { name: 'a' })],
    ['a lone surrogate', ['\ud800']],
    ['a lone surrogate in a key', { '\udc00': 1 }],
    ['a __proto__ key', JSON.parse('{"__proto__":{"x":1}}')],
    ['a cycle', cyclic],
    ['two cycles at once', wide],
    ['65 levels', deepList(65)],
    ['an error', new Error('private')],
    ['a regular expression', /a/],
    ['inherited properties', Object.create({ a: 1 })],
    [
      'inherited properties of an object without more above',
      Object.create(Object.assign(Object.create(null), { a: 1 })),
    ],
    ['a name that is not enumerable', Object.defineProperty({}, 'a', { value: 1 })],
    ['a list without its class', Object.setPrototypeOf([1], null)],
    ['a date without its class', Object.setPrototypeOf(new Date(0), null)],
  ])('JSON that would not come back as it is, %s, is refused', (_, value) => {
    refused(() => fieldCipher({ key }).encryptJson(value as object, context));
    refused(() => encrypt({ key, context, type: 'json' })(value as object));
  });
  test('an object whose parts are shared without end is refused by its size, before it is copied', () => {
    let shared: object = ['x'.repeat(10)];
    for (let level = 0; level < 60; level += 1) shared = [shared, shared];
    const error = failureOf(() => fieldCipher({ key, maxPlaintext: 1_000 }).encryptJson(shared, context));
    expect([error.code, error.details]).toEqual(['ERR_LIMIT', { limit: 1_000 }]);
  });
  test('names count for the size before a text is made of them', () => {
    const error = failureOf(() =>
      fieldCipher({ key, maxPlaintext: 1_000 }).encryptJson({ ['n'.repeat(2_000)]: 1 }, context),
    );
    expect([error.code, error.details]).toEqual(['ERR_LIMIT', { limit: 1_000 }]); // not measured, for there is no text yet
  });
  test('a toJSON that a library put on all lists changes nothing', () => {
    const cipher = fieldCipher({ key });
    Object.defineProperty(Array.prototype, 'toJSON', { value: () => 'polluted', configurable: true });
    try {
      expect(cipher.decrypt('json', cipher.encryptJson({ a: [1, [2]] }, context), context)).toEqual({ a: [1, [2]] });
    } finally {
      Reflect.deleteProperty(Array.prototype, 'toJSON');
    }
  });
  test('bytes that lie about their length or class, or were transferred away', () => {
    const cipher = fieldCipher({ key });
    class Liar extends Uint8Array {
      override get length(): number {
        return 100;
      }
    }
    const liar = new Liar([1, 2, 3]);
    expect([...cipher.decrypt('bytes', cipher.encrypt(liar, context), context)]).toEqual([1, 2, 3]);
    const disguised = Object.defineProperty(new Int8Array([1]), Symbol.toStringTag, { value: 'Uint8Array' });
    refused(() => cipher.encrypt(disguised as never, context));
    const gone = Uint8Array.of(1, 2, 3);
    structuredClone(gone, { transfer: [gone.buffer] });
    const result = cipher.tryDecrypt('bytes', gone, context);
    expect(result).toEqual({ ok: false, code: 'ERR_FORMAT' });
  });
  test('a getter is read once, and cannot show two faces', () => {
    let reads = 0;
    const shifty = Object.defineProperty({}, 'a', {
      enumerable: true,
      get: () => {
        reads += 1;
        return reads === 1 ? 'first' : { toJSON: 'second' };
      },
    });
    const cipher = fieldCipher({ key });
    expect(cipher.decrypt('json', cipher.encryptJson(shifty, context), context)).toEqual({ a: 'first' });
    expect(reads).toBe(1);
  });
  test('objects without a prototype, of another realm and frozen ones are plain', () => {
    const cipher = fieldCipher({ key });
    const bare = Object.assign(Object.create(null), { a: 1 });
    expect(cipher.decrypt('json', cipher.encryptJson(Object.freeze([bare]), context), context)).toEqual([{ a: 1 }]);
  });
});

test('mistake 20, the length shows: with a pad all values below it make tokens of one length', () => {
  const seal = encrypt({ key, context, pad: 64 });
  // a type, the value, a mark: 62 bytes of value fit into 64
  const lengths = (from: number, to: number): Set<number> =>
    new Set(Array.from({ length: to - from + 1 }, (_, n) => seal('x'.repeat(from + n)).length));
  expect([...lengths(0, 62)]).toEqual([seal('').length]);
  expect([...lengths(63, 126)]).toEqual([seal('x'.repeat(63)).length]);
  expect(seal('x'.repeat(63)).length).toBeGreaterThan(seal('x'.repeat(62)).length);
  expect(new Set(['', 0, -1n, true, new Date(0)].map((value) => seal(value).length)).size).toBe(1);
  const open = decrypt({ key, context, type: 'string' }); // the reader need not know the pad
  expect(open(seal('x'.repeat(62)))).toBe('x'.repeat(62));
});
test('mistake 21, compression before encryption: a token grows with the value, byte by byte, whatever it repeats', () => {
  const cipher = fieldCipher({ key });
  const length = (value: string): number => cipher.encryptBytes(value, context).length;
  expect(length('a'.repeat(1_000)) - length('')).toBe(1_000);
});
