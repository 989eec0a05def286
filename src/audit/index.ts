export {
  type DictionaryAttack,
  type DictionaryAttackParameters,
  dictionaryAttack,
  type Enumeration,
} from './dictionary-attack.ts';
export type { Interval } from './wilson.ts';
