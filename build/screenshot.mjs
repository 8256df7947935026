// npm run screenshot: takes docs/screenshot.png from the running app. With `-- --all DIR` every screen goes to DIR instead,
// in light and dark, small and large; a name after it takes only the screens of that file in tests/screens/.
import { resolve } from 'node:path';
import { onVirtualDisplay } from './display.mjs';
import { ensureForE2e } from './e2e.mjs';
import { Refusal, runMain, runTool, say } from './run.mjs';

/** Which screens go where. @param {readonly string[]} args */
function orderOf(args) {
  if (args.length === 0) return { files: ['readme'], folder: undefined };
  const [first, folder, ...files] = args;
  if (first !== '--all' || !folder) throw new Refusal('usage: npm run screenshot [-- --all DIR [NAME...]]');
  return { files, folder: resolve(folder) };
}

await runMain(import.meta.url, async () => {
  const { files, folder } = orderOf(process.argv.slice(2));
  const executable = await ensureForE2e();
  const take = (/** @type {NodeJS.ProcessEnv} */ env) =>
    runTool('@playwright/test/cli.js', ['test', '--config', 'build/screenshot.config.ts', ...files], {
      env: { ...env, BATON_ELECTRON: executable, ...(folder && { BATON_SCREENS: folder }) },
    });
  const { code } = process.platform === 'linux' ? await onVirtualDisplay(take) : await take(process.env);
  if (code === 0) say(`the pictures are in ${folder ?? 'docs/'}`);
  return code;
});
