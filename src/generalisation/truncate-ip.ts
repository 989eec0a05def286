import { check, isWhole, optionsOf } from '../core/checks.ts';
import { type Transform, transform } from '../core/transform.ts';
import { PrivacyError } from '../errors.ts';
import { isIpv4, maskIpv4 } from './ipv4.ts';
import { groupsOf, ipv6Text } from './ipv6.ts';

/** Parameters of {@link truncateIp}. */
export interface TruncateIpParameters {
  /** Leading bits of an IPv4 address that stay: 0 to 32, 24 unless given. */
  readonly v4?: number;
  /** Leading bits of an IPv6 address that stay: 0 to 128, 48 unless given. */
  readonly v6?: number;
}

/**
 * Replaces an IP address by its network: the first bits, the rest zero, and their number.
 *
 * All textual forms of one address give one output: `::` anywhere, capitals, leading zeros of IPv6 groups, an IPv4
 * address at the end, a zone id (`%eth0`), which is dropped. An IPv4-mapped address (`::ffff:203.0.113.7`) is the IPv4
 * address. An address alone is asked for: no port, brackets, white space, or prefix length.
 *
 * @param parameters - `v4`, `v6`; may be left out.
 * @returns A transform from an address to a network such as `203.0.113.0/24` or `2001:db8:1::/48`.
 * @throws `PrivacyError` `ERR_PARAMETER` for bits that are not whole or not in 0 to 32, 0 to 128, and an unknown name;
 * the transform:
 * `ERR_INPUT` for what is not an address, IPv4 with leading zeros (`010.0.0.1`) or fewer than four numbers included.
 * @guarantee Addresses of one network give that network. `reversible` is `never` where both prefixes leave out ≥ 1
 * bit, else `partly`. `linkable` where `v4` > 24 or `v6` >= 48, SO BY DEFAULT: a /48 is often one customer (providers
 * give out IPv6 by /48 and /56); `truncateIp({ v6: 32 })` is not. Not protected: any network may belong to one
 * household or firm, and an IPv4 address inside IPv6 (64:ff9b::/96, 2002::/16) shows as far as `v6` reaches.
 * @utility The output is the network that holds the address.
 * @cost O(1) for IPv4, some 50 ns; a few microseconds for IPv6; O(length) for other text.
 * @source RFC 4291 section 2.2 (forms), RFC 4007 section 11 (zone ids), RFC 5952 section 4 (output).
 * @example
 * truncateIp()('203.0.113.77') // '203.0.113.0/24'
 * truncateIp({ v6: 32 })('2001:DB8:0:1::ffff') // '2001:db8::/32'
 */
// @__NO_SIDE_EFFECTS__
export function truncateIp(parameters: TruncateIpParameters = {}): Transform<string, string> {
  const { v4 = 24, v6 = 48 } = optionsOf('truncateIp', parameters, ['v4', 'v6']);
  check('truncateIp', 'v4', isWhole(v4, 0, 32), 'must be a whole number from 0 to 32');
  check('truncateIp', 'v6', isWhole(v6, 0, 128), 'must be a whole number from 0 to 128');
  const networkOf = (text: string): string | undefined => {
    if (isIpv4(text)) return maskIpv4(text, v4);
    const groups = groupsOf(text);
    if (groups?.slice(0, 6).join() === '0,0,0,0,0,65535') {
      return maskIpv4(
        groups
          .slice(6)
          .map((group) => `${group >> 8}.${group & 255}`)
          .join('.'),
        v4,
      );
    }
    const kept = (i: number): number => Math.min(Math.max(v6 - 16 * i, 0), 16);
    return groups && `${ipv6Text(groups.map((group, i) => group & -(65_536 >> kept(i))))}/${v6}`;
  };
  const facts = { technique: 'generalisation', linkable: v4 > 24 || v6 >= 48, deterministic: true } as const;
  const reversible = v4 < 32 && v6 < 128 ? 'never' : 'partly';
  return transform({ ...facts, name: 'truncateIp', reversible, parameters: { v4, v6 } }, (value) => {
    const network = typeof value === 'string' && networkOf(value);
    if (!network) throw new PrivacyError('ERR_INPUT', 'truncateIp: value is not an IP address');
    return network;
  });
}
