import { gzipSync } from 'node:zlib';
import { build, type Plugin } from 'esbuild';
import { entryOf, sourceOf } from './surface.ts';

/** `SIZES_OF=dist` measures what a user installs; the sources give the same without a build. */
const built = process.env['SIZES_OF'] === 'dist';
const fileOf = (subpath: string): string => (built ? `./dist/${entryOf(subpath)}.js` : `./${sourceOf(subpath)}`);

/** A minified bundle: its text and its size. */
export interface Bundle {
  readonly text: string;
  /** Bytes after gzip -9, without noble: our own code. */
  readonly bytes: number;
}

/** The bundle of some names of a subpath, or of all: `bundle('./generalisation', 'bin')`. */
export async function bundle(subpath: string, ...names: string[]): Promise<Bundle> {
  const contents = `export ${names.length > 0 ? `{ ${names.join(', ')} }` : '*'} from '${fileOf(subpath)}';`;
  const [text, own] = await Promise.all([bundled(contents), bundled(contents, 'esm', ['@noble/*'])]);
  return { text, bytes: gzipSync(own, { level: 9 }).length };
}

/** The text of a bundle of TypeScript that imports by the paths of the repository. */
export async function bundled(
  contents: string,
  format: 'esm' | 'iife' = 'esm',
  external: string[] = [],
  plugins: Plugin[] = [],
): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    minify: true,
    format,
    external,
    plugins,
    platform: 'neutral',
    target: 'es2022',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}
