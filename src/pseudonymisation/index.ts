export { type BlindIndex, type BlindIndexParameters, blindIndex } from './blind-index.ts';
export { type BlindIndexBits, type BlindIndexBitsParameters, blindIndexBits } from './blind-index-bits.ts';
export { type CollisionProbabilityParameters, collisionProbability } from './collision-probability.ts';
export type { Form, FormName } from './form.ts';
export type { KeyedPseudonymParameters, Pseudonym } from './keyed-pseudonym.ts';
export { type MemoryTokenStore, memoryTokenStore } from './memory-token-store.ts';
export { type PhoneCountry, type PhoneParameters, phone } from './phone.ts';
export { type InDocument, type PseudonymParameters, pseudonym, type TuplePseudonymParameters } from './pseudonym.ts';
export type { PseudonymAlphabet, PseudonymBits, PseudonymTextParameters } from './pseudonym-text.ts';
export type { RandomPseudonymParameters } from './random-pseudonym.ts';
export {
  type AuditSink,
  type Grant,
  type Reidentification,
  type Reidentifier,
  type ReidentifierParameters,
  reidentifier,
} from './reidentifier.ts';
export type { Stretch } from './scrypt.ts';
export { type SqlTokenStore, type SqlTokenStoreParameters, type SqlValue, sqlTokenStore } from './sql-token-store.ts';
export { type StretchedPseudonymParameters, stretchedPseudonym } from './stretched-pseudonym.ts';
export { type SyncTokenVaultParameters, type SyncVault, syncTokenVault } from './sync-token-vault.ts';
export type { DigitTokens, TokenShape } from './token-draw.ts';
export type { TokenOptions, VaultParameters } from './token-steps.ts';
export type { FieldCipherLike, SyncTokenStore, TokenStore, VaultRow } from './token-store.ts';
export { type TokensOptions, type TokenVaultParameters, tokenVault, type Vault } from './token-vault.ts';
