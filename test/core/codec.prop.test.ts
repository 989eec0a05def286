import fc from 'fast-check';
import { expect } from 'vitest';
import { nativeCodec, portableCodec } from '../../src/core/codec.ts';
import { law } from '../law.ts';

const native = nativeCodec() ?? portableCodec;
const text = fc.string({ unit: 'binary', maxLength: 30 });
const bytes = fc.uint8Array({ maxLength: 60 });
const outcome = (act: () => unknown): unknown => {
  try {
    const value = act();
    return typeof value === 'string' ? value : String([...(value as Uint8Array)]);
  } catch {
    return 'refused';
  }
};
const letters = fc.constantFrom(...'AQgw09az-_=+/ \n\0éB'.split(''));

law('both codecs write one text alike', [text, fc.nat({ max: 5 })], (x, at) => {
  const boxes = [native, portableCodec].map((codec) => {
    const box = codec.box(at + codec.length(x) + 3).fill(9);
    codec.write(box, x, at);
    return String([...box]);
  });
  expect(boxes[0]).toBe(boxes[1]);
});
law('both codecs read, or refuse, the same bytes as UTF-8', [bytes], (x) => {
  expect(outcome(() => native.read(x))).toBe(outcome(() => portableCodec.read(x)));
});
const near = fc.tuple(text, fc.nat(), fc.nat({ max: 7 }));
law('they agree where one bit of UTF-8 is changed', [near], ([x, place, bit]) => {
  const changed = Uint8Array.from(Buffer.from(`${x}é`));
  changed[place % changed.length] = (changed[place % changed.length] as number) ^ (1 << bit);
  expect(outcome(() => native.read(changed))).toBe(outcome(() => portableCodec.read(changed)));
});
law('both codecs give one base64url text, which comes back', [bytes], (x) => {
  expect(native.encode(x)).toBe(portableCodec.encode(x));
  expect([...native.decode(native.encode(x))]).toEqual([...x]);
  expect([...portableCodec.decode(native.encode(x))]).toEqual([...x]);
});
law(
  'both codecs accept one spelling of bytes and refuse all others',
  [fc.array(letters, { maxLength: 12 })],
  (parts) => {
    const spelled = parts.join('');
    const read = outcome(() => portableCodec.decode(spelled));
    expect(outcome(() => native.decode(spelled))).toBe(read);
    if (read !== 'refused') expect(native.encode(native.decode(spelled))).toBe(spelled);
  },
);
