import { encodeParts } from '../core/bytes.ts';
import { isWellFormed, utf8Encode } from '../core/utf8.ts';
import { PrivacyError } from '../errors.ts';
import { type Context, loneSurrogate } from './context.ts';

/** Bytes of all parts together in UTF-8, the same as where the id is the last part of a context. */
const BYTES = 65_536;

/**
 * Encodes the parts of a context with the id of a record behind them.
 *
 * @returns A function of the id; `ERR_CONTEXT` for one that is missing, empty, too long or no string, `ERR_INPUT` for a
 * lone surrogate.
 */
export function boundParts(name: string, context: Context): (id: unknown) => Uint8Array {
  const start = encodeParts([...context, '']);
  const room = BYTES - (start.length - 2 - 4 * (context.length + 1));
  return (id) => {
    if (typeof id === 'string' && !isWellFormed(id)) throw loneSurrogate(name);
    const bytes = utf8Encode(typeof id === 'string' && id.length <= room ? id : '');
    if (bytes.length === 0 || bytes.length > room) {
      throw new PrivacyError('ERR_CONTEXT', `${name}: the record id must be a non-empty string, not too long`);
    }
    const parts = new Uint8Array(start.length + bytes.length);
    parts.set(start);
    // the length of the last part
    for (let at = 1; at <= 4; at += 1) parts[start.length - at] = bytes.length >>> (8 * (at - 1));
    parts.set(bytes, start.length);
    return parts;
  };
}
