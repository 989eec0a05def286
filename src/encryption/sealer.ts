import { check, isWhole } from '../core/checks.ts';
import { nativeCodec, portableCodec } from '../core/codec.ts';
import { checkRandom, type Engine, freshBytes, isNative } from '../core/engine.ts';
import type { Keyring } from '../core/keyring.ts';
import { type SecretKey, useOf } from '../core/keys.ts';
import type { Json } from '../core/transform.ts';
import { PrivacyError } from '../errors.ts';
import { plainJson } from './canonical-json.ts';
import { failedAuthentication, type Head, headOf, malformed, PREFIX, suiteOf, tokenBytes } from './envelope.ts';
import { keySourceOf } from './key-source.ts';
import { countMessage, messageLimitOf } from './message-count.ts';
import type { SubjectKeys } from './subject-keys.ts';
import { type Aead, aeadOf, nodeCiphers, SUITES, type SuiteName } from './suites.ts';
import {
  type Draft,
  draftAgain,
  draftOf,
  type JsonForm,
  type OpenedDraft,
  openedValue,
  type TypeMap,
  type TypeName,
} from './values.ts';

/** What all functions of field encryption may be told. */
export interface CipherOptions {
  /** `xaes-256-gcm` unless given; `aes-256-gcm` for readers that have nothing else, with a count of messages. */
  readonly suite?: 'xaes-256-gcm' | 'aes-256-gcm';
  /** Pads every value to a multiple of so many bytes, 16 to 65,536; none unless given, so that the length shows. */
  readonly pad?: number;
  /** Who computes, `auto` unless given. */
  readonly engine?: Engine;
  /**
   * Messages that one key may encrypt with `aes-256-gcm` in this process, 2²⁴ unless given. A guard, not the limit: NIST
   * allows 2³² per key over all processes, workers and restarts together, which only you can add up.
   */
  readonly maxMessages?: number;
  /** The most bytes of a value, 1 MiB unless given. */
  readonly maxPlaintext?: number;
}

/** What reading may be told beside. */
export interface ReadOptions {
  /** The suites that are opened: its own and both randomised ones unless given. */
  readonly allowSuites?: readonly SuiteName[];
  /** `pass` gives a text that is no token back as it is, where the declared type is `string`: for a migration only, for whoever writes the column can plant text. */
  readonly onPlaintext?: 'throw' | 'pass';
}

/** What a sealer is made of: a deterministic cipher has a suite of its own. */
export interface SealerParameters extends Omit<CipherOptions, 'suite'>, ReadOptions {
  readonly key: SecretKey | Keyring | SubjectKeys;
  readonly suite?: SuiteName;
  /** What the key is derived for, the fields of the suite unless given. */
  readonly use?: readonly [string];
  /** How objects and arrays become text, with their keys as they come unless given; null where they are refused. */
  readonly json?: JsonForm;
}

/** Encrypts and decrypts under encoded parts: the core of all forms of field encryption. */
export interface Sealer {
  /** For the facts. */
  readonly parameters: { readonly [name: string]: Json };
  /** Whether each person has a key, so that a subject is needed. */
  readonly ofSubjects: boolean;
  /** The bytes of a token. */
  seal(value: unknown, json: boolean, parts: Uint8Array, subject?: unknown): Uint8Array;
  /** A token as text. */
  sealText(value: unknown, json: boolean, parts: Uint8Array, subject?: unknown): string;
  /** The value of a token. */
  open<T extends TypeName>(type: T, token: unknown, parts: Uint8Array, subject?: unknown): TypeMap[T];
  /** The bytes of a new token of the same value. */
  rewrap(token: unknown, parts: Uint8Array): Uint8Array;
  /** The same as text. */
  rewrapText(token: unknown, parts: Uint8Array): string;
  /** Whether another key or suite made the token. */
  needsRewrap(token: unknown): boolean;
}

/** A head that was read and allowed, with its bytes. */
interface Parsed {
  readonly head: Head;
  readonly suite: SuiteName;
  readonly bytes: Uint8Array;
}

const ABOVE = (name: string): string => `${name}: the value is above maxPlaintext`;

/** What begins like a token, and is one of this cell where it opens. */
const isTokenLike = ({ text, bytes }: Draft): boolean =>
  text === undefined ? bytes?.[0] === 0xf1 && (bytes[1] ?? 0x80) < 0x80 : text.startsWith(PREFIX);

const LABEL: readonly number[] = [0x76, 0x6f, 0x69, 0x6c, 0x65, 0x2f, 0x66, 0x31]; // voile/f1
const MEBIBYTE = 1_048_576;

