import { base64urlDecode, base64urlEncode } from './base.ts';
import { type NodeBuffer, nodeBuffer } from './engine.ts';
import { utf8Decode, utf8Encode, utf8Length } from './utf8.ts';

/** How a token is written and read; the native and the portable one agree on every input, refusals included. */
export interface Codec {
  /**
   * An array to write a token into, with odd bytes in it; it may be a part of a larger one, so it must hold nothing but
   * public bytes when it is left, and is copied before it is given to the caller.
   */
  box(length: number): Uint8Array;
  /** The UTF-8 length of a well-formed text. */
  length(text: string): number;
  /** Writes a well-formed text as UTF-8. */
  write(box: Uint8Array, text: string, at: number): void;
  /** The text of UTF-8 bytes; throws for what is none. */
  read(bytes: Uint8Array): string;
  /** Base64url text. */
  encode(bytes: Uint8Array): string;
  /** The bytes of strict base64url text; throws for any other spelling. */
  decode(text: string): Uint8Array;
}

/** Without anything of the runtime. */
export const portableCodec: Codec = {
  box: (length) => new Uint8Array(length),
  length: utf8Length,
  write: (box, text, at) => box.set(utf8Encode(text), at),
  read: utf8Decode,
  encode: base64urlEncode,
  decode: base64urlDecode,
};

let native: Codec | null | undefined;

/** With the Buffer and TextDecoder of Node, Deno and Bun; null where they are missing. */
export function nativeCodec(): Codec | null {
  if (native === undefined) {
    const runtime = nodeBuffer();
    native = runtime ? codecOf(runtime) : null;
  }
  return native;
}

function codecOf({ Buffer, decoder }: NodeBuffer): Codec {
  const view = (bytes: Uint8Array) =>
    bytes instanceof Buffer ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return {
    box: (length) => Buffer.allocUnsafe(length),
    length: (text) => Buffer.byteLength(text),
    write: (box, text, at) => view(box).write(text, at),
    read: (bytes) => decoder.decode(bytes),
    encode: (bytes) => view(bytes).toString('base64url'),
    decode(text) {
      const bytes = Buffer.from(text, 'base64url');
      // the runtime skips what is no base64url, and ignores spare bits
      return bytes.toString('base64url') === text ? bytes : base64urlDecode(text);
    },
  };
}
