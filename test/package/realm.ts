import { runInContext } from 'node:vm';
import type { Plugin } from 'esbuild';
import { bundled } from './bundle.ts';
import { load, sourceOf, subpaths } from './surface.ts';

/**
 * A script that sets `voile` to an object with every exported function of these subpaths.
 *
 * The names are listed one by one, so that the bundle holds none of the bundler's own helpers.
 */
export async function script(of: readonly string[] = subpaths, ...plugins: Plugin[]): Promise<string> {
  const lines: string[] = [];
  const names = new Set<string>();
  for (const subpath of of) {
    const fresh = Object.keys(await load(subpath)).filter((name) => !names.has(name));
    for (const name of fresh) names.add(name);
    lines.push(`import { ${fresh.join(', ')} } from './${sourceOf(subpath)}';`);
  }
  return bundled(`${lines.join('\n')}\nglobalThis.voile = { ${[...names].join(', ')} };`, 'iife', [], plugins);
}

/** What the code gives in the realm, as JSON text: objects of another realm equal nothing of this one. */
export const inRealm = (code: string, realm: object): unknown =>
  JSON.parse(String(runInContext(`JSON.stringify(${code})`, realm)));
