import fc from 'fast-check';
import { expect } from 'vitest';
import { ageAt } from '../../src/generalisation/age-at.ts';
import { law } from '../law.ts';

const DAY = 86_400_000;
const civil = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
const leap = fc
  .tuple(fc.integer({ min: 1900, max: 2100 }), fc.integer({ min: -2, max: 2 }))
  .map(([year, off]) => Date.UTC(year, 2, 0) / DAY + off); // around the end of February
const day = fc.oneof(leap, fc.integer({ min: Date.UTC(1900, 0) / DAY, max: Date.UTC(2100, 0) / DAY }));
/** Birth and today, often on nearly the same day of the year. */
const life = fc
  .tuple(
    day,
    fc.integer({ min: 0, max: 110 }),
    fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 365 })),
  )
  .map(([birth, years, days]) => [birth, birth + Math.floor(years * 365.25) + days] as const);
const rule = fc.constantFrom('before' as const, 'after' as const);
const time = fc.nat(DAY - 1);

/** Counts the birthdays one by one. */
function birthdays(birth: number, today: number, leapDay: 'before' | 'after'): number {
  const born = new Date(birth * DAY);
  let age = 0;
  for (let year = born.getUTCFullYear() + 1; ; year += 1) {
    // JavaScript takes 29 February of a year without one for 1 March
    const date = new Date(Date.UTC(year, born.getUTCMonth(), born.getUTCDate()));
    const moved = date.getUTCDate() !== born.getUTCDate() && leapDay === 'before';
    if ((moved ? date.getTime() - DAY : date.getTime()) > today * DAY) return age;
    age += 1;
  }
}

law('privacy: never is claimed only where no birth stands alone', [life, rule], ([birth, today], leapDay) => {
  const age = ageAt({ now: today * DAY, leapDay });
  const near = [birth - 1, birth + 1].filter((other) => other <= today).map((other) => age(civil(other)));
  expect(near).toContain(age(civil(birth)));
});
law('privacy: the time of day, of birth and of now, leaves no trace', [life, time, time], ([birth, today], a, b) => {
  const age = ageAt({ now: today * DAY })(civil(birth));
  expect(ageAt({ now: today * DAY + b })(birth * DAY + a)).toBe(age);
});
law('utility: the age is the number of birthdays so far', [life, rule], ([birth, today], leapDay) => {
  expect(ageAt({ now: today * DAY, leapDay })(civil(birth))).toBe(birthdays(birth, today, leapDay));
});
law('utility: who is born earlier is not younger', [life, fc.nat(800), rule], ([birth, today], days, leapDay) => {
  const age = ageAt({ now: today * DAY, leapDay });
  expect(age(civil(birth - days))).toBeGreaterThanOrEqual(age(civil(birth)));
});
law('utility: age grows by 0 or 1 a day', [life, rule], ([birth, today], leapDay) => {
  const [age, next] = [0, 1].map((off) => ageAt({ now: (today + off) * DAY, leapDay })(civil(birth))) as [
    number,
    number,
  ];
  expect([0, 1]).toContain(next - age);
});
law('shape: the day of birth in the zone gives the age of the instant', [life, time], ([birth, today], ms) => {
  const age = ageAt({ now: today * DAY + ms, zone: '-05:30' });
  const shifted = Math.floor((birth * DAY - 330 * 60_000) / DAY);
  expect(age(birth * DAY)).toBe(age(civil(shifted)));
});
