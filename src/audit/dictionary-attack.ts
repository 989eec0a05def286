import { check, optionsOf } from '../core/checks.ts';
import { PrivacyError } from '../errors.ts';
import { type Interval, wilson } from './wilson.ts';

/** Parameters of {@link dictionaryAttack}. */
export interface DictionaryAttackParameters {
  /** What was released, one pseudonym per record. */
  readonly released: readonly string[];
  /** The identifiers that the attacker tries, each once; a generator may give more than memory holds. */
  readonly dictionary: Iterable<string>;
  /** How the attacker makes a pseudonym of an identifier: a hash, or a transform under a key of the attacker's own. */
  readonly guess: (identifier: string) => string;
  /**
   * The true identifier of each record, in the order of `released` and in the spelling of the dictionary: another
   * spelling counts as another identifier. Without it every match is taken for true.
   */
  readonly truth?: readonly string[];
  /** The confidence of the interval, 0.95 unless given; from 0.5 to 0.999999999. */
  readonly confidence?: number;
  /** How many identifiers are possible, for the time it takes to try them; those that were tried unless given. */
  readonly space?: number;
  /** How many identifiers the attacker tries in a second. */
  readonly rate?: number;
}

/** How long it takes to try all identifiers. */
export interface Enumeration {
  /** How many there are. */
  readonly space: number;
  /** How many are tried in a second. */
  readonly rate: number;
  /** The seconds until all are tried. */
  readonly seconds: number;
  /** The seconds until one of them is found, on average. */
  readonly meanSeconds: number;
}

/** What an attacker with a dictionary got. */
export interface DictionaryAttack {
  /** The number of records. */
  readonly records: number;
  /** The number of identifiers tried. */
  readonly tried: number;
  /** The records whose pseudonym at least one identifier gives. */
  readonly matched: number;
  /** The records whose pseudonym exactly one identifier gives. */
  readonly alone: number;
  /** The records named rightly, as an expected number: where several identifiers fit, the attacker draws one of them. */
  readonly recovered: number;
  /** `recovered` as a share of the records, 0 for no records. */
  readonly share: number;
  /** Wilson's interval for the share among records like these, drawn independently. */
  readonly interval: Interval;
  /** The share that an attacker names rightly without looking at the release: `covered`, or 1 without truth, over `tried`. */
  readonly chance: number;
  /**
   * Whether more of the matched records were named rightly than by chance; if not, the attack was too weak to show
   * anything, and no proof of safety: with a good dictionary assert that `matched` is 0.
   */
  readonly aboveChance: boolean;
  /** The share of the records whose true identifier was tried; only with `truth`. */
  readonly covered?: number;
  /** How long it takes to try all identifiers; only with `rate`. */
  readonly enumeration?: Enumeration;
}

/** Distinct identifiers that give one pseudonym. */
type Fits = Set<string>;

/**
 * Attacks released pseudonyms by trying identifiers: whoever can compute a pseudonym can reverse it.
 *
 * The positive control is a plain hash, which falls at once: `guess` computes it, and the share is that of the records
 * in the dictionary. A keyed pseudonym withstands as long as the key is secret: without it no guess fits.
 *
 * @param parameters - `released`, `dictionary`, `guess`; `truth`, `confidence`, `space`, `rate`.
 * @returns Counts, the recovered share with its interval, chance, and the time to try a whole space.
 * @throws `PrivacyError` `ERR_PARAMETER` for a guess that is no function, a dictionary that cannot be iterated, a
 * confidence, space or rate out of range, a space without a rate, an unknown name; `ERR_INPUT` for what is not a list of
 * texts in `released` or `truth`, lists of different length, an identifier or a guess that is no text, such as a
 * promise. What `guess` throws is passed on.
 * @guarantee The result holds counts, no identifier and no pseudonym. It measures this attacker, with this dictionary
 * and this function, and no other: frequencies, other columns of the record and a stolen key are other attacks.
 * @utility Exact for the records given; repeats in `released` are records of their own. The interval is approximate.
 * @cost One guess per identifier; memory for the pseudonyms and for the identifiers that fit one.
 * @source Article 29 Working Party, Opinion 05/2014, 4; AEPD and EDPS 2019 on hashing; Wilson 1927.
 * @example
 * const upper = (name: string) => name.toUpperCase();
 * const attack = dictionaryAttack({ released: ['ADA', 'BOB'], dictionary: ['ada', 'bob', 'eve', 'joe'], guess: upper });
 * [attack.share, attack.chance] // [1, 0.25]
 */
