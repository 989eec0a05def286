import { type Mac, nativeMac, nodeCrypto, portableMac } from './engine.ts';
import { type SecretKey, useOf } from './keys.ts';

/** Gives the keyed hash of one use of a key, derived when first asked for; to be asked for at each message. */
export function macOf(name: string, key: SecretKey, use: readonly string[], native: boolean): () => Mac {
  const node = native ? nodeCrypto() : null;
  if (!node) return useOf(name, key, 32, use, 'portable', portableMac);
  return useOf(name, key, 32, use, 'native', (bytes) => nativeMac(node, bytes));
}
