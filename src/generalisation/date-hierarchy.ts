import { check, optionsOf } from '../core/checks.ts';
import { transform } from '../core/transform.ts';
import type { Hierarchy } from './leaf-hierarchy.ts';
import { openHierarchy } from './open-hierarchy.ts';
import { type DateUnit, truncateDate } from './truncate-date.ts';
import { ZONE_RULE, zoneOf } from './zone.ts';

/** Parameters of {@link dateHierarchy}. */
export interface DateHierarchyParameters {
  /** From fine to coarse, each unit made of whole ones of the unit before; an ISO week fits into nothing but `*`. */
  readonly levels: readonly DateUnit[];
  /** Whose clock an instant is read on: `UTC` unless given, an IANA name, or a fixed offset such as `+02:00`. */
  readonly zone?: string;
}

/**
 * A hierarchy of dates: the labels of `truncateDate` for units that nest, then `*`.
 *
 * Level 0 is the first unit, not the value: two instants of one day are one leaf of a hierarchy that begins with days.
 *
 * @param parameters - `levels`, `zone`.
 * @returns A hierarchy of `levels.length` + 1 levels; its leaves come from `over(values)`.
 * @throws `PrivacyError` `ERR_PARAMETER` for no levels, an unknown unit or zone, and a unit that the one before
 * does not nest in (with its `position` and `level`); the transform of a level: `ERR_INPUT` for what `truncateDate` of
 * that unit refuses.
 * @guarantee Dates of one unit give one label. `reversible` and `linkable` as for `truncateDate`: `partly` to the day,
 * since a civil date passes, else `never`; linkable to the day and the hour. Not k-anonymity: a year may hold one
 * person.
 * @utility Levels nest; order is kept below `*`.
 * @cost As `truncateDate`.
 * @source Samarati 2001, domain generalisation hierarchies; ISO 8601-1:2019.
 * @example
 * dateHierarchy({ levels: ['day', 'month', 'year', 'decade'] }).at(3)('1987-03-05') // '1980s'
 */
// @__NO_SIDE_EFFECTS__
export function dateHierarchy(parameters: DateHierarchyParameters): Hierarchy<Date | string | number> {
  const name = 'dateHierarchy';
  const { levels, zone = 'UTC' } = optionsOf(name, parameters, ['levels', 'zone']);
  const units = checkedUnits(levels);
  check(name, 'zone', zoneOf(zone), ZONE_RULE);
  const truncations = units.map((to) => truncateDate({ to, zone }));
  const json = { levels: units, zone };
  return openHierarchy<Date | string | number>({
    name,
    json,
    levels: units.length + 1,
    at(level) {
      const inner = truncations[Math.min(level, units.length - 1)] as (typeof truncations)[number]; // in range
      const isTop = level === units.length;
      const facts = { ...inner.facts, ...(isTop && { reversible: 'never' as const, linkable: false }), name };
      return transform({ ...facts, parameters: { ...json, level } }, (value) => {
        const label = inner(value); // at the top as well: what is no date is an error everywhere
        return isTop ? '*' : label;
      });
    },
  });
}

function checkedUnits(levels: unknown): DateUnit[] {
  const units: DateUnit[] = Array.isArray(levels) ? Array.from(levels) : [];
  // an ISO week nests in no month, quarter or year
  const chain = units.includes('isoWeek') ? WEEKS : MONTHS;
  const ranks = units.map((unit) => chain.indexOf(unit));
  const position = ranks.findIndex((rank, i) => rank <= (ranks[i - 1] ?? -1));
  const rule = 'must be units of time, at least one, each nesting in the next';
  const part = position < 0 ? {} : { position, level: position };
  check('dateHierarchy', 'levels', units.length > 0 && position < 0, rule, part);
  return units;
}

const WEEKS: readonly DateUnit[] = ['hour', 'day', 'isoWeek'];
const MONTHS: readonly DateUnit[] = ['hour', 'day', 'month', 'quarter', 'half', 'year', 'decade'];
