import { expect } from 'vitest';

/** Expects the code, and a text that names the function and holds no input. */
export function refuses(run: () => unknown, code: 'ERR_INPUT' | 'ERR_PARAMETER', name: string): void {
  const details = code === 'ERR_INPUT' ? {} : expect.objectContaining({ parameter: expect.any(String) });
  expect(run).toThrow(expect.objectContaining({ name: 'PrivacyError', code, details }));
  expect(run).toThrow(new RegExp(`^${name}: `));
}

/** Runs without one of the runtime's globals, as a bare realm does. */
export function without(name: 'Intl', run: () => void): void {
  const kept = Object.getOwnPropertyDescriptor(globalThis, name) as PropertyDescriptor;
  Reflect.deleteProperty(globalThis, name);
  try {
    run();
  } finally {
    Object.defineProperty(globalThis, name, kept);
  }
}

/** What a function says of a text whose characters it cannot tell. */
export const LACKS = 'this text needs Intl.Segmenter, which the runtime lacks';