export function dictionaryAttack(parameters: DictionaryAttackParameters): DictionaryAttack {
  const known = ['released', 'dictionary', 'guess', 'truth', 'confidence', 'space', 'rate'] as const;
  const given = optionsOf('dictionaryAttack', parameters, known);
  const { released, dictionary, guess, truth, confidence = 0.95 } = given;
  check('dictionaryAttack', 'guess', typeof guess === 'function', 'must be a function');
  const walkable = typeof Object(dictionary)[Symbol.iterator] === 'function' && typeof dictionary !== 'string';
  check('dictionaryAttack', 'dictionary', walkable, 'must be an iterable of texts');
  const sure = isNumber(confidence) && confidence >= 0.5 && confidence <= 0.999999999;
  check('dictionaryAttack', 'confidence', sure, 'must be a number from 0.5 to 0.999999999');
  const timed = timing(given);
  if (!isTexts(released)) throw wrong('released must be a list of texts');
  if (truth !== undefined && !(isTexts(truth) && truth.length === released.length)) {
    throw wrong('truth must be a list of texts, as long as released');
  }

  const fits = new Map<string, Fits>(released.map((pseudonym) => [pseudonym, new Set()]));
  const open = new Set(truth); // true identifiers not tried yet
  let tried = 0;
  for (const identifier of dictionary) {
    if (typeof identifier !== 'string') throw wrong('dictionary must give texts');
    const pseudonym = guess(identifier);
    if (typeof pseudonym !== 'string') throw wrong('guess must give a text, at once');
    fits.get(pseudonym)?.add(identifier);
    open.delete(identifier);
    tried += 1;
  }

  let [matched, alone, recovered, covered] = [0, 0, 0, 0];
  for (const [index, pseudonym] of released.entries()) {
    const found = fits.get(pseudonym) as Fits; // made above
    if (found.size > 0) matched += 1;
    if (found.size === 1) alone += 1;
    const own = truth?.[index];
    // the true identifier as it is: that another one has its pseudonym may be two spellings or two people
    if (found.size > 0 && (own === undefined || found.has(own))) recovered += 1 / found.size;
    if (own !== undefined && !open.has(own)) covered += 1;
  }
  const records = released.length;
  const share = (part: number): number => part / Math.max(records, 1);
  const interval = Object.freeze(wilson(recovered, records, confidence));
  const chance = (truth ? share(covered) : 1) / Math.max(tried, 1);
  return Object.freeze({
    records,
    tried,
    matched,
    alone,
    recovered,
    share: share(recovered),
    interval,
    chance,
    // among the records that a guess fits: a dictionary of a few people finds these few, whatever the number of the others
    aboveChance: wilson(recovered, matched, confidence).low > chance,
    ...(truth && { covered: share(covered) }),
    ...(timed && { enumeration: timed(tried) }),
  });
}

const wrong = (rule: string): PrivacyError => new PrivacyError('ERR_INPUT', `dictionaryAttack: ${rule}`);
const isTexts = (list: unknown): list is readonly string[] =>
  Array.isArray(list) && Array.from(list).every((text) => typeof text === 'string'); // a hole is none
const isNumber = (x: unknown): x is number => typeof x === 'number' && Number.isFinite(x);

/** How long a number of tries takes; nothing where no rate is given. */
function timing({ space, rate }: DictionaryAttackParameters): ((tried: number) => Enumeration) | undefined {
  check('dictionaryAttack', 'rate', rate === undefined ? space === undefined : isNumber(rate) && rate > 0, RATE);
  check('dictionaryAttack', 'space', space === undefined || (isNumber(space) && space >= 1), SPACE);
  if (rate === undefined) return undefined;
  return (tried) => {
    const size = space ?? tried;
    return Object.freeze({ space: size, rate, seconds: size / rate, meanSeconds: size / rate / 2 });
  };
}

const RATE = 'must be a number above 0, given wherever space is';
const SPACE = 'must be a number, at least 1';
