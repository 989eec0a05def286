import { optionsOf } from '../core/checks.ts';
import { checkRandom, freshBytes } from '../core/engine.ts';
import type { Keyring } from '../core/keyring.ts';
import type { SecretKey } from '../core/keys.ts';
import { type Transform, withFacts } from '../core/transform.ts';
import { formed, formOf } from './form.ts';
import { type PseudonymTextParameters, textOf } from './pseudonym-text.ts';

/** A fresh draw for every value. */
export interface RandomPseudonymParameters extends PseudonymTextParameters {
  /** Nothing is computed from the value, and nothing is kept: nobody can come back. */
  readonly policy: 'random';
  /** Not used: it may stay where the policy is what changes. */
  readonly key?: SecretKey | Keyring;
  /** Not used, like the key. */
  readonly domain?: string;
}

/** Pseudonyms that say nothing of the value. */
export function randomPseudonym(parameters: RandomPseudonymParameters): Transform<string | Uint8Array, string> {
  const known = ['policy', 'key', 'domain', 'bits', 'alphabet', 'prefix', 'expected'] as const;
  const { bits, prefix, encode, stated } = textOf('pseudonym', optionsOf('pseudonym', parameters, known));
  checkRandom();
  const form = formOf('pseudonym', 'exact');
  const facts = {
    name: 'pseudonym',
    technique: 'pseudonymisation',
    reversible: 'never',
    linkable: false,
    deterministic: false,
    parameters: { policy: 'random', ...stated },
  } as const;
  return withFacts(facts, (value: string | Uint8Array): string => {
    formed('pseudonym', form, value); // what the other policies refuse
    const bytes = new Uint8Array(bits / 8);
    freshBytes(bytes);
    return prefix + encode(bytes);
  });
}
