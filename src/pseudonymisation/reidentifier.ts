import { check, optionsOf } from '../core/checks.ts';
import { nodeCrypto } from '../core/engine.ts';
import { type Keyring, ringOf } from '../core/keyring.ts';
import type { SecretKey } from '../core/keys.ts';
import { isWellFormed } from '../core/utf8.ts';
import { PrivacyError } from '../errors.ts';
import { indexesOf } from './token-index.ts';
import {
  broken,
  checkMethods,
  checkVault,
  type FieldCipherLike,
  rowOf,
  sealContext,
  type TokenStore,
} from './token-store.ts';

/** The permission to look behind tokens. */
export interface Grant {
  /** Who asks: a person or a service, as the audit trail shall name them. */
  readonly who: string;
  /** What for. */
  readonly purpose: string;
  /** The instant at which the permission has ended, in milliseconds since 1970. */
  readonly until: number;
}

/** What the audit sink gets before a value is given, or refused for a grant that has ended. */
export interface Reidentification {
  /** The name of the vault. */
  readonly vault: string;
  /** The token asked about; the value is nowhere in the entry. */
  readonly token: string;
  /** As in the grant. */
  readonly who: string;
  /** As in the grant. */
  readonly purpose: string;
  /** As in the grant. */
  readonly until: number;
  /** The instant of the question, in milliseconds since 1970. */
  readonly at: number;
  /** Whether the grant was still good. */
  readonly allowed: boolean;
}

/** Keeps the trail: what it returns is awaited, and where it throws or rejects there is no answer. */
export type AuditSink = (entry: Reidentification) => unknown;

/** Parameters of {@link reidentifier}. */
export interface ReidentifierParameters {
  /** Where the rows are kept. */
  readonly store: Pick<TokenStore, 'byToken'>;
  /** The key of the vault. */
  readonly key: SecretKey | Keyring;
  /** The name of the vault. */
  readonly name: string;
  /** What opens the values. */
  readonly cipher: Pick<FieldCipherLike, 'decrypt'>;
  /** Who may look behind tokens, for what, until when. */
  readonly grant: Grant;
  /** What is told of every question first. */
  readonly audit: AuditSink;
}

/** The way back from tokens. */
export interface Reidentifier {
  /** The value of a token, in its form, at the instant `now` in milliseconds since 1970. */
  reveal(token: string, options: { readonly now: number }): Promise<string>;
}

const RULE = 'must be a non-empty text';

/**
 * Gives the values behind the tokens of a vault: to whom a grant names, and not before the audit trail has it.
 *
 * @param parameters - `store`, `key`, `name`, `cipher`, `grant`, `audit`.
 * @returns The re-identifier, frozen; the grant is copied.
 * @throws `PrivacyError` `ERR_DENIED` without a grant; `ERR_PARAMETER` for a grant without who, purpose or until, a store
 * or cipher without its method, another name; `ERR_KEY`. `reveal`: `ERR_DENIED` from `until` on, `ERR_PARAMETER` for a
 * `now` that is no number, `ERR_INPUT` for what is not of the form of a token or not in the vault, `ERR_VAULT` for a row of another
 * token or value; what store, cipher and audit sink throw is passed on untouched.
 * @guarantee No value without an entry: every question about what may be a token is told, those that are refused for time
 * and those about unknown tokens included. A sealed value that was moved to another row does not open, an index that was moved is found.
 * It is a boundary between objects and processes, not a cryptographic one: with symmetric keys whoever can seal can open,
 * and whoever chooses `now` and `audit` can lie to it. Make it in a process of its own, send the entries where this
 * process cannot delete them.
 * @utility The value comes back in its form: `ada@example.org` for `Ada@Example.org` under the form `email`.
 * @cost One call of the sink, one of the store, one decryption.
 * @source Regulation (EU) 2016/679, article 4(5): additional information kept separately and under technical measures.
 * @example
 * const cipher = { encrypt: (value: string) => `sealed ${value}`, decrypt: (_: string, text: string) => text.slice(7) };
 * const vault = { store: memoryTokenStore(), key: SecretKey.generate(), name: 'phones', cipher };
 * const token = await tokenVault(vault).tokenFor('+33612345678', { now: 0 });
 * const trail: unknown[] = [];
 * const grant = { who: 'fraud desk', purpose: 'case 17', until: Date.UTC(2030, 0, 1) };
 * const desk = reidentifier({ ...vault, grant, audit: (entry) => trail.push(entry) });
 * await desk.reveal(token, { now: Date.UTC(2029, 0, 1) }) // '+33612345678'
 * await desk.reveal(token, { now: Date.UTC(2030, 0, 1) }) // throws ERR_DENIED
 * trail.length // 2
 */
export function reidentifier(parameters: ReidentifierParameters): Reidentifier {
  const known = ['store', 'key', 'name', 'cipher', 'grant', 'audit'] as const;
  const { store, key, name: vault, cipher, grant, audit } = optionsOf('reidentifier', parameters, known);
  if (!grant) throw new PrivacyError('ERR_DENIED', 'reidentifier: no grant');
  const { who, purpose, until } = optionsOf('reidentifier', grant, ['who', 'purpose', 'until'], 'grant');
  check('reidentifier', 'who', typeof who === 'string' && who !== '', RULE);
  check('reidentifier', 'purpose', typeof purpose === 'string' && purpose !== '', RULE);
  check('reidentifier', 'until', Number.isFinite(until), 'must be milliseconds since 1970, a number');
  checkMethods('reidentifier', 'store', store, ['byToken']);
  checkMethods('reidentifier', 'cipher', cipher, ['decrypt']);
  check('reidentifier', 'audit', typeof audit === 'function', 'must be a function');
  checkVault('reidentifier', vault);
  const native = nodeCrypto() !== null;
  const indexes = indexesOf('reidentifier', ringOf('reidentifier', key), 'vault-index', vault, native);

  return Object.freeze({
    async reveal(token: string, options: { readonly now: number }): Promise<string> {
      const { now } = optionsOf('reidentifier', options, ['now'], 'options');
      check('reidentifier', 'now', Number.isFinite(now), 'must be milliseconds since 1970, a number');
      // before the trail, which a line end or a long text could forge or flood
      if (typeof token !== 'string' || !/^[\w-]{1,64}$/.test(token)) {
        throw new PrivacyError('ERR_INPUT', 'reidentifier: token is not of the form of a token');
      }
      const allowed = now < until;
      await audit(Object.freeze({ vault, token, who, purpose, until, at: now, allowed }));
      if (!allowed) throw new PrivacyError('ERR_DENIED', 'reidentifier: the grant has ended');
      const given = await store.byToken(vault, token);
      if (given === undefined) throw new PrivacyError('ERR_INPUT', 'reidentifier: the vault has no such token');
      const row = rowOf('reidentifier', given);
      if (row.vault !== vault || row.token !== token) throw broken('reidentifier', 'the row of the token asked for');
      const value = cipher.decrypt('string', row.sealed, sealContext(vault, token));
      // whoever writes the table may have given this row to another value
      if (typeof value === 'string' && isWellFormed(value) && indexes(value).includes(row.index)) return value;
      throw broken('reidentifier', 'a row whose index is that of its value, under a key of the ring');
    },
  });
}
