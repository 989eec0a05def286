import { readdirSync, readFileSync } from 'node:fs';

/** What of package.json these tests read. */
interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly exports: { readonly [subpath: string]: string | { readonly types: string; readonly default: string } };
  readonly dependencies?: { readonly [name: string]: string };
  readonly devDependencies: { readonly [name: string]: string };
  readonly scripts: { readonly [name: string]: string };
  readonly typedocOptions: { readonly entryPoints: readonly string[] };
}

/** What of deno.json these tests read. */
interface DenoManifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly exports: { readonly [subpath: string]: string };
}

const json = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T;

export const manifest: Manifest = json('package.json');
export const deno: DenoManifest = json('deno.json');

/** The subpaths that hold code, as in package.json: `.`, `./suppression`, … */
export const subpaths: readonly string[] = Object.keys(manifest.exports).filter((name) => name !== './package.json');

/** `.` gives `index`, `./policy` gives `policy`: the name of the entry in `dist`. */
export const entryOf = (subpath: string): string => (subpath === '.' ? 'index' : subpath.slice(2));

/** `./policy` gives `src/policy/index.ts`. */
export const sourceOf = (subpath: string): string =>
  subpath === '.' ? 'src/index.ts' : `src/${subpath.slice(2)}/index.ts`;

/** `./policy` gives `voile/policy`. */
export const specifierOf = (subpath: string): string => manifest.name + subpath.slice(1);

/** Every source file: its path below `src/` and its text. */
export const sources: ReadonlyMap<string, string> = new Map(
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => [name, readFileSync(`src/${name}`, 'utf8')]),
);

/** The module behind a subpath, run from its sources. */
export const load = (subpath: string): Promise<{ readonly [name: string]: unknown }> =>
  import(/* @vite-ignore */ new URL(`../../${sourceOf(subpath)}`, import.meta.url).href);
