import { expect, test } from 'vitest';
import { hexDecode, hexEncode } from '../../src/core/base.ts';
import { deriveBytes } from '../../src/core/keys.ts';
import { ff1 } from '../../src/encryption/ff1.ts';
import { permute } from '../../src/encryption/fpe.ts';
import { refusesOptions, refusesParameters } from '../refused-parameters.ts';
import { key, ROOT } from './fpe-sample.ts';

const tweak = ['acme', 'orders', 'number'] as const;
const fit = { key, alphabet: 'digits', tweak } as const;

test('the worked example of the specification, and its steps', () => {
  const derived = deriveBytes(hexDecode(ROOT), 32, ['fpe-ff1']);
  expect(hexEncode(derived)).toBe('92b95acff20573a7b0a0e0f2e209b43bf7633af69734e5f23a9c5a3231a79ac4');
  const bytes = [
    ...['0007', '00000004', '74657874', '00000000', '00000000', '0000000a', '30313233343536373839'],
    ...['00000004', '61636d65', '00000006', '6f7264657273', '00000006', '6e756d626572'],
  ];
  const digits = permute('encrypt', derived, 10, hexDecode(bytes.join('')), [...'0123456789'].map(Number));
  expect(digits.join('')).toBe('5425163060');
  expect(ff1(fit)('0123456789')).toBe('5425163060');
  expect(ff1(fit).decrypt('5425163060')).toBe('0123456789');
});
test('an alphabet with a name is the alphabet spelled out', () => {
  expect(ff1({ ...fit, alphabet: '0123456789' })('0123456789')).toBe('5425163060');
  const named = ff1({ ...fit, alphabet: 'alnum' });
  const spelled = ff1({ ...fit, alphabet: '0123456789abcdefghijklmnopqrstuvwxyz' });
  expect(named('ada1815')).toBe(spelled('ada1815'));
  expect(named.facts).toStrictEqual(spelled.facts);
});
test('the order of the alphabet is a part of it', () => {
  const reversed = ff1({ ...fit, alphabet: '9876543210' });
  expect(reversed('0123456789')).not.toBe('5425163060');
  expect(reversed.decrypt(reversed('0123456789'))).toBe('0123456789');
});
test.each([
  ['😀😁😂🤣', 10],
  ['01', 20],
  ['01', 1_024],
  ['abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789', 4],
])('of %s, a text of %s characters is encrypted and decrypted', (alphabet, length) => {
  const code = ff1({ ...fit, alphabet });
  const letters = [...alphabet];
  const text = Array.from({ length }, (_, at) => letters[(7 * at) % letters.length]).join('');
  expect([...code(text)].every((letter) => letters.includes(letter))).toBe(true);
  expect([...code(text)].length).toBe(length);
  expect(code(text)).not.toBe(text);
  expect(code.decrypt(code(text))).toBe(text);
});
test('texts of which there are fewer than a million are refused both ways', () => {
  const of = (count: number): string =>
    Array.from({ length: count }, (_, at) => String.fromCodePoint(0x4e00 + at)).join('');
  const error = (actual: number, limit = 1_000_000): unknown =>
    expect.objectContaining({
      code: 'ERR_DOMAIN_TOO_SMALL',
      message: 'ff1: too few values of this length are possible',
      details: { limit, actual },
    });
  const [few, enough] = [ff1({ ...fit, alphabet: of(999) }), ff1({ ...fit, alphabet: of(1_000) })];
  const two = of(2);
  expect(enough.decrypt(enough(two))).toBe(two);
  for (const code of [few, few.decrypt, few.candidates]) expect(() => code(two)).toThrow(error(998_001));
  const digits = ff1(fit);
  expect(() => digits('12345')).toThrow(error(100_000));
  expect(() => digits('')).toThrow(error(1));
  expect(digits.decrypt(digits('123456'))).toBe('123456');
  const more = ff1({ ...fit, minDomain: 10_000_000 });
  expect(() => more('123456')).toThrow(error(1_000_000, 10_000_000));
  expect(more('1234567')).toBe(digits('1234567')); // it changes what is refused, not the tokens
});
test('what is no text of the alphabet is refused, both ways, and not quoted', () => {
  const code = ff1(fit);
  const input = { code: 'ERR_INPUT', message: 'ff1: value is not a string', details: {} };
  const letter = { code: 'ERR_ALPHABET', message: 'ff1: value has a character outside the alphabet', details: {} };
  for (const run of [code, code.decrypt, code.candidates]) {
    for (const wrong of [null, undefined, 123_456, 123_456n, ['1', '2'], Object('123456')]) {
      expect(() => run(wrong as never)).toThrow(expect.objectContaining(input));
    }
    for (const wrong of ['12345a', '123 456', '１23456', '123456\ud83d', '-123456']) {
      expect(() => run(wrong)).toThrow(expect.objectContaining(letter));
    }
    const long = { code: 'ERR_LIMIT', details: { limit: 1_024 } };
    expect(() => run('1'.repeat(1_025))).toThrow(expect.objectContaining(long));
  }
});

