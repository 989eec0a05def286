import fc from 'fast-check';
import { expect } from 'vitest';
import { deterministicCipher } from '../../src/encryption/deterministic-cipher.ts';
import { fieldCipher } from '../../src/encryption/field-cipher.ts';
import { context, engines, failureOf, key } from '../encryption/cipher-sample.ts';
import { slowLaw } from '../encryption/slow-law.ts';

const unit = fc.oneof(
  fc.integer({ min: 0, max: 0xffff }),
  fc.constantFrom(0xfeff, 0xfffd, 0xfffe, 0xffff, 0, 0xd800, 0xdbff, 0xdc00, 0xdfff, 0x7f, 0x80, 0x7ff, 0x800),
);
const text = fc.array(unit, { maxLength: 12 }).map((units) => String.fromCharCode(...units));
const engine = fc.constantFrom(...engines);

// mistake 8: a lone surrogate that becomes U+FFFD, a mark of byte order that is dropped, a character that is cut
slowLaw('mistake 8, texts that collide: any UTF-16 comes back as it was, or is refused', [text, engine], (x, by) => {
  const cipher = fieldCipher({ key, engine: by });
  let token: string;
  try {
    token = cipher.encrypt(x, context);
  } catch {
    expect(failureOf(() => cipher.encrypt(x, context)).code).toBe('ERR_INPUT');
    expect(/\p{Surrogate}/u.test(x)).toBe(true);
    return;
  }
  expect(/\p{Surrogate}/u.test(x)).toBe(false);
  expect(cipher.decrypt('string', token, context)).toBe(x);
});
slowLaw(
  'mistake 8: two texts have two deterministic tokens, and belong to two contexts',
  [text, text, engine],
  (x, y, by) => {
    fc.pre(x !== y && !/\p{Surrogate}/u.test(x + y) && !/\p{Surrogate}/u.test(x) && !/\p{Surrogate}/u.test(y));
    const cipher = deterministicCipher({ key, why: 'test', engine: by });
    expect(cipher.encrypt(x, context)).not.toBe(cipher.encrypt(y, context));
    expect(cipher.encrypt('v', ['a', x])).not.toBe(cipher.encrypt('v', ['a', y]));
    expect(failureOf(() => cipher.decrypt('string', cipher.encrypt('v', ['a', x]), ['a', y])).code).toBe('ERR_AUTH');
  },
);
slowLaw('mistake 8: a context part is a well-formed text, or is refused', [text, engine], (x, by) => {
  const cipher = fieldCipher({ key, engine: by });
  if (/\p{Surrogate}/u.test(x)) expect(failureOf(() => cipher.encrypt('v', ['a', x])).code).toBe('ERR_INPUT');
  else expect(cipher.decrypt('string', cipher.encrypt('v', ['a', x]), ['a', x])).toBe('v');
});
