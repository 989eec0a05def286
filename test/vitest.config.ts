import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (path: string): string => fileURLToPath(new URL(`../src/${path}`, import.meta.url));
const project = (name: string, include: string[], exclude: string[], isolate: boolean) => ({
  extends: true as const,
  test: { name, include, exclude: ['**/node_modules/**', ...exclude], isolate },
});

// `--mode deep` is FC_RUNS=100000 without the syntax of one shell
export default defineConfig(({ mode }) => {
  const runs = process.env['FC_RUNS'] ?? (mode === 'deep' ? '100000' : undefined);
  return {
    resolve: {
      alias: [
        { find: /^voile$/, replacement: source('index.ts') },
        { find: /^voile\/(.+)$/, replacement: source('$1/index.ts') },
      ],
    },
    test: {
      env: runs === undefined ? {} : { FC_RUNS: runs },
      // vitest fails a synchronous test that passed but took longer than this
      testTimeout: runs === undefined ? 20_000 : 240_000,
      coverage: {
        provider: 'v8',
        include: ['src/**'],
        reportsDirectory: 'coverage',
        thresholds: { lines: 100, branches: 100, functions: 100, statements: 100 },
      },
      projects: [
        project('unit', ['test/**/*.test.ts'], ['test/statistical/**', 'test/package/**', 'test/hosts/**'], false),
        project('statistical', ['test/statistical/**/*.test.ts'], [], false),
        project('isolated', ['test/package/**/*.test.ts'], [], true),
      ],
    },
  };
});
