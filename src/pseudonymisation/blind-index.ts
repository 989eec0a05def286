import { check, isWhole, optionsOf } from '../core/checks.ts';
import { type Engine, isNative, type Mac, nodeCrypto } from '../core/engine.ts';
import { type Keyring, keyFact, keysOf, ringOf } from '../core/keyring.ts';
import type { SecretKey } from '../core/keys.ts';
import { macOf } from '../core/mac-of.ts';
import { type Transform, withFacts } from '../core/transform.ts';
import { mostBitsOf } from './blind-index-bits.ts';
import { type Form, type FormName, formed, formFact, formOf } from './form.ts';
import { checkName } from './keyed-pseudonym.ts';

/** Parameters of {@link blindIndex}. */
export interface BlindIndexParameters {
  /** The key, or a ring whose current key indexes. */
  readonly key: SecretKey | Keyring;
  /** What the index belongs to, `users.email`: equal values of two domains have unrelated indexes. */
  readonly domain: string;
  /** The length of the index; see `blindIndexBits`. */
  readonly bits: number;
  /** How many distinct values the column has; if in doubt a smaller number. */
  readonly distinct: number;
  /** How texts are brought to one spelling before they are hashed, `exact` unless given. */
  readonly form?: FormName | Form;
  /** Whether the id of the key and a full stop stand before the index; false unless given. */
  readonly withKeyId?: boolean;
  /** Who computes, `auto` unless given; the indexes are the same. */
  readonly engine?: Engine;
}

/** What {@link blindIndex} makes. */
export interface BlindIndex extends Transform<string | Uint8Array, string> {
  /** The indexes of a value under each key of the ring, the current one first: what to look for while keys change. */
  readonly candidates: (value: string | Uint8Array) => string[];
}

/**
 * Replaces a value by a few bits of a keyed hash, by which a table of encrypted values can be searched.
 *
 * Many values share an index on purpose. So a search finds candidates, which are decrypted and compared, and an index
 * is no key to log in by: it is never unique, a `pseudonym` in a column of its own is.
 *
 * @param parameters - `key`, `domain`, `bits`, `distinct`; `form`, `withKeyId`, `engine`.
 * @returns A transform from a text, or bytes, to ⌈bits / 4⌉ hexadecimal digits; with `candidates`.
 * @throws `PrivacyError` `ERR_DOMAIN_TOO_SMALL` for at most 8 distinct values; `ERR_PARAMETER` for bits that are not
 * whole, below 1 or with 2^(bits + 1) not below `distinct`, an empty domain, a wrong form, engine or name; `ERR_KEY`;
 * `ERR_ENGINE`; `ERR_RANDOM` for a seeded source; the transform: `ERR_INPUT` for another type, a lone surrogate, a text that has not the form;
 * `ERR_KEY_DESTROYED`.
 * @guarantee Without the key an index tells nothing about a value but that all values of another index differ from it;
 * more than two of the distinct values share an index on average, though a share e^(−distinct / 2^bits) of them stands
 * alone. Not protected: frequencies, for a frequent value makes a frequent index, whatever the bits; several indexes of
 * one record, which together may tell it apart (`blindIndexBits` has the rule); records that equal indexes of one
 * domain join, in this table and in others. Whoever has the key finds a value by trying candidates. `distinct` is
 * taken on trust.
 * @utility No value is missed: equal forms have equal indexes. After a change of keys old rows are found by
 * `candidates`; they are to be indexed anew, as nothing follows by itself.
 * @cost One HMAC; `candidates` one per key.
 * @source HMAC-SHA-256 (RFC 2104) cut to its first bits; beacons of the AWS Database Encryption SDK; docs/spec.
 * @example
 * const key = SecretKey.fromHex('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f');
 * const index = blindIndex({ key, domain: 'users.email', bits: 20, distinct: 5_000_000, form: 'email' });
 * index('Jean@Exemple.fr') // '94584'
 */
// @__NO_SIDE_EFFECTS__
export function blindIndex(parameters: BlindIndexParameters): BlindIndex {
  const known = ['key', 'domain', 'bits', 'distinct', 'form', 'withKeyId', 'engine'] as const;
  const given = optionsOf('blindIndex', parameters, known);
  const { key, domain, bits, distinct, form = 'exact', withKeyId = false, engine = 'auto' } = given;
  const ring = ringOf('blindIndex', key);
  checkName('blindIndex', 'domain', domain);
  const fits = isWhole(bits, 1, mostBitsOf('blindIndex', distinct));
  check('blindIndex', 'bits', fits, 'must be a whole number from 1, with 2^(bits + 1) below distinct');
  const shape = formOf('blindIndex', form);
  check('blindIndex', 'withKeyId', typeof withKeyId === 'boolean', 'must be true or false');
  const native = isNative('blindIndex', engine, nodeCrypto() !== null);
  const makers = keysOf(ring).map((one) => {
    const head = withKeyId ? `${one.id}.` : '';
    const mac = macOf('blindIndex', one, ['index', domain], native);
    return (message: string | Uint8Array): string => head + firstBits(mac(), message, bits);
  });
  const [make] = makers as [(typeof makers)[number]]; // a ring has a current key
  const facts = {
    name: 'blindIndex',
    technique: 'pseudonymisation',
    reversible: 'with-key',
    linkable: true,
    deterministic: true,
    parameters: {
      algorithm: 'hmac-sha-256',
      key: keyFact(key, ring),
      domain,
      form: formFact(shape),
      bits,
      distinct,
      ...(withKeyId && { withKeyId }),
    },
  } as const;
  const read = (value: string | Uint8Array): string | Uint8Array => formed('blindIndex', shape, value);
  return withFacts(
    facts,
    Object.assign((value: string | Uint8Array): string => make(read(value)), {
      candidates(value: string | Uint8Array): string[] {
        const message = read(value);
        return makers.map((under) => under(message));
      },
    }),
  );
}

/** The first bits of the hash as a number in hexadecimal; of 52 bits in a double none is lost, and none has more than 51. */
function firstBits(mac: Mac, message: string | Uint8Array, bits: number): string {
  const head = Number.parseInt(mac.hex(message).slice(0, 13), 16);
  return Math.floor(head / 2 ** (52 - bits))
    .toString(16)
    .padStart(Math.ceil(bits / 4), '0');
}
