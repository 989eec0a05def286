import { PrivacyError } from '../errors.ts';
import type { Problem, RunOptions } from './types.ts';

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
    // a broken generator, a wrong argument or a mistake in the caller's code is no property of the row
    if (!(failure instanceof PrivacyError) || failure.code !== 'ERR_INPUT') throw failure;
    const { field, threw } = failure.details;
    if (threw !== undefined) throw failure;
    const problem: Problem = field === undefined ? { code: failure.code, index } : { field, code: failure.code, index };
    onInvalid(problem);
  };
}
