import { aeskwp } from '@noble/ciphers/aes.js';
import { isBytes } from '../core/bytes.ts';
import { check, optionsOf } from '../core/checks.ts';
import { exportBytes, SecretKey, useOf } from '../core/keys.ts';
import { failedAuthentication } from './envelope.ts';

/** Parameters of {@link wrapKey}. */
export interface WrapKeyParameters {
  /** The key that wraps. */
  readonly key: SecretKey;
  /** The key that is wrapped. */
  readonly secret: SecretKey;
}

/** Parameters of {@link unwrapKey}. */
export interface UnwrapKeyParameters {
  /** The key that wrapped. */
  readonly key: SecretKey;
  /** The 40 bytes of {@link wrapKey}. */
  readonly wrapped: Uint8Array;
  /** The id of the key that was wrapped: a fingerprint is compared, a chosen text is given to the key. */
  readonly id?: string;
}

/** Wraps and unwraps under the key derived for it. */
interface Wrapper {
  readonly wrap: (bytes: Uint8Array) => Uint8Array;
  readonly unwrap: (bytes: Uint8Array) => Uint8Array;
  wipe(): void;
}

function wrapperOf(name: string, key: SecretKey): Wrapper {
  return useOf(name, key, 32, ['wrap'], 'wrap', (bytes): Wrapper => {
    const copy = new Uint8Array(bytes);
    return {
      wrap: (plain) => aeskwp(copy).encrypt(plain),
      unwrap: (wrapped) => aeskwp(copy).decrypt(wrapped),
      wipe: () => copy.fill(0),
    };
  })();
}

/**
 * Wraps a key under another one, for a backup or a hand-over.
 *
 * @param parameters - `key`, the wrapping key; `secret`, the wrapped one.
 * @returns 40 bytes, the same each time; keep the id of both keys beside them.
 * @throws `PrivacyError` `ERR_KEY`, `ERR_KEY_DESTROYED`, `ERR_PARAMETER` for an unknown name.
 * @guarantee Without the wrapping key the wrapped one stays secret, and changed bytes do not unwrap. Not bound to
 * an owner: two wrapped keys in one table can be swapped unnoticed unless `unwrapKey` is told the id. The keys of persons
 * are wrapped by `subjectKeys`, which binds them. Not constant in time. The bytes are AES-KWP under a key derived from
 * `key`: another system unwraps them with that derivation, docs/spec.
 * @utility `unwrapKey` gives the same key back.
 * @cost 0.1 ms.
 * @source RFC 5649, AES-256-KWP; NIST SP 800-38F.
 * @example
 * const [key, secret] = [SecretKey.generate(), SecretKey.generate()];
 * unwrapKey({ key, wrapped: wrapKey({ key, secret }), id: secret.id }).id === secret.id // true
 */
export function wrapKey(parameters: WrapKeyParameters): Uint8Array {
  const { key, secret } = optionsOf('wrapKey', parameters, ['key', 'secret']);
  const { wrap } = wrapperOf('wrapKey', key);
  const bytes = exportBytes('wrapKey', secret);
  try {
    return wrap(bytes);
  } finally {
    bytes.fill(0);
  }
}

/**
 * The key that `wrapKey` wrapped.
 *
 * @param parameters - `key`, `wrapped`; `id` of the key that is expected.
 * @returns The key, under its fingerprint, or under `id` where that is a text of one's own.
 * @throws `PrivacyError` `ERR_AUTH` for another wrapping key, altered bytes, another fingerprint than `id`; `ERR_KEY`,
 * `ERR_KEY_DESTROYED`; `ERR_PARAMETER` for bytes that are none, an id of another form, an unknown name.
 * @guarantee A fingerprint as `id` finds two swapped keys; a text of one's own cannot.
 * @utility The same bytes that were wrapped.
 * @cost 0.1 ms.
 * @source RFC 5649, AES-256-KWP; NIST SP 800-38F.
 * @example
 * const [key, secret] = [SecretKey.generate(), SecretKey.generate({ id: 'k1' })];
 * unwrapKey({ key, wrapped: wrapKey({ key, secret }), id: 'k1' }).id // 'k1'
 */
export function unwrapKey(parameters: UnwrapKeyParameters): SecretKey {
  const { key, wrapped, id } = optionsOf('unwrapKey', parameters, ['key', 'wrapped', 'id']);
  check('unwrapKey', 'wrapped', isBytes(wrapped), 'must be a Uint8Array');
  const { unwrap } = wrapperOf('unwrapKey', key);
  const bytes = unwrapped(unwrap, wrapped);
  // an id of the form of a fingerprint is one: it is compared, not given
  const fingerprint = id === undefined || /^[0-9a-f]{16}$/.test(id);
  try {
    const made = SecretKey.from(bytes, fingerprint ? {} : { id });
    if (fingerprint && id !== undefined && made.id !== id) throw failedAuthentication();
    return made;
  } finally {
    bytes.fill(0);
  }
}

function unwrapped(unwrap: (bytes: Uint8Array) => Uint8Array, wrapped: Uint8Array): Uint8Array {
  try {
    // 32 bytes wrap into 40; unwrapping more would take as long as its sender likes
    const bytes = wrapped.length === 40 ? unwrap(new Uint8Array(wrapped)) : undefined;
    if (bytes?.length === 32) return bytes;
  } catch {
    // told as the one failure there is
  }
  throw failedAuthentication();
}
