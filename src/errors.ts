/** Where a failure happened, as far as it is known: names and positions, never a value. */
export interface Place {
  /** The path of the field, as the policy names it: `address.postcode`, `visits[2]`. */
  readonly field?: string;
  /** The index of the row in the input, from 0. */
  readonly index?: number;
  /** The built-in class of what a function of the caller threw, `Error` for any other; its text is not repeated. */
  readonly threw?: string;
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
