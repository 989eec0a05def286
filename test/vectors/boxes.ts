import { existsSync, readFileSync } from 'node:fs';
import { aeadOf, nodeCiphers, SUITES, type SuiteName } from '../../src/encryption/suites.ts';

const folder = '../shared/vectors';

/** Where the vectors are not at hand, what needs them is skipped. */
export const absent: boolean = !existsSync(folder);
if (absent) console.log('skipped the vectors of ciphers: no ../shared/vectors');

/** A file of vectors. */
export const read = <T>(name: string): T => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as T;

/** Bytes of hexadecimal text. */
export const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));
/** Hexadecimal text of bytes. */
export const hex = (data: Uint8Array | undefined): string | undefined => data && Buffer.from(data).toString('hex');

/** The engines of this runtime: their ciphers, or null for the portable one. */
export const byEngine = [['portable', null] as const, ...(nodeCiphers() ? [['native', nodeCiphers()] as const] : [])];

/** One case of Wycheproof. */
export interface Case {
  readonly tcId: number;
  readonly key: string;
  readonly iv: string;
  readonly aad: string;
  readonly msg: string;
  readonly ct: string;
  readonly tag: string;
  readonly result: 'valid' | 'invalid';
}
/** A file of Wycheproof. */
export interface Wycheproof {
  readonly testGroups: readonly {
    readonly keySize: number;
    readonly ivSize: number;
    readonly tagSize: number;
    readonly tests: readonly Case[];
  }[];
}

/** What a suite writes behind a head of some bytes, and gives back. */
export function sealAndOpen(
  suite: SuiteName,
  node: ReturnType<typeof nodeCiphers>,
  {
    key,
    nonce,
    aad,
    plain,
    head = 0,
  }: { key: Uint8Array; nonce: Uint8Array; aad: Uint8Array; plain: Uint8Array; head?: number },
): { readonly sealed: Uint8Array; readonly opened: Uint8Array | undefined } {
  const box = new Uint8Array(head + SUITES[suite].overhead + plain.length).fill(0xa5);
  box.set(nonce, head);
  box.set(plain, head + SUITES[suite].plain);
  const aead = aeadOf(suite, key, node);
  aead.seal(box, head, aad);
  return { sealed: box.subarray(head + nonce.length), opened: aead.open(box, head, aad) };
}
