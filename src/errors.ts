/** Where a failure happened, as far as it is known: names and positions, never a value. */
export interface Place {
  /** The path of the field, as the policy names it: `address.postcode`, `visits[2]`. */
  readonly field?: string;
  /** The index of the row in the input, from 0. */
  readonly index?: number;
  /** The built-in class of what a function of the caller threw, `Error` for any other; its text is not repeated. */
  readonly threw?: string;
}

/** Which key it was: ids are public, so they must not be named after a person. */
export interface KeyName {
  /** The id of the key. */
  readonly keyId?: string;
  /** The id of the ring of subject keys. */
  readonly ring?: string;
}

/** How much was allowed and how much was met: counts and sizes, never values. */
export interface Amounts {
  /** The limit. */
  readonly limit?: number;
  /** What was met. */
  readonly actual?: number;
}

/** What a failure tells beside its message, per code: places, positions and amounts. */
export interface PrivacyErrorDetails {
  /** A wrong argument when something is made. */
  readonly ERR_PARAMETER: Place & {
    /** The argument's name. */
    readonly parameter?: string;
    /** The position of the offending element in an argument that is a list, from 0. */
    readonly position?: number;
    /** The level of a hierarchy, 0 being the leaves. */
    readonly level?: number;
  };
  /** A wrong value, row or table at run time. */
  readonly ERR_INPUT: Place;
  /** No secure randomness, or its health check failed. */
  readonly ERR_RANDOM: Place;
  /** No `SecretKey` where one is needed, bytes that cannot be one, or two keys of one id. */
  readonly ERR_KEY: Place & {
    /** The argument's name. */
    readonly parameter?: string;
    /** The position of the offending key in a list, from 0. */
    readonly position?: number;
  };
  /** A key, a ring of subject keys or a subject's key that is not there. */
  readonly ERR_UNKNOWN_KEY: Place & KeyName;
  /** A key that was used after it was destroyed. */
  readonly ERR_KEY_DESTROYED: Place & KeyName;
  /** The runtime has not the engine that was asked for. */
  readonly ERR_ENGINE: Place;
  /** Decryption failed: wrong key material, context, record or subject, or altered bytes; nothing tells which. */
  readonly ERR_AUTH: Place;
  /** Not a token, or a malformed one, by its public parts. */
  readonly ERR_FORMAT: Place;
  /** A token of a format that this version does not know. */
  readonly ERR_VERSION: Place;
  /** A token of a suite that is unknown or not allowed. */
  readonly ERR_SUITE: Place;
  /** A context that is missing or not of strings, a record id or subject that is missing or empty. */
  readonly ERR_CONTEXT: Place;
  /** An authenticated value of another type than was declared, or not well formed for its type. */
  readonly ERR_TYPE: Place;
  /** A count of messages or a size that is above its limit. */
  readonly ERR_LIMIT: Place & Amounts;
  /** A value that is already a token of this very cell. */
  readonly ERR_ALREADY_ENCRYPTED: Place;
  /** An alphabet with too few or repeated characters, or a character outside it. */
  readonly ERR_ALPHABET: Place;
  /** Too few possible values for the technique to protect any of them. */
  readonly ERR_DOMAIN_TOO_SMALL: Place & Amounts;
  /** Too short an identifier for the expected number of people. */
  readonly ERR_COLLISION_BOUND: Place;
  /** A store of tokens or of persons' keys that broke its contract, or a value that was not tokenised before. */
  readonly ERR_VAULT: Place;
  /** Re-identification without a grant, or with one that has ended. */
  readonly ERR_DENIED: Place;
}

/** The stable codes a caller may switch on. */
export type PrivacyErrorCode = keyof PrivacyErrorDetails;

/** A `PrivacyError` of one code. */
export interface PrivacyErrorOf<Code extends PrivacyErrorCode> extends Error {
  /** The class name, for logs. */
  readonly name: 'PrivacyError';
  /** The stable code. */
  readonly code: Code;
  /** Where and by how much it failed; what is present depends on the code. */
  readonly details: PrivacyErrorDetails[Code];
}

/**
 * Every failure of this library: `switch (error.code)` narrows `error.details`.
 *
 * @guarantee Message, details and JSON name functions, rules, fields and positions, never a value, row, key or
 * plaintext; there is no `cause`.
 */
export type PrivacyError = { [Code in PrivacyErrorCode]: PrivacyErrorOf<Code> }[PrivacyErrorCode];

/** The class behind `PrivacyError`; `instanceof` narrows to the union of all codes. */
export interface PrivacyErrorConstructor {
  /**
   * Makes a failure.
   *
   * @param code - The stable code.
   * @param message - Literal text, "function: rule".
   * @param details - Positions, names and amounts.
   */
  new <Code extends PrivacyErrorCode>(
    code: Code,
    message: string,
    details?: PrivacyErrorDetails[Code],
  ): PrivacyErrorOf<Code>;
  /** Tells `instanceof` what it narrows to. */
  readonly prototype: PrivacyError;
}

/** See {@link PrivacyErrorConstructor}. */
export const PrivacyError: PrivacyErrorConstructor = class extends Error {
  readonly code: PrivacyErrorCode;
  readonly details: object;
  constructor(code: PrivacyErrorCode, message: string, details: object = {}) {
    super(message);
    this.code = code;
    this.details = Object.freeze({ ...details });
  }
  override get name(): 'PrivacyError' {
    return 'PrivacyError';
  }
} as PrivacyErrorConstructor;