/** Makes a sealer; `ERR_PARAMETER`, `ERR_KEY`, `ERR_ENGINE`, `ERR_RANDOM` in the name of the function that needs it. */
export function sealerOf(name: string, given: SealerParameters, writes: boolean): Sealer {
  const parameters: SealerParameters = Object.assign(Object.create(null), given);
  const { key, suite = 'xaes-256-gcm', pad = 0, engine = 'auto', maxPlaintext = MEBIBYTE } = parameters;
  const { allowSuites, onPlaintext = 'throw', json: form = plainJson } = parameters;
  check(name, 'suite', Object.hasOwn(SUITES, suite), `must be one of ${Object.keys(SUITES).join(', ')}`);
  check(name, 'pad', pad === 0 || isWhole(pad, 16, 65_536), 'must be a whole number from 16 to 65,536');
  check(name, 'maxPlaintext', isWhole(maxPlaintext, 0, 2 ** 30), 'must be a whole number of bytes, 2^30 at most');
  check(name, 'onPlaintext', onPlaintext === 'throw' || onPlaintext === 'pass', "must be 'throw' or 'pass'");
  const suites: unknown = allowSuites ?? [suite, 'xaes-256-gcm', 'aes-256-gcm'];
  const allowed: readonly SuiteName[] = Array.isArray(suites) ? [...suites] : []; // the caller may change theirs
  const known = allowed.length > 0 && allowed.every((each) => Object.hasOwn(SUITES, each));
  check(name, 'allowSuites', known, `must be a list of ${Object.keys(SUITES).join(', ')}`);
  const node = isNative(name, engine, nodeCiphers() !== null) ? nodeCiphers() : null;
  const codec = (node && nativeCodec()) ?? portableCodec;
  const layout = SUITES[suite];
  if (writes && layout.nonce > 0) checkRandom();
  const limit = messageLimitOf(name, suite, parameters.maxMessages);
  const source = keySourceOf(name, key, layout.byte);
  const aead = aeadsOf(name, node, parameters.use);
  const associated = associator();
  const longest = maxPlaintext + 1 + 65_536; // the type, and padding of whoever wrote it

  function checkLimit(actual: number): void {
    if (actual <= maxPlaintext) return;
    throw new PrivacyError('ERR_LIMIT', ABOVE(name), { limit: maxPlaintext, actual });
  }

  function seal(value: unknown, json: boolean, parts: Uint8Array, subject?: unknown): Uint8Array {
    const draft = draftOf(name, value, json && form, codec, maxPlaintext);
    checkLimit(draft.length);
    if (isTokenLike(draft) && opens(draft.text ?? draft.bytes, parts, subject)) {
      throw new PrivacyError('ERR_ALREADY_ENCRYPTED', `${name}: value is already a token of this cell`);
    }
    return sealDraft(draft, parts, subject);
  }

  function sealDraft(draft: Draft, parts: Uint8Array, subject: unknown): Uint8Array {
    const { key, head } = source.sealing(subject);
    const length = 1 + draft.length;
    const padded = pad === 0 ? length : Math.ceil((length + 1) / pad) * pad;
    const cipher = aead(key, suite);
    if (limit) countMessage(name, key, limit, source.ofSubjects);
    const box = codec.box(head.length + layout.overhead + padded);
    const from = head.length + layout.plain;
    box.set(head);
    if (layout.nonce > 0) freshBytes(box, head.length, layout.nonce);
    try {
      box[from] = draft.tag | (pad === 0 ? 0 : 0x80);
      if (draft.bytes) box.set(draft.bytes, from + 1);
      else codec.write(box, draft.text as string, from + 1);
      if (pad > 0) box.fill(0, from + length, from + padded).fill(0x80, from + length, from + length + 1);
      cipher.seal(box, head.length, associated(head, head.length, parts));
    } catch (failure) {
      box.fill(0); // not encrypted, in memory that others may get
      throw failure;
    }
    return box;
  }

  let last: Parsed | undefined; // most tokens of a column start alike

  function parsed(box: Uint8Array): Parsed {
    const head = headOf(name, box);
    const found = suiteOf(head.suite);
    if (found && allowed.includes(found)) {
      return { head, suite: found, bytes: new Uint8Array(box.subarray(0, head.length)) };
    }
    throw new PrivacyError('ERR_SUITE', `${name}: the suite of the token is unknown or not allowed`);
  }

  /** The plaintext bytes, type and padding included; undefined where authentication fails. */
  function openBytes(token: unknown, parts: Uint8Array, subject: unknown): Uint8Array | undefined {
    const box = tokenBytes(name, token, codec, longest + 35 + 40);
    if (!last || !startsWith(box, last.bytes)) last = parsed(box);
    const { head, suite: found } = last;
    const opening = source.opening(head, subject);
    const size = box.length - head.length - SUITES[found].overhead;
    if (size < 1) throw malformed(name);
    if (size > longest) checkLimit(size);
    return aead(opening, found).open(box, head.length, associated(box, head.length, parts));
  }

  /** Hands an opened value over, and overwrites its bytes behind it. */
  function opened<T>(token: unknown, parts: Uint8Array, subject: unknown, use: (draft: OpenedDraft) => T): T {
    const plain = openBytes(token, parts, subject);
    if (!plain) throw failedAuthentication();
    try {
      const draft = draftAgain(name, plain);
      // without the length, which padding hides
      if (draft.length > maxPlaintext) throw new PrivacyError('ERR_LIMIT', ABOVE(name), { limit: maxPlaintext });
      return use(draft);
    } finally {
      plain.fill(0);
    }
  }

  function opens(text: unknown, parts: Uint8Array, subject: unknown): boolean {
    try {
      const plain = openBytes(text, parts, subject);
      plain?.fill(0);
      return plain !== undefined;
    } catch {
      return false; // whatever it is, it is no token of this cell
    }
  }

  const rewrap = (token: unknown, parts: Uint8Array): Uint8Array =>
    opened(token, parts, undefined, (draft) => sealDraft(draft, parts, undefined));
  const text = (box: Uint8Array): string => PREFIX + codec.encode(box);

  return {
    parameters: {
      algorithm: suite,
      ...source.parameters,
      ...(pad > 0 && { pad }),
      ...(allowSuites && { allowSuites: allowed }),
      ...(onPlaintext === 'pass' && { onPlaintext }),
    },
    ofSubjects: source.ofSubjects,
    seal,
    sealText: (value, json, parts, subject) => text(seal(value, json, parts, subject)),
    open(type, token, parts, subject) {
      if (onPlaintext === 'pass' && type === 'string' && typeof token === 'string' && !token.startsWith(PREFIX)) {
        return token as never; // the declared type is string
      }
      return opened(token, parts, subject, (draft) => openedValue(name, type, draft, codec));
    },
    rewrap,
    rewrapText: (token, parts) => text(rewrap(token, parts)),
    needsRewrap(token) {
      const box = tokenBytes(name, token, codec, longest + 35 + 40);
      const { head } = source.sealing(undefined);
      return headOf(name, box).length !== head.length || !startsWith(box, head);
    },
  };
}

