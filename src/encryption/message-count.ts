import { check, isWhole } from '../core/checks.ts';
import { fingerprintOf, type SecretKey } from '../core/keys.ts';
import { PrivacyError } from '../errors.ts';

/** Messages so far in this process, by the fingerprint of the key; of a person's key by the key, so that nothing of it stays. */
const counts: Map<string, number> = /* @__PURE__ */ new Map();
const countsOfPersons: WeakMap<SecretKey, number> = /* @__PURE__ */ new WeakMap();

/**
 * The limit of a suite with random 96-bit nonces; none for the others.
 *
 * A guard for one process: NIST SP 800-38D allows 2³² messages per key over all processes, workers and restarts
 * together, and only the operator can add those up. 2²⁴ leaves a repeated nonce a chance of 2⁻⁴⁹.
 */
export function messageLimitOf(name: string, suite: string, maxMessages: number | undefined): number | undefined {
  if (suite !== 'aes-256-gcm') {
    check(name, 'maxMessages', maxMessages === undefined, "counts the messages of suite 'aes-256-gcm' only");
    return undefined;
  }
  const limit = maxMessages ?? 2 ** 24;
  check(name, 'maxMessages', isWhole(limit, 1, 2 ** 32), 'must be a whole number from 1 to 2^32');
  return limit;
}

/** Counts one message more; `ERR_LIMIT` above the limit. */
export function countMessage(name: string, key: SecretKey, limit: number, ofPerson: boolean): void {
  const fingerprint = fingerprintOf(name, key);
  const count = (ofPerson ? countsOfPersons.get(key) : counts.get(fingerprint)) ?? 0;
  if (count >= limit) {
    throw new PrivacyError('ERR_LIMIT', `${name}: the key has made all its messages, take a new one`, {
      limit,
      actual: count,
    });
  }
  if (ofPerson) countsOfPersons.set(key, count + 1);
  else counts.set(fingerprint, count + 1);
}
