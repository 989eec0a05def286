import { vi } from 'vitest';

/** What a realm has: what is left out is missing. */
export interface Realm {
  /** What `process.getBuiltinModule` gives; a function may throw. */
  readonly module?: ((name: string) => unknown) | undefined;
  readonly crypto?: unknown;
  readonly TextDecoder?: unknown;
}

const runtime = process;

/** The built-in module of this runtime, to be changed in parts. */
export const builtIn = (name: string): object => runtime.getBuiltinModule(name) as object;

/** Runs what needs fresh modules in a realm that has only this, and puts everything back. */
export async function inRealmOf<Module, Result>(
  realm: Realm,
  load: () => Promise<Module>,
  act: (module: Module) => Result,
): Promise<Result> {
  vi.resetModules();
  const module = await load(); // nothing asks for the realm before it is used
  vi.stubGlobal('process', 'module' in realm ? { getBuiltinModule: realm.module } : undefined);
  vi.stubGlobal('crypto', realm.crypto);
  vi.stubGlobal('TextDecoder', realm.TextDecoder);
  try {
    return act(module);
  } finally {
    vi.unstubAllGlobals();
    vi.resetModules();
  }
}
