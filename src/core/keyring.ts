import { PrivacyError } from '../errors.ts';
import { check, optionsOf } from './checks.ts';
import { isKey, type SecretKey } from './keys.ts';

/** Keys by their ids: one makes, all read. */
export interface Keyring {
  /** The key that encrypts and makes pseudonyms. */
  readonly current: SecretKey;
  /** The ids of all keys, the current one first. */
  readonly ids: readonly string[];
  /** The key of an id. */
  get(id: string): SecretKey | undefined;
}

/** Parameters of {@link keyring}. */
export interface KeyringParameters {
  /** The keys, each with an id of its own. */
  readonly keys: readonly SecretKey[];
  /** The id of the key that encrypts; that of the first one unless given. */
  readonly current?: string;
  /** Ids of keys that read what they once made and never make anything again. */
  readonly decryptOnly?: readonly string[];
}

/**
 * Keys of which one makes and all read, so that a key can be replaced without a stop.
 *
 * Replacing a key: add the new one everywhere as decrypt-only, make it current everywhere, rewrap what is stored,
 * remove the old one when no id of it is left (docs/guide/key-rotation.md).
 *
 * @param parameters - `keys`, `current`, `decryptOnly`.
 * @returns The keyring, frozen.
 * @throws `PrivacyError` `ERR_KEY` for what is no `SecretKey`, for two keys of one id, for a current key that is
 * decrypt-only; `ERR_UNKNOWN_KEY` for an id that none of them has; `ERR_PARAMETER` for an empty list or an unknown name.
 * @guarantee A token names its key, and no other one is tried. Pseudonyms, indexes and tokens without an id do not
 * follow a change of keys by themselves.
 * @utility `get` of an id that is not there gives undefined.
 * @cost One look-up in a map.
 * @source docs/spec.
 * @example
 * keyring({ keys: [SecretKey.generate({ id: 'k2' }), SecretKey.generate({ id: 'k1' })] }).ids // ['k2', 'k1']
 */
export function keyring(parameters: KeyringParameters): Keyring {
  const { keys, current, decryptOnly = [] } = optionsOf('keyring', parameters, ['keys', 'current', 'decryptOnly']);
  check('keyring', 'keys', Array.isArray(keys) && keys.length > 0, 'must be a list of at least one key');
  check('keyring', 'decryptOnly', Array.isArray(decryptOnly), 'must be a list of ids');
  const known = new Map<string, SecretKey>();
  for (const [position, key] of keys.entries()) {
    if (!isKey(key))
      throw new PrivacyError('ERR_KEY', 'keyring: keys must be SecretKeys', { parameter: 'keys', position });
    if (known.has(key.id)) {
      throw new PrivacyError('ERR_KEY', 'keyring: two keys have one id', { parameter: 'keys', position });
    }
    known.set(key.id, key);
  }
  const unknown = [...decryptOnly, ...(current === undefined ? [] : [current])].some((id) => !known.has(id));
  if (unknown) throw new PrivacyError('ERR_UNKNOWN_KEY', 'keyring: current and decryptOnly must be ids of the keys');
  const making = current === undefined ? (keys[0] as SecretKey) : (known.get(current) as SecretKey); // both checked above
  if (decryptOnly.includes(making.id)) {
    throw new PrivacyError('ERR_KEY', 'keyring: the current key must not be decrypt-only', { parameter: 'current' });
  }
  const ids = Object.freeze([making.id, ...[...known.keys()].filter((id) => id !== making.id)]);
  return Object.freeze({ current: making, ids, get: (id: string) => known.get(id) });
}

/** What `loadKeyring` needs. */
export interface LoadKeyringParameters extends Omit<KeyringParameters, 'keys'> {
  /** The ids to load. */
  readonly ids: readonly string[];
  /** Gives the key of an id: asks a key management service, a secret store, a file. */
  readonly load: (id: string) => Promise<SecretKey>;
}

/**
 * Loads keys from where they are kept, and ends in a keyring that is synchronous like all transforms.
 *
 * @param parameters - `ids`, `load`, `current`, `decryptOnly`.
 * @returns A promise of the keyring, its keys in the order of the ids.
 * @throws `PrivacyError` as {@link keyring}, and `ERR_UNKNOWN_KEY` with `details.keyId` where `load` gives a key of
 * another id; what `load` throws is passed on untouched.
 * @guarantee A key that comes back under another id than was asked for is refused.
 * @utility All keys are asked for at once.
 * @cost One call of `load` per id.
 * @source docs/guide/keys-from-a-kms.md.
 * @example
 * const stored = { k1: SecretKey.generate({ id: 'k1' }) };
 * const ring = await loadKeyring({ ids: ['k1'], load: async () => stored.k1 });
 * ring.ids // ['k1']
 */
export async function loadKeyring(parameters: LoadKeyringParameters): Promise<Keyring> {
  const { ids, load, ...rest } = optionsOf('loadKeyring', parameters, ['ids', 'load', 'current', 'decryptOnly']);
  check('loadKeyring', 'ids', Array.isArray(ids), 'must be a list of ids');
  check('loadKeyring', 'load', typeof load === 'function', 'must be a function');
  const keys = await Promise.all(ids.map((id) => load(id)));
  const other = ids.find((id, at) => keys[at]?.id !== id);
  if (other !== undefined) {
    throw new PrivacyError('ERR_UNKNOWN_KEY', 'loadKeyring: load gave a key of another id', { keyId: other });
  }
  return keyring({ ...rest, keys });
}

/**
 * A lone key as a ring of one; of a ring, one of the caller's own making included, what it holds now: a ring that changes
 * later, or runs code of its own, cannot change what was made with it.
 *
 * @throws `PrivacyError` `ERR_KEY` for anything else, and for a ring that names a key it does not give.
 */
export function ringOf(name: string, key: unknown): Keyring {
  const { current, ids = [] }: Partial<Keyring> = isKey(key) ? { current: key, ids: [] } : Object(key);
  const known = new Map<string, SecretKey>();
  for (const one of [current, ...Array.from(ids, (id) => (key as Partial<Keyring>).get?.(id))]) {
    if (!isKey(one))
      throw new PrivacyError('ERR_KEY', `${name}: key must be a SecretKey or a keyring`, { parameter: 'key' });
    known.set(one.id, one);
  }
  return { current: current as SecretKey, ids: [...known.keys()], get: (id) => known.get(id) };
}

/** How facts tell a key: its id, of a ring the list of ids, the current one first. */
export function keyFact(key: SecretKey | Keyring, ring: Keyring): string | readonly string[] {
  return isKey(key) ? key.id : ring.ids;
}

/** All keys of a ring that {@link ringOf} gave, the current one first. */
export function keysOf(ring: Keyring): readonly SecretKey[] {
  return ring.ids.map((id) => ring.get(id) as SecretKey); // each id is that of a key
}
