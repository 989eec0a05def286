import { scrypt } from '@noble/hashes/scrypt.js';
import { equalBytes } from '../core/bytes.ts';
import { type NodeCrypto, nodeCrypto } from '../core/engine.ts';

/** The cost of scrypt: N iterations of 128 · r bytes, p times. */
export interface Stretch {
  /** Iterations, a power of 2: 16384 and more as a rule; with `r` at least 128 KiB, 128 · N · r. */
  readonly N: number;
  /** Size of a block, 8 as a rule. */
  readonly r: number;
  /** How often the whole is done, 1 as a rule. */
  readonly p: number;
}

/** 32 bytes of scrypt, freshly allocated. */
export type Scrypt = (password: Uint8Array, salt: Uint8Array, stretch: Stretch) => Uint8Array;

/** That of noble. */
export const portableScrypt: Scrypt = (password, salt, { N, r, p }) => scrypt(password, salt, { N, r, p, dkLen: 32 });

interface NodeScrypt {
  scryptSync?(password: Uint8Array, salt: Uint8Array, length: number, options: object): Uint8Array;
}

/** That of node:crypto, where it is present and right. */
export function nativeScrypt(): Scrypt | undefined {
  const node = nodeCrypto() as (NodeCrypto & NodeScrypt) | null;
  const made: Scrypt = (password, salt, { N, r, p }) => {
    const maxmem = 128 * N * r * p + 2 ** 20; // the default of 32 MiB is too small from N = 2^15 on
    return node?.scryptSync?.(password, salt, 32, { N, r, p, maxmem }) ?? new Uint8Array();
  };
  const [sample, least] = [new Uint8Array([1]), { N: 2, r: 1, p: 1 }];
  try {
    return equalBytes(made(sample, sample, least), portableScrypt(sample, sample, least)) ? made : undefined;
  } catch {
    return undefined;
  }
}
