import { isIpv4 } from './ipv4.ts';

/**
 * The eight groups of an IPv6 address in any of the forms of RFC 4291 (compressed, with an IPv4 address at the end),
 * without the zone id of RFC 4007; undefined for all else.
 */
export function groupsOf(text: string): number[] | undefined {
  let address = text.replace(/%[\w.~-]+$/, '');
  const end = address.slice(address.lastIndexOf(':') + 1);
  if (isIpv4(end)) {
    const [a = 0, b = 0, c = 0, d = 0] = end.split('.').map(Number);
    address = `${address.slice(0, -end.length)}${hex(256 * a + b)}:${hex(256 * c + d)}`;
  }
  const [head = [], tail, more] = address.split('::').map((half) => (half ? half.split(':') : []));
  const given = tail ? [...head, ...tail] : head;
  if (more || (tail ? given.length > 7 : given.length !== 8)) return undefined;
  if (!given.every((group) => /^[\da-f]{1,4}$/i.test(group))) return undefined;
  return [...head, ...Array(8 - given.length).fill(0), ...(tail ?? [])].map((group) => Number.parseInt(group, 16));
}

/** The one spelling of RFC 5952: lower case, no leading zeros, `::` for the first of the longest runs of zeros. */
export function ipv6Text(groups: readonly number[]): string {
  const text = groups.map(hex).join(':');
  const [run] = [...text.matchAll(/\b0(:0)+\b/g)].sort((a, b) => b[0].length - a[0].length);
  return run ? `${text.slice(0, run.index) || ':'}${text.slice(run.index + run[0].length) || ':'}` : text;
}

const hex = (group: number): string => group.toString(16);
