import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { PrivacyError } from '../errors.ts';
import { base64urlDecode, hexDecode, hexEncode } from './base.ts';
import { encodeParts, isBytes } from './bytes.ts';
import { check, optionsOf } from './checks.ts';
import { freshKey } from './engine.ts';
import { utf8Decode, utf8Encode } from './utf8.ts';

/** Options of a new {@link SecretKey}. */
export interface KeyOptions {
  /**
   * 1 to 32 characters of `A–Z a–z 0–9 . _ -`; a fingerprint of the key unless given. It is public: it stands in tokens,
   * descriptions, errors and logs, so it must not name a person, a tenant or a date.
   */
  readonly id?: string;
}

/** Something that is computed from a derived key, kept until the key is destroyed. */
export interface Wipeable {
  /** Overwrites what can be overwritten. */
  wipe(): void;
}

interface Secret {
  /** Undefined once destroyed. */
  root: Uint8Array | undefined;
  readonly fingerprint: string;
  readonly uses: Map<string, Wipeable>;
}

/** The bytes stand beside the objects, not in them: nothing that prints, copies or inspects a key finds them. */
const secrets: WeakMap<object, Secret> = /* @__PURE__ */ new WeakMap();

/** Uses kept ready per key; per-document pseudonyms make one per document, and older ones are derived again. */
const USES = 256;

const ADVICE =
  'a key is 32 random bytes, kept as 64 digits for fromHex or 43 characters for fromBase64url, never a password or a text';

/**
 * A secret of 256 bits from which the key of every use and domain is derived.
 *
 * @throws `PrivacyError` `ERR_KEY` for bytes that are not 32, all equal or a text, a text that is not exactly
 * 64 hexadecimal digits or 43 strict characters of base64url; `ERR_PARAMETER` for an id of another
 * form; `ERR_RANDOM` from `generate`; `ERR_KEY_DESTROYED` from `derive`.
 * @guarantee The bytes are copied in and come out by `wrapKey` alone: not by `toString`, `toJSON`, inspection, cloning or errors.
 * `destroy` overwrites them and the states kept for its uses; keys made by `derive` live on. Not protected: a dump of the process memory before that, what
 * the native engine holds outside the heap, copies that the runtime made, the text that a key was read from.
 * @utility Use and domain separation: a key derived for one use says nothing about that of another.
 * @cost A derivation is two HMACs, kept for later; 256 are kept.
 * @source RFC 5869, HKDF-SHA-256; docs/spec.
 * @example
 * String(SecretKey.generate({ id: 'k1' })) // 'SecretKey(k1)'
 */
export class SecretKey {
  /** The public name of the key. */
  readonly id: string;
  readonly #redacted: string;