function startsWith(box: Uint8Array, head: Uint8Array): boolean {
  for (let at = 0; at < head.length; at += 1) if (box[at] !== head[at]) return false;
  return true;
}

/** Associated data up to this length are written over and over into one array: a new one is a tenth of the time of a call. */
const SCRATCH = 512;

/** `voile/f1` ‖ head ‖ parts, in an array that the next call may write over: nobody keeps it. */
function associator(): (box: Uint8Array, head: number, parts: Uint8Array) => Uint8Array {
  const scratch = new Uint8Array(SCRATCH);
  scratch.set(LABEL);
  return (box, head, parts) => {
    const length = LABEL.length + head + parts.length;
    const bytes = length > SCRATCH ? new Uint8Array(length) : scratch;
    if (length > SCRATCH) bytes.set(LABEL);
    for (let at = 0; at < head; at += 1) bytes[LABEL.length + at] = box[at] as number; // in range
    bytes.set(parts, LABEL.length + head);
    return bytes.subarray(0, length);
  };
}

/** The ciphers of keys and suites, looked up by the key itself: a subject's key takes its own with it. */
function aeadsOf(
  name: string,
  node: ReturnType<typeof nodeCiphers>,
  label?: readonly [string],
): (key: SecretKey, suite: SuiteName) => Aead {
  const kind = node ? 'native' : 'portable';
  const known = new Map<SuiteName, WeakMap<SecretKey, () => Aead>>();
  let last: { readonly key: SecretKey; readonly suite: SuiteName; readonly use: () => Aead } | undefined;
  return (key, suite) => {
    if (last?.key !== key || last.suite !== suite) {
      const keys = known.get(suite) ?? new WeakMap<SecretKey, () => Aead>();
      const { keyBytes } = SUITES[suite];
      const use =
        keys.get(key) ??
        useOf(name, key, keyBytes, label ?? ['field', suite], `${kind} ${suite}`, (bytes) =>
          aeadOf(suite, bytes, node),
        );
      known.set(suite, keys.set(key, use));
      last = { key, suite, use };
    }
    return last.use();
  };
}
