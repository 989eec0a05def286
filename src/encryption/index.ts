export { type CardTokenParameters, cardToken } from './card-token.ts';
export type { Context } from './context.ts';
export { decrypt, type OfType } from './decrypt.ts';
export {
  type DeterministicCipher,
  type DeterministicCipherParameters,
  deterministicCipher,
} from './deterministic-cipher.ts';
export {
  type BoundEncryptParameters,
  type EncryptParameters,
  encrypt,
  type OfJson,
  type StringColumns,
  type SubjectEncryptParameters,
} from './encrypt.ts';
export { type Ff1Parameters, ff1 } from './ff1.ts';
export { type FieldCipher, type FieldCipherParameters, fieldCipher, type Opened } from './field-cipher.ts';
export type { Fpe } from './fpe.ts';
export { inspect, isEncrypted, type TokenParts } from './inspect.ts';
export type { CipherOptions, ReadOptions } from './sealer.ts';
export {
  type ForgetReport,
  type LoadOptions,
  type LoadReport,
  type RewrappedSubjectKey,
  type SubjectKeyStore,
  type SubjectKeys,
  type SubjectKeysParameters,
  subjectKeys,
  type WrappedSubjectKey,
} from './subject-keys.ts';
export type { SuiteName } from './suites.ts';
export type { FieldValue, TypeMap, TypeName } from './values.ts';
export { type UnwrapKeyParameters, unwrapKey, type WrapKeyParameters, wrapKey } from './wrap.ts';
