import { encodeParts } from '../core/bytes.ts';
import { check, isWhole, optionsOf } from '../core/checks.ts';
import { nodeCrypto } from '../core/engine.ts';
import { macOf } from '../core/mac-of.ts';
import type { Transform } from '../core/transform.ts';
import { PrivacyError } from '../errors.ts';
import { type Form, formed, formedText } from './form.ts';
import { checkName, KEYED, type KeyedPseudonymParameters, keyedPseudonym, type Pseudonym } from './keyed-pseudonym.ts';
import { type RandomPseudonymParameters, randomPseudonym } from './random-pseudonym.ts';

/** One pseudonym within one document. */
export interface InDocument {
  /** The name of the document. */
  readonly document: string;
}

/** Parameters of {@link pseudonym}. */
export interface PseudonymParameters extends KeyedPseudonymParameters {
  /**
   * Where one value has one pseudonym: everywhere in its domain (`deterministic`, unless given), or within one document,
   * whose name stands in the facts.
   */
  readonly policy?: 'deterministic' | InDocument;
  /** Another form of the parameters. */
  readonly components?: never;
}

/** Parameters of {@link pseudonym} for values of several texts. */
export interface TuplePseudonymParameters extends KeyedPseudonymParameters {
  /** How many texts a value has, 2 to 255; each of them takes the form. */
  readonly components: number;
  /** No other policy has components. */
  readonly policy?: 'deterministic';
}

/**
 * Replaces an identifier by a keyed pseudonym: HMAC-SHA-256 under a key derived for the domain, cut to `bits`.
 *
 * - By default one value has one pseudonym in a domain, so tables can be joined, and `UNIQUE` columns stay unique.
 * - `policy: { document }`: one value has one pseudonym in a document and another one in the next.
 * - `policy: 'random'`: a fresh draw each time, from which nobody comes back; no key is needed.
 * - `components`: the value is a list of so many texts, which are never joined into one.
 *
 * A text and its bytes in UTF-8 have one pseudonym.
 *
 * @param parameters - `key`, `domain`, `policy`, `components`, `form`, `bits`, `alphabet`, `prefix`, `withKeyId`,
 * `expected`, `engine`.
 * @returns A transform from a text or bytes (with `components`, from a list of texts) to the pseudonym, with `matches`
 * and `candidates` where it has a key.
 * @throws `PrivacyError` `ERR_PARAMETER` for a wrong or unknown option; `ERR_KEY` for what is no key or keyring;
 * `ERR_COLLISION_BOUND` where any two of `expected` values share a pseudonym with more than 1 in 10⁹; `ERR_ENGINE`;
 * `ERR_RANDOM` for a seeded source, and for policy `random` without a generator. The transform: `ERR_INPUT` for null,
 * a lone surrogate, a text without the form, a list of another length; `ERR_KEY_DESTROYED`.
 * @guarantee Without the key a pseudonym tells nothing of a value but which ones are equal, and pseudonyms of two domains,
 * documents or keys nothing of each other. Not protected: how often a value occurs; values from the holder of the key,
 * who can try all candidates, hence `with-key` (telephone numbers and dates of birth fall in seconds: see
 * `stretchedPseudonym`). It stays personal data.
 * @utility Two of n values share one with probability of at most n² / 2^(bits + 1), see `collisionProbability`.
 * @cost One HMAC: 1 to 2 µs for an identifier, less per byte with the native engine. Twice the first time of a key.
 * @source RFC 2104, RFC 5869; ENISA, Pseudonymisation techniques and best practices (2019), for the policies.
 * @example
 * const key = SecretKey.fromHex('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f');
 * const crm = pseudonym({ key, domain: 'crm', form: 'email' });
 * crm(' Zoé@Exemple.FR ') // 'WPS42NlOG5xPX-QDvJJrng'
 * crm.matches('zoé@exemple.fr', 'WPS42NlOG5xPX-QDvJJrng') // true
 * pseudonym({ key, domain: 'crm', components: 2 })(['FR', '4021']).length // 22
 */
export function pseudonym(parameters: RandomPseudonymParameters): Transform<string | Uint8Array, string>;
/** Of a list of texts. */
export function pseudonym(parameters: TuplePseudonymParameters): Pseudonym<readonly string[]>;
/** Of a text, or bytes. */
export function pseudonym(parameters: PseudonymParameters): Pseudonym;
// @__NO_SIDE_EFFECTS__
export function pseudonym(
  parameters: RandomPseudonymParameters | TuplePseudonymParameters | PseudonymParameters,
): Transform<never, string> {
  if (isRandom(parameters)) return randomPseudonym(parameters);
  const given = optionsOf('pseudonym', parameters, [...KEYED, 'policy', 'components']);
  const { domain, policy = 'deterministic', components } = given;
  const use = usesOf(domain, policy, components);
  return keyedPseudonym('pseudonym', given, {
    stated: { policy: typeof policy === 'string' ? policy : { ...policy }, ...(components && { components }) },
    present: nodeCrypto() !== null,
    read: components === undefined ? readOne : readTuple(components),
    under(key, cut, engine) {
      const mac = macOf('pseudonym', key, use, engine === 'native');
      return (message) => cut(mac(), message);
    },
  });
}

const isRandom = (parameters: { readonly policy?: unknown }): parameters is RandomPseudonymParameters =>
  Object(parameters).policy === 'random';

/** The use of the key, and the names that part it: docs/spec. */
function usesOf(
  domain: string,
  policy: 'deterministic' | InDocument,
  components: number | undefined,
): readonly string[] {
  if (components !== undefined) {
    check('pseudonym', 'components', isWhole(components, 2, 255), 'must be a whole number from 2 to 255');
    check('pseudonym', 'components', policy === 'deterministic', 'must stand without another policy');
    return ['pseudonym-tuple', domain];
  }
  if (policy === 'deterministic') return ['pseudonym', domain];
  check('pseudonym', 'policy', typeof policy === 'object', 'must be deterministic, random or { document }');
  const { document } = optionsOf('pseudonym', policy, ['document'], 'policy');
  checkName('pseudonym', 'policy.document', document);
  return ['pseudonym-document', domain, document];
}

const readOne = (value: unknown, form: Form): string | Uint8Array => formed('pseudonym', form, value);

/** The components as one message, each with its length, so that no two lists have one. */
function readTuple(components: number): (values: readonly unknown[], form: Form) => Uint8Array {
  return (values, form) => {
    if (!Array.isArray(values) || values.length !== components) {
      throw new PrivacyError('ERR_INPUT', `pseudonym: value must be a list of ${components} texts`);
    }
    return encodeParts(Array.from(values, (value) => formedText('pseudonym', form, value)));
  };
}
