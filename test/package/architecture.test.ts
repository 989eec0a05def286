import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { sources } from './surface.ts';

const techniques = [
  'suppression',
  'generalisation',
  'perturbation',
  'pseudonymisation',
  'encryption',
  'differential-privacy',
];
const tables = ['aggregation', 'anonymity', 'collaboration'];
const side = ['plot', 'audit', 'testing'];
const rings = [['errors'], ['core'], ['keys', ...techniques], tables, ['policy'], ['governance'], ['index'], side];
const only: { readonly [home: string]: readonly string[] } = {
  keys: ['core'],
  policy: ['errors', 'core'], // the contract, no technique
  index: ['errors', 'core', 'suppression', 'generalisation', 'perturbation', 'policy'], // no cryptography by the root
};
const noble = /^(?:core\/(?:keys|engine)\.ts|(?:pseudonymisation|encryption|collaboration)\/)/;
const ring = (home: string): number => rings.findIndex((names) => names.includes(home));
const homeOf = (path: string): string => (path.split('/')[0] ?? '').replace(/\.ts$/, '');

function allowed(file: string, spec: string): boolean {
  if (!spec.startsWith('.')) return spec.startsWith('@noble/') && noble.test(file);
  const home = homeOf(file);
  const target = homeOf(posix.join(posix.dirname(file), spec));
  if (target === home) return true;
  return only[home]?.includes(target) ?? (ring(target) >= 0 && ring(target) < ring(home));
}

/** All findings in the sources; comments are kept, because only lines of the form of an import are read. */
function breaches(find: (file: string, text: string) => string[]): string[] {
  return [...sources].flatMap(([file, text]) => find(file, text).map((what) => `${file} -> ${what}`));
}
/** The only files that look at what one runtime has. */
const ofRuntimes = /^core\/(?:engine|codec)\.ts$/;
const codeOf = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');

test('every folder has its place in the rings', () => {
  expect([...sources.keys()].filter((file) => ring(homeOf(file)) < 0)).toEqual([]);
});
test('a file imports only from its own folder or a ring further in', () => {
  const imports = /^(?:import|export|\}).* from '([^']+)';$/gm;
  const wrong = breaches((file, text) =>
    [...text.matchAll(imports)].map(([, spec = '']) => spec).filter((spec) => !allowed(file, spec)),
  );
  expect(wrong).toEqual([]);
});
test('nothing is loaded at run time but a built-in module, by core/engine.ts', () => {
  const wrong = breaches((file, text) => {
    const code = codeOf(text);
    const rest = file === 'core/engine.ts' ? code.replaceAll(/getBuiltinModule\?*\.*\('node:\w+'\)/g, '') : code;
    return rest.match(/\bimport\s*\(|\brequire\s*\(|^import '.*|['"`]node:.*/gm) ?? [];
  });
  expect(wrong).toEqual([]);
});
test('no clock, no ambient randomness, no evaluated text, no global of one runtime', () => {
  const forbidden =
    /\b(?:Math\.random|Date\.now|performance\.now|new Date\(\)|new Function|eval\(|process\.(?!getBuiltinModule)|Buffer\b|document\.|window\.|Deno\.|Bun\.|console\.|TextEncoder|TextDecoder|setTimeout|structuredClone)/g;
  const known = /^(?:Buffer|TextDecoder)$/;
  const wrong = breaches((file, text) =>
    (codeOf(text).match(forbidden) ?? []).filter((word) => !(ofRuntimes.test(file) && known.test(word))),
  );
  expect(wrong).toEqual([]);
});
test('no type or coverage check is switched off', () => {
  const marks = /@ts-(?:ignore|nocheck|expect-error)|\b(?:v8|c8|istanbul) ignore|biome-ignore/g;
  const casts = /\bas any\b|\bas unknown as\b/g;
  const wrong = breaches((_, text) => [...(text.match(marks) ?? []), ...(codeOf(text).match(casts) ?? [])]);
  expect(wrong).toEqual([]);
});
test('an index only re-exports, by name', () => {
  const indexes = [...sources].filter(([file]) => /(?:^|\/)index\.ts$/.test(file));
  const reExport = /^export (?:type )?\{[^}*]*\} from '[^']+';$/gm;
  const other = ([, text]: [string, string]): boolean =>
    !/^(?:export \{\};)?$/.test(codeOf(text).replaceAll(reExport, '').trim());
  expect(indexes.filter(other).map(([file]) => file)).toEqual([]);
});
test('the root loads no cryptography', () => {
  const seen = new Set<string>();
  const wrong: string[] = [];
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    const loaded = codeOf(sources.get(file) ?? '').matchAll(/^(?:import|export) (?!type )[^;]* from '([^']+)';$/gm);
    for (const [, spec = ''] of loaded) {
      if (spec.startsWith('.')) visit(posix.join(posix.dirname(file), spec));
      else wrong.push(`${file} -> ${spec}`);
    }
  };
  visit('index.ts');
  expect(seen.size).toBeGreaterThan(50);
  expect(wrong).toEqual([]);
});
