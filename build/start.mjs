// npm start: installs what is missing, finds Electron, builds when sources changed, and opens the window.
import { spawn } from 'node:child_process';
import { ensureBuilt } from './bundle.mjs';
import { hasDisplay, onVirtualDisplay } from './display.mjs';
import { resolveElectron } from './electron-dist.mjs';
import { ensureDeps } from './ensure-deps.mjs';
import { ensureSystem } from './ensure-system.mjs';
import { passSignals, root, runMain, say } from './run.mjs';

/**
 * Runs the window until it is closed, and answers its exit code. To be ended by Ctrl-C is no failure.
 * @param {string} executable
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>}
 */
function runWindow(executable, args, env) {
  return new Promise((resolve, reject) => {
    const window = spawn(executable, args, { stdio: 'inherit', env });
    const signalCame = passSignals(window);
    window.on('error', reject);
    window.on('exit', (code) => resolve(signalCame() ? 0 : (code ?? 1)));
  });
}

await runMain(import.meta.url, async () => {
  await ensureDeps();
  const { executable } = await resolveElectron();
  await ensureSystem({ executable, needsXvfb: !hasDisplay });
  await ensureBuilt();
  const args = [root, ...process.argv.slice(2)];
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    say("running as root, so without Chromium's sandbox (--no-sandbox)");
    args.push('--no-sandbox');
  }
  if (hasDisplay) return runWindow(executable, args, process.env);
  say('no display here, so the window is on a virtual one (Xvfb); Ctrl-C ends it');
  // Such a machine has no desktop session either, and Chromium would complain about that at length.
  return onVirtualDisplay((env) => runWindow(executable, [...args, '--log-level=3'], env));
});
