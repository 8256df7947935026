// End-to-end tests: the real app in the real Electron, one at a time. What is left of a failure stands in test-results/.
import { defineConfig } from '@playwright/test';
import { fileURLToPath } from 'node:url';

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

export default defineConfig({
  testDir: at('tests/e2e'),
  testMatch: '*.test.ts',
  // The unpacked app that this one packages and drives is a Linux one.
  testIgnore: process.platform === 'linux' ? [] : 'packaged.test.ts',
  outputDir: at('test-results/e2e'),
  workers: 1,
  retries: 0,
  // Generous, as a busy machine is no fault of Baton's: only what never happens may fail.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list'], ['json', { outputFile: at('.cache/e2e.json') }]],
});
