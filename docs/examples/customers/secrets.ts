import { type FieldCipher, fieldCipher } from 'voile/encryption';
import { SecretKey } from 'voile/keys';

/** One key for each use: whoever holds one of them can do what it is for, and nothing else. */
export interface Secrets {
  /** Makes the pseudonyms of e-mail addresses. */
  readonly pseudonyms: SecretKey;
  /** Encrypts the phone numbers. */
  readonly phones: SecretKey;
  /** Finds customer numbers in the vault, and seals them there. */
  readonly vault: { readonly key: SecretKey; readonly cipher: FieldCipher };
}

/** Keys that live as long as this run. Yours come from where you keep keys: docs/guide/keys-from-a-kms.md. */
export function freshSecrets(): Secrets {
  return {
    pseudonyms: SecretKey.generate(),
    phones: SecretKey.generate(),
    vault: { key: SecretKey.generate(), cipher: fieldCipher({ key: SecretKey.generate() }) },
  };
}
