import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keyring } from '../../src/core/keyring.ts';
import { SecretKey } from '../../src/core/keys.ts';
import { isWellFormed } from '../../src/core/utf8.ts';
import { PrivacyError } from '../../src/errors.ts';
import type { Pseudonym } from '../../src/pseudonymisation/keyed-pseudonym.ts';
import { pseudonym } from '../../src/pseudonymisation/pseudonym.ts';
import type { PseudonymAlphabet, PseudonymBits } from '../../src/pseudonymisation/pseudonym-text.ts';
import { partsOf, roots } from '../keyed-reference.ts';
import { law } from '../law.ts';

const keys = roots.map((root) => SecretKey.from(root));
const [key, other] = keys as [SecretKey, SecretKey];
const text = fc.string({ unit: 'binary', maxLength: 40 });
/** Any 16-bit units, lone surrogates among them. */
const units = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 6 })
  .map((codes) => String.fromCharCode(...codes));
const surrogates = fc
  .array(fc.constantFrom('\ud800', '\udbff', '\udc00', '\udfff', 'a', '\ufffd'), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join(''));
const name = fc.string({ minLength: 1, maxLength: 6 });
const alphabet = fc.constantFrom<PseudonymAlphabet[]>('base64url', 'crockford32', 'hex');
const bits = fc.constantFrom<PseudonymBits[]>(64, 80, 96, 128, 160, 256);
const engine = fc.constantFrom('native' as const, 'portable' as const);
const perCharacter = { base64url: 6, crockford32: 5, hex: 4 };
const letters = { base64url: /^[\w-]*$/, crockford32: /^[0-9a-hjkmnp-tv-z]*$/, hex: /^[0-9a-f]*$/ };

/** Made once for all cases: a derivation costs ten times what a pseudonym does. */
const cached = new Map<string, Pseudonym>();
function of(alphabet: PseudonymAlphabet, bits: PseudonymBits, engine: 'native' | 'portable'): Pseudonym {
  const label = `${alphabet} ${bits} ${engine}`;
  const found = cached.get(label) ?? pseudonym({ key, domain: 'd', alphabet, bits, engine });
  cached.set(label, found);
  return found;
}

