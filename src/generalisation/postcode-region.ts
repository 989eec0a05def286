import { check, optionsOf } from '../core/checks.ts';
import { type Transform, transform } from '../core/transform.ts';
import { PrivacyError } from '../errors.ts';

/** Parameters of {@link postcodeRegion}. */
export type PostcodeRegionParameters =
  | {
      /** The United Kingdom, or France. */
      readonly country: 'GB' | 'FR';
    }
  | {
      /** The United States. */
      readonly country: 'US';
      /** The first three digits of the regions with too few people, which become `000`; `[]` if that is not wanted. */
      readonly sparse: readonly string[];
    };

interface Given {
  readonly country: string;
  readonly sparse?: readonly string[];
}

/** Whole postcodes; the group is the region. */
const FORMS: { readonly [country: string]: RegExp } = {
  GB: /^([A-Z]{1,2}\d[A-Z\d]?) ?\d[A-Z]{2}$/,
  FR: /^(?=.{5}$)(9[78]\d|2[AB]|\d\d)\d+$/,
  US: /^(\d{3})\d\d(?:-\d{4})?$/,
};

/**
 * Keeps the region of a postcode after the country's own structure, where a fixed number of characters does not fit.
 *
 * `GB`: the outward code, `SW1A` of `SW1A 1AA` (capitals, with or without the space). `FR`: the first two digits,
 * three overseas (`974`), and `2A`, `2B` of a commune code (INSEE); Corsican postcodes give `20`, the whole island.
 * `US`: the first three digits of a ZIP or ZIP+4 code, or `000` where they stand in `sparse`.
 *
 * @param parameters - `country`; for `US` also `sparse`: the list changes with each census, so none is built in.
 * @returns A transform from a whole postcode to its region.
 * @throws `PrivacyError` `ERR_PARAMETER` for another country, an unknown name, and `US` without a list of three-digit
 * texts; the transform: `ERR_INPUT` for what is not a postcode of this form.
 * @guarantee All postcodes of one region give that region: `reversible` is `never`. `linkable` for `GB` and `US`, whose
 * some 3,000 and 900 regions tell people apart as a few digits of an identifier do; not for `FR`, which has about a
 * hundred. Not k-anonymity: regions differ in size, and `GB` outward codes can be small.
 * @utility The output is the beginning of the postcode, except where it is `000`.
 * @cost O(1).
 * @source For `US`: 45 CFR 164.514(b)(2)(i)(B), which asks for `000` where a region holds 20,000 people or fewer.
 * @example
 * postcodeRegion({ country: 'GB' })('SW1A 1AA') // 'SW1A'
 * postcodeRegion({ country: 'US', sparse: ['036'] })('03601') // '000'
 */
// @__NO_SIDE_EFFECTS__
export function postcodeRegion(parameters: PostcodeRegionParameters): Transform<string, string> {
  const { country, sparse }: Given = optionsOf('postcodeRegion', parameters, ['country', 'sparse']);
  const countries = Object.keys(FORMS);
  check('postcodeRegion', 'country', countries.includes(country), `must be one of ${countries.join(', ')}`);
  const form = FORMS[country] as RegExp; // checked
  const isRegion = (code: unknown): boolean => typeof code === 'string' && /^\d{3}$/.test(code);
  const listed = Array.isArray(sparse) && Array.from(sparse).every(isRegion); // a hole is none
  if (country === 'US') check('postcodeRegion', 'sparse', listed, 'must be an array of three-digit texts');
  else check('postcodeRegion', 'sparse', sparse === undefined, 'must stand with US alone');
  const rare = new Set(sparse);
  const linkable = country !== 'FR';
  const facts = { technique: 'generalisation', reversible: 'never', linkable, deterministic: true } as const;
  const shown = { country, ...(sparse && { sparse }) };
  return transform({ ...facts, name: 'postcodeRegion', parameters: shown }, (value) => {
    const region = typeof value === 'string' && form.exec(value)?.[1];
    if (!region) throw new PrivacyError('ERR_INPUT', 'postcodeRegion: value is not a postcode of this country');
    return rare.has(region) ? '000' : region;
  });
}
