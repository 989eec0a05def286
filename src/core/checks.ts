import { PrivacyError } from '../errors.ts';

/** Where in a parameter the wrong part is. */
interface Part {
  readonly position?: number;
  readonly level?: number;
}

/** Refuses a parameter that breaks its rule with `ERR_PARAMETER`, "function: parameter rule"; never with its value. */
export function check(name: string, parameter: string, holds: unknown, rule: string, part?: Part): asserts holds {
  if (!holds) throw new PrivacyError('ERR_PARAMETER', `${name}: ${parameter} ${rule}`, { parameter, ...part });
}

type Names<T> = T extends unknown ? string & keyof T : never;

/**
 * The options given, in a copy; `ERR_PARAMETER` for what is no object and for a name that is not known, which would else be a
 * slip that falls back to the default without a word; `ERR_RANDOM` for a seeded source where none is taken. The name is told where it looks like one: other keys may be data.
 */
export function optionsOf<T extends object>(
  name: string,
  given: T,
  known: readonly Names<T>[],
  parameter = 'parameters',
): T {
  check(name, parameter, typeof given === 'object' && given && !Array.isArray(given), 'must be an object');
  const odd = Object.keys(given).find((key) => !known.includes(key as Names<T>));
  // a copy without a prototype: what somebody put on all objects is no option, and a getter is read once
  if (odd === undefined) return Object.assign(Object.create(null), given);
  if (odd === 'random' && Object(Object(given)[odd]).kind === 'seeded') {
    throw new PrivacyError('ERR_RANDOM', `${name}: takes no random source, least of all a seeded one`);
  }
  const [told, place] = /^[a-z]\w{0,29}$/i.test(odd) ? [odd, odd] : ['a parameter', parameter];
  throw new PrivacyError('ERR_PARAMETER', `${name}: ${told} is unknown, known are ${known.join(', ')}`, {
    parameter: place,
  });
}

/** Whether something is a whole number from low to high; no string and no bigint is taken for a number. */
export function isWhole(x: unknown, low: number, high: number): x is number {
  return Number.isInteger(x) && (x as number) >= low && (x as number) <= high;
}

/** Refuses a distance between two possible values that is not a finite number above 0. */
export function checkGrain(name: string, grain: unknown): asserts grain is number {
  check(name, 'grain', Number.isFinite(grain) && (grain as number) > 0, 'must be a finite number above 0');
}
