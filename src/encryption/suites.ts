import { aessiv, ecb, gcm } from '@noble/ciphers/aes.js';
import { type NodeCrypto, nodeCrypto } from '../core/engine.ts';

/** The suites for fields: their byte in a token, and what derives their key. */
export const SUITES: { readonly [name in SuiteName]: Suite } = {
  'xaes-256-gcm': { byte: 1, nonce: 24, plain: 24, overhead: 40, keyBytes: 32 },
  'aes-256-gcm': { byte: 2, nonce: 12, plain: 12, overhead: 28, keyBytes: 32 },
  'aes-256-siv': { byte: 3, nonce: 0, plain: 16, overhead: 16, keyBytes: 64 },
};

/** The name of a suite, as derivation and facts spell it. */
export type SuiteName = 'xaes-256-gcm' | 'aes-256-gcm' | 'aes-256-siv';

/** How a suite lays its bytes behind the head of a token. */
export interface Suite {
  /** The second byte of a token. */
  readonly byte: number;
  /** Fresh bytes at the start. */
  readonly nonce: number;
  /** Where the encrypted value starts. */
  readonly plain: number;
  /** All bytes that are not the encrypted value. */
  readonly overhead: number;
  /** Length of the derived key. */
  readonly keyBytes: number;
}

/**
 * Authenticated encryption in place. A box is `head` bytes, then what the suite lays out: the nonce, already drawn, the
 * plaintext, which becomes the ciphertext, the tag.
 */
export interface Aead {
  /** Encrypts the box. */
  seal(box: Uint8Array, head: number, associated: Uint8Array): void;
  /** The plaintext, in an array of its own, or undefined where anything was altered. */
  open(box: Uint8Array, head: number, associated: Uint8Array): Uint8Array | undefined;
  /** Overwrites what can be overwritten. */
  wipe(): void;
}

interface NodeCipher {
  setAAD(bytes: Uint8Array): unknown;
  setAutoPadding(on: boolean): this;
  setAuthTag(tag: Uint8Array): unknown;
  getAuthTag(): Uint8Array;
  update(bytes: Uint8Array): Uint8Array;
  final(): Uint8Array;
}

interface NodeCiphers extends NodeCrypto {
  createCipheriv(name: string, key: Uint8Array, nonce: Uint8Array | null, options?: object): NodeCipher;
  createDecipheriv(name: string, key: Uint8Array, nonce: Uint8Array | null, options?: object): NodeCipher;
}

let ciphers: NodeCiphers | null | undefined;

/** The ciphers of node:crypto where they are present and right about one token; asked for once, on first use. */
export function nodeCiphers(): NodeCiphers | null {
  if (ciphers === undefined) {
    const node = nodeCrypto() as NodeCiphers | null;
    try {
      ciphers = node && isRight(node) ? node : null;
    } catch {
      ciphers = null;
    }
  }
  return ciphers;
}

/** Both engines seal and open one box alike: a self-test of the block cipher and of the mode. */
function isRight(node: NodeCiphers): boolean {
  const key = Uint8Array.from({ length: 32 }, (_, at) => at);
  const [native, portable] = [aeadOf('xaes-256-gcm', key, node), aeadOf('xaes-256-gcm', key, null)];
  const [box, other] = [0, 0].map(() => Uint8Array.from({ length: 48 }, (_, at) => 7 * at)) as [Uint8Array, Uint8Array];
  native.seal(box, 0, key);
  portable.seal(other, 0, key);
  if (String(box) !== String(other) || native.open(box, 0, key)?.[7] !== 217) return false; // byte 31 of the box
  // what does not check the tag, or takes a part of it, would open anything: prefix, nonce, ciphertext, both ends of the tag
  const altered = [0, 23, 24, 32, 47].map((at) => box.map((byte, i) => (i === at ? byte ^ 1 : byte)));
  return altered.every((bytes) => !native.open(bytes, 0, key)) && !native.open(box, 0, key.subarray(1));
}

/** A suite under a derived key, which is copied. */
export function aeadOf(suite: SuiteName, key: Uint8Array, node: NodeCiphers | null): Aead {
  if (suite === 'xaes-256-gcm') return xaes(key, node);
  return suite === 'aes-256-gcm' ? plainGcm(new Uint8Array(key), node) : siv(new Uint8Array(key));
}

/**
 * C2SP XAES-256-GCM: AES-256-GCM under a key of its own for each 24-byte nonce.
 *
 * The subkey is CMAC over two blocks that hold the first 12 bytes of the nonce, each a single block: one mask, the
 * doubled encryption of zeros, and one call of two blocks.
 *
 * @source c2sp.org/XAES-256-GCM; NIST SP 800-38B, 800-108r1, 800-38D.
 */
