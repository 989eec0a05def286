import { PrivacyError, type PrivacyErrorCode } from '../errors.ts';
import type { Problem, RunOptions } from './types.ts';

/** No property of a row: a broken generator, a wrong argument, a key that is gone. */
const OF_THE_RUN: readonly PrivacyErrorCode[] = [
  'ERR_PARAMETER',
  'ERR_RANDOM',
  'ERR_ENGINE',
  'ERR_KEY',
  'ERR_KEY_DESTROYED',
];

/** Tells the caller of a row that is left out, or throws what made it invalid. */
export type Report = (failure: unknown, index: number) => void;

/** What the options say about rows that do not fit; `undefined` stands for throwing. */
export function reportOf(name: string, options: RunOptions = {}): Report | undefined {
  const { onInvalid = 'throw' } = options;
  if (onInvalid === 'throw') return undefined;
  if (typeof onInvalid !== 'function') {
    throw new PrivacyError('ERR_PARAMETER', `${name}: onInvalid is 'throw' or a function`, { parameter: 'onInvalid' });
  }
  return (failure, index) => {
    if (!(failure instanceof PrivacyError) || OF_THE_RUN.includes(failure.code)) throw failure;
    const { field, threw } = failure.details;
    if (threw !== undefined) throw failure;
    const problem: Problem = field === undefined ? { code: failure.code, index } : { field, code: failure.code, index };
    onInvalid(problem);
  };
}
