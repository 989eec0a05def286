import fc from 'fast-check';
import { expect } from 'vitest';
import { bigintBytes, bigintOf } from '../../src/encryption/bigint-bytes.ts';
import { canonicalJson, plainJson } from '../../src/encryption/canonical-json.ts';
import { deterministicCipher } from '../../src/encryption/deterministic-cipher.ts';
import { fieldCipher } from '../../src/encryption/field-cipher.ts';
import { jsonCopy } from '../../src/encryption/json-value.ts';
import { law } from '../law.ts';
import { context, contexts, crafted, engines, failureOf, key, randomised, sealed, typed } from './cipher-sample.ts';
import { slowLaw } from './slow-law.ts';

const engine = fc.constantFrom(...engines);
const suite = fc.constantFrom(...randomised);
const pad = fc.option(fc.integer({ min: 16, max: 200 }), { nil: 0 });
const value = fc.bigInt({ min: -(2n ** 200n), max: 2n ** 200n });
const edge = fc.tuple(fc.nat({ max: 30 }), fc.constantFrom(-1n, 0n, 1n), fc.boolean());
const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true });

slowLaw('utility: every value comes back as it was', [typed, contexts, engine, suite, pad], (x, parts, by, name, n) => {
  const cipher = fieldCipher({ key, engine: by, suite: name, ...(n > 0 && { pad: n }) });
  expect(cipher.decrypt(x.type, sealed(cipher, x, parts), parts)).toStrictEqual(x.value);
});
slowLaw('utility: so does every value of the deterministic cipher', [typed, contexts, pad], (x, parts, n) => {
  const cipher = deterministicCipher({ key, why: 'test', canonicalJson: true, ...(n > 0 && { pad: n }) });
  expect(cipher.decrypt(x.type, sealed(cipher, x, parts), parts)).toStrictEqual(x.value);
});
slowLaw('utility: any value at all is refused, or comes back equal', [anything], (x) => {
  const cipher = fieldCipher({ key });
  let token: string;
  try {
    token = cipher.encryptJson(x as object, context);
  } catch (failure) {
    expect(failure).toMatchObject({ code: 'ERR_INPUT' });
    return;
  }
  expect(cipher.decrypt('json', token, context)).toEqual(x);
  expect(JSON.stringify(cipher.decrypt('json', token, context))).toBe(JSON.stringify(x));
});
const noise = fc.uint8Array({ minLength: 1, maxLength: 24 }).map((bytes) => {
  bytes[0] = (bytes[0] as number) & 0x87; // one of the types that there are, padded or not
  return bytes;
});
const types = fc.constantFrom(...(['bytes', 'string', 'json', 'number', 'bigint', 'date', 'boolean'] as const));
slowLaw(
  'shape: bytes that only a holder of the key could write have one spelling, or are refused',
  [noise, types],
  (plain, type) => {
    const cipher = fieldCipher({ key, engine: 'portable' });
    const token = crafted({ plain });
    let back: unknown;
    try {
      back = cipher.decrypt(type, token, context);
    } catch {
      expect(failureOf(() => cipher.decrypt(type, token, context)).code).toBe('ERR_TYPE');
      return;
    }
    fc.pre(type !== 'json'); // white space is another spelling of the same object
    const again = fieldCipher({ key, engine: 'portable' }).encryptBytes(back as string, context);
    const size = again.length - token.length;
    expect(size).toBeLessThanOrEqual(0); // without the padding
  },
);

law(
  'a bigint has one spelling, the shortest, and it comes back',
  [
    fc.oneof(
      value,
      edge.map(([n, d, minus]) => (minus ? -1n : 1n) * 2n ** BigInt(8 * n - 1 + (n === 0 ? 1 : 0)) + d),
    ),
  ],
  (x) => {
    const bytes = bigintBytes(x);
    expect(bigintOf(bytes)).toBe(x);
    const bits = (x < 0n ? -x - 1n : x).toString(2).replace(/^0$/, '').length + 1; // and the sign
    expect(bytes.length).toBe(Math.ceil(bits / 8));
  },
);
law('bytes are the shortest spelling of a bigint, or of none', [fc.uint8Array({ maxLength: 12 })], (bytes) => {
  const x = bigintOf(bytes);
  if (x !== undefined) expect(bigintBytes(x)).toStrictEqual(bytes);
  else expect(bytes.length !== 1).toBe(true);
});
const json = fc.jsonValue({ maxDepth: 4 }).map((x) => JSON.parse(JSON.stringify(x)) as object);
slowLaw(
  'canonical JSON does not depend on the order of keys',
  [fc.dictionary(fc.string(), json), fc.nat()],
  (x, by) => {
    const names = Object.keys(x).filter((name) => name !== '__proto__');
    const turned = [...names.slice(by % (names.length + 1)), ...names.slice(0, by % (names.length + 1))].reverse();
    const [a, b] = [names, turned].map((order) => Object.fromEntries(order.map((name) => [name, x[name]])));
    expect(canonicalJson(a as never)).toBe(canonicalJson(b as never));
    expect(JSON.parse(canonicalJson(a as never))).toEqual(a);
  },
);
slowLaw('canonical JSON of what is in order is JSON', [json], (x) => {
  const sorted = JSON.parse(canonicalJson(x as never)) as object;
  const indexed = /"\d+":/.test(JSON.stringify(sorted)); // the language puts such keys first
  if (!indexed) expect(canonicalJson(sorted as never)).toBe(JSON.stringify(sorted));
});
slowLaw('the text of JSON costs its copy no more than its length', [json], (x) => {
  fc.pre(typeof x === 'object' && x !== null && !JSON.stringify(x).includes('__proto__'));
  const bytes = Buffer.from(JSON.stringify(x)).length;
  expect(plainJson(jsonCopy('test', x, bytes) as never)).toBe(JSON.stringify(x));
});
slowLaw('a copy of JSON is JSON of the same text', [json], (x) => {
  fc.pre(typeof x === 'object' && x !== null);
  fc.pre(!JSON.stringify(x).includes('__proto__'));
  expect(JSON.stringify(jsonCopy('test', x, 1e6))).toBe(JSON.stringify(x));
  expect(jsonCopy('test', x, 1e6)).not.toBe(x);
});
