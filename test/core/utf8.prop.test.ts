import fc from 'fast-check';
import { expect } from 'vitest';
import { utf8Decode, utf8Encode } from '../../src/core/utf8.ts';
import { law } from '../law.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const edge = fc.constantFrom(
  '\0',
  'a',
  '\x7f',
  '\x80',
  '\u07ff',
  '\u0800',
  '\ufeff',
  '\uffff',
  '\u{10000}',
  '\u{10ffff}',
);
const unit = fc.oneof(edge, fc.string({ unit: 'binary', maxLength: 2 }));
const text = fc.array(unit, { maxLength: 8 }).map((units) => units.join(''));
const any = fc.array(fc.oneof(unit, fc.constantFrom('\ud800', '\udbff', '\udc00', '\udfff')), { maxLength: 8 });
const first = fc.constantFrom(
  ...[0x00, 0x41, 0x7f, 0x80, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe2, 0xec, 0xed],
);
const byte = fc.oneof(
  first,
  fc.constantFrom(0xee, 0xef, 0xf0, 0xf1, 0xf4, 0xf5, 0xf7, 0xf8, 0xff),
  fc.nat({ max: 255 }),
);
const bytes = fc.array(byte, { maxLength: 6 }).map((list) => Uint8Array.from(list));

function or<T>(run: () => T): T | 'refused' {
  try {
    return run();
  } catch {
    return 'refused';
  }
}

law('utility: decoding gives the text back', [text], (x) => {
  expect(utf8Decode(utf8Encode(x))).toBe(x);
});
law('utility: the bytes are those of TextEncoder', [text], (x) => {
  expect([...utf8Encode(x)]).toStrictEqual([...encoder.encode(x)]);
});
law('utility: what is text and what is not is as the fatal TextDecoder says', [bytes], (x) => {
  expect(or(() => utf8Decode(x))).toBe(or(() => decoder.decode(x)));
});
law('privacy: no two texts have one encoding: all with a lone surrogate are refused', [any], (units) => {
  const x = units.join('');
  const wellFormed = decoder.decode(encoder.encode(x)) === x;
  expect(or(() => utf8Encode(x)) !== 'refused').toBe(wellFormed);
});
law('privacy: no two byte strings decode to one text: encoding gives the bytes back', [bytes], (x) => {
  const decoded = or(() => utf8Decode(x));
  if (decoded !== 'refused') expect([...utf8Encode(decoded)]).toStrictEqual([...x]);
});
