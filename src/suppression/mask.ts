import { check, isWhole, optionsOf } from '../core/checks.ts';
import { isGrapheme, joined, neededGraphemes, ONE_GRAPHEME } from '../core/graphemes.ts';
import { type Transform, transform } from '../core/transform.ts';
import { PrivacyError } from '../errors.ts';
import { SHAPES } from './mask-shapes.ts';

/** Parameters of {@link mask} that keep the ends of the text. */
export interface MaskEnds {
  /** How many units stay at the start, 0 to 255; 0 unless given. */
  readonly keepStart?: number;
  /** How many units stay at the end, 0 to 255; 0 unless given. */
  readonly keepEnd?: number;
  /** What stands in place of a unit: one grapheme cluster, `*` unless given. */
  readonly char?: string;
  /** How many mask characters stand for the masked part, 1 to 255; as many as it has units unless given. */
  readonly fixedLength?: number;
  /** Another form. */
  readonly only?: never;
  /** Another form. */
  readonly shape?: never;
}

/** Parameters of {@link mask} that mask one class of units and let ALL OTHERS PASS. */
export interface MaskClass {
  /** The class that is masked: units that hold a numeral (Unicode N), a letter (L), or either. */
  readonly only: 'digits' | 'letters' | 'alphanumeric';
  /** How many units of the class stay at the start, 0 to 255; 0 unless given. */
  readonly keepStart?: number;
  /** How many units of the class stay at the end, 0 to 255; 0 unless given. */
  readonly keepEnd?: number;
  /** What stands in place of a unit: one grapheme cluster, `*` unless given. */
  readonly char?: string;
  /** Not with a class: what passes between the masked units tells of the length. */
  readonly fixedLength?: never;
  /** Another form. */
  readonly shape?: never;
}

/** Parameters of {@link mask} for texts of a known shape. */
export interface MaskShape {
  /** `email` keeps `@` and a last label of 2 to 4 letters, `phone` the last two digits, `card` the last four. */
  readonly shape: 'email' | 'phone' | 'card';
  /** What stands in place of a unit: one grapheme cluster, `*` unless given. */
  readonly char?: string;
  /** How many mask characters stand for each masked part, 1 to 255; as many as it has units unless given. */
  readonly fixedLength?: number;
  /** Not with a shape, which says itself what stays. */
  readonly keepStart?: never;
  /** Not with a shape, which says itself what stays. */
  readonly keepEnd?: never;
  /** Another form. */
  readonly only?: never;
}

/** Parameters of {@link mask}: the ends, a class, or a shape. */
export type MaskParameters = MaskEnds | MaskClass | MaskShape;

interface Given {
  readonly keepStart?: number;
  readonly keepEnd?: number;
  readonly char?: string;
  readonly fixedLength?: number;
  readonly only?: keyof typeof CLASSES;
  readonly shape?: keyof typeof SHAPES;
}

// a mark makes a letter only where it stands on nothing: an emoji or a keycap may hold one
const CLASSES = { digits: /\p{N}/u, letters: /\p{L}|^\p{M}/u, alphanumeric: /[\p{L}\p{N}]|^\p{M}/u } as const;

