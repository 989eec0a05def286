import { type Keyring, keyFact, ringOf } from '../core/keyring.ts';
import { hasFingerprint, type SecretKey } from '../core/keys.ts';
import type { Json } from '../core/transform.ts';
import { PrivacyError } from '../errors.ts';
import { type Head, headBytes, kindOf } from './envelope.ts';
import type { SubjectKeys } from './subject-keys.ts';
import { type SubjectRing, subjectRings } from './subject-ring.ts';

/** A key, and the head of the tokens that it makes. */
export interface Sealing {
  readonly key: SecretKey;
  readonly head: Uint8Array;
}

/** Which key makes a token and which one opens it: exactly one each, by public parts and the subject. */
export interface KeySource {
  /** For the facts: the ids of the keys, and of the ring. */
  readonly parameters: { readonly [name: string]: Json };
  /** Whether each person has a key. */
  readonly ofSubjects: boolean;
  /** The key that encrypts. */
  sealing(subject: unknown): Sealing;
  /** The key that a head names; `ERR_UNKNOWN_KEY`. */
  opening(head: Head, subject: unknown): SecretKey;
}

/** A source for tokens of one suite. */
export function keySourceOf(name: string, key: SecretKey | Keyring | SubjectKeys, suite: number): KeySource {
  const people = subjectRings.get(key);
  if (people) return ofSubjects(name, (key as SubjectKeys).id, people, suite);
  const ring = ringOf(name, key);
  return ofRing(name, ring, keyFact(key as SecretKey | Keyring, ring), suite);
}

function ofRing(name: string, ring: Keyring, fact: string | readonly string[], suite: number): KeySource {
  const { current: key } = ring;
  const sealing: Sealing = { key, head: headBytes(suite, kindOf(name, key), key.id) };
  return {
    parameters: { key: fact },
    ofSubjects: false,
    sealing: () => sealing,
    opening({ kind, id }) {
      const key = kind === 'ring' ? undefined : ring.get(id);
      if (key && hasFingerprint(name, key) === (kind === 'fingerprint')) return key;
      throw new PrivacyError('ERR_UNKNOWN_KEY', `${name}: no key of the id in the token`, { keyId: id });
    },
  };
}

function ofSubjects(name: string, ring: string, people: SubjectRing, suite: number): KeySource {
  const head = headBytes(suite, 'ring', ring);
  const keyOf = (subject: unknown): SecretKey => {
    if (typeof subject !== 'string' || subject === '') {
      throw new PrivacyError('ERR_CONTEXT', `${name}: the subject must be a non-empty string`);
    }
    const key = people.keyOf(subject);
    if (!key) throw new PrivacyError('ERR_UNKNOWN_KEY', `${name}: no key of this subject is loaded`, { ring });
    return key;
  };
  return {
    parameters: { ring, key: people.keyIds },
    ofSubjects: true,
    sealing: (subject) => ({ key: keyOf(subject), head }),
    opening({ kind, id }, subject) {
      if (kind === 'ring' && id === ring) return keyOf(subject);
      const place = kind === 'ring' ? { ring: id } : { keyId: id };
      throw new PrivacyError('ERR_UNKNOWN_KEY', `${name}: the token is not of this ring of subject keys`, place);
    },
  };
}
