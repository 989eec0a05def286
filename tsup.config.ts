import { defineConfig } from 'tsup';

const folders = [
  ...['suppression', 'generalisation', 'perturbation', 'keys', 'pseudonymisation', 'encryption'],
  ...['policy', 'anonymity', 'audit', 'testing'],
];

export default defineConfig({
  entry: { index: 'src/index.ts', ...Object.fromEntries(folders.map((name) => [name, `src/${name}/index.ts`])) },
  format: ['esm'],
  platform: 'neutral',
  target: 'es2022',
  dts: true,
  splitting: true,
  treeshake: true,
  sourcemap: true,
  clean: true,
});