/**
 * Replaces the characters of a text by a mask character, except those that the parameters name.
 *
 * A unit is a grapheme cluster: an accented letter, a flag or a family emoji is never cut. A text that has no more
 * units than are kept is masked whole; an empty one is masked as if it had one unit (but has none of a class).
 *
 * - The ends: `keepStart` and `keepEnd` units stay.
 * - `only`: units of the class are masked, `keepStart` and `keepEnd` count these alone, and EVERYTHING ELSE STAYS.
 * - `shape: 'email'`: `@`, the last dot and a last label of 2 to 4 letters stay; what is before and between is masked.
 * - `shape: 'phone'`: the last two of 7 to 15 digits stay; other digits, `+`, spaces and `( ) . / -` are masked.
 * - `shape: 'card'`: the last four of 12 to 19 digits stay; other digits, spaces and hyphens are masked.
 *
 * A text that does not fit its shape is masked whole.
 *
 * @param parameters - The ends, a class or a shape; nothing is kept unless given.
 * @returns A transform from a text to a masked text.
 * @throws `PrivacyError` `ERR_PARAMETER` for a count out of range, a `char` that is not one well-formed cluster or
 * joins with its like, an unknown class, shape or name, parts of two forms; the transform: `ERR_INPUT` for what is not
 * a string, and for text beyond Latin, Greek, Russian, Chinese and Korean where the runtime has no `Intl.Segmenter`.
 * @guarantee The output is independent of the masked units, except of their number without `fixedLength`, which can
 * single out a long free text, and of whether they fit the form. What is kept can be read, hence `partly` unless
 * nothing is: beside a list of candidates, a check digit or a known issuer it may give the whole value back. `linkable`
 * where more than two units stay (four digits tell 10,000 values apart) or all outside a class. A text one unit longer
 * than what is kept loses only that unit. One kept unit may carry up to 63 code units, combining marks among them.
 * @utility What is kept stands unchanged and in order; without `fixedLength` the number of units is kept.
 * @cost O(length); about a hundred times more per unit where the text needs the segmenter.
 * @source ISO/IEC 20889:2018, masking; UAX #29, extended grapheme clusters.
 * @example
 * mask({ keepEnd: 4 })('FR7630006000011234567890189') // '***********************0189'
 * mask({ only: 'digits', keepEnd: 2 })('Room 12, call 0123-45') // 'Room **, call ****-45'
 * mask({ shape: 'email', fixedLength: 3 })('ada@mail.example.org') // '***@***.org'
 */
// @__NO_SIDE_EFFECTS__
export function mask(parameters: MaskParameters = {}): Transform<string, string> {
  const known = ['keepStart', 'keepEnd', 'char', 'fixedLength', 'only', 'shape'] as const;
  const {
    keepStart = 0,
    keepEnd = 0,
    char = '*',
    fixedLength,
    only,
    shape,
  } = optionsOf<Given>('mask', parameters, known);
  for (const [name, count] of Object.entries({ keepStart, keepEnd })) {
    check('mask', name, isWhole(count, 0, 255), 'must be a whole number from 0 to 255');
  }
  const ofOne = fixedLength === undefined || isWhole(fixedLength, 1, 255);
  check('mask', 'fixedLength', ofOne, 'must be a whole number from 1 to 255');
  check('mask', 'char', isGrapheme(char), ONE_GRAPHEME);
  const of = oneOf('only', CLASSES, only);
  const form = oneOf('shape', SHAPES, shape);
  const keep = keepStart + keepEnd;
  check('mask', 'fixedLength', !of || fixedLength === undefined, 'must stand without only');
  check('mask', 'shape', !form || (!of && keep === 0), 'must stand without only, keepStart, keepEnd');
  const hide = (count: number): string => char.repeat(fixedLength ?? (count || 1));
  return transform(
    {
      name: 'mask',
      technique: 'suppression',
      reversible: of || form || keep > 0 ? 'partly' : 'never',
      linkable: !!of || shape === 'card' || keep > 2,
      deterministic: true,
      parameters: JSON.parse(JSON.stringify({ keepStart, keepEnd, char, fixedLength, only, shape })), // only what is given
    },
    (text: string) => {
      if (typeof text !== 'string') throw new PrivacyError('ERR_INPUT', 'mask: value is not a string');
      const parts = form?.exec(text)?.slice(1);
      if (parts) return parts.map((part, i) => (i % 2 ? part : hide(neededGraphemes('mask', part).length))).join('');
      const units = neededGraphemes('mask', text);
      if (of) return hideClass([...units], of, keepStart, keepEnd, char);
      const end = units.length - keepEnd;
      if (end <= keepStart) return hide(units.length);
      return joined(units.slice(0, keepStart)) + hide(end - keepStart) + joined(units.slice(end));
    },
  );
}

/** The expression that a name stands for; none where there is no name. */
function oneOf(parameter: string, table: { readonly [name: string]: RegExp }, name: unknown): RegExp | undefined {
  const names = Object.keys(table);
  check('mask', parameter, name === undefined || names.includes(name as string), `must be one of ${names.join(', ')}`);
  return table[name as string];
}

/** Masks the units of a class but the first and last ones that are kept. */
function hideClass(units: string[], of: RegExp, keepStart: number, keepEnd: number, char: string): string {
  const places = [...units.keys()].filter((place) => of.test(units[place] as string)); // a key of the list
  const end = places.length - keepEnd;
  for (const place of end > keepStart ? places.slice(keepStart, end) : places) units[place] = char;
  return units.join('');
}
