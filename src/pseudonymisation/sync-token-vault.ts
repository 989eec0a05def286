import { optionsOf } from '../core/checks.ts';
import { type Transform, transform } from '../core/transform.ts';
import { type Steps, type TokenOptions, type VaultParameters, vaultSteps } from './token-steps.ts';
import type { SyncTokenStore } from './token-store.ts';

/** Parameters of {@link syncTokenVault}. */
export interface SyncTokenVaultParameters extends VaultParameters {
  /** Where the rows are kept: a store that answers at once, such as `memoryTokenStore().sync`. */
  readonly store: Pick<SyncTokenStore, 'insertIfAbsent' | 'byIndex' | 'deleteSubject'>;
}

/** A vault that answers at once. Nothing here gives a value back: that is `reidentifier`. */
export interface SyncVault {
  /** The token of a value, made where it is new. */
  tokenFor(value: string, options: TokenOptions): string;
  /** A transform that makes tokens while it runs. */
  transform(options: { readonly now: number }): Transform<string, string>;
  /** Deletes the rows of a person, under every key of the ring, and gives their number. */
  forget(subject: string): number;
}

/**
 * A {@link tokenVault} over a store that answers at once, so that its transform makes tokens while a policy runs.
 *
 * @param parameters - `store`, `key`, `name`, `cipher`, `form`, `token`, `engine`.
 * @returns The vault, frozen.
 * @throws `PrivacyError` as `tokenVault`; a store that gives promises is `ERR_VAULT` at its first answer.
 * @guarantee As `tokenVault`.
 * @utility As `tokenVault`; over one store both give the same tokens.
 * @cost As `tokenVault`, without waiting.
 * @source As `tokenVault`.
 * @example
 * const cipher = { encrypt: () => 'sealed' }; // fieldCipher({ key }), with a key of its own
 * const store = memoryTokenStore().sync;
 * const cards = syncTokenVault({ store, key: SecretKey.generate(), name: 'cards', cipher, token: { digits: 16 } });
 * const card = cards.transform({ now: 0 });
 * card('4111111111111111') === card('4111111111111111') // true
 * card('4111111111111111').length // 16
 */
export function syncTokenVault(parameters: SyncTokenVaultParameters): SyncVault {
  const steps = vaultSteps('syncTokenVault', parameters);
  return Object.freeze({
    tokenFor: (value: string, options: TokenOptions) => direct(steps.one(value, options)),
    transform(options: { readonly now: number }): Transform<string, string> {
      const { now } = optionsOf('syncTokenVault', options, ['now'], 'options');
      steps.createdAt(now);
      return transform(steps.facts, (value: string) => direct(steps.one(value, { now })));
    },
    forget: (subject: string) => direct(steps.forgotten(subject)),
  });
}

/** Runs steps with the answers as they are. */
function direct<T>(steps: Steps<T>): T {
  let step = steps.next();
  while (!step.done) step = steps.next(step.value);
  return step.value;
}
