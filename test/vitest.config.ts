import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (path: string): string => fileURLToPath(new URL(`../src/${path}`, import.meta.url));

// `--mode deep` is FC_RUNS=100000, `--mode dist` SIZES_OF=dist, without the syntax of one shell
export default defineConfig(({ mode }) => {
  const runs = process.env['FC_RUNS'] ?? (mode === 'deep' ? '100000' : undefined);
  const env = { ...(runs !== undefined && { FC_RUNS: runs }), ...(mode === 'dist' && { SIZES_OF: 'dist' }) };
  // vitest fails a synchronous test that passed but took longer than this
  const testTimeout = runs === undefined ? 20_000 : 240_000;
  // a project reads this file again, without the mode: what depends on it is handed over here
  const project = (name: string, include: string[], exclude: string[], isolate: boolean) => ({
    extends: true as const,
    test: { name, include, exclude: ['**/node_modules/**', ...exclude], isolate, env, testTimeout },
  });
  return {
    resolve: {
      alias: [
        { find: /^voile$/, replacement: source('index.ts') },
        { find: /^voile\/(.+)$/, replacement: source('$1/index.ts') },
      ],
    },
    test: {
      coverage: {
        provider: 'v8',
        include: ['src/**'],
        reportsDirectory: 'coverage',
        thresholds: { lines: 100, branches: 100, functions: 100, statements: 100 },
      },
      projects: [
        project(
          'unit',
          ['test/**/*.test.ts'],
          ['test/statistical/**', 'test/package/**', 'test/hosts/**', 'test/postgres/**'],
          false,
        ),
        project('statistical', ['test/statistical/**/*.test.ts'], [], false),
        project('isolated', ['test/package/**/*.test.ts'], [], true),
      ],
    },
  };
});
