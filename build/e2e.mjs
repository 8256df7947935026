// npm run e2e: the end-to-end tests, on a virtual display where there is one. Arguments go on to Playwright.
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureBuilt } from './bundle.mjs';
import { close } from './check.mjs';
import { onVirtualDisplay } from './display.mjs';
import { resolveElectron } from './electron-dist.mjs';
import { ensureDeps } from './ensure-deps.mjs';
import { ensureSystem } from './ensure-system.mjs';
import { root, runMain, runTool } from './run.mjs';

const report = join(root, '.cache', 'e2e.json');

/** Makes sure that all is there for the end-to-end tests, and answers the Electron to run them on. */
export async function ensureForE2e() {
  await ensureDeps();
  const { executable } = await resolveElectron();
  await ensureSystem({ executable, needsXvfb: true });
  await ensureBuilt();
  return executable;
}

/**
 * Runs end-to-end tests and answers their counts.
 * @param {string} executable Electron
 * @param {readonly string[]} args for Playwright, for example the name of a test file
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runE2e(executable, args) {
  await rm(report, { force: true });
  const play = (/** @type {NodeJS.ProcessEnv} */ env) =>
    runTool('@playwright/test/cli.js', ['test', '--config', 'build/playwright.config.ts', ...args], {
      env: { ...env, BATON_ELECTRON: executable },
    });
  const { code } = process.platform === 'linux' ? await onVirtualDisplay(play) : await play(process.env);
  const { stats = {} } = JSON.parse(await readFile(report, 'utf8').catch(() => '{}'));
  const { expected: passed = 0, unexpected: failed = 0 } = stats;
  return { passed, failed: code === 0 ? failed : Math.max(failed, 1) };
}

await runMain(import.meta.url, async () => close(await runE2e(await ensureForE2e(), process.argv.slice(2))));
