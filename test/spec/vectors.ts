import { readFileSync } from 'node:fs';
import type { Engine } from '../../src/core/engine.ts';
import { SecretKey } from '../../src/core/keys.ts';
import type { FieldValue, TypeName } from '../../src/encryption/values.ts';

/** The groups of cases of one file of public vectors. */
export function vectors<Groups>(name: string): Groups {
  return JSON.parse(readFileSync(new URL(`../../docs/spec/vectors/${name}.json`, import.meta.url), 'utf8'));
}

export const engines: readonly Engine[] = ['native', 'portable'];

export const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));
export const hex = (data: Uint8Array): string => Buffer.from(data).toString('hex');

/** The key of a case, under the id that its owner chose. */
export const keyOf = (root: string, keyId?: string): SecretKey =>
  SecretKey.from(bytes(root), keyId === undefined ? {} : { id: keyId });

/** A value as JSON tells it. */
export interface Told {
  readonly type: TypeName;
  readonly hex?: string;
  readonly text?: string;
  readonly float64?: string;
  readonly decimal?: string;
  readonly milliseconds?: string;
  readonly truth?: boolean;
}

/** A token with all that leads to it. */
export interface TokenCase {
  readonly name: string;
  readonly suite: 'xaes-256-gcm' | 'aes-256-gcm' | 'aes-256-siv';
  readonly root: string;
  readonly keyId?: string;
  readonly parts: readonly [string, ...string[]];
  readonly value: Told;
  readonly plain: string;
  readonly head: string;
  readonly nonce: string;
  readonly key: string;
  readonly aad: string;
  readonly binary: string;
  readonly token: string;
}

/** The value that is told; an object or array, which its text tells, passes for a value that needs no declaration. */
export function toldValue(told: Told): FieldValue {
  switch (told.type) {
    case 'bytes':
      return bytes(told.hex ?? '');
    case 'string':
      return told.text ?? '';
    case 'json':
      return JSON.parse(told.text ?? '');
    case 'number':
      return Buffer.from(told.float64 ?? '', 'hex').readDoubleBE();
    case 'bigint':
      return BigInt(told.decimal ?? '');
    case 'date':
      return new Date(Number(told.milliseconds));
    default:
      return told.truth === true;
  }
}
