import { FF1 } from '@noble/ciphers/ff1.js';
import { type Keyring, keyFact, keysOf, ringOf } from '../core/keyring.ts';
import { type SecretKey, useOf, type Wipeable } from '../core/keys.ts';
import { type Facts, type Json, type Transform, transform } from '../core/transform.ts';

/** Format-preserving encryption: a value becomes another value of the same form, and back. */
export interface Fpe<T> extends Transform<T, T> {
  /**
   * Gives the value of a token back, under the current key. A token of another key, tweak or setting, or one that was
   * altered, gives another value without any error.
   */
  readonly decrypt: Transform<T, T>;
  /** The tokens of a value under each key of the ring, the current one first: what to look for while keys change. */
  candidates(value: T): readonly T[];
}

/** Which way the digits go. */
export type Direction = 'encrypt' | 'decrypt';

interface Held extends Wipeable {
  readonly key: Uint8Array;
}

/**
 * FF1 over digits, without any check of the domain.
 *
 * noble holds the key and the tweak by reference and forgets both when it returns; the digits given are not changed.
 *
 * @source NIST SP 800-38G, algorithms 7 and 8.
 */
export function permute(
  direction: Direction,
  key: Uint8Array,
  radix: number,
  tweak: Uint8Array,
  digits: number[],
): number[] {
  return FF1(radix, key, tweak)[direction](digits);
}

/**
 * The transforms, both ways and for all keys, of a function that does one value under one derived key.
 *
 * @param name - The function that is made.
 * @param key - The key, or the ring whose current key encrypts and decrypts: a token does not name its key.
 * @param parameters - What the facts tell beside algorithm and key.
 * @param run - Checks and does one value; it calls no code of the caller.
 */
// @__NO_SIDE_EFFECTS__
export function fpeOf(
  name: string,
  key: SecretKey | Keyring,
  parameters: { readonly [name: string]: Json },
  run: (direction: Direction, key: Uint8Array, value: string) => string,
): Fpe<string> {
  const ring = ringOf(name, key);
  const keys = keysOf(ring);
  const uses = keys.map((one) => useOf(name, one, 32, ['fpe-ff1'], 'ff1', hold));
  const [current] = uses as [() => Held]; // a ring has a current key
  const named = { algorithm: 'ff1', key: keyFact(key, ring), ...parameters };
  const facts: Facts = {
    name,
    technique: 'encryption',
    reversible: 'with-key',
    linkable: true,
    deterministic: true,
    parameters: named,
  };
  // what comes out is the value in clear
  const clear: Facts = { ...facts, name: `${name}.decrypt`, technique: 'identity', reversible: 'always' };
  return Object.assign(
    transform(facts, (value: string) => run('encrypt', current().key, value)),
    {
      decrypt: transform(clear, (token: string) => run('decrypt', current().key, token)),
      candidates: (value: string) => uses.map((use) => run('encrypt', use().key, value)),
    },
  );
}

function hold(bytes: Uint8Array): Held {
  const key = new Uint8Array(bytes);
  return { key, wipe: () => void key.fill(0) };
}
