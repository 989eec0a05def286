import { expect, test } from 'vitest';
import { truncateIp } from '../../src/generalisation/truncate-ip.ts';
import { refuses } from './refused.ts';

const whole = truncateIp({ v4: 32, v6: 128 });

test.each([
  ['203.0.113.77', '203.0.113.0/24'],
  ['0.0.0.0', '0.0.0.0/24'],
  ['255.255.255.255', '255.255.255.0/24'],
  ['::ffff:203.0.113.77', '203.0.113.0/24'],
  ['::FFFF:cb00:714d', '203.0.113.0/24'],
  ['0:0:0:0:0:ffff:203.0.113.77%eth0', '203.0.113.0/24'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
  ['2001:0DB8:0001::', '2001:db8:1::/48'],
  ['fe80::1%eth0', 'fe80::/48'],
  ['fe80::1%25', 'fe80::/48'],
  ['::', '::/48'],
  ['64:ff9b::203.0.113.77', '64:ff9b::/48'],
  ['::203.0.113.77', '::/48'], // IPv4-compatible, not mapped
  ['::fffe:203.0.113.77', '::/48'],
  ['0:0:0:0:1:ffff:203.0.113.77', '::/48'],
])('%s lies in %s', (address, network) => {
  expect(truncateIp()(address)).toBe(network);
  expect(truncateIp({})(address)).toBe(network);
});
test.each([
  [0, '0.0.0.0/0'],
  [1, '128.0.0.0/1'],
  [7, '202.0.0.0/7'],
  [8, '203.0.0.0/8'],
  [9, '203.128.0.0/9'],
  [16, '203.221.0.0/16'],
  [23, '203.221.112.0/23'],
  [25, '203.221.113.128/25'],
  [31, '203.221.113.200/31'],
  [32, '203.221.113.201/32'],
])('%s bits of 203.221.113.201 are %s', (v4, network) => {
  expect(truncateIp({ v4 })('203.221.113.201')).toBe(network);
  expect(truncateIp({ v4 })('::ffff:203.221.113.201')).toBe(network);
});
test.each([
  [0, '::/0'],
  [1, '8000::/1'],
  [15, 'fffe::/15'],
  [16, 'ffff::/16'],
  [17, 'ffff:8000::/17'],
  [112, 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:0/112'],
  [127, 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe/127'],
  [128, 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128'],
])('%s bits of all ones are %s', (v6, network) => {
  expect(truncateIp({ v6 })('ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff')).toBe(network);
});
test.each([
  // RFC 5952, sections 4.1 to 4.3
  ['2001:0db8::0001', '2001:db8::1'],
  ['2001:db8:0:0:0:0:2:1', '2001:db8::2:1'],
  ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
  ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
  ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
  ['2001:DB8:AAAA::', '2001:db8:aaaa::'],
  // runs beside groups that end or begin with a zero
  ['10:0:0:1:0:0:1:1', '10::1:0:0:1:1'],
  ['100:0:1:0:0:10:1:1', '100:0:1::10:1:1'],
  ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
  ['::2:3:4:5:6:7:8', '0:2:3:4:5:6:7:8'],
  ['1:2:3::5:6:7:8', '1:2:3:0:5:6:7:8'],
  ['1:2:3:4:5:6:1.2.3.4', '1:2:3:4:5:6:102:304'],
  ['::1', '::1'],
  ['1::', '1::'],
])('%s is spelled %s', (address, spelled) => {
  expect(whole(address)).toBe(`${spelled}/128`);
});

test.each([
  ...[
    '',
    ' ',
    '1',
    '1.2.3',
    '1.2.3.',
    '.1.2.3',
    '1.2.3.4.',
    '1.2.3.4.5',
    '1..2.3',
    '1.2.3.256',
    '1.2.3.999',
    '1.2.3.-4',
  ],
  ...['01.2.3.4', '1.2.3.04', '00.0.0.0', '1.2.3.4 ', ' 1.2.3.4', '1.2.3.4\n', '0x1.2.3.4', '1.2.3.4e0', '3232235777'],
  ...['1.2.3.4/24', '1.2.3.4:80', '1.2.3.4%eth0', '１.2.3.4', '127.1', '1,2,3,4'],
  ...[':', ':::', '1', '1:2:3:4:5:6:7', '1:2:3:4:5:6:7:8:9', '1::2::3', '::1::', ':1:2:3:4:5:6:7', '1:2:3:4:5:6:7:'],
  ...['1:2:3:4::5:6:7:8', '::1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8::', '12345::', '::g', '::1 ', '[::1]', '::1/128'],
  ...['::1%', '::1%eth0%eth1', '::1% ', '%eth0', '::1.2.3', '::1.2.3.256', '::01.2.3.4', '1.2.3.4::', '::1.2.3.4:5'],
  ...['1:2:3:4:5:6:7:1.2.3.4', '::ffff:1.2.3.4.5', '1:2:3:4:5:1.2.3.4', '::-1', '::+1', '::0x1', '1:2:3:4:5:6:7: '],
  ...[null, undefined, 7, Number.NaN, true, {}, ['1.2.3.4'], new String('1.2.3.4')],
])('case %# is not an address', (value) => {
  refuses(() => truncateIp()(value as never), 'ERR_INPUT', 'truncateIp');
});
test('long texts are refused in time', () => {
  for (const unit of ['1', '1.', ':', '1:', '::', '%', '%a', '.']) {
    refuses(() => truncateIp()(unit.repeat(100_000)), 'ERR_INPUT', 'truncateIp');
    refuses(() => truncateIp()(`::1${unit.repeat(100_000)}!`), 'ERR_INPUT', 'truncateIp');
  }
});
test.each([
  [24, 48, 'never', true],
  [24, 47, 'never', false],
  [25, 47, 'never', true],
  [0, 0, 'never', false],
  [31, 127, 'never', true],
  [32, 47, 'partly', true],
  [24, 128, 'partly', true],
] as const)('%s and %s bits are reversible: %s, linkable: %s', (v4, v6, reversible, linkable) => {
  expect(truncateIp({ v4, v6 }).facts).toStrictEqual({
    name: 'truncateIp',
    technique: 'generalisation',
    reversible,
    linkable,
    deterministic: true,
    parameters: { v4, v6 },
  });
});
