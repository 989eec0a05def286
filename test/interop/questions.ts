import fc from 'fast-check';
import { SecretKey } from '../../src/core/keys.ts';
import { deterministicCipher } from '../../src/encryption/deterministic-cipher.ts';
import { fieldCipher } from '../../src/encryption/field-cipher.ts';
import { blindIndex } from '../../src/pseudonymisation/blind-index.ts';
import { pseudonym } from '../../src/pseudonymisation/index.ts';
import { bytes, type TokenCase, toldValue, vectors } from '../spec/vectors.ts';

/** What another implementation is asked; it answers with one line. */
export interface Question {
  readonly name: string;
  readonly verb: 'open' | 'seal' | 'pseudonym' | 'index';
  readonly root: Uint8Array;
  /** Texts, but for the plaintext that is to be sealed. */
  readonly fields: readonly (string | Uint8Array)[];
  /** The line, `refused` for no answer; of `seal` none, as no nonce is given. */
  readonly answer?: string;
}
type Suite = TokenCase['suite'];
type Parts = readonly [string, ...string[]];

const text = fc.string({ unit: 'grapheme', maxLength: 40 });
const context: fc.Arbitrary<Parts> = fc.tuple(text, fc.array(text, { maxLength: 4 })).map(([a, more]) => [a, ...more]);
const hex = (data: string | Uint8Array): string => Buffer.from(data).toString('hex');
const freshRoot = (): Uint8Array => crypto.getRandomValues(new Uint8Array(32));

const { tokens } = vectors<{ tokens: readonly TokenCase[] }>('tokens');
const { values, padding, canonical } = vectors<{
  values: readonly TokenCase[];
  padding: readonly TokenCase[];
  canonical: readonly TokenCase[];
}>('values');
const refused = vectors<{
  tokens: readonly {
    readonly name: string;
    readonly stage: string;
    readonly root: string;
    readonly context: Parts;
    readonly token?: string;
    readonly binary?: string;
  }[];
}>('refusals').tokens;

/** A question as a line: the verb, then everything in hexadecimal, tabs between. */
export function lineOf({ verb, root, fields }: Question): string {
  return [verb, ...[root, ...fields].map(hex)].join('\t');
}

/** The public vectors, and what must not open. */
export function published(...suites: Suite[]): Question[] {
  const cases = [...tokens, ...values, ...padding, ...canonical].filter(({ suite }) => suites.includes(suite));
  const opened = cases.map(({ name, root, parts, token, plain }): Question => {
    return { name, verb: 'open', root: bytes(root), fields: [token, ...parts], answer: withoutPadding(bytes(plain)) };
  });
  const closed = refused.flatMap(({ name, stage, root, context, token, binary = '' }): Question[] => {
    const spelled = token ?? `voile1_${Buffer.from(binary, 'hex').toString('base64url')}`;
    const question = { name, verb: 'open', root: bytes(root), fields: [spelled, ...context] } as const;
    return stage === 'authentication' ? [{ ...question, answer: 'refused' }] : [];
  });
  return [...opened, ...closed];
}

/** Type and payload. */
function withoutPadding(plain: Uint8Array): string {
  const [type = 0] = plain;
  return type < 0x80 ? hex(plain) : hex(Uint8Array.of(type - 0x80, ...plain.subarray(1, plain.lastIndexOf(0x80))));
}

/** Tokens that Voile has just made: each value of the vectors under a key and in a context of its own. */
export function fresh(...suites: Suite[]): Question[] {
  // the language puts keys of objects that look like indexes first
  const same = values.filter(({ value }) => value.type !== 'json' || JSON.stringify(toldValue(value)) === value.text);
  const contexts = fc.sample(context, same.length);
  return suites.flatMap((suite) =>
    same.map(({ name, value, plain }, at): Question => {
      const root = freshRoot();
      const key = SecretKey.from(root, at % 3 === 0 ? { id: 'k.1' } : {});
      const pad = at % 2 === 0 ? {} : { pad: 16 + at };
      const cipher =
        suite === 'aes-256-siv'
          ? deterministicCipher({ key, why: 'test', canonicalJson: true, ...pad })
          : fieldCipher({ key, suite, ...pad });
      const parts = contexts[at] ?? [''];
      const given = toldValue(value);
      const token = value.type === 'json' ? cipher.encryptJson(Object(given), parts) : cipher.encrypt(given, parts);
      return { name: `${suite}, ${name}`, verb: 'open', root, fields: [token, ...parts], answer: plain };
    }),
  );
}

/** Pseudonyms and indexes of some texts. */
export function hashes(runs = 100): Question[] {
  const domain = text.filter((each) => each !== '');
  return fc.sample(fc.tuple(domain, text, fc.integer({ min: 1, max: 51 })), runs).flatMap(([domain, value, bits]) => {
    const root = freshRoot();
    const key = SecretKey.from(root);
    const answer = pseudonym({ key, domain })(value);
    const index = blindIndex({ key, domain, bits, distinct: Number.MAX_SAFE_INTEGER })(value);
    return [
      { name: 'pseudonym', verb: 'pseudonym', root, fields: [domain, value], answer },
      { name: `index of ${bits} bits`, verb: 'index', root, fields: [domain, String(bits), value], answer: index },
    ];
  });
}

/** Values for the other implementation to seal, and how Voile opens the token. */
export function toSeal(): (Question & { readonly open: (token: string) => unknown; readonly value: unknown })[] {
  const contexts = fc.sample(context, values.length);
  return values.map(({ name, value, plain }, at) => {
    const root = freshRoot();
    const parts = contexts[at] ?? [''];
    const open = (token: string) => fieldCipher({ key: SecretKey.from(root) }).decrypt(value.type, token, parts);
    return { name, verb: 'seal', root, fields: [bytes(plain), ...parts], open, value: toldValue(value) };
  });
}
