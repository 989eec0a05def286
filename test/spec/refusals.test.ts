import { describe, expect, test } from 'vitest';
import { encrypt } from '../../src/encryption/encrypt.ts';
import { fieldCipher } from '../../src/encryption/field-cipher.ts';
import type { SuiteName } from '../../src/encryption/suites.ts';
import type { TypeName } from '../../src/encryption/values.ts';
import { bytes, keyOf, type Told, toldValue, vectors } from './vectors.ts';

interface Refused {
  readonly name: string;
  readonly stage: 'public' | 'authentication' | 'type';
  readonly root: string;
  readonly context: readonly [string, ...string[]];
  readonly type: TypeName;
  readonly token?: string;
  readonly binary?: string;
  readonly allowSuites?: readonly SuiteName[];
  readonly maxPlaintext?: number;
  readonly code: string;
}
interface Unsealed {
  readonly name: string;
  readonly root: string;
  readonly context: readonly [string, ...string[]];
  readonly record?: string;
  readonly value: Told | null;
  readonly code: string;
}
const { tokens, values } = vectors<{ tokens: Refused[]; values: Unsealed[] }>('refusals');
const stages = {
  public: ['ERR_FORMAT', 'ERR_VERSION', 'ERR_SUITE', 'ERR_UNKNOWN_KEY'],
  authentication: ['ERR_AUTH'],
  type: ['ERR_TYPE', 'ERR_LIMIT'],
};

function failureOf(
  { root, context, type, token, binary, allowSuites, maxPlaintext }: Refused,
  engine: 'native' | 'portable',
) {
  const options = { ...(allowSuites && { allowSuites }), ...(maxPlaintext !== undefined && { maxPlaintext }) };
  const cipher = fieldCipher({ key: keyOf(root), engine, ...options });
  try {
    return cipher.decrypt(type, token ?? bytes(binary ?? ''), context);
  } catch (failure) {
    return failure;
  }
}

describe.each(['native', 'portable'] as const)('%s engine', (engine) => {
  test.each(tokens)('$stage: $name', (given) => {
    expect(stages[given.stage]).toContain(given.code);
    expect(failureOf(given, engine)).toMatchObject({ name: 'PrivacyError', code: given.code });
  });
  test.each(values)('not sealed: $name', ({ root, context, record, value, code }) => {
    const given = value === null ? null : toldValue(value);
    const place = { key: keyOf(root), context, engine, ...(value?.type === 'json' && ({ type: 'json' } as const)) };
    const seal = () => {
      if (record === undefined) return encrypt(place)(given as never);
      return encrypt({ ...place, boundTo: 'id' })(given as never, { id: record });
    };
    expect(seal).toThrow(expect.objectContaining({ code }));
  });
  test('a failed authentication is told by one message and no details', () => {
    const failed = tokens.filter(({ stage }) => stage === 'authentication').map((given) => failureOf(given, engine));
    expect(new Set(failed.map((failure) => `${failure} ${JSON.stringify(failure)}`)).size).toBe(1);
  });
});
