import { expect, test } from 'vitest';
import { encodeParts } from '../../src/core/bytes.ts';
import { deriveBytes, SecretKey } from '../../src/core/keys.ts';
import { bytes, hex, keyOf, vectors } from './vectors.ts';

interface Derivation {
  readonly encodeParts: readonly { readonly name: string; readonly parts: string[]; readonly encoded: string }[];
  readonly derive: readonly {
    readonly name: string;
    readonly root: string;
    readonly length: number;
    readonly parts: string[];
    readonly info: string;
    readonly output: string;
  }[];
  readonly keys: readonly {
    readonly name: string;
    readonly root: string;
    readonly base64url: string;
    readonly fingerprint: string;
  }[];
}
interface Refusals {
  readonly texts: readonly { readonly name: string; readonly utf16: string; readonly code: string }[];
  readonly keys: readonly {
    readonly name: string;
    readonly bytes?: string;
    readonly hexadecimal?: string;
    readonly base64url?: string;
    readonly code: string;
  }[];
}
const derivation = vectors<Derivation>('derivation');
const refusals = vectors<Refusals>('refusals');

test.each(derivation.encodeParts)('parts: $name', ({ parts, encoded }) => {
  expect(hex(encodeParts(parts))).toBe(encoded);
});
test.each(derivation.derive)('derive: $name', ({ root, length, parts, info, output }) => {
  expect(info).toBe(hex(new TextEncoder().encode('voile/v1')) + hex(encodeParts(parts)));
  expect(hex(deriveBytes(bytes(root), length, parts))).toBe(output);
});
test.each(derivation.derive.filter(({ parts }) => parts[0] === 'user'))(
  'SecretKey.derive: $name',
  ({ root, parts: [, label = '', ...rest], output }) => {
    expect(keyOf(root).derive(label, ...rest).id).toBe(keyOf(output).id);
  },
);
test.each(derivation.keys)('fingerprint: $name', ({ root, base64url, fingerprint }) => {
  const read = [SecretKey.fromHex(root), SecretKey.fromBase64url(base64url), SecretKey.fromHex(root.toUpperCase())];
  expect(read.map(({ id }) => id)).toEqual([fingerprint, fingerprint, fingerprint]);
});
test.each(refusals.texts)('refused as a part: $name', ({ utf16, code }) => {
  const text = String.fromCharCode(...(utf16.match(/.{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16)));
  expect(() => encodeParts([text])).toThrow(expect.objectContaining({ code }));
  expect(() => keyOf(derivation.keys[0]?.root ?? '').derive(text)).toThrow(expect.objectContaining({ code }));
});
test.each(refusals.keys)('refused as a key: $name', ({ bytes: data, hexadecimal, base64url, code }) => {
  const read = (): SecretKey => {
    if (data !== undefined) return SecretKey.from(bytes(data));
    return hexadecimal === undefined ? SecretKey.fromBase64url(base64url ?? '') : SecretKey.fromHex(hexadecimal);
  };
  expect(read).toThrow(expect.objectContaining({ code }));
});