function xaes(key: Uint8Array, node: NodeCiphers | null): Aead {
  const copy = new Uint8Array(key);
  const encrypt = blocksOf(copy, node);
  const mask = maskOf(encrypt);
  const blocks = new Uint8Array(32);
  const subkey = (box: Uint8Array, head: number): Uint8Array => {
    for (let at = 0; at < 32; at += 1) blocks[at] = mask[at] as number; // in range
    for (let at = 0; at < 12; at += 1) {
      const byte = box[head + at] as number; // in range
      blocks[4 + at] = (blocks[4 + at] as number) ^ byte;
      blocks[20 + at] = (blocks[20 + at] as number) ^ byte;
    }
    return encrypt(blocks);
  };
  return {
    seal(box, head, associated) {
      const derived = subkey(box, head);
      sealGcm(node, derived, box, head + 12, head + 24, associated);
      wipe(derived);
    },
    open(box, head, associated) {
      const derived = subkey(box, head);
      const plain = openGcm(node, derived, box, head + 12, head + 24, associated);
      wipe(derived);
      return plain;
    },
    wipe() {
      for (const bytes of [copy, mask, blocks]) bytes.fill(0);
    },
  };
}

/** Two blocks at a time under one long-lived cipher object: ECB keeps nothing between blocks. */
function blocksOf(key: Uint8Array, node: NodeCiphers | null): (blocks: Uint8Array) => Uint8Array {
  if (node) {
    const cipher = node.createCipheriv('aes-256-ecb', key, null).setAutoPadding(false);
    return (blocks) => cipher.update(blocks);
  }
  return (blocks) => ecb(key, { disablePadding: true }).encrypt(blocks);
}

/** The doubled encryption of zeros over the two blocks 00 01 58 00 … and 00 02 58 00 …, without the nonce. */
function maskOf(encrypt: (blocks: Uint8Array) => Uint8Array): Uint8Array {
  const zeros = encrypt(new Uint8Array(32));
  const mask = Uint8Array.of(0, 1, 0x58, 0, ...new Uint8Array(12), 0, 2, 0x58, 0, ...new Uint8Array(12));
  const carry = (zeros[0] as number) & 0x80 ? 0x87 : 0;
  for (let at = 0; at < 32; at += 1) {
    const next = at % 16 === 15 ? 0 : (zeros[at + 1] as number) >> 7; // in range
    mask[at] = (mask[at] as number) ^ ((zeros[at] as number) << 1) ^ next ^ (at % 16 === 15 ? carry : 0);
  }
  zeros.fill(0);
  return mask;
}

function plainGcm(key: Uint8Array, node: NodeCiphers | null): Aead {
  return {
    seal: (box, head, associated) => sealGcm(node, key, box, head, head + 12, associated),
    open: (box, head, associated) => openGcm(node, key, box, head, head + 12, associated),
    wipe: () => key.fill(0),
  };
}

function sealGcm(
  node: NodeCiphers | null,
  key: Uint8Array,
  box: Uint8Array,
  nonce: number,
  from: number,
  associated: Uint8Array,
): void {
  const to = box.length - 16;
  if (!node) {
    box.set(gcm(key, nonceOf(box, nonce), associated).encrypt(box.subarray(from, to)), from);
    return;
  }
  const cipher = node.createCipheriv('aes-256-gcm', key, nonceOf(box, nonce));
  cipher.setAAD(associated);
  box.set(cipher.update(part(box, from, to)), from);
  cipher.final();
  box.set(cipher.getAuthTag(), to);
}

/** Nothing leaves before the tag was checked; what was decrypted under a wrong tag is overwritten. */
function openGcm(
  node: NodeCiphers | null,
  key: Uint8Array,
  box: Uint8Array,
  nonce: number,
  from: number,
  associated: Uint8Array,
): Uint8Array | undefined {
  if (!node) {
    try {
      return gcm(key, nonceOf(box, nonce), associated).decrypt(box.subarray(from));
    } catch {
      return undefined;
    }
  }
  const to = box.length - 16;
  const cipher = node.createDecipheriv('aes-256-gcm', key, nonceOf(box, nonce));
  cipher.setAAD(associated);
  cipher.setAuthTag(part(box, to, box.length)); // always 16 bytes: Node 20 would accept fewer
  const plain = cipher.update(part(box, from, to));
  try {
    cipher.final();
    return plain;
  } catch {
    plain.fill(0);
    return undefined;
  }
}

/** Overwrites 32 bytes; the fill of a Buffer is slow for so few. */
function wipe(key: Uint8Array): void {
  for (let at = 0; at < 32; at += 1) key[at] = 0;
}

/** A copy: noble keeps what it is given, and a view of 12 bytes is dearer. */
function nonceOf(box: Uint8Array, from: number): Uint8Array {
  const nonce = new Uint8Array(12);
  for (let at = 0; at < 12; at += 1) nonce[at] = box[from + at] as number; // in range
  return nonce;
}

/** A view, without the cost of a Buffer. */
function part(box: Uint8Array, from: number, to: number): Uint8Array {
  return new Uint8Array(box.buffer, box.byteOffset + from, to - from);
}

/** RFC 5297 with one component of associated data, always of noble: node:crypto has no SIV everywhere. */
function siv(key: Uint8Array): Aead {
  return {
    seal(box, head, associated) {
      box.set(aessiv(key, associated).encrypt(box.subarray(head + 16)), head);
    },
    open(box, head, associated) {
      try {
        return aessiv(key, associated).decrypt(box.subarray(head));
      } catch {
        return undefined;
      }
    },
    wipe: () => key.fill(0),
  };
}
