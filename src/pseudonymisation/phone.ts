import { check, isWhole, optionsOf } from '../core/checks.ts';
import { frozen } from '../core/transform.ts';
import type { Form } from './form.ts';

/** How the numbers of one calling code are written. */
export interface PhoneCountry {
  /** The calling code, without `+`: `33`. */
  readonly code: string;
  /** What is dialled before a national number at home and never from abroad, `0`; null where there is none, as in Italy. */
  readonly trunk: string | null;
  /** How many digits a national number may have, without the trunk prefix. */
  readonly lengths: readonly number[];
  /** Whether a national number is also written without its trunk prefix, as in the United States; false unless given. */
  readonly trunkOptional?: boolean;
}

/** Parameters of {@link phone}. */
export interface PhoneParameters {
  /** The countries whose numbers are accepted, one rule per calling code. */
  readonly countries: readonly PhoneCountry[];
  /** The calling code of the country whose numbers may stand without one; none unless given. */
  readonly national?: string;
}

/**
 * The form of telephone numbers: E.164, `+` and digits, by the dialling rules of the countries that are declared.
 *
 * Spaces, full stops, hyphens, slashes and brackets are dropped, `00` at the start is `+`. Never two forms for one number:
 * what cannot be read in one way alone is refused, such as `(0)`, a trunk prefix behind a calling code, or a country that
 * was not declared, whose rules are not known.
 *
 * @param parameters - `countries`, `national`.
 * @returns A form for `pseudonym`, `stretchedPseudonym` and `blindIndex`.
 * @throws `PrivacyError` `ERR_PARAMETER` for a calling code that is not one to three digits or begins with another one, a trunk
 * prefix that is neither digits nor null, no lengths or lengths beyond E.164, a national code that is not declared.
 * The transform that has the form: `ERR_INPUT` for what is no number of these countries.
 * @guarantee All dialable spellings of one number have one form. A number written wrongly is another number; whether a
 * number is in service is not asked.
 * @utility The form of a form is itself.
 * @cost O(length).
 * @source ITU-T E.164, E.123.
 * @example
 * const french = phone({ countries: [{ code: '33', trunk: '0', lengths: [9] }], national: '33' });
 * french.apply('06 12 34 56 78') // '+33612345678'
 * french.apply('+33 (0)6 12 34 56 78') // undefined
 */
// @__NO_SIDE_EFFECTS__
export function phone(parameters: PhoneParameters): Form {
  const { countries, national } = optionsOf('phone', parameters, ['countries', 'national']);
  check(
    'phone',
    'countries',
    Array.isArray(countries) && countries.length > 0,
    'must be a list of at least one country',
  );
  const rules = countries.map(ruleOf);
  const clash = rules.some(({ code }, at) => rules.some((other, place) => at !== place && other.code.startsWith(code)));
  check('phone', 'countries', !clash, 'must have one rule per calling code');
  const home = rules.find(({ code }) => code === national);
  check('phone', 'national', national === undefined || home, 'must be the calling code of one of the countries');
  return {
    name: 'phone',
    version: 1,
    parameters: frozen({ countries: rules.map((rule) => ({ ...rule })), ...(home && { national: home.code }) }),
    apply(text) {
      if (/\(\s*0\s*\)/.test(text)) return undefined; // to be dialled or not: nobody knows
      const dialled = text.replace(/[ \u00a0\u2009\u202f.()/\-\u2010\u2011]/g, '').replace(/^00/, '+');
      if (!/^\+?\d{4,15}$/.test(dialled)) return undefined;
      if (!dialled.startsWith('+')) return home && significant(home, dialled);
      const rule = rules.find(({ code }) => dialled.startsWith(code, 1));
      const rest = dialled.slice(1 + (rule?.code.length ?? 0));
      return rule && isNational(rule, rest) ? dialled : undefined;
    },
  };
}

/** A copy of the rule, checked. */
function ruleOf(country: PhoneCountry, position: number): PhoneCountry {
  const {
    code,
    trunk,
    lengths,
    trunkOptional = false,
  } = optionsOf('phone', country, ['code', 'trunk', 'lengths', 'trunkOptional'], 'countries');
  const say = (holds: unknown, rule: string): void => check('phone', 'countries', holds, rule, { position });
  say(isText(code, /^[1-9]\d{0,2}$/), 'must have calling codes of 1 to 3 digits');
  say(trunk === null || isText(trunk, /^\d{1,3}$/), 'must have trunk prefixes of 1 to 3 digits, or null');
  const most = 15 - code.length; // the digits of E.164
  const fit = Array.isArray(lengths) && lengths.length > 0 && lengths.every((length) => isWhole(length, 3, most));
  say(fit, 'must have lengths, each from 3 to what E.164 leaves');
  say(typeof trunkOptional === 'boolean', 'must have trunkOptional true or false');
  return { code, trunk, lengths: [...lengths], trunkOptional };
}

const isText = (x: unknown, of: RegExp): boolean => typeof x === 'string' && of.test(x);

/** Whether the digits are a national number without a trunk prefix, and cannot be one behind a trunk prefix. */
function isNational({ trunk, lengths }: PhoneCountry, digits: string): boolean {
  const behind = trunk !== null && digits.startsWith(trunk) && lengths.includes(digits.length - trunk.length);
  return lengths.includes(digits.length) && !behind;
}

/** The international form of a number as it is dialled at home. */
function significant(rule: PhoneCountry, digits: string): string | undefined {
  const { code, trunk, trunkOptional } = rule;
  const dialled = trunk !== null && digits.startsWith(trunk);
  const [without] = [dialled ? digits.slice(trunk.length) : '', trunk === null || trunkOptional ? digits : ''].filter(
    (rest) => isNational(rule, rest),
  );
  return without === undefined ? undefined : `+${code}${without}`;
}
