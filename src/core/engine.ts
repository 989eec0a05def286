import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { PrivacyError } from '../errors.ts';
import { base64urlEncode, hexEncode } from './base.ts';
import { check } from './checks.ts';
import { utf8Encode } from './utf8.ts';

/**
 * Who computes: `native` is node:crypto, on Node, Deno and Bun; `portable` is noble, everywhere; `auto` takes the native
 * one where it is present and passes a self-test. The bytes are the same: tokens of one engine are those of the other.
 */
export type Engine = 'auto' | 'native' | 'portable';

/** A hash or cipher object of node:crypto. */
export interface NodeStream {
  /** Takes a piece of the message. */
  update(piece: string | Uint8Array): this;
  /** The digest as bytes. */
  digest(): Uint8Array;
  /** The digest as text. */
  digest(encoding: 'hex' | 'base64url'): string;
}

/** What is used of node:crypto, written out so that our declarations need no types of Node. */
export interface NodeCrypto {
  /** Keyed hash. */
  createHmac(algorithm: 'sha256', key: object): NodeStream;
  /** A key outside the heap of the language. */
  createSecretKey(bytes: Uint8Array): object;
  /** Fresh bytes into a part of an array. */
  randomFillSync(bytes: Uint8Array, offset: number, length: number): unknown;
}

/** A Buffer, as far as it is used. */
interface NodeBytes extends Uint8Array {
  write(text: string, at: number): number;
  toString(encoding?: 'base64url'): string;
}

/** What is used of node:buffer and its text decoder. */
export interface NodeBuffer {
  /** The class. */
  readonly Buffer: (abstract new () => NodeBytes) & {
    allocUnsafe(length: number): NodeBytes;
    byteLength(text: string): number;
    from(bytes: ArrayBufferLike, offset: number, length: number): NodeBytes;
    from(text: string, encoding: 'base64url'): NodeBytes;
  };
  /** Throws for bytes that are not UTF-8, and keeps a U+FEFF at the start. */
  readonly decoder: { decode(bytes: Uint8Array): string };
}

interface Realm {
  readonly process?: { readonly getBuiltinModule?: (name: string) => unknown };
  readonly crypto?: { getRandomValues(bytes: Uint8Array): unknown };
  readonly TextDecoder?: new (label: 'utf-8', options: object) => NodeBuffer['decoder'];
}

let found: NodeCrypto | null | undefined;

/** The node:crypto of the runtime where it is present and right about one keyed hash; asked for once, on first use. */
export function nodeCrypto(): NodeCrypto | null {
  if (found === undefined) {
    try {
      const node = (globalThis as Realm).process?.getBuiltinModule?.('node:crypto') as NodeCrypto | undefined;
      found = node && isRight(node) ? node : null;
    } catch {
      found = null;
    }
  }
  return found;
}

/** The Buffer and text decoder of the runtime, where it has node:crypto too. */
export function nodeBuffer(): NodeBuffer | null {
  if (!nodeCrypto()) return null;
  try {
    const { process, TextDecoder } = globalThis as Realm;
    const module = process?.getBuiltinModule?.('node:buffer') as NodeBuffer | undefined;
    const decoder = TextDecoder && new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    const right = module?.Buffer.from('-_8', 'base64url').toString('base64url') === '-_8';
    return module && decoder && right ? { Buffer: module.Buffer, decoder } : null;
  } catch {
    return null;
  }
}

