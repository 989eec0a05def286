import { isBytes } from '../core/bytes.ts';
import { check } from '../core/checks.ts';
import type { Json } from '../core/transform.ts';
import { isWellFormed } from '../core/utf8.ts';
import { PrivacyError } from '../errors.ts';

/**
 * One spelling for all texts that mean the same, before they are hashed.
 *
 * Name, version and parameters stand in the facts: another form gives another pseudonym to everyone. A form of one's own
 * is an object like these; it gives the form of a text that form itself, and the same on every runtime.
 */
export interface Form {
  /** The name, by which errors and facts tell it. */
  readonly name: string;
  /** Counts up whenever a text gets another form than before. */
  readonly version: number;
  /** What else decides the form of a text. */
  readonly parameters?: { readonly [name: string]: Json };
  /** The form of a well-formed text, undefined for a text that has none; a function of the text alone. */
  readonly apply: (text: string) => string | undefined;
}

/** `exact`: as it is; `nfc`: Unicode NFC; `email`: without outer white space, NFC, in lower case, with one `@`. */
export type FormName = 'exact' | 'nfc' | 'email';

const FORMS: { readonly [name in FormName]: Form } = {
  exact: { name: 'exact', version: 1, apply: (text) => text },
  nfc: { name: 'nfc', version: 1, apply: (text) => text.normalize('NFC') },
  email: { name: 'email', version: 1, apply: emailForm },
};

/** Not the unassigned characters, of which each Unicode version has others. */
const UNSEEN = /[\s\p{Cc}\p{Cf}\p{Co}\p{Noncharacter_Code_Point}\p{Default_Ignorable_Code_Point}]/u;

/** NFC once more at the end: a capital letter with a mark may have a composed small letter alone (J and a caron, for one). */
function emailForm(text: string): string | undefined {
  const form = text.trim().normalize('NFC').toLowerCase().normalize('NFC');
  // what cannot be seen would give one address several forms
  return /^[^@]+@[^@]+$/.test(form) && !UNSEEN.test(form) ? form : undefined;
}

/**
 * The form of a name, or a copy of a form of one's own.
 *
 * @throws `PrivacyError` `ERR_PARAMETER` for anything else.
 */
export function formOf(name: string, form: FormName | Form): Form {
  const known = typeof form === 'string' && Object.hasOwn(FORMS, form) ? FORMS[form] : form;
  const { name: called, version, parameters, apply } = Object(known) as Partial<Form>;
  const fit = typeof called === 'string' && typeof version === 'number' && typeof apply === 'function';
  check(name, 'form', fit, 'must be exact, nfc, email, or an object with name, version and apply');
  return { name: called, version, ...(parameters && { parameters }), apply };
}

/** What the facts say of a form. */
export function formFact({ name, version, parameters }: Form): Json {
  return { ...parameters, name, version };
}

/**
 * A text in its form.
 *
 * @throws `PrivacyError` `ERR_INPUT` for what is no text or has no such form, and for a lone surrogate: it has no UTF-8,
 * and a runtime that replaces it would give two texts one pseudonym.
 */
export function formedText(name: string, form: Form, value: unknown): string {
  if (!isText(value)) throw new PrivacyError('ERR_INPUT', `${name}: value is not well-formed text`);
  const text = form.apply(value);
  if (text === value || isText(text)) return text;
  throw new PrivacyError('ERR_INPUT', `${name}: value does not fit the form ${form.name}`);
}

const isText = (value: unknown): value is string => typeof value === 'string' && isWellFormed(value);

/** What is hashed of a value: bytes as they are, a text in its form; `ERR_INPUT` as {@link formedText}. */
export function formed(name: string, form: Form, value: unknown): string | Uint8Array {
  return typeof value !== 'string' && isBytes(value) ? value : formedText(name, form, value);
}
