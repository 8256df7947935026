// Two kinds of unit tests: plain Node ones, and those of the renderer in a light stand-in for a page.
import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  cacheDir: '.cache/vite',
  test: {
    // A busy machine is no failure: this only ends what hangs.
    testTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'node', environment: 'node', include: ['tests/unit/**/*.test.ts'] } },
      {
        extends: true,
        plugins: [react()],
        test: { name: 'dom', environment: 'happy-dom', include: ['tests/unit/renderer/**/*.test.tsx'] },
      },
    ],
  },
});
