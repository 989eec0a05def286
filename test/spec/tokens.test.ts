import { describe, expect, test } from 'vitest';
import { nativeCodec, portableCodec } from '../../src/core/codec.ts';
import { plainJson } from '../../src/encryption/canonical-json.ts';
import { deterministicCipher } from '../../src/encryption/deterministic-cipher.ts';
import { fieldCipher } from '../../src/encryption/field-cipher.ts';
import { inspect } from '../../src/encryption/inspect.ts';
import { aeadOf, nodeCiphers, SUITES } from '../../src/encryption/suites.ts';
import { draftOf } from '../../src/encryption/values.ts';
import { bytes, engines, hex, keyOf, type TokenCase, toldValue, vectors } from './vectors.ts';

interface Padded extends TokenCase {
  readonly pad: number;
}
interface Canonical extends TokenCase {
  readonly canonical: string;
}
interface Inspected {
  readonly name: string;
  readonly token: string;
  readonly suite: string;
  readonly keyId?: string;
  readonly ring?: string;
  readonly bytes: number;
}
const { tokens, inspect: inspected } = vectors<{ tokens: TokenCase[]; inspect: Inspected[] }>('tokens');
interface Values {
  readonly values: readonly TokenCase[];
  readonly padding: readonly Padded[];
  readonly canonical: readonly Canonical[];
}
const { values, padding, canonical } = vectors<Values>('values');
const cases: readonly TokenCase[] = [...tokens, ...values, ...padding, ...canonical];

describe.each(engines)('%s engine', (engine) => {
  test.each(cases)('opens: $name', ({ suite, root, keyId, parts, value, token, binary }) => {
    const cipher = fieldCipher({ key: keyOf(root, keyId), engine, allowSuites: [suite] });
    expect(cipher.decrypt(value.type, token, parts)).toStrictEqual(toldValue(value));
    expect(cipher.decrypt(value.type, bytes(binary), parts)).toStrictEqual(toldValue(value));
  });
  test.each(cases)('seals with a given nonce: $name', ({ suite, key, head, nonce, aad, plain, binary }) => {
    const box = new Uint8Array(bytes(binary).length);
    box.set(bytes(head + nonce));
    box.set(bytes(plain), bytes(head).length + SUITES[suite].plain);
    const node = engine === 'native' ? nodeCiphers() : null;
    aeadOf(suite, bytes(key), node).seal(box, bytes(head).length, bytes(aad));
    expect(hex(box)).toBe(binary);
  });
  test.each(values)('writes the value: $name', ({ value, plain }) => {
    const codec = engine === 'native' ? (nativeCodec() ?? portableCodec) : portableCodec;
    const {
      tag,
      text = '',
      bytes: payload,
    } = draftOf('test', toldValue(value), value.type === 'json' && plainJson, codec, 2 ** 20);
    const written = hex(Buffer.concat([Buffer.of(tag), payload ?? Buffer.from(text)]));
    // the language puts keys that look like indexes first: such a text is read, not written
    const spelled = value.type === 'json' ? `02${hex(Buffer.from(JSON.stringify(toldValue(value))))}` : plain;
    expect(written).toBe(spelled);
  });
  test.each(padding)('writes the padding: $name', ({ pad, suite, root, parts, value, plain, head, key, aad }) => {
    const token = fieldCipher({ key: keyOf(root), pad, engine }).encryptBytes(toldValue(value) as string, parts);
    const opened = aeadOf(suite, bytes(key), null).open(token, bytes(head).length, bytes(aad));
    expect(hex(opened ?? new Uint8Array())).toBe(plain);
  });
});
test.each(canonical)('writes the canonical text: $name', ({ root, parts, value, canonical, plain, token }) => {
  const cipher = deterministicCipher({ key: keyOf(root), why: 'test', canonicalJson: true });
  expect(cipher.encryptJson(toldValue(value) as object, parts)).toBe(token);
  expect(plain).toBe(`02${hex(Buffer.from(canonical))}`);
});
test.each(tokens.filter(({ suite }) => suite === 'aes-256-siv'))('encrypts to the token: $name', (given) => {
  const cipher = deterministicCipher({ key: keyOf(given.root, given.keyId), why: 'test' });
  expect(cipher.encrypt(toldValue(given.value) as string, given.parts)).toBe(given.token);
  expect(cipher.candidates(toldValue(given.value) as string, given.parts)).toEqual([given.token]);
});
test.each(inspected)('inspects: $name', ({ name: _, token, ...parts }) => {
  expect(inspect(token)).toStrictEqual({ version: 1, ...parts });
});
