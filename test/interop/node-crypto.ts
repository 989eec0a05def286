import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';

/** Type and payload of a token; an error for another key, context, record or subject. */
export function openField(
  root: Uint8Array,
  token: string,
  context: readonly string[],
): { type: number; payload: Buffer } {
  const raw = Buffer.from(token.slice(7), 'base64url'); // not strict: spelled again to compare
  const suite = { 1: 'xaes-256-gcm', 2: 'aes-256-gcm' }[raw[1] ?? 0];
  if (token !== `voile1_${raw.toString('base64url')}` || raw[0] !== 0xf1 || !suite) throw new Error('not such a token');
  const end = 3 + ((raw[2] ?? 0) & 63); // raw[3] to raw[end - 1] name the key: choose root by them where there are several
  const key = derive(root, 32, 'field', suite);
  const nonce = raw[1] === 1 ? 24 : 12;
  if (raw.length < end + nonce + 17) throw new Error('too short'); // a type byte and the tag
  const from = end + nonce;
  const subkey = raw[1] === 1 ? xaes(key, raw.subarray(end, end + 12)) : key;
  const gcm = createDecipheriv('aes-256-gcm', subkey, raw.subarray(from - 12, from), { authTagLength: 16 });
  gcm.setAAD(Buffer.concat([Buffer.from('voile/f1'), raw.subarray(0, end), encodeParts(context)]));
  gcm.setAuthTag(raw.subarray(-16));
  const plain = Buffer.concat([gcm.update(raw.subarray(from, -16)), gcm.final()]);
  const type = plain[0] ?? 0xff;
  const padding = type & 0x80 ? plain.lastIndexOf(0x80) : plain.length; // behind it are only zeros
  return { type: type & 0x7f, payload: plain.subarray(1, padding) };
}

/** 128 bits in base64url; id in its form. */
export function pseudonym(root: Uint8Array, domain: string, id: string): string {
  return createHmac('sha256', derive(root, 32, 'pseudonym', domain))
    .update(id)
    .digest()
    .toString('base64url', 0, 16);
}

export function blindIndex(root: Uint8Array, domain: string, bits: number, value: string): string {
  const digest = createHmac('sha256', derive(root, 32, 'index', domain))
    .update(value)
    .digest();
  return (digest.readBigUInt64BE() >> BigInt(64 - bits)).toString(16).padStart(Math.ceil(bits / 4), '0');
}

function derive(root: Uint8Array, length: number, ...parts: string[]): Buffer {
  const info = Buffer.concat([Buffer.from('voile/v1'), encodeParts(parts)]);
  return Buffer.from(hkdfSync('sha256', root, '', info, length));
}

function encodeParts(texts: readonly string[]): Buffer {
  const count = Buffer.alloc(2);
  count.writeUInt16BE(texts.length);
  const pieces = texts.flatMap((text) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(Buffer.byteLength(text));
    return [length, Buffer.from(text)];
  });
  return Buffer.concat([count, ...pieces]);
}

/** The key of one message from the first half of its nonce: two blocks, masked with the doubled encryption of zeros. */
function xaes(key: Uint8Array, prefix: Uint8Array): Buffer {
  const aes = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false);
  const zero = BigInt(`0x${aes.update(Buffer.alloc(16)).toString('hex')}`);
  const mask = BigInt.asUintN(128, (zero << 1n) ^ (zero >> 127n ? 0x87n : 0n));
  const blocks = [1, 2].map((counter) => {
    const block = BigInt(`0x${Buffer.from([0, counter, 0x58, 0, ...prefix]).toString('hex')}`) ^ mask;
    return block.toString(16).padStart(32, '0');
  });
  return aes.update(Buffer.from(blocks.join(''), 'hex'));
}
