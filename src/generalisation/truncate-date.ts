import { check, optionsOf } from '../core/checks.ts';
import { localIso } from '../core/local-iso.ts';
import { type Transform, transform } from '../core/transform.ts';
import { PrivacyError } from '../errors.ts';
import { ZONE_RULE, zoneOf } from './zone.ts';

/** What a date can be truncated to. */
export type DateUnit = 'decade' | 'year' | 'half' | 'quarter' | 'month' | 'isoWeek' | 'day' | 'hour';

const DAY = 86_400_000;

/** How much of `YYYY-MM-DDTHH` a label needs. */
const LENGTH = { decade: 3, year: 4, half: 4, quarter: 4, month: 7, isoWeek: 10, day: 10, hour: 13 };

/** Parameters of {@link truncateDate}. */
export interface TruncateDateParameters {
  /** The unit that stays. */
  readonly to: DateUnit;
  /** Whose clock an instant is read on: `UTC` unless given, an IANA name, or a fixed offset such as `+02:00`. */
  readonly zone?: string;
}

/**
 * Replaces a date by the label of the decade, year, half-year, quarter, month, ISO week, day or hour that holds it:
 * `1980s`, `1987`, `1987-H1`, `1987-Q1`, `1987-03`, `1987-W10`, `1987-03-05`, `1987-03-05T14`.
 *
 * A text `YYYY-MM-DD` is a civil date: it has no zone and never becomes an instant. Instants are a `Date`,
 * milliseconds since 1970, or a text such as `1987-03-05T14:30:00+01:00`; they are read on the clock of `zone`. The
 * hour that a change of clocks repeats is one label. Weeks have the year of their Thursday: 2021-01-03 is `2020-W53`.
 *
 * @param parameters - `to`, `zone`.
 * @returns A transform from a date to a label; the labels of one unit sort in time order.
 * @throws `PrivacyError` `ERR_PARAMETER` for an unknown unit, zone or name; the transform: `ERR_INPUT` for what is no
 * date, a day that does not exist, a date and time without offset (which instant it is depends on a zone that nobody
 * stated), a leap second, a label outside the years 0 to 9999, and the hour of a civil date.
 * @guarantee All dates of one label give that label. `reversible` is `never`, but `partly` to the day, where a civil
 * date passes. To the hour it is `never` for instants to the millisecond: readings taken on the hour are not hidden.
 * `linkable` to the day and the hour, which as dates of birth or visits pick out one of many thousands.
 * Not k-anonymity: a day, even a year, may hold one person.
 * @utility The label is the unit that holds the date; order is kept.
 * @cost O(1). An IANA zone asks `Intl` twice for each new day, and keeps the offsets of 16,384 days at most.
 * @source ISO 8601-1:2019 (dates, weeks, strict extended format); IANA time zone database, as the runtime has it.
 * @example
 * truncateDate({ to: 'quarter' })('1987-03-05') // '1987-Q1'
 * truncateDate({ to: 'day', zone: 'Asia/Kathmandu' })('2024-12-31T18:30:00Z') // '2025-01-01'
 */
// @__NO_SIDE_EFFECTS__
export function truncateDate(parameters: TruncateDateParameters): Transform<Date | string | number, string> {
  const { to, zone: name = 'UTC' } = optionsOf('truncateDate', parameters, ['to', 'zone']);
  const units = Object.keys(LENGTH);
  check('truncateDate', 'to', units.includes(to), `must be one of ${units.join(', ')}`);
  const zone = zoneOf(name);
  check('truncateDate', 'zone', zone, ZONE_RULE);
  const length = LENGTH[to];
  const reversible = to === 'day' ? 'partly' : 'never';
  const linkable = to === 'day' || to === 'hour';
  const facts = { technique: 'generalisation', reversible, linkable, deterministic: true } as const;
  return transform({ ...facts, name: 'truncateDate', parameters: { to, zone: name } }, (value) => {
    const iso = localIso(value, zone);
    if (!iso) throw new PrivacyError('ERR_INPUT', 'truncateDate: value is not a date');
    if (iso.length < length || (to === 'isoWeek' && iso < '0000-01-03')) {
      throw new PrivacyError('ERR_INPUT', 'truncateDate: value is a date without a label of this unit');
    }
    const start = iso.slice(0, length);
    const month = Number(iso.slice(5, 7));
    if (to === 'decade') return `${start}0s`;
    if (to === 'half') return `${start}-H${Math.ceil(month / 6)}`;
    if (to === 'quarter') return `${start}-Q${Math.ceil(month / 3)}`;
    return to === 'isoWeek' ? isoWeek(start) : start;
  });
}

/** The week is that of its Thursday: the year of that day, and the count of its Thursdays so far. */
function isoWeek(date: string): string {
  const thursday = Math.floor((Date.parse(date) / DAY + 3) / 7) * 7; // day 0, 1970-01-01, was one
  const year = new Date(thursday * DAY).toISOString().slice(0, 4);
  const week = Math.floor((thursday - Date.parse(year) / DAY) / 7) + 1;
  return `${year}-W${week < 10 ? 0 : ''}${week}`;
}
