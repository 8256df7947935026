// Two kinds of unit tests, plain Node ones and those of the renderer in a light stand-in for a page; and crash tests. Unit
// tests that take long are left to `npm test`, so that the everyday loop stays short.
import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';

const long = [
  'tests/unit/fuzz/**/*.test.ts',
  'tests/unit/electron/csv/contacts.test.ts',
  'tests/unit/electron/store/prune.test.ts',
  'tests/unit/electron/store/recovery.test.ts',
  'tests/unit/electron/runtime/backup.test.ts',
  'tests/unit/electron/runtime/edited-by-hand.test.ts',
  'tests/unit/electron/runtime/erase.test.ts',
  'tests/unit/electron/runtime/imports.test.ts',
  'tests/unit/electron/runtime/recover.test.ts',
  'tests/unit/electron/runtime/restore.test.ts',
  'tests/unit/electron/terminal/run.test.ts',
  'tests/unit/electron/terminal/run-ends.test.ts',
];

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  cacheDir: '.cache/vite',
  test: {
    // A busy machine is no failure: this only ends what hangs.
    testTimeout: 60_000,
    // The files of one worker share their modules: loading them anew for each file took three times as long as the tests.
    isolate: false,
    // Collected by `npm test` alone; build/coverage.mjs reads the summary.
    coverage: {
      provider: 'v8',
      include: ['electron/store/**/*.ts', 'electron/runtime/**/*.ts'],
      reporter: ['json-summary', 'html'],
      reportsDirectory: '.cache/coverage',
      reportOnFailure: true,
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['tests/unit/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...long],
        },
      },
      { extends: true, test: { name: 'long', environment: 'node', include: long } },
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
