import { check, optionsOf } from '../core/checks.ts';
import { localIso } from '../core/local-iso.ts';
import { type Transform, transform } from '../core/transform.ts';
import { PrivacyError } from '../errors.ts';
import { ZONE_RULE, zoneOf } from './zone.ts';

/** Parameters of {@link ageAt}. */
export interface AgeAtParameters {
  /** The instant at which the age is counted, in milliseconds since 1970. */
  readonly now: number;
  /** Whose calendar says which day `now` is: `UTC` unless given, an IANA name, or a fixed offset such as `+02:00`. */
  readonly zone?: string;
  /** When one born on 29 February completes a year that has none: `after` it (1 March, the default) or `before` it. */
  readonly leapDay?: 'before' | 'after';
}

/**
 * Replaces a date of birth by the completed years on the day of `now`.
 *
 * A birth is a civil date `YYYY-MM-DD`, or an instant (a `Date`, milliseconds since 1970, a text such as
 * `1987-03-05T14:30:00+01:00`), which is read as a day in `zone`. Only days are compared, not times of day.
 *
 * @param parameters - `now`, `zone`, `leapDay`.
 * @returns A transform from a date of birth to a whole number of years ≥ 0.
 * @throws `PrivacyError` `ERR_PARAMETER` for a `now` outside the years 0 to 9999, an unknown zone, `leapDay` or name;
 * the transform: `ERR_INPUT` for what is no date (as in `truncateDate`) and for a birth on a day after that of `now`.
 * @guarantee The births of one year of age give that age: `reversible` is `never`, and it is not `linkable`, for an age
 * is shared by about a hundredth of all. Not protected: the same person
 * released at two different `now` shows, by the change of age, that the birthday lies between; and the very old are
 * few, so a second step should code the top: `chain(ageAt({ now }), topBottomCode({ high: 90 }))`.
 * @utility The age is what law and custom count: the time since birth is ≥ the age and < the age + 1, in years.
 * @cost O(1); as `truncateDate`.
 * @source ISO 8601-1:2019 (dates); the rule for 29 February differs between countries, hence the option.
 * @example
 * ageAt({ now: Date.UTC(2024, 0, 1) })('1987-03-05') // 36
 */
// @__NO_SIDE_EFFECTS__
export function ageAt(parameters: AgeAtParameters): Transform<Date | string | number, number> {
  const { now, zone: name = 'UTC', leapDay = 'after' } = optionsOf('ageAt', parameters, ['now', 'zone', 'leapDay']);
  const zone = zoneOf(name);
  check('ageAt', 'zone', zone, ZONE_RULE);
  const today = typeof now === 'number' && localIso(now, zone);
  check('ageAt', 'now', today, 'must be milliseconds since 1970, a number in the years 0 to 9999');
  check('ageAt', 'leapDay', leapDay === 'after' || leapDay === 'before', 'must be before or after');
  const hasLeapDay = new Date(`${today.slice(0, 4)}-02-29`).getUTCDate() === 29; // else NaN or 1, by engine
  const leapBirthday = leapDay === 'before' && !hasLeapDay ? '02-28' : '02-29';
  const facts = { technique: 'generalisation', reversible: 'never', linkable: false, deterministic: true } as const;
  return transform({ ...facts, name: 'ageAt', parameters: { now, zone: name, leapDay } }, (value) => {
    const birth = localIso(value, zone);
    if (!birth) throw new PrivacyError('ERR_INPUT', 'ageAt: value is not a date');
    // texts of this form compare as the days they name
    if (birth.slice(0, 10) > today.slice(0, 10)) {
      throw new PrivacyError('ERR_INPUT', 'ageAt: value is a date after now');
    }
    const years = Number(today.slice(0, 4)) - Number(birth.slice(0, 4));
    const birthday = birth.slice(5, 10);
    return years - (today.slice(5, 10) < (birthday === '02-29' ? leapBirthday : birthday) ? 1 : 0);
  });
}
