import { describe, expect, test } from 'vitest';
import { keyring } from '../../src/core/keyring.ts';
import { SecretKey } from '../../src/core/keys.ts';
import { encrypt } from '../../src/encryption/encrypt.ts';
import { fieldCipher } from '../../src/encryption/field-cipher.ts';
import { countMessage, messageLimitOf } from '../../src/encryption/message-count.ts';
import { context, failureOf } from './cipher-sample.ts';

const suite = 'aes-256-gcm';

describe('mistake 2, the budget of random nonces ignored', () => {
  test('with a limit of 10 the 11th message is refused, and so are all after it', () => {
    const key = SecretKey.generate();
    const cipher = fieldCipher({ key, suite, maxMessages: 10 });
    const tokens = Array.from({ length: 10 }, (_, n) => cipher.encrypt(n, context));
    for (let again = 0; again < 2; again += 1) {
      const error = failureOf(() => cipher.encrypt(10, context));
      expect([error.code, error.details]).toEqual(['ERR_LIMIT', { limit: 10, actual: 10 }]);
      expect(error.message).toBe('fieldCipher: the key has made all its messages, take a new one');
    }
    expect(failureOf(() => cipher.rewrap(tokens[0] as string, context)).code).toBe('ERR_LIMIT');
    expect(tokens.map((token) => cipher.decrypt('number', token, context))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
  test('all ciphers and transforms of one key object count together, each against its own limit', () => {
    const key = SecretKey.generate();
    const cipher = fieldCipher({ key, suite, maxMessages: 10 });
    const seal = encrypt({ key, suite, maxMessages: 5, context });
    for (let n = 0; n < 2; n += 1) cipher.encryptBytes(n, context);
    for (let n = 0; n < 3; n += 1) seal(n);
    expect(failureOf(() => seal(5)).code).toBe('ERR_LIMIT');
    expect(cipher.encrypt(6, context)).toMatch(/^voile1_/);
    const ring = fieldCipher({ key: keyring({ keys: [key] }), suite, maxMessages: 6 });
    expect(failureOf(() => ring.encrypt(7, context)).details).toEqual({ limit: 6, actual: 6 });
  });
  test('a refused value is no message, a rewrapped one is', () => {
    const key = SecretKey.generate();
    const cipher = fieldCipher({ key, suite, maxMessages: 3, maxPlaintext: 10 });
    for (const odd of [null, '\ud800', 'x'.repeat(11)]) failureOf(() => cipher.encrypt(odd as never, context));
    const token = cipher.encrypt('x', context);
    expect(failureOf(() => cipher.encrypt(token, context)).code).toBe('ERR_LIMIT'); // above maxPlaintext
    cipher.rewrap(token, context);
    cipher.encrypt('y', context);
    expect(failureOf(() => cipher.encrypt('z', context)).code).toBe('ERR_LIMIT');
  });
  test('a subkey has a count of its own, the other suites have none', () => {
    const key = SecretKey.generate();
    const first = fieldCipher({ key, suite, maxMessages: 1 });
    first.encrypt(1, context);
    expect(failureOf(() => first.encrypt(1, context)).code).toBe('ERR_LIMIT');
    expect(fieldCipher({ key: key.derive('partition', '1'), suite, maxMessages: 1 }).encrypt(1, context)).toMatch(
      /^voile1_/,
    );
    expect(fieldCipher({ key }).encrypt(1, context)).toMatch(/^voile1_/);
  });
  test('2^24 is the limit unless another one is given, 2^32 the most', () => {
    expect(messageLimitOf('test', suite, undefined)).toBe(16_777_216);
    expect(messageLimitOf('test', suite, 2 ** 32)).toBe(2 ** 32);
    expect(messageLimitOf('test', 'xaes-256-gcm', undefined)).toBe(undefined);
    const key = SecretKey.generate();
    for (let n = 0; n < 5; n += 1) countMessage('test', key, 5, false);
    expect(failureOf(() => countMessage('test', key, 5, false)).code).toBe('ERR_LIMIT');
  });
  test('two objects of one key count together, whatever they are called; those of a person count alone', () => {
    const bytes = crypto.getRandomValues(new Uint8Array(32));
    const twins = ['a', 'b'].map((id) => SecretKey.from(bytes, { id })) as [SecretKey, SecretKey];
    fieldCipher({ key: twins[0], suite, maxMessages: 1 }).encrypt(1, context);
    const error = failureOf(() => fieldCipher({ key: twins[1], suite, maxMessages: 1 }).encrypt(1, context));
    expect([error.code, error.details]).toEqual(['ERR_LIMIT', { limit: 1, actual: 1 }]);
    const persons = twins.map(() => SecretKey.from(bytes)) as [SecretKey, SecretKey];
    for (const person of persons) countMessage('test', person, 1, true);
    expect(failureOf(() => countMessage('test', persons[0], 1, true)).code).toBe('ERR_LIMIT');
  });
});
