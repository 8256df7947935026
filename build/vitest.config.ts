// Two kinds of unit tests, plain Node ones and those of the renderer in a light stand-in for a page; and crash tests.
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
      {
        extends: true,
        test: {
          name: 'crash',
          environment: 'node',
          include: ['tests/crash/**/*.test.ts'],
          globalSetup: 'tests/crash/bundle-programs.ts',
          // The full figures take their time.
          testTimeout: process.env['BATON_CRASH'] === 'full' ? 7_200_000 : 600_000,
        },
      },
    ],
  },
});
