import type { Zone } from '../core/local-iso.ts';

/** What a parameter for {@link zoneOf} must be. */
export const ZONE_RULE = 'must be UTC, an offset such as +02:00 or an IANA name that the runtime knows';

const DAY = 86_400_000;

/**
 * The zone of a name: `UTC`, a fixed offset such as `+02:00`, or an IANA name that the runtime knows; else undefined.
 *
 * Only IANA names need `Intl`. Asking it costs a microsecond, so the offset at the start of each UTC day is kept, for
 * 16,384 days at most. Where two days start alike, the offset is theirs in between: of all changes of clocks in the
 * IANA database (2025c) no two are less than 3.9 days apart. On the other days `Intl` is asked for the instant.
 */
export function zoneOf(name: unknown): Zone | undefined {
  if (name === 'UTC') return () => 0;
  if (typeof name !== 'string') return undefined;
  if (/^[+-]([01]\d|2[0-3]):[0-5]\d$/.test(name)) {
    const offset = offsetOf(name);
    return () => offset;
  }
  if (!/^[A-Za-z]/.test(name)) return undefined; // some runtimes take `+0200` too, others do not
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  } catch {
    return undefined; // an unknown name, or a runtime without Intl
  }
  const ask = (instant: number): number => offsetOf(format.format(instant).split('GMT').pop() as string); // has at least one part
  const starts = new Map<number, number>();
  const atStart = (day: number): number => {
    const known = starts.get(day);
    if (known !== undefined) return known;
    if (starts.size > 16_383) starts.clear();
    const offset = ask(day * DAY);
    starts.set(day, offset);
    return offset;
  };
  return (instant) => {
    const day = Math.floor(instant / DAY);
    const offset = atStart(day);
    return offset === atStart(day + 1) ? offset : ask(instant);
  };
}

/** Milliseconds of `+05:45`, of `-00:44:30` as before 1972, of nothing, which is UTC; NaN for all else. */
function offsetOf(text: string): number {
  return text === '' ? 0 : Number(`${text[0]}1`) * Date.parse(`1970-01-01T${text.slice(1)}Z`);
}
