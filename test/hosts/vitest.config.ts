import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// no alias for `voile`: here it is the packed package, found through its exports as a user's program finds it
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: ['test/hosts/*.test.ts'],
    globalSetup: 'test/hosts/setup.mjs',
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 180_000,
  },
});