/** RFC 4231, test case 1: what a half-built node:crypto of an edge platform gets wrong is found here, not in a token. */
function isRight(node: NodeCrypto): boolean {
  const of = (message: string | Uint8Array): NodeStream =>
    node.createHmac('sha256', node.createSecretKey(new Uint8Array(20).fill(11))).update(message);
  const texts = [of(utf8Encode('Hi There')).digest('hex'), hexEncode(of('Hi There').digest())];
  const right = texts.every((text) => text === 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7');
  const short = of('Hi There').digest('base64url') === 'sDRMYdjbOFNcqK_OrwvxK4gdwgDJgz2nJuk3bC4yz_c';
  return right && short && typeof node.randomFillSync === 'function';
}

/**
 * Whether the native engine is meant, given that it is there.
 *
 * @throws `PrivacyError` `ERR_PARAMETER` for what is no engine; `ERR_ENGINE` where the native one is asked for and missing.
 */
export function isNative(name: string, engine: unknown, present: boolean): boolean {
  const known = engine === 'auto' || engine === 'native' || engine === 'portable';
  check(name, 'engine', known, "must be 'auto', 'native' or 'portable'");
  if (engine === 'native' && !present)
    throw new PrivacyError('ERR_ENGINE', `${name}: no native engine in this runtime`);
  return engine !== 'portable' && present;
}

/** HMAC-SHA-256 under one key; a text is hashed as UTF-8 and must be well formed. */
export interface Mac {
  /** The 32 bytes, in an array that the next call may write over. */
  bytes(message: string | Uint8Array): Uint8Array;
  /** The same as 64 hexadecimal digits. */
  hex(message: string | Uint8Array): string;
  /** The same as 43 characters of base64url; cut to fewer bits only with care for the last character. */
  base64url(message: string | Uint8Array): string;
  /** Overwrites what can be overwritten. */
  wipe(): void;
}

/** HMAC-SHA-256 of node:crypto; it returns texts faster than bytes, because a `Buffer` is dearer than a string. */
export function nativeMac(node: NodeCrypto, key: Uint8Array): Mac {
  const held = node.createSecretKey(key);
  const of = (message: string | Uint8Array): NodeStream => node.createHmac('sha256', held).update(message);
  return {
    bytes: (message) => of(message).digest(),
    hex: (message) => of(message).digest('hex'),
    base64url: (message) => of(message).digest('base64url'),
    wipe() {}, // the memory of the runtime is out of reach
  };
}

/** HMAC-SHA-256 of noble: the two key blocks are hashed once, each message starts from copies of those states. */
export function portableMac(key: Uint8Array): Mac {
  const start = hmac.create(sha256, key);
  const [inner, outer] = [start.iHash.clone(), start.oHash.clone()];
  const digest = new Uint8Array(32);
  const bytes = (message: string | Uint8Array): Uint8Array => {
    const read = typeof message === 'string' ? utf8Encode(message) : message;
    start.iHash._cloneInto(inner);
    start.oHash._cloneInto(outer);
    inner.update(read).digestInto(digest);
    outer.update(digest).digestInto(digest);
    return digest;
  };
  return {
    bytes,
    hex: (message) => hexEncode(bytes(message)),
    base64url: (message) => base64urlEncode(bytes(message)),
    wipe() {
      for (const state of [start, inner, outer]) state.destroy();
    },
  };
}

/** The start of the last draw: nonces and tokens, which are public, never keys. */
const last: Uint8Array = /* @__PURE__ */ new Uint8Array(12);

/**
 * Fills a part of an array with bytes for a nonce, token or random pseudonym: one draw, no pool, nothing drawn ahead.
 *
 * @throws `PrivacyError` `ERR_RANDOM` where the runtime has no generator, or its first 12 bytes are zero or those of
 * the draw before (of a shorter draw, as many as it has), which a sound generator gives once in 2⁹⁶ draws of 12 bytes.
 */
export function freshBytes(into: Uint8Array, offset = 0, length: number = into.length - offset): void {
  const end = Math.min(length, 12);
  for (let at = 0; at < end; at += 1) into[offset + at] = 0; // old bytes that a generator leaves alone are not random
  draw(into, offset, length);
  let same = 0;
  let zero = 0;
  for (let at = 0; at < end; at += 1) {
    const byte = into[offset + at] as number; // in range
    same |= byte ^ (last[at] as number);
    zero |= byte;
    last[at] = byte;
  }
  if (same === 0 || zero === 0) throw stuck();
}

/**
 * The 32 bytes of a new key. A second draw, compared and wiped, finds a stuck generator without keeping a key for later.
 *
 * @throws `PrivacyError` `ERR_RANDOM` as {@link freshBytes}.
 */
export function freshKey(): Uint8Array {
  const [key, other] = [new Uint8Array(32), new Uint8Array(32)];
  draw(key, 0, 32);
  draw(other, 0, 32);
  const same = key.every((byte, at) => byte === other[at]);
  other.fill(0);
  if (same) throw stuck();
  return key;
}

/** Refuses to make what will need fresh bytes where the runtime has no generator. */
export function checkRandom(): void {
  if (!nodeCrypto() && typeof (globalThis as Realm).crypto?.getRandomValues !== 'function') throw stuck();
}

function draw(into: Uint8Array, offset: number, length: number): void {
  const node = nodeCrypto();
  try {
    if (node) node.randomFillSync(into, offset, length);
    else (globalThis as Realm).crypto?.getRandomValues(into.subarray(offset, offset + length)) ?? refuse();
  } catch {
    throw stuck();
  }
}

function refuse(): never {
  throw stuck();
}

function stuck(): PrivacyError {
  return new PrivacyError('ERR_RANDOM', 'random: the runtime gives no secure random bits');
}
