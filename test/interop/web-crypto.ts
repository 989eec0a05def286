const { subtle } = globalThis.crypto;
const utf8 = new TextEncoder();

/** Type and payload of a token; rejected for another key, context, record or subject. */
export async function openField(
  root: Uint8Array,
  token: string,
  context: readonly string[],
): Promise<{ type: number; payload: Uint8Array }> {
  const raw = Uint8Array.from(atob(token.slice(7).replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
  const suite = { 1: 'xaes-256-gcm', 2: 'aes-256-gcm' }[raw[1] ?? 0];
  // atob is not strict: spelled again to compare
  if (token !== `voile1_${base64url(raw)}` || raw[0] !== 0xf1 || !suite) throw new Error('not such a token');
  const end = 3 + ((raw[2] ?? 0) & 63); // raw[3] to raw[end - 1] name the key: choose root by them where there are several
  const from = end + (raw[1] === 1 ? 24 : 12);
  const derived = await derive(root, 32, 'field', suite);
  const key = raw[1] === 1 ? await xaes(derived, raw.subarray(end, end + 12)) : derived;
  const additionalData = join(utf8.encode('voile/f1'), raw.subarray(0, end), encodeParts(context));
  const gcm = await subtle.importKey('raw', key, 'AES-GCM', false, ['decrypt']);
  const iv = raw.slice(from - 12, from);
  const plain = new Uint8Array(await subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, gcm, raw.slice(from)));
  const type = plain[0] ?? 0xff;
  const padding = type & 0x80 ? plain.lastIndexOf(0x80) : plain.length; // behind it are only zeros
  return { type: type & 0x7f, payload: plain.slice(1, padding) };
}

/** 128 bits in base64url; id in its form. */
export async function pseudonym(root: Uint8Array, domain: string, id: string): Promise<string> {
  return base64url((await mac(await derive(root, 32, 'pseudonym', domain), id)).subarray(0, 16));
}

export async function blindIndex(root: Uint8Array, domain: string, bits: number, value: string): Promise<string> {
  const digest = await mac(await derive(root, 32, 'index', domain), value);
  const first = new DataView(digest.buffer).getBigUint64(0) >> BigInt(64 - bits);
  return first.toString(16).padStart(Math.ceil(bits / 4), '0');
}

async function derive(root: Uint8Array, length: number, ...parts: string[]): Promise<Uint8Array<ArrayBuffer>> {
  const key = await subtle.importKey('raw', new Uint8Array(root), 'HKDF', false, ['deriveBits']);
  const info = join(utf8.encode('voile/v1'), encodeParts(parts));
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info };
  return new Uint8Array(await subtle.deriveBits(hkdf, key, 8 * length));
}

async function mac(key: Uint8Array<ArrayBuffer>, text: string): Promise<Uint8Array> {
  const hmac = await subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await subtle.sign('HMAC', hmac, utf8.encode(text)));
}

function encodeParts(texts: readonly string[]): Uint8Array {
  const parts = texts.map((text) => utf8.encode(text));
  return join(be(2, parts.length), ...parts.flatMap((part) => [be(4, part.length), part]));
}

/** The key of one message from the first half of its nonce; AES-CBC with a zero IV stands for the block cipher. */
async function xaes(key: Uint8Array<ArrayBuffer>, prefix: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const cbc = await subtle.importKey('raw', key, 'AES-CBC', false, ['encrypt']);
  const aes = async (block: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> =>
    new Uint8Array(await subtle.encrypt({ name: 'AES-CBC', iv: new Uint8Array(16) }, cbc, block)).slice(0, 16);
  const zero = await aes(new Uint8Array(16));
  const mask = zero.map((byte, at) => (byte << 1) ^ ((zero[at + 1] ?? 0) >> 7));
  if ((zero[0] ?? 0) & 0x80) mask[15] = (mask[15] ?? 0) ^ 0x87;
  const half = (counter: number) => aes(join([0, counter, 0x58, 0], prefix).map((byte, at) => byte ^ (mask[at] ?? 0)));
  return join(await half(1), await half(2));
}

function be(size: number, value: number): number[] {
  return Array.from({ length: size }, (_, at) => (value >>> (8 * (size - 1 - at))) & 0xff);
}

function join(...pieces: (Uint8Array | number[])[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(pieces.flatMap((piece) => [...piece]));
}

function base64url(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
