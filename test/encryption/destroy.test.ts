import { describe, expect, test, vi } from 'vitest';
import { keyring } from '../../src/core/keyring.ts';
import { SecretKey } from '../../src/core/keys.ts';
import { decrypt } from '../../src/encryption/decrypt.ts';
import { deterministicCipher } from '../../src/encryption/deterministic-cipher.ts';
import { encrypt } from '../../src/encryption/encrypt.ts';
import { fieldCipher } from '../../src/encryption/field-cipher.ts';
import { subjectKeys } from '../../src/encryption/subject-keys.ts';
import { unwrapKey, wrapKey } from '../../src/encryption/wrap.ts';
import { key as alive, context, engines, failureOf } from './cipher-sample.ts';
import { rowsInMemory } from './subject-store.ts';

describe.each(engines)('mistake 31, a key that lives on after it was destroyed, %s engine', (engine) => {
  const gone = (act: () => unknown): void => {
    expect(failureOf(act)).toMatchObject({ code: 'ERR_KEY_DESTROYED', details: { keyId: 'short' } });
  };
  test('nothing that was made with it works, used before or not', () => {
    for (const used of [true, false]) {
      const key = SecretKey.generate({ id: 'short' });
      const cipher = fieldCipher({ key, engine });
      const gcm = fieldCipher({ key, engine, suite: 'aes-256-gcm' });
      const siv = deterministicCipher({ key, engine, why: 'test' });
      const bound = { key, context, engine, boundTo: 'id' } as const;
      const [seal, open] = [encrypt(bound), decrypt({ ...bound, type: 'string' })];
      const match = siv.transform(context);
      const token = fieldCipher({ key, engine }).encrypt('x', context);
      const sivToken = deterministicCipher({ key, engine, why: 'test' }).encrypt('x', context);
      const boundToken = fieldCipher({ key, engine }).encrypt('x', [...context, 'u-1']);
      const wrapped = wrapKey({ key, secret: alive });
      const acts = [
        () => cipher.encrypt('x', context),
        () => cipher.encryptBytes('x', context),
        () => cipher.encryptJson([], context),
        () => cipher.decrypt('string', token, context),
        () => cipher.rewrap(token, context),
        () => gcm.encrypt('x', context),
        () => siv.encrypt('x', context),
        () => siv.decrypt('string', sivToken, context),
        () => siv.candidates('x', context),
        () => match('x'),
        () => seal('x', { id: 'u-1' }),
        () => open(boundToken, { id: 'u-1' }),
        () => wrapKey({ key, secret: alive }),
        () => wrapKey({ key: alive, secret: key }),
        () => unwrapKey({ key, wrapped }),
        () => key.derive('tenant'),
      ];
      if (used) for (const act of acts) act();
      key.destroy();
      for (const act of acts) gone(act);
      gone(() => cipher.tryDecrypt('string', token, context));
    }
  });
  test('what is made with it afterwards fails no later than at its first use', () => {
    const key = SecretKey.generate({ id: 'short' });
    key.destroy();
    gone(() => fieldCipher({ key, engine }).encrypt('x', context));
    gone(() => deterministicCipher({ key, engine, why: 'test' }).encrypt('x', context));
    gone(() => encrypt({ key: keyring({ keys: [key, alive] }), context, engine })('x'));
  });
  test('in a ring only its own tokens are lost, and a text that names it is a text', () => {
    const key = SecretKey.generate({ id: 'short' });
    const token = fieldCipher({ key }).encrypt('x', context);
    const cipher = fieldCipher({ key: keyring({ keys: [alive, key] }), engine });
    expect(cipher.decrypt('string', token, context)).toBe('x');
    key.destroy();
    gone(() => cipher.decrypt('string', token, context));
    expect(cipher.decrypt('string', cipher.encrypt('y', context), context)).toBe('y');
    expect(cipher.decrypt('string', cipher.encrypt(token, context), context)).toBe(token);
  });
  test('a second key of the same bytes, a derived one and an unwrapped one live on', () => {
    const bytes = Uint8Array.from({ length: 32 }, (_, at) => 7 * at + 3);
    const [key, twin] = [SecretKey.from(bytes, { id: 'short' }), SecretKey.from(bytes, { id: 'short' })];
    const child = key.derive('tenant', 'a');
    const copy = unwrapKey({ key, wrapped: wrapKey({ key, secret: child }) });
    const tokens = [key, child].map((each) => fieldCipher({ key: each, engine }).encrypt('x', context)) as [
      string,
      string,
    ];
    key.destroy();
    expect(fieldCipher({ key: twin, engine }).decrypt('string', tokens[0], context)).toBe('x');
    for (const each of [child, copy]) {
      expect(fieldCipher({ key: each, engine }).decrypt('string', tokens[1], context)).toBe('x');
    }
  });
  test('more uses of one key than are kept, one after the other, all work', () => {
    const key = SecretKey.generate();
    const cipher = fieldCipher({ key, engine });
    const token = cipher.encrypt('x', context);
    for (let n = 0; n < 300; n += 1) {
      key.derive('tenant', `${n}`);
      wrapKey({ key, secret: alive });
      if (n % 50 === 0) expect(cipher.decrypt('string', token, context)).toBe('x');
    }
    expect(cipher.decrypt('string', token, context)).toBe('x');
  });
});
test('mistake 31: decrypted bytes are overwritten when the value was read, also where it is refused or looked at only', () => {
  const { fill } = Uint8Array.prototype;
  const cipher = fieldCipher({ key: alive, engine: 'portable' });
  const token = cipher.encrypt('a secret of 25 characters', context);
  const wiped = (act: () => unknown): boolean => {
    const seen: string[] = [];
    const spy = vi.spyOn(Uint8Array.prototype, 'fill').mockImplementation(function (this: Uint8Array, ...given) {
      seen.push(Buffer.from(this).toString('latin1'));
      return fill.apply(this, given as [number]);
    });
    try {
      act();
    } catch {
      // refused, and wiped all the same
    } finally {
      spy.mockRestore();
    }
    return seen.includes('\x01a secret of 25 characters');
  };
  expect(wiped(() => cipher.decrypt('string', token, context))).toBe(true);
  expect(wiped(() => cipher.decrypt('number', token, context))).toBe(true);
  expect(wiped(() => cipher.rewrap(token, context))).toBe(true);
  expect(wiped(() => cipher.encrypt(token, context))).toBe(true); // looked at, for it may be a token of this cell
});
test.skipIf(!engines.includes('native'))(
  'mistake 31: where the engine fails, the value is not left where others may get it',
  () => {
    const failure = new Error('out of memory');
    const node = process.getBuiltinModule('node:crypto');
    const cipher = fieldCipher({ key: alive, engine: 'native' });
    cipher.encrypt('', context); // all that is made once is there
    const failing = vi.spyOn(node, 'createCipheriv').mockImplementation(() => {
      throw failure;
    });
    const seen: string[] = [];
    const { fill } = Buffer.prototype;
    const filled = vi.spyOn(Buffer.prototype, 'fill').mockImplementation(function (this: Buffer, ...given) {
      seen.push(this.toString('latin1'));
      return fill.apply(this, given as never);
    });
    expect(() => cipher.encrypt('a secret of 25 characters', context)).toThrow(failure);
    filled.mockRestore();
    failing.mockRestore();
    expect(seen.some((bytes) => bytes.includes('a secret of 25 characters'))).toBe(true);
    expect(cipher.decrypt('string', cipher.encrypt('x', context), context)).toBe('x');
  },
);
test('a wrapping key of persons that was destroyed neither loads nor makes a key; what is loaded stays', async () => {
  const key = SecretKey.generate({ id: 'short' });
  const people = subjectKeys({ store: rowsInMemory(), key, ring: 'r' });
  await people.load(['c-1'], { create: true });
  const place = { key: people, subject: 'who', boundTo: 'id', context } as const;
  const row = { who: 'c-1', id: 'o-1' };
  const token = encrypt(place)('x', row);
  key.destroy();
  expect(decrypt({ ...place, type: 'string' })(token, row)).toBe('x');
  const destroyed = expect.objectContaining({ code: 'ERR_KEY_DESTROYED' });
  await expect(people.load(['c-1'])).rejects.toThrow(destroyed);
  await expect(people.load(['c-2'], { create: true })).rejects.toThrow(destroyed);
  await expect(people.rewrap(['c-1'])).rejects.toThrow(destroyed);
  expect(await people.forget('c-1')).toEqual({ destroyed: true }); // a person can be forgotten all the same
});
