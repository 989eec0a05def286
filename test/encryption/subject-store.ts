import type { SubjectKeyStore } from '../../src/encryption/subject-keys.ts';

/** A store in memory, whose rows a test may look at, change and put back. */
export interface Rows extends SubjectKeyStore {
  /** By ring and subject. */
  readonly rows: Map<string, string>;
  /** What was asked of the store, in order. */
  readonly calls: string[];
  /** Called before each answer; a test makes the store wait here. */
  pause: (call: string) => Promise<void> | undefined;
}

/** The place of a row. */
export const placeOf = (ring: string, subject: string): string => `${ring}\n${subject}`;

export function rowsInMemory(): Rows {
  const rows = new Map<string, string>();
  const calls: string[] = [];
  const store: Rows = {
    rows,
    calls,
    pause: () => undefined,
    async get(ring, subjects) {
      calls.push('get');
      const found = subjects.flatMap((subject) => {
        const wrapped = rows.get(placeOf(ring, subject));
        return wrapped === undefined ? [] : [{ subject, wrapped }];
      });
      await store.pause('get');
      return found.reverse(); // in any order
    },
    async putIfAbsent(ring, subject, wrapped) {
      calls.push('putIfAbsent');
      const stored = rows.get(placeOf(ring, subject)) ?? wrapped;
      rows.set(placeOf(ring, subject), stored);
      await store.pause('putIfAbsent');
      return stored;
    },
    async delete(ring, subject) {
      calls.push('delete');
      const there = rows.delete(placeOf(ring, subject));
      await store.pause('delete');
      return there;
    },
  };
  return store;
}
