import { isIPv4, isIPv6 } from 'node:net';
import fc from 'fast-check';
import { expect } from 'vitest';
import { truncateIp } from '../../src/generalisation/truncate-ip.ts';
import { law } from '../law.ts';

const octet = fc.oneof(fc.constantFrom(0, 1, 127, 128, 255), fc.integer({ min: 0, max: 255 }));
const octets = fc.tuple(octet, octet, octet, octet);
const group = fc.oneof(fc.constantFrom(0, 0, 0, 1, 0x10, 0x8000, 0xffff), fc.integer({ min: 0, max: 0xffff }));
const groups = fc.tuple(group, group, group, group, group, group, group, group);
const v4 = fc.integer({ min: 0, max: 32 });
const v6 = fc.integer({ min: 0, max: 128 });
const bit = fc.nat(127);

const four = new Map(Array.from({ length: 33 }, (_, bits) => [bits, truncateIp({ v4: bits })] as const));
const six = new Map(Array.from({ length: 129 }, (_, bits) => [bits, truncateIp({ v6: bits })] as const));
const cut4 = (bits: number, address: string): string => (four.get(bits) as (x: string) => string)(address);
const cut6 = (bits: number, address: string): string => (six.get(bits) as (x: string) => string)(address);

const plain = (parts: readonly number[]): string => parts.map((part) => part.toString(16)).join(':');
const numberOf = (parts: readonly number[], size: number): bigint =>
  parts.reduce((sum, part) => (sum << BigInt(size)) + BigInt(part), 0n);
const partsOf = (value: bigint, count: number, size: number): number[] =>
  Array.from({ length: count }, (_, i) =>
    Number((value >> BigInt(size * (count - 1 - i))) & ((1n << BigInt(size)) - 1n)),
  );
const masked = (value: bigint, bits: number, all: number): bigint =>
  (value >> BigInt(all - bits)) << BigInt(all - bits);
/** The runtime's parser of URLs spells addresses as RFC 5952 does. */
const spelled = (address: string): string => new URL(`http://[${address}]`).hostname.slice(1, -1);
const isMapped = (parts: readonly number[]): boolean => plain(parts.slice(0, 6)) === '0:0:0:0:0:ffff';

/** One of the spellings of an address, chosen by a number. */
function variant(parts: readonly number[], choice: number): string {
  const hex = parts.map((part, i) => {
    const digits = part.toString(16).padStart(1 + ((choice >> i) & 3), '0');
    return (choice >> (i + 4)) & 1 ? digits.toUpperCase() : digits;
  });
  const [a = 0, b = 0] = parts.slice(6);
  const tail = choice & 1 ? [`${a >> 8}.${a & 255}.${b >> 8}.${b & 255}`] : hex.slice(6);
  const all = [...hex.slice(0, 6), ...tail];
  const zeros = parts.slice(0, 6).map((part, i) => (part === 0 ? i : -1));
  const at = zeros.find((i) => i >= choice % 6) ?? -1;
  if (at < 0 || !(choice & 2)) return all.join(':');
  let end = at;
  while (end < 6 && parts[end] === 0) end += 1;
  return `${all.slice(0, at).join(':')}::${all.slice(end).join(':')}`;
}
const choice = fc.nat(2 ** 14 - 1);

law('privacy: IPv4 addresses of one network give one output, of two give two', [octets, octets, v4], (a, b, bits) => {
  const [one, other] = [a, b].map((parts) => masked(numberOf(parts, 8), bits, 32)) as [bigint, bigint];
  expect(cut4(bits, a.join('.')) === cut4(bits, b.join('.'))).toBe(one === other);
});
law('privacy: a removed bit leaves no trace, a kept one does', [groups, v6, bit], (parts, bits, at) => {
  const turned = partsOf(numberOf(parts, 16) ^ (1n << BigInt(127 - at)), 8, 16);
  fc.pre(!isMapped(parts) && !isMapped(turned));
  expect(cut6(bits, plain(parts)) === cut6(bits, plain(turned))).toBe(at >= bits);
});
law('privacy: never is claimed only where no address stands alone', [octets, groups, v4, v6], (a, parts, b4, b6) => {
  if (four.get(b4)?.facts.reversible === 'never') {
    expect(cut4(b4, [...a.slice(0, 3), a[3] ^ 1].join('.'))).toBe(cut4(b4, a.join('.')));
  }
  if (six.get(b6)?.facts.reversible === 'never') {
    expect(cut6(b6, plain([...parts.slice(0, 7), parts[7] ^ 1]))).toBe(cut6(b6, plain(parts)));
  }
});
law('privacy: partly is claimed because an address passes', [octets, groups], (a, parts) => {
  expect([four.get(32)?.facts.reversible, six.get(128)?.facts.reversible]).toEqual(['partly', 'partly']);
  expect(cut4(32, a.join('.'))).toBe(`${a.join('.')}/32`);
  fc.pre(!isMapped(parts));
  expect(cut6(128, plain(parts))).toBe(`${spelled(plain(parts))}/128`);
});
law('privacy: all spellings of an address give one output', [groups, v6, choice], (parts, bits, how) => {
  const zone = how % 3 === 0 ? '%eth0' : '';
  expect(cut6(bits, variant(parts, how) + zone)).toBe(cut6(bits, plain(parts)));
});
law('privacy: an IPv4-mapped address gives the output of the IPv4 address', [octets, v4, choice], (a, bits, how) => {
  const mapped = [0, 0, 0, 0, 0, 0xffff, 256 * a[0] + a[1], 256 * a[2] + a[3]];
  expect(cut4(bits, variant(mapped, how))).toBe(cut4(bits, a.join('.')));
});
law('utility: the output is the network that holds the IPv4 address', [octets, v4], (a, bits) => {
  expect(cut4(bits, a.join('.'))).toBe(`${partsOf(masked(numberOf(a, 8), bits, 32), 4, 8).join('.')}/${bits}`);
});
law(
  'utility: the output is the network that holds the IPv6 address, as RFC 5952 spells it',
  [groups, v6],
  (parts, bits) => {
    fc.pre(!isMapped(parts));
    expect(cut6(bits, plain(parts))).toBe(
      `${spelled(plain(partsOf(masked(numberOf(parts, 16), bits, 128), 8, 16)))}/${bits}`,
    );
  },
);
law(
  'shape: the address of a network lies in it, and a wider network is that of a narrower',
  [groups, v6, v6],
  (parts, a, b) => {
    fc.pre(!isMapped(parts));
    const [wide, narrow] = a < b ? [a, b] : [b, a];
    const start = cut6(narrow, plain(parts)).replace(/\/.*/, '');
    expect(cut6(wide, start)).toBe(cut6(wide, plain(parts)));
  },
);

const piece = fc.constantFrom('0', '1', 'ff', '1.2.3.4', ':', '::', ':', '.', '255', '256', '01', 'g', '12345', 'FFFF');
law(
  'shape: what node:net calls an address is one, and nothing else',
  [
    fc.oneof(
      fc.array(piece, { maxLength: 17 }).map((parts) => parts.join('')),
      fc.tuple(groups, choice).map(([x, y]) => variant(x, y)),
    ),
  ],
  (text) => {
    const taken = (): string => truncateIp()(text);
    if (isIPv4(text) || isIPv6(text)) expect(taken()).toMatch(/\/(?:24|48)$/);
    else expect(taken).toThrow('truncateIp: ');
  },
);
