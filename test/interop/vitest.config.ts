import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// other languages: what is not installed is skipped, and says so
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: { include: ['test/interop/*.interop.ts'], testTimeout: 180_000, hookTimeout: 180_000 },
});
