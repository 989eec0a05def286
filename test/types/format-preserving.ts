// What must compile, and what must not: checked by `tsc -p test`, never run.
import type { Transform } from 'voile';
import { policyFor } from 'voile';
import type { Keyring } from '../../src/core/keyring.ts';
import type { SecretKey } from '../../src/core/keys.ts';
import { cardToken } from '../../src/encryption/card-token.ts';
import { ff1 } from '../../src/encryption/ff1.ts';

declare const key: SecretKey;
declare const ring: Keyring;

const code = ff1({ key: ring, alphabet: 'digits', tweak: ['acme', 'orders'] });
const back: Transform<string, string> = code.decrypt;
const found: readonly string[] = code.candidates('0123456789');
const card = cardToken({ key, tweak: ['acme', 'cards'], luhn: 'invalid', keepFirst: 4, keepLast: 4 });
policyFor<{ readonly order: string; readonly card: string }>()({ order: code, card });
policyFor<{ readonly order: string }>()({ order: back });
found.map(back);

// @ts-expect-error [2741] a tweak is not optional
ff1({ key, alphabet: 'digits' });
// @ts-expect-error [2322] nor empty
ff1({ key, alphabet: 'digits', tweak: [] });
// @ts-expect-error [2322] a text is no tweak: joined parts would be ambiguous
ff1({ key, alphabet: 'digits', tweak: 'acme' });
// @ts-expect-error [2741] the state of Luhn's check is said out loud
cardToken({ key, tweak: ['acme', 'cards'] });
// @ts-expect-error [2322] other numbers of kept digits
cardToken({ key, tweak: ['acme', 'cards'], luhn: 'valid', keepFirst: 5 });
// @ts-expect-error [2322] a bare null
policyFor<{ readonly card: string | null }>()({ card });
