import { PrivacyError } from '../errors.ts';

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
