import { createContext, runInContext } from 'node:vm';
import type { Plugin } from 'esbuild';
import { expect, test } from 'vitest';
import { script } from './realm.ts';
import { subpaths } from './surface.ts';

// Every method of the prototypes and name spaces throws. Object.freeze alone stays: the one system source of random
// words, made at import, freezes itself.
const poison = `
  const fail = () => { throw new Error('called at import'); };
  const roots = [Array, String, Number, BigInt, Map, Set, WeakMap, Date, RegExp, Promise, Uint8Array, Object, Function];
  const places = [Math, JSON, Reflect, Object, Symbol, Intl, Object.getPrototypeOf(Uint8Array).prototype,
    ...roots.map((root) => root.prototype), ...roots];
  const found = places.flatMap((place) => Reflect.ownKeys(place).map((name) => ({ place, name })));
  const { getOwnPropertyDescriptor, defineProperty } = Object;
  for (const { place, name } of found) {
    const { value, configurable } = getOwnPropertyDescriptor(place, name);
    if (typeof value !== 'function' || !configurable || name === 'constructor' || name === 'freeze') continue;
    defineProperty(place, name, { value: fail });
  }
`;

/** In place of noble, which fills its tables at import, functions of the same names, that are not to be called at import either. */
const withoutNoble: Plugin = {
  name: 'without noble',
  setup({ onLoad }) {
    onLoad({ filter: /@noble.*\.js$/ }, async ({ path }) => {
      const names = Object.keys(await import(path));
      const contents = names.map((name) => `export const ${name} = () => { throw new Error('called at import'); };`);
      return { contents: contents.join('\n') };
    });
  },
};

test('importing everything calls no method of the language, and none of noble', async () => {
  const realm = createContext({});
  runInContext(`(() => {${poison}})()`, realm);
  expect(() => runInContext('[].map(String)', realm)).toThrow('called at import');
  runInContext(await script(subpaths, withoutNoble), realm);
  expect(runInContext('typeof voile.keep', realm)).toBe('function');
});
test('a property planted on Object.prototype does not leave, nor is it asked for', async () => {
  const realm = createContext({});
  runInContext(await script(), realm);
  const code = `
    Object.prototype.secret = 'planted';
    JSON.stringify(Object.keys(voile.policyFor()({ id: voile.keep() })({ id: 1, other: 2 })))`;
  expect(runInContext(code, realm)).toBe('["id"]');
});
