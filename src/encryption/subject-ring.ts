import type { SecretKey } from '../core/keys.ts';

/** What stands behind an object of `subjectKeys`, for encrypt and decrypt alone: a holder of it cannot take keys out. */
export interface SubjectRing {
  /** The ids of the keys that wrap the keys of persons, as the facts tell them. */
  readonly keyIds: readonly string[];
  /** The loaded key of a person. */
  keyOf(subject: string): SecretKey | undefined;
}

/** The rings made here; a look-alike is none. */
export const subjectRings: WeakMap<object, SubjectRing> = /* @__PURE__ */ new WeakMap();
