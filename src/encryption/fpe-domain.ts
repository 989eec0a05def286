import { PrivacyError } from '../errors.ts';

/**
 * The fewest values among which format-preserving encryption hides one: below, whoever sees some tokens has the table.
 *
 * @source NIST SP 800-38G Rev. 1 (second public draft, 2025), where it is a requirement.
 */
export const LEAST_DOMAIN = 1_000_000;

/**
 * Refuses texts of a length of which there are too few. The product is exact where it is shown: it grows no further once
 * it has reached the limit, which is a safe integer.
 *
 * @throws `PrivacyError` `ERR_DOMAIN_TOO_SMALL` with both sizes.
 */
export function checkDomain(name: string, radix: number, length: number, limit: number): void {
  let actual = 1;
  for (let at = 0; at < length && actual < limit; at += 1) actual *= radix;
  if (actual >= limit) return;
  throw new PrivacyError('ERR_DOMAIN_TOO_SMALL', `${name}: too few values of this length are possible`, {
    limit,
    actual,
  });
}
