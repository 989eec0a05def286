import { PrivacyError } from '../errors.ts';
import { utf8Encode } from './utf8.ts';

/**
 * One message of several parts: u16be(number of parts) ‖ for each part u32be(length) ‖ part.
 *
 * Injective, as it can be read back from the left, and prefix-free, as the number of parts stands first: no list's
 * encoding begins with another's. So a hash or key of `['a', 'bc']` is not that of `['ab', 'c']`, whatever follows.
 *
 * @throws `PrivacyError` `ERR_INPUT` for more than 65,535 parts; a part of 2³² bytes or more.
 */
export function lengthPrefixed(parts: readonly Uint8Array[]): Uint8Array {
  const total = parts.reduce((sum, part) => sum + 4 + part.length, 2);
  if (parts.length > 0xffff || parts.some((part) => part.length > 0xffff_ffff)) {
    throw new PrivacyError('ERR_INPUT', 'lengthPrefixed: too many parts or too long a part');
  }
  const message = new Uint8Array(total);
  const view = new DataView(message.buffer);
  view.setUint16(0, parts.length);
  let at = 2;
  for (const part of parts) {
    view.setUint32(at, part.length);
    message.set(part, at + 4);
    at += 4 + part.length;
  }
  return message;
}

/**
 * {@link lengthPrefixed} of texts in UTF-8.
 *
 * @throws `PrivacyError` `ERR_INPUT` for what is not a string or holds a lone surrogate.
 */
export function encodeParts(parts: readonly string[]): Uint8Array {
  return lengthPrefixed(parts.map(utf8Encode));
}

/** Whether something is a `Uint8Array`, of whatever realm; a `Buffer` is one, a `DataView` and an `Int8Array` are not. */
export function isBytes(value: unknown): value is Uint8Array {
  // the getter of the language, not a property that the object may have of its own
  return Reflect.get(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag, value) === 'Uint8Array';
}

/** A copy of bytes, undefined where they were transferred away. */
export function copyOf(bytes: Uint8Array): Uint8Array | undefined {
  try {
    return new Uint8Array(bytes);
  } catch {
    return undefined;
  }
}

/** Whether two arrays hold the same bytes; the time depends on the lengths alone, as far as the runtime keeps that. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length;
  for (let at = 0; at < a.length; at += 1) difference |= (a[at] as number) ^ (b[at] ?? 0);
  return difference === 0;
}
