const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

/** Whether a text is four decimal numbers 0 to 255; leading zeros, which some systems read as octal, are refused. */
export function isIpv4(text: string): boolean {
  return IPV4.test(text);
}

/** The first bits of an IPv4 address, the rest zero. Whole octets are cut out of the text: writing them is slower. */
export function maskIpv4(text: string, bits: number): string {
  let start = 0;
  for (let i = 8; i <= bits; i += 8) start = text.indexOf('.', start) + 1;
  const cut = bits & 7 ? Number.parseInt(text.slice(start), 10) & -(256 >> (bits & 7)) : 0;
  return bits < 32 ? `${text.slice(0, start)}${cut}${'.0.0.0'.slice(2 * (bits >> 3))}/${bits}` : `${text}/32`;
}
