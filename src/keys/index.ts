export type { Engine } from '../core/engine.ts';
export {
  type Keyring,
  type KeyringParameters,
  keyring,
  type LoadKeyringParameters,
  loadKeyring,
} from '../core/keyring.ts';
export { type KeyOptions, SecretKey } from '../core/keys.ts';