refusesOptions('ff1', ff1, fit, 'key, alphabet, tweak, minDomain');
const raised = 'ff1: minDomain must be a whole number from 1,000,000';
refusesParameters([
  ...[999_999, 0, -1, 1e6 + 0.5, Number.NaN, Infinity, 2 ** 53, '1000000', 10_000_000n].map(
    (minDomain) => [ff1, { ...fit, minDomain }, raised, 'minDomain'] as const,
  ),
  [ff1, { key, tweak }, "ff1: alphabet must be 'digits', 'alnum' or the characters themselves", 'alphabet'],
]);
test.each([[], 'acme', undefined, null, [1], [['acme']]])('the tweak %o is refused', (wrong) => {
  const message = 'ff1: tweak must be a list of 1 to 1,024 well-formed texts, 64 KiB together';
  const error = expect.objectContaining({ code: 'ERR_CONTEXT', message });
  expect(() => ff1({ ...fit, tweak: wrong as never })).toThrow(error);
});
test('a tweak with a lone surrogate is refused as a text without an encoding', () => {
  const error = { code: 'ERR_INPUT', message: 'ff1: a text has a lone surrogate', details: {} };
  expect(() => ff1({ ...fit, tweak: ['acme', '\ud83d'] })).toThrow(expect.objectContaining(error));
});
test('the facts tell all that changes the tokens, and that decryption gives the value in clear', () => {
  const code = ff1({ ...fit, minDomain: 2_000_000 });
  const parameters = {
    algorithm: 'ff1',
    key: key.id,
    alphabet: '0123456789',
    tweak: ['acme', 'orders', 'number'],
    minDomain: 2_000_000,
  };
  const shared = { linkable: true, deterministic: true, parameters };
  expect(code.facts).toStrictEqual({ name: 'ff1', technique: 'encryption', reversible: 'with-key', ...shared });
  expect(code.decrypt.facts).toStrictEqual({
    name: 'ff1.decrypt',
    technique: 'identity',
    reversible: 'always',
    ...shared,
  });
});

// all of them take a minute of processor time: FPE_EXHAUSTIVE=1 npm test -- test/encryption/ff1.test.ts
const count = process.env['FPE_EXHAUSTIVE'] ? 1_000_000 : 20_000;
test(`${count} of the million numbers of six digits have as many tokens`, { timeout: 900_000 }, () => {
  const code = ff1(fit);
  const seen = new Uint8Array(1_000_000);
  for (let at = 0; at < count; at += 1) {
    const token = code(String(at * (1_000_000 / count)).padStart(6, '0'));
    if (!/^\d{6}$/.test(token)) throw new Error('not six digits');
    seen[Number(token)] = 1;
  }
  expect(seen.reduce((sum, one) => sum + one, 0)).toBe(count);
});
