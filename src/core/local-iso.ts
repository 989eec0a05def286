/** What the clocks of a zone are ahead of UTC at an instant; both in milliseconds. */
export type Zone = (instant: number) => number;

const ISO = /^\d{4}-(0[1-9]|1[0-2])-\d\d(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d))?$/;

/**
 * `YYYY-MM-DD` for a civil date; for an instant `YYYY-MM-DDTHH:mm:ss.sssZ` as the clocks of the zone show it (the `Z`
 * says nothing); undefined for all else, for days that no calendar has, and for years outside 0 to 9999.
 */
export function localIso(value: unknown, zone: Zone): string | undefined {
  let instant = value as number; // what is no number gets one, or is refused
  try {
    if (typeof value === 'string') {
      const day = Number(value.slice(8, 10));
      // `parse` may take 30 February for 2 March; all else of this form leaves it no choice in ECMAScript
      if (!ISO.test(value) || day === 0 || (day > 28 && new Date(value.slice(0, 10)).getUTCDate() !== day)) {
        return undefined;
      }
      if (value.length === 10) return value;
      instant = Date.parse(value.replace(/\.\d+/, ''));
    } else if (typeof value !== 'number') {
      instant = Date.prototype.getTime.call(value); // takes a Date of any realm, throws for all else
    }
    const iso = new Date(Math.floor(instant + zone(instant))).toISOString();
    return iso.length === 24 ? iso : undefined; // other years have a sign and six digits
  } catch {
    return undefined; // not a Date, or beyond what a Date can hold
  }
}