law(
  'utility: the same value has the same pseudonym, whoever computes, of exact length and alphabet',
  [text, alphabet, bits],
  (value, alphabet, bits) => {
    const [native, portable] = (['native', 'portable'] as const).map((engine) => of(alphabet, bits, engine)(value));
    expect(native).toBe(portable);
    expect(native).toHaveLength(Math.ceil(bits / perCharacter[alphabet]));
    expect(native).toMatch(letters[alphabet]);
  },
);
law('utility: a shorter pseudonym begins like a longer one, but for spare bits', [text, engine], (value, engine) => {
  expect(of('hex', 256, engine)(value).startsWith(of('hex', 64, engine)(value))).toBe(true);
  expect(of('base64url', 256, engine)(value).startsWith(of('base64url', 96, engine)(value))).toBe(true);
  expect(of('crockford32', 160, engine)(value).startsWith(of('crockford32', 80, engine)(value))).toBe(true);
});
const first = pseudonym({ key, domain: 'crm' });
law('privacy: another value, key, domain or document gives another pseudonym', [text, text, name], (a, b, document) => {
  fc.pre(a !== b);
  const all = [
    first(a),
    first(b),
    pseudonym({ key: other, domain: 'crm' })(a),
    pseudonym({ key, domain: `crm${document}` })(a),
    pseudonym({ key, domain: 'crm', policy: { document } })(a),
    pseudonym({ key, domain: 'crm', policy: { document: `${document}2` } })(a),
  ];
  expect(new Set(all).size).toBe(6);
});
const lists = [2, 3, 4].map((components) => pseudonym({ key, domain: 'crm', components }));
const ofList = (list: readonly string[]): string | undefined => lists[list.length - 2]?.(list);
law(
  'privacy: two lists of texts have one pseudonym only where they are the same list',
  [
    fc.array(fc.constantFrom('', 'a', 'b', 'ab', '\0', '\0a', '.'), { minLength: 2, maxLength: 4 }),
    fc.array(fc.constantFrom('', 'a', 'b', 'ab', '\0', '\0a', '.'), { minLength: 2, maxLength: 4 }),
  ],
  (a, b) => {
    expect(ofList(a) === ofList(b)).toBe(JSON.stringify(a) === JSON.stringify(b));
    // nor is it that of one value of the same bytes, which has a key of its own
    expect(ofList(a)).not.toBe(first(new Uint8Array(partsOf(a))));
  },
);
const inRing = pseudonym({ key: keyring({ keys }), domain: 'crm' });
const named = pseudonym({ key: keyring({ keys }), domain: 'crm', withKeyId: true, prefix: 'p.' });
law('utility: a pseudonym matches exactly its value, by every key of the ring', [text, text], (a, b) => {
  for (const made of [inRing, named]) {
    expect(made.candidates(a)[0]).toBe(made(a));
    expect(made.candidates(a)).toHaveLength(2);
    for (const candidate of made.candidates(a)) {
      expect(made.matches(a, candidate)).toBe(true);
      expect(made.matches(b, candidate)).toBe(a === b);
    }
  }
});
law(
  'privacy: a text without UTF-8 is refused, and never takes the pseudonym of another',
  [fc.oneof(units, surrogates), engine],
  (value, engine) => {
    const made = of('base64url', 128, engine);
    if (isWellFormed(value)) {
      expect(made(value)).toBe(made(new TextEncoder().encode(value)));
    } else {
      expect(() => made(value)).toThrow(expect.objectContaining({ code: 'ERR_INPUT' }));
      expect(() => made.candidates(value)).toThrow(expect.objectContaining({ code: 'ERR_INPUT' }));
    }
  },
);
law(
  'shape: bytes are read and never written, and do not stay linked to the pseudonym',
  [fc.uint8Array({ maxLength: 80 }), engine],
  (bytes, engine) => {
    const made = of('base64url', 128, engine);
    const copy = bytes.slice();
    const text = made(bytes);
    expect(bytes).toStrictEqual(copy);
    bytes.fill(7);
    expect(made(copy)).toBe(text);
  },
);
const secrets = fc.string({ unit: 'grapheme', minLength: 8, maxLength: 20 }).filter((text) => !/^[\w .-]*$/.test(text));
const random = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .filter((root) => new Set(root).size > 8 && root.some((byte) => byte > 126));
function tellsNothing(root: Uint8Array, secret: string): void {
  const made = SecretKey.from(root);
  const calls: (() => unknown)[] = [
    () => pseudonym({ key: made, domain: 'd' })(`${secret}\ud800`),
    () => pseudonym({ key: made, domain: 'd', form: 'email' })(`${secret}@@`),
    () => pseudonym({ key: made, domain: 'd' })({ secret } as never),
    () => pseudonym({ key: made, domain: 'd' }).matches(secret, { secret } as never),
    () => pseudonym({ key: made, domain: 'd', components: 2 })([secret]),
    () => pseudonym({ key: made, domain: 'd', components: 2 })([secret, null as never]),
    () => pseudonym({ key: root as never, domain: secret }),
    () => pseudonym({ key: made, domain: 'd', [secret]: 1 } as never),
    () => pseudonym({ key: made, domain: 'd', alphabet: secret as never }),
    () => pseudonym({ key: made, domain: 'd', form: secret as never }),
    () => pseudonym({ key: made, domain: 'd', policy: secret as never }),
  ];
  const shown = [
    inspect(made, { showHidden: true, depth: 9 }),
    JSON.stringify(made),
    JSON.stringify(pseudonym({ key: made, domain: 'd' }).facts),
  ];
  for (const call of calls) {
    try {
      call();
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(PrivacyError);
      const { message, details, cause, stack } = error as PrivacyError;
      expect(cause).toBeUndefined();
      shown.push(message, JSON.stringify(details), String(error), JSON.stringify(error), inspect(error), stack ?? '');
    }
  }
  const [hex, base64] = (['hex', 'base64'] as const).map((encoding) =>
    Buffer.from(root).toString(encoding).slice(0, 16),
  );
  const told = shown.filter((part) => part.includes(secret) || part.includes(hex ?? '') || part.includes(base64 ?? ''));
  expect(told).toStrictEqual([]);
}
test('privacy: no error, fact, text or inspection holds the value or the key', () => {
  const numRuns = Math.min(Number(process.env['FC_RUNS'] ?? 100), 5_000); // a case makes eleven pseudonyms of a new key
  fc.assert(fc.property(random, secrets, tellsNothing), { numRuns });
});

describe('both engines, byte for byte', () => {
  const [native, portable] = (['native', 'portable'] as const).map((engine) =>
    pseudonym({ key, domain: 'lengths', bits: 256, alphabet: 'hex', engine }),
  );
  const bytes = Uint8Array.from({ length: 70_000 }, (_, at) => (at * 31) ^ (at >> 8));
  const differ = (lengths: number[]): number[] =>
    lengths.filter((length) => {
      const message = bytes.subarray(0, length);
      return native?.(message) !== portable?.(message);
    });
  test('every length to 600, and those around the blocks to 70,000', () => {
    const blocks = Array.from({ length: 23 }, (_, at) => 64 * Math.round(1.37 ** at));
    const around = [...blocks, 65_536].flatMap((length) => [length - 9, length - 8, length - 1, length, length + 1]);
    expect(Math.max(...around)).toBeGreaterThan(65_000);
    expect(
      differ([...Array.from({ length: 601 }, (_, at) => at), ...around.filter((length) => length <= 70_000), 70_000]),
    ).toStrictEqual([]);
  });
  test('random lengths to 70,000, as texts of 1 to 4 bytes a character', () => {
    const runs = Math.min(Number(process.env['FC_RUNS'] ?? 30), 300);
    const repeated = fc.tuple(
      fc.constantFrom('a', 'é', '王', '😀', '\0', 'e\u0301'),
      fc.integer({ min: 0, max: 17_500 }),
    );
    fc.assert(
      fc.property(repeated, ([unit, count]) => {
        const value = unit.repeat(count);
        expect(native?.(value)).toBe(portable?.(value));
      }),
      { numRuns: runs },
    );
  });
});
