// The screens that `npm run screenshot` shows: Playwright walks the real app, but it judges nothing; a person looks.
import { defineConfig } from '@playwright/test';
import { fileURLToPath } from 'node:url';

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

export default defineConfig({
  testDir: at('tests/screens'),
  testMatch: '*.screens.ts',
  testIgnore: process.env['BATON_SCREENS'] ? 'readme.screens.ts' : [],
  outputDir: at('test-results/screenshot'),
  workers: 1,
  retries: 0,
  timeout: 180_000,
  reporter: [['list']],
});
