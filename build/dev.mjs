// npm run dev: the app as it is being worked on. The page reloads on change, the workshop starts anew.
import { forgetBuild } from './bundle.mjs';
import { hasDisplay, onVirtualDisplay } from './display.mjs';
import { resolveElectron } from './electron-dist.mjs';
import { ensureDeps } from './ensure-deps.mjs';
import { ensureSystem } from './ensure-system.mjs';
import { runMain, runTool } from './run.mjs';

await runMain(import.meta.url, async () => {
  await ensureDeps();
  const { executable } = await resolveElectron();
  await ensureSystem({ executable, needsXvfb: !hasDisplay });
  await forgetBuild();
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const args = ['dev', '--watch', '--config', 'build/electron.vite.config.ts', ...(isRoot ? ['--noSandbox'] : [])];
  const dev = async (/** @type {NodeJS.ProcessEnv} */ env) => {
    const { code } = await runTool('electron-vite/bin/electron-vite.js', [...args, '--', ...process.argv.slice(2)], {
      env: { ...env, ELECTRON_EXEC_PATH: executable },
    });
    return code;
  };
  return hasDisplay ? dev(process.env) : onVirtualDisplay(dev);
});
