// What must compile, and what must not: checked by `tsc -p test`, never run.
import { chain, each, type Json, keep, nullable, policyFor, type RowTransform, suppress, type Transform } from 'voile';
import {
  decrypt,
  deterministicCipher,
  encrypt,
  type FieldValue,
  fieldCipher,
  isEncrypted,
  type Opened,
  type SubjectKeyStore,
  type SubjectKeys,
  subjectKeys,
  unwrapKey,
  wrapKey,
} from 'voile/encryption';
import { type Keyring, keyring, SecretKey } from 'voile/keys';

/** Compiles only where the two types are the same, modifiers included. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(_: Same<A, B>): void => {};

interface User {
  readonly id: string;
  readonly email: string;
  readonly phone: string | null;
  readonly born: Date;
  readonly score: number;
  readonly tags: readonly string[];
  readonly number: number;
}
declare const user: User;
declare const key: SecretKey;
declare const ring: Keyring;
declare const people: SubjectKeys;
declare const store: SubjectKeyStore;
const context = ['acme', 'users'] as const;

// The three forms, and what they give.
encrypt({ key, context }) satisfies Transform<FieldValue, string>;
encrypt({ key: ring, context, boundTo: 'id' }) satisfies RowTransform<FieldValue, { readonly id: string }, string>;
encrypt({ key: people, context, subject: 'who', boundTo: 'id' }) satisfies RowTransform<
  FieldValue,
  { readonly who: string; readonly id: string },
  string
>;
encrypt({ key, context, type: 'json' }) satisfies Transform<object, string>;
same<ReturnType<typeof decrypt<'date'>>, Transform<string | Uint8Array, Date>>(true);
const json = decrypt({ key, context, type: 'json' });
same<ReturnType<typeof json>, Json>(true);

// In a policy: a token is a string, a value comes back as the type that was declared.
const seal = policyFor<User>()({
  id: keep(),
  email: encrypt({ key, context, boundTo: 'id' }),
  phone: nullable(encrypt({ key, context, boundTo: 'id' })),
  born: encrypt({ key, context }),
  score: encrypt({ key, context }),
  tags: encrypt({ key, context, type: 'json' }),
  number: suppress(),
});
const sealed = seal(user);
same<typeof sealed, { id: string; email: string; phone: string | null; born: string; score: string; tags: string }>(
  true,
);
const open = policyFor<typeof sealed>()({
  id: keep(),
  email: decrypt({ key, context, boundTo: 'id', type: 'string' }),
  phone: nullable(decrypt({ key, context, boundTo: 'id', type: 'bytes' })),
  born: decrypt({ key, context, type: 'date' }),
  score: decrypt({ key, context, type: 'bigint' }),
  tags: decrypt({ key, context, type: 'boolean' }),
});
const opened = open(sealed);
same<typeof opened, { id: string; email: string; phone: Uint8Array | null; born: Date; score: bigint; tags: boolean }>(
  true,
);
each(encrypt({ key, context }))(['a', 'b']) satisfies string[];
chain(decrypt({ key, context, type: 'string' }), encrypt({ key, context }))('voile1_') satisfies string;

interface Row {
  readonly id: string;
  readonly who: string;
  readonly n: number;
  readonly a: string;
  readonly gone: string | null;
  readonly list: { readonly x: number };
}
const rest = { id: keep(), who: keep(), n: keep(), a: keep(), gone: keep(), list: keep() } as const;
policyFor<Row>()({ ...rest, a: encrypt({ key: people, context, subject: 'who', boundTo: 'id' }) });
// @ts-expect-error [2322] null is no value of a field
policyFor<Row>()({ ...rest, gone: encrypt({ key, context }) });
// @ts-expect-error [2322] nor where it is bound
policyFor<Row>()({ ...rest, gone: encrypt({ key, context, boundTo: 'id' }) });
// @ts-expect-error [2322] the row has no such column
policyFor<Row>()({ ...rest, a: encrypt({ key, context, boundTo: 'uuid' }) });
// @ts-expect-error [2322] the column is no text
policyFor<Row>()({ ...rest, a: encrypt({ key, context, boundTo: 'n' }) });
// @ts-expect-error [2322] the column may be null
policyFor<Row>()({ ...rest, a: encrypt({ key, context, boundTo: 'gone' }) });
// @ts-expect-error [2322] the row has no such person
policyFor<Row>()({ ...rest, a: encrypt({ key: people, context, subject: 'person', boundTo: 'id' }) });
// @ts-expect-error [2322] reading needs the column too
policyFor<Row>()({ ...rest, a: decrypt({ key, context, boundTo: 'uuid', type: 'string' }) });
// @ts-expect-error [2322] an object is declared with type: 'json'
policyFor<Row>()({ ...rest, list: encrypt({ key, context }) });
// @ts-expect-error [2322] and text is not one
policyFor<Row>()({ ...rest, a: encrypt({ key, context, type: 'json' }) });
// @ts-expect-error [2322] a number is no token
policyFor<Row>()({ ...rest, n: decrypt({ key, context, type: 'number' }) });

declare const value: string | null;
const plain = encrypt({ key, context });
// @ts-expect-error [2345] null needs nullable
plain(value);
// @ts-expect-error [2353] an object needs type: 'json'
plain({ a: 1 });
nullable(plain)(value);
// @ts-expect-error [2554] the row is needed
encrypt({ key, context, boundTo: 'id' })('a');
// @ts-expect-error [2353] the row has another id
encrypt({ key, context, boundTo: 'id' })('a', { uuid: 'u-1' });
// @ts-expect-error [2769] a context has at least one part
encrypt({ key, context: [] });
// @ts-expect-error [2769] a context is needed
encrypt({ key });
// @ts-expect-error [2769] a part is a text
encrypt({ key, context: ['users', 7] });
// @ts-expect-error [2769] the keys of persons need a subject
encrypt({ key: people, context, boundTo: 'id' });
// @ts-expect-error [2769] and a record
encrypt({ key: people, context, subject: 'who' });
// @ts-expect-error [2769] a subject needs the keys of persons
encrypt({ key, context, subject: 'who', boundTo: 'id' });
// @ts-expect-error [2769] a type to read is needed
decrypt({ key, context });
// @ts-expect-error [2769] one that there is
decrypt({ key, context, type: 'text' });
// @ts-expect-error [2769] a password is no key
encrypt({ key: 'secret', context });
// @ts-expect-error [2769] determinism is asked for by its name
encrypt({ key, context, suite: 'aes-256-siv' });
// @ts-expect-error [2769] nobody gives a nonce
encrypt({ key, context, nonce: new Uint8Array(24) });

// The explicit form.
const cipher = fieldCipher({ key });
same<ReturnType<typeof cipher.decrypt<'bigint'>>, bigint>(true);
same<ReturnType<typeof cipher.tryDecrypt<'date'>>, Opened<Date>>(true);
const result = cipher.tryDecrypt('number', 'voile1_', context);
if (result.ok) result.value satisfies number;
else result.code satisfies string;
// @ts-expect-error [2345] null is no value
cipher.encrypt(null, context);
// @ts-expect-error [2353] an object goes to encryptJson
cipher.encrypt({ a: 1 }, context);
// @ts-expect-error [2345] a text goes to encrypt
cipher.encryptJson('a', context);
// @ts-expect-error [2554] a context in every call
cipher.encrypt('a');
// @ts-expect-error [2345] of at least one part
cipher.encrypt('a', []);
// @ts-expect-error [2322] the keys of persons are for transforms
fieldCipher({ key: people });

cipher.keyIds satisfies readonly string[];
cipher.rewrap('voile1_', context) satisfies string;
const rewrapped: Uint8Array = cipher.rewrap(new Uint8Array(99), context);
// @ts-expect-error [2322] bytes stay bytes
const text: string = cipher.rewrap(rewrapped, context);
isEncrypted('voile1_') satisfies boolean;
// @ts-expect-error [2345] of a text only
isEncrypted(rewrapped);

const siv = deterministicCipher({ key, why: 'join on e-mail' });
siv.transform(context) satisfies Transform<FieldValue | object, string>;
siv.candidates({ a: 1 }, context) satisfies readonly string[];
// @ts-expect-error [2345] a reason is needed
deterministicCipher({ key });
// @ts-expect-error [2554] and a context
deterministicCipher({ key, why: 'join' }).transform();

// Keys.
keyring({ keys: [key] }) satisfies Keyring;
unwrapKey({ key, wrapped: wrapKey({ key, secret: key }) }) satisfies SecretKey;
// @ts-expect-error [2673] a key is made by its own functions
new SecretKey(new Uint8Array(32));
// @ts-expect-error [2741] what looks like a key is none
const fake: SecretKey = { id: 'k1', derive: key.derive, destroy() {}, toString: () => 'k1', toJSON: () => 'k1' };
// @ts-expect-error [2540] nothing about it changes
key.id = 'k2';
// @ts-expect-error [2345] bytes, not a text
SecretKey.from('00');
// @ts-expect-error [2739] a store has three methods
subjectKeys({ store: { get: async () => [] }, key, ring: 'r' });

const [row] = await people.rewrap(['c-1']);
row?.previous satisfies string | undefined;
// @ts-expect-error [7053] nobody takes a key of a person out
people['~keyOf'];
subjectKeys({ store, key, ring: 'r', engine: 'portable' }) satisfies SubjectKeys;

export { fake, text };
