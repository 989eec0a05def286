import { check } from '../core/checks.ts';
import { type Engine, isNative } from '../core/engine.ts';
import { type Keyring, keyFact, keysOf, ringOf } from '../core/keyring.ts';
import type { SecretKey } from '../core/keys.ts';
import { type Json, type Transform, withFacts } from '../core/transform.ts';
import { isWellFormed } from '../core/utf8.ts';
import { PrivacyError } from '../errors.ts';
import { type Form, type FormName, formFact, formOf } from './form.ts';
import { type Cut, cutOf, type PseudonymTextParameters, textOf } from './pseudonym-text.ts';

/** What every keyed pseudonym is made from. */
export interface KeyedPseudonymParameters extends PseudonymTextParameters {
  /** The key, or a keyring, whose current key makes pseudonyms. */
  readonly key: SecretKey | Keyring;
  /** The purpose: pseudonyms of two domains have nothing in common. It stands in the facts. */
  readonly domain: string;
  /** What counts as the same text; as it is, unless given. Bytes have no form. */
  readonly form?: FormName | Form;
  /** Whether the id of the key stands before the pseudonym, with a full stop; false unless given. */
  readonly withKeyId?: boolean;
  /** Who computes; the result is the same. The native engine where it is present, unless given. */
  readonly engine?: Engine;
}

/** A transform to pseudonyms that also recognises them. */
export interface Pseudonym<In = string | Uint8Array> extends Transform<In, string> {
  /** Whether it is a pseudonym of the value, by any key of the ring, or by the one it names; compared in constant time. */
  readonly matches: (value: In, pseudonym: string) => boolean;
  /** The pseudonyms of the value, one per key of the ring, the current key first: for a search while keys change. */
  readonly candidates: (value: In) => string[];
}

export const KEYED = [
  'key',
  'domain',
  'form',
  'bits',
  'alphabet',
  'prefix',
  'withKeyId',
  'expected',
  'engine',
] as const;

/** What differs between the kinds of keyed pseudonyms. */
interface Kind<In, Message> {
  /** What the facts say beside what all kinds have. */
  readonly stated: { readonly [name: string]: Json };
  /** Whether the native engine can do what this kind needs. */
  readonly present: boolean;
  /** Reads a value, and runs code of the caller, before any key is touched. */
  readonly read: (value: In, form: Form) => Message;
  /** The text of a message under one key. */
  readonly under: (key: SecretKey, cut: Cut, engine: 'native' | 'portable') => (message: Message) => string;
}

/** A name for a domain or a document: text that is not empty. */
export function checkName(name: string, parameter: string, text: unknown): asserts text is string {
  check(name, parameter, typeof text === 'string' && text && isWellFormed(text), 'must be well-formed text, not empty');
}

/** The pseudonym of one kind; the parameters are checked but for the names of the options. */
export function keyedPseudonym<In, Message>(
  name: string,
  parameters: KeyedPseudonymParameters,
  { stated, present, read, under }: Kind<In, Message>,
): Pseudonym<In> {
  const { key, domain, form = 'exact', withKeyId = false, engine = 'auto' } = parameters;
  const ring = ringOf(name, key);
  checkName(name, 'domain', domain);
  const shape = formOf(name, form);
  const written = textOf(name, parameters);
  check(name, 'withKeyId', typeof withKeyId === 'boolean', 'must be true or false');
  const native = isNative(name, engine, present);
  const cut = cutOf(written, native);
  const keys = keysOf(ring);
  const makers = keys.map((one) => {
    const head = written.prefix + (withKeyId ? `${one.id}.` : '');
    const body = under(one, cut, native ? 'native' : 'portable');
    return { head, make: head ? (message: Message): string => head + body(message) : body };
  });
  const [current] = makers as [(typeof makers)[number]]; // a ring has a current key
  const facts = {
    name,
    technique: 'pseudonymisation',
    reversible: 'with-key',
    linkable: true,
    deterministic: true,
    parameters: {
      algorithm: 'hmac-sha-256',
      key: keyFact(key, ring),
      domain,
      form: formFact(shape),
      ...written.stated,
      ...(withKeyId && { withKeyId }),
      ...stated,
    },
  } as const;
  const { make } = current;
  return withFacts(
    facts,
    Object.assign((value: In): string => make(read(value, shape)), {
      matches(value: In, pseudonym: string): boolean {
        const message = read(value, shape);
        if (typeof pseudonym !== 'string') throw new PrivacyError('ERR_INPUT', `${name}: pseudonym is not a string`);
        const head = withKeyId && pseudonym.slice(0, pseudonym.lastIndexOf('.') + 1); // no alphabet has a full stop
        let found = false;
        for (const maker of makers) {
          if (head === false || head === maker.head) found = isEqual(maker.make(message), pseudonym) || found;
        }
        return found;
      },
      candidates: (value: In): string[] => {
        const message = read(value, shape);
        return makers.map((maker) => maker.make(message));
      },
    }),
  );
}

/** Whether two texts are equal; the time depends on the length alone, as far as the runtime keeps that. */
function isEqual(made: string, given: string): boolean {
  let difference = made.length ^ given.length;
  for (let at = 0; at < made.length; at += 1) difference |= made.charCodeAt(at) ^ given.charCodeAt(at); // NaN counts as 0
  return difference === 0;
}
