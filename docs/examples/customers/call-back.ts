import { decrypt } from 'voile/encryption';
import { type Reidentification, reidentifier, type TokenStore } from 'voile/pseudonymisation';
import { VAULT } from './numbers.ts';
import { PHONE } from './policy.ts';
import type { Secrets } from './secrets.ts';

/** One person, found again on purpose. */
export interface CallBack {
  /** What the released row says. */
  readonly token: string;
  readonly sealed: string;
  /** What the grant says, and what the audit trail was told before there was an answer. */
  readonly trail: readonly Reidentification[];
  /** What came of it. */
  readonly number: string;
  readonly phone: string;
}

/**
 * The controlled way back for one released row: a grant opens the vault and leaves a record first; the customer number
 * that it gives opens the phone number, which is bound to it. Neither works without the keys, and analysts have none.
 */
export async function callBack(
  { id: token, phone: sealed }: { readonly id: string; readonly phone: string },
  vault: { readonly store: Pick<TokenStore, 'byToken'> },
  { vault: { key, cipher }, phones }: Secrets,
  now: number,
): Promise<CallBack> {
  const trail: Reidentification[] = [];
  const desk = reidentifier({
    store: vault.store,
    key,
    name: VAULT,
    cipher,
    grant: { who: 'credit desk', purpose: 'call back about an arrears letter', until: now + 3_600_000 },
    audit: (entry) => trail.push(entry), // yours goes where this process cannot delete it
  });
  const number = await desk.reveal(token, { now });
  const phone = decrypt({ ...PHONE, key: phones, type: 'string' })(sealed, { id: number });
  return { token, sealed, trail, number, phone };
}
