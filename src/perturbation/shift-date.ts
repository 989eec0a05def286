import { encodeParts } from '../core/bytes.ts';
import { check, isWhole, optionsOf } from '../core/checks.ts';
import { type Engine, isNative, nodeCrypto } from '../core/engine.ts';
import { type Keyring, keyFact, ringOf } from '../core/keyring.ts';
import type { SecretKey } from '../core/keys.ts';
import { localIso } from '../core/local-iso.ts';
import { macOf } from '../core/mac-of.ts';
import { type RowTransform, transform } from '../core/transform.ts';
import { isWellFormed } from '../core/utf8.ts';
import { PrivacyError } from '../errors.ts';

/** Parameters of {@link shiftDate}. */
export interface ShiftDateParameters<Column extends string> {
  /** The key, or a ring whose current key shifts; another key shifts by other days, so intervals hold under one only. */
  readonly key: SecretKey | Keyring;
  /** The column that says whose date it is: texts, safe integers or bigints. */
  readonly subject: Column;
  /** The least and the greatest shift in days, both possible; whole numbers within a century. */
  readonly days: readonly [low: number, high: number];
  /** Another domain shifts the dates of a subject by other days; all dates have one shift unless given. */
  readonly domain?: string;
  /** Who computes, `auto` unless given; the shifts are the same. */
  readonly engine?: Engine;
}

const DAY = 86_400_000;
const CENTURY = 36_525;

/** Columns that every object seems to have. */
const NOT_A_COLUMN: readonly string[] = ['__proto__', 'constructor', 'prototype'];

/**
 * Moves all dates of one person by the same number of whole days, so that the time between them stays.
 *
 * The shift of a subject is drawn by a keyed hash: the same in every row, column and table of one key and domain, with
 * nothing to store. A text `YYYY-MM-DD` stays a civil date, a text with a time keeps it and its offset, a `Date` and
 * milliseconds since 1970 move by days of 24 hours: of UTC, so a local clock shows another hour across a change of
 * clocks. The integers 1 and 1n are one subject, the text '1' is another. A shift of 0 is as likely as any other, so
 * that no date is known to be wrong.
 *
 * @param parameters - `key`, `subject`, `days`; `domain`, `engine`.
 * @returns A row transform from a date to a date of the same type; its type follows from the column of a policy, or is
 * given: `shiftDate<'id', Date>`.
 * @throws `PrivacyError` `ERR_PARAMETER` for a subject that is no name of a column, days that are not two whole numbers
 * that rise, a domain that is no text, a wrong engine or name; `ERR_KEY`; `ERR_ENGINE`; the transform: `ERR_INPUT` for
 * what is no date as `truncateDate` takes it, a date that would leave the years 0 to 9999, a row without the subject, an
 * empty text, an integer above 2⁵³, null; `ERR_KEY_DESTROYED`.
 * @guarantee Without the key and without other knowledge every shift of the range is possible, each with the same
 * probability but for a relative 2⁻⁴⁷. Not protected, by design: the order of the dates of a person and the days
 * between them, which may be rare enough to recognise somebody, and the time of day. One true date known of a person
 * (a birth, an accident in the news) gives away the shift, and so all dates of that person under the key and domain;
 * that a date cannot lie in the future, before a birth or on a day on which nobody works rules out shifts. A small
 * range leaves the year and the season; many dates of one person show the rhythm of the weekdays, and so the shift but
 * for multiples of 7. As `linkable` as any date to the day: equal dates of a subject stay equal in all tables. Whoever
 * has the key and the subject can take the shift off.
 * @utility The days between two dates of one subject are exact; a date is within the range of the true one. Counts per
 * month or year blur at the edges; months and weekdays of single dates are lost.
 * @cost One HMAC and a division of whole numbers per date: about 5 µs.
 * @source Date shifting as in Google Cloud's DateShiftConfig and the i2b2/MIMIC releases; HMAC-SHA-256, its first 64
 * bits modulo the length of the range; docs/spec.
 * @example
 * const key = SecretKey.fromHex('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f');
 * const shift = shiftDate({ key, subject: 'patient', days: [-180, 180] });
 * shift('2024-03-01', { patient: 'p-7' }) // '2024-01-29'
 * shift('2024-03-15', { patient: 'p-7' }) // '2024-02-12'
 */
// @__NO_SIDE_EFFECTS__
export function shiftDate<const Column extends string, D extends Date | string | number>(
  parameters: ShiftDateParameters<Column>,
): RowTransform<D, { readonly [Name in Column]: string | number | bigint }, D> {
  const known = ['key', 'subject', 'days', 'domain', 'engine'] as const;
  const { key, subject, days, domain = '', engine = 'auto' } = optionsOf('shiftDate', parameters, known);
  const isColumn = typeof subject === 'string' && subject !== '' && !NOT_A_COLUMN.includes(subject);
  check('shiftDate', 'subject', isColumn, 'must be the name of a column');
  const [low, high] = Array.isArray(days) && days.length === 2 ? days : [];
  const rise = isWhole(low, -CENTURY, CENTURY) && isWhole(high, low + 1, CENTURY);
  check('shiftDate', 'days', rise, 'must be two whole numbers that rise, from -36525 to 36525');
  check('shiftDate', 'domain', typeof domain === 'string' && isWellFormed(domain), 'must be a text');
  const ring = ringOf('shiftDate', key);
  const native = isNative('shiftDate', engine, nodeCrypto() !== null);
  const mac = macOf('shiftDate', ring.current, ['shift-date', domain], native);
  const length = BigInt(high - low + 1);
  const facts = {
    name: 'shiftDate',
    technique: 'perturbation',
    reversible: 'with-key',
    linkable: true,
    deterministic: true,
    parameters: {
      algorithm: 'hmac-sha-256',
      key: keyFact(key, ring),
      domain,
      days: [low + 0, high + 0],
      subject,
    },
  } as const;
  return transform<D, { readonly [Name in Column]: string | number | bigint }, D>(
    { ...facts, reads: [subject] },
    (value, row) => {
      if (!localIso(value, utc)) throw new PrivacyError('ERR_INPUT', 'shiftDate: value is not a date');
      const message = messageOf(row[subject]);
      const hash = mac().hex(message);
      const shift = low + Number(BigInt(`0x${hash.slice(0, 16)}`) % length);
      const shifted = moved(value, shift);
      if (localIso(shifted, utc)) return shifted as D; // as its type was
      throw new PrivacyError('ERR_INPUT', 'shiftDate: value is a date that would leave the years 0 to 9999');
    },
  );
}

const utc = (): number => 0;

/** What is hashed of a subject; the type stands before it, so that no number is taken for the text that prints it. */
function messageOf(subject: unknown): Uint8Array {
  if (typeof subject === 'bigint' || Number.isSafeInteger(subject)) return encodeParts(['integer', String(subject)]);
  if (typeof subject === 'string' && subject !== '' && isWellFormed(subject)) return encodeParts(['text', subject]);
  throw new PrivacyError('ERR_INPUT', 'shiftDate: subject must be a text that is not empty, or a safe integer');
}

/** A date some days later, of the same type. */
function moved(value: Date | string | number, days: number): Date | string | number {
  if (typeof value === 'number') return value + days * DAY;
  if (typeof value !== 'string') return new Date(Date.prototype.getTime.call(value) + days * DAY);
  const day = new Date(Date.parse(value.slice(0, 10)) + days * DAY);
  return day.toISOString().slice(0, 10) + value.slice(10); // a year of six digits is refused by what follows
}