  private constructor(bytes: unknown, options: KeyOptions = {}) {
    const { id } = optionsOf('SecretKey', options, ['id']);
    const named = id === undefined || (typeof id === 'string' && isId(id));
    check('SecretKey', 'id', named, 'must be 1 to 32 of A-Z a-z 0-9 . _ -');
    const root = isBytes(bytes) ? new Uint8Array(bytes) : undefined; // copied first: shared memory may change meanwhile
    if (root?.length !== 32 || root.every((byte) => byte === root[0]) || isText(root)) {
      throw new PrivacyError('ERR_KEY', `SecretKey: ${ADVICE}`);
    }
    const fingerprint = hexEncode(deriveBytes(root, 8, ['kid']));
    this.id = id ?? fingerprint;
    this.#redacted = `SecretKey(${this.id})`;
    secrets.set(this, { root, fingerprint, uses: new Map() });
    // for console.log and the inspectors of Node, Deno and Bun
    Object.defineProperty(this, Symbol.for('nodejs.util.inspect.custom'), { value: () => this.#redacted });
    Object.freeze(this);
  }

  /**
   * A new key from the generator of the runtime; `ERR_RANDOM` where there is none.
   *
   * For tests, and for keys that `wrapKey` keeps: its bytes cannot be read out, so what it encrypts is lost with the
   * process unless it was wrapped. For stored data make 32 random bytes where keys are kept, and read them by
   * `fromBase64url`: docs/guide/keys-from-a-kms.md.
   */
  static generate(options?: KeyOptions): SecretKey {
    return consumed(freshKey(), (bytes) => new SecretKey(bytes, options));
  }

  /** The key of 32 bytes, which are copied. */
  static from(bytes: Uint8Array, options?: KeyOptions): SecretKey {
    return new SecretKey(bytes, options);
  }

  /** The key of exactly 64 hexadecimal digits. */
  static fromHex(text: string, options?: KeyOptions): SecretKey {
    const bytes = decoded((digits) => hexDecode(digits.toLowerCase()), text);
    return consumed(bytes, () => new SecretKey(bytes, options));
  }

  /** The key of exactly 43 characters of base64url, without padding. */
  static fromBase64url(text: string, options?: KeyOptions): SecretKey {
    const bytes = decoded(base64urlDecode, text);
    return consumed(bytes, () => new SecretKey(bytes, options));
  }

  /**
   * A key of its own for a tenant, a job, a partition: the same for the same label and parts, unrelated to all others.
   * Its id is its fingerprint. Destroying the parent leaves it alive, and whoever holds the parent can make it again.
   */
  derive(label: string, ...parts: readonly string[]): SecretKey {
    const secret = secretOf('SecretKey.derive', this);
    const named = [label, ...parts].every((part) => typeof part === 'string');
    check('SecretKey.derive', 'label', named, 'and parts must be texts');
    return consumed(deriveBytes(secret.root, 32, ['user', label, ...parts]), (bytes) => new SecretKey(bytes));
  }

  /** Overwrites the bytes and all that was derived from them; every later use is `ERR_KEY_DESTROYED`. */
  destroy(): void {
    const secret = secrets.get(this);
    secret?.root?.fill(0);
    if (secret) secret.root = undefined;
    for (const use of secret?.uses.values() ?? []) use.wipe();
    secret?.uses.clear();
  }

  /** `SecretKey(id)`. */
  toString(): string {
    return this.#redacted;
  }

  /** `SecretKey(id)`. */
  toJSON(): string {
    return this.#redacted;
  }
}

const isId = (text: string): boolean => /^[\w.-]{1,32}$/.test(text);

/** A pasted password: UTF-8 without control characters but line ends and tabs. A random key looks so once in 10¹¹. */
function isText(bytes: Uint8Array): boolean {
  try {
    return /^[\P{Cc}\t\n\r]*$/u.test(utf8Decode(bytes));
  } catch {
    return false;
  }
}

/** Uses bytes and overwrites them, whatever happens. */
function consumed<T>(bytes: Uint8Array, use: (bytes: Uint8Array) => T): T;
function consumed<T>(bytes: Uint8Array | undefined, use: () => T): T;
function consumed<T>(bytes: Uint8Array | undefined, use: (bytes: Uint8Array) => T): T {
  try {
    return use(bytes as Uint8Array); // undefined only where it is not used
  } finally {
    bytes?.fill(0);
  }
}

function decoded(decode: (text: string) => Uint8Array, text: string): Uint8Array | undefined {
  try {
    return decode(text);
  } catch {
    return undefined; // refused as what it is: no key
  }
}

/**
 * HKDF-SHA-256 with an empty salt and info = `voile/v1` ‖ encodeParts(use, …domain); the registry of uses is in docs/spec.
 *
 * @throws `PrivacyError` `ERR_INPUT` for a part that is not a string or has a lone surrogate.
 */
export function deriveBytes(root: Uint8Array, length: number, parts: readonly string[]): Uint8Array {
  const [label, message] = [utf8Encode('voile/v1'), encodeParts(parts)];
  const info = new Uint8Array(label.length + message.length);
  info.set(label);
  info.set(message, label.length);
  return hkdf(sha256, root, undefined, info, length);
}

interface Alive extends Secret {
  readonly root: Uint8Array;
}

/** What stands behind a key; `ERR_KEY` for a clone, a look-alike or anything else, `ERR_KEY_DESTROYED`. */
function secretOf(name: string, key: unknown): Alive {
  const secret = secrets.get(key as object);
  if (!secret) throw new PrivacyError('ERR_KEY', `${name}: key must be a SecretKey or a keyring; ${ADVICE}`);
  if (secret.root) return secret as Alive;
  throw new PrivacyError('ERR_KEY_DESTROYED', `${name}: the key was destroyed`, { keyId: (key as SecretKey).id });
}

/**
 * What one use of a key needs, made when first asked for and until the key is destroyed: a function that gives it.
 *
 * @param name - The function in whose name errors speak.
 * @param key - The root.
 * @param length - Bytes to derive.
 * @param parts - The use and its domain.
 * @param kind - Tells several states of one derived key apart: the engine, for one.
 * @param open - Makes the state; the bytes are overwritten when it returns, so it copies what it keeps.
 * @throws `PrivacyError` `ERR_KEY` for what is no key; the function: `ERR_KEY_DESTROYED`.
 */
export function useOf<State extends Wipeable>(
  name: string,
  key: SecretKey,
  length: number,
  parts: readonly string[],
  kind: string,
  open: (bytes: Uint8Array) => State,
): () => State {
  const secret: Secret = secretOf(name, key);
  const { uses } = secret;
  const label = `${kind} ${hexEncode(encodeParts(parts))}`;
  return () => {
    const root = secret.root ?? secretOf(name, key).root;
    const known = uses.get(label);
    if (known) {
      // where others may soon be dropped, what is used moves to the end
      if (uses.size > USES / 2 && uses.delete(label)) uses.set(label, known);
      return known as State; // one label, one kind of state
    }
    const state = consumed(deriveBytes(root, length, parts), open);
    const [oldest] = uses.size < USES ? [] : uses.keys();
    if (oldest !== undefined) {
      uses.get(oldest)?.wipe();
      uses.delete(oldest);
    }
    uses.set(label, state);
    return state;
  };
}

/** A copy of the bytes themselves, for wrapping; the caller overwrites it. */
export function exportBytes(name: string, key: SecretKey): Uint8Array {
  return new Uint8Array(secretOf(name, key).root);
}

/** The fingerprint of a key, whatever its id. */
export function fingerprintOf(name: string, key: SecretKey): string {
  return secretOf(name, key).fingerprint;
}

/** Whether something is a key made here. */
export function isKey(key: unknown): key is SecretKey {
  return secrets.has(key as object);
}

/** Whether the id is the fingerprint of the key, and not a text that its maker chose. */
export function hasFingerprint(name: string, key: SecretKey): boolean {
  return secretOf(name, key).fingerprint === key.id;
}
