import { check, isWhole, optionsOf } from '../core/checks.ts';
import { useOf } from '../core/keys.ts';
import { macOf } from '../core/mac-of.ts';
import { utf8Encode } from '../core/utf8.ts';
import { formed } from './form.ts';
import { KEYED, type KeyedPseudonymParameters, keyedPseudonym, type Pseudonym } from './keyed-pseudonym.ts';
import { nativeScrypt, portableScrypt, type Stretch } from './scrypt.ts';

/** Parameters of {@link stretchedPseudonym}. */
export interface StretchedPseudonymParameters extends KeyedPseudonymParameters {
  /** The cost of one value; 128 · N · r · p bytes must be at most 256 MiB. */
  readonly stretch: Stretch;
}

/**
 * Replaces an identifier of which there are few by a keyed pseudonym that is dear to compute, for the day the key leaks.
 *
 * The value is stretched by scrypt with a salt derived from the key, then hashed as by `pseudonym`. So whoever holds the
 * key pays for every candidate: 2·10⁸ telephone numbers at 50 ms take 116 days of one core instead of 5 minutes.
 *
 * @param parameters - `key`, `domain`, `stretch`, `form`, `bits`, `alphabet`, `prefix`, `withKeyId`, `expected`, `engine`.
 * @returns A transform from a text or bytes to the pseudonym, with `matches` and `candidates`.
 * @throws `PrivacyError` as `pseudonym`, and `ERR_PARAMETER` for an N that is not a power of 2 below 2^(16 r), an r or p
 * that is not a whole number from 1 to 64, less than 128 KiB (128 · N · r), more than 256 MiB (times p).
 * @guarantee That of `pseudonym`; with the key, trying n candidates costs n times the stretching, on hardware of the
 * attacker's choice. Not protected: a value that is looked for among few, and all that `pseudonym` does not protect.
 * @utility As `pseudonym`: the same value has the same pseudonym in its domain.
 * @cost BLOCKS the thread: about 50 ms a value with the native engine, 120 ms with the portable one, at N = 2^14, r = 8,
 * p = 1; memory 128 · N · r bytes. For batches, best over a dictionary column, which holds each value once.
 * @source RFC 7914, scrypt; RFC 2104.
 * @example
 * const key = SecretKey.fromHex('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f');
 * const calls = stretchedPseudonym({ key, domain: 'crm', stretch: { N: 16384, r: 8, p: 1 } });
 * calls('+33612345678') // 'x3rQajLGuFvOXguWQHJv3g'
 */
// @__NO_SIDE_EFFECTS__
export function stretchedPseudonym(parameters: StretchedPseudonymParameters): Pseudonym {
  const given = optionsOf('stretchedPseudonym', parameters, [...KEYED, 'stretch']);
  const { domain } = given;
  const stretch = stretchOf(given.stretch);
  const runtime = nativeScrypt();
  return keyedPseudonym('stretchedPseudonym', given, {
    stated: { stretch: { algorithm: 'scrypt', ...stretch } },
    present: runtime !== undefined,
    read: (value, form) => {
      const text = formed('stretchedPseudonym', form, value);
      return typeof text === 'string' ? utf8Encode(text) : text;
    },
    under(key, cut, engine) {
      const mac = macOf('stretchedPseudonym', key, ['pseudonym', domain], engine === 'native');
      const salt = useOf('stretchedPseudonym', key, 32, ['stretch', domain], 'salt', (bytes) => {
        const kept = bytes.slice();
        return { kept, wipe: () => kept.fill(0) };
      });
      const scrypt = (engine === 'native' && runtime) || portableScrypt;
      return (message) => {
        const stretched = scrypt(message, salt().kept, stretch);
        const text = cut(mac(), stretched);
        stretched.fill(0);
        return text;
      };
    },
  });
}

/** The cost, checked and copied. */
function stretchOf(given: Stretch): Stretch {
  const { N, r, p } = optionsOf('stretchedPseudonym', given, ['N', 'r', 'p'], 'stretch');
  const counts = isWhole(r, 1, 64) && isWhole(p, 1, 64);
  check('stretchedPseudonym', 'stretch', counts, 'must have r and p from 1 to 64');
  const power = isWhole(N, 2, 2 ** 21) && (N & (N - 1)) === 0 && N < 2 ** (16 * r);
  check('stretchedPseudonym', 'stretch', power, 'must have a power of 2 for N, below 2^(16 r)');
  check('stretchedPseudonym', 'stretch', N * r >= 2 ** 10, 'must take at least 128 KiB, 128 N r');
  check('stretchedPseudonym', 'stretch', N * r * p <= 2 ** 21, 'must take at most 256 MiB, 128 N r p');
  return { N, r, p };
}
