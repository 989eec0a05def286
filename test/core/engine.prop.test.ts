import fc from 'fast-check';
import { expect } from 'vitest';
import { nativeMac, nodeCrypto, portableMac } from '../../src/core/engine.ts';
import { law } from '../law.ts';

const node = nodeCrypto();
if (!node) console.log('no native engine in this runtime: the portable keyed hash is compared with itself');
const key = fc.uint8Array({ minLength: 32, maxLength: 32 });
const message = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.uint8Array({ maxLength: 200 }));

law('both engines give one keyed hash, in each of its forms', [key, message], (k, x) => {
  const [mine, theirs] = [portableMac(k), node ? nativeMac(node, k) : portableMac(k)];
  expect(mine.hex(x)).toBe(theirs.hex(x));
  expect(mine.base64url(x)).toBe(theirs.base64url(x));
  expect([...mine.bytes(x)]).toEqual([...theirs.bytes(x)]);
  expect(Buffer.from(mine.bytes(x)).toString('hex')).toBe(mine.hex(x));
});
