// A display for the window: the one that is there, or a virtual one (Xvfb) that lives as long as the work.
import { spawn } from 'node:child_process';
import { Refusal } from './run.mjs';

/** Whether windows can be seen on this machine. */
export const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);

/**
 * Starts a virtual display and answers its name once it takes connections.
 * @returns {Promise<{ name: string, stop: () => void }>}
 */
function startXvfb() {
  return new Promise((resolve, reject) => {
    // In a process group of its own, so that Ctrl-C ends the window first and the display after it.
    const xvfb = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
      detached: true,
    });
    let name = '';
    xvfb.stdio[3]?.on('data', (chunk) => {
      name += chunk;
      if (name.endsWith('\n')) resolve({ name: `:${name.trim()}`, stop: () => void xvfb.kill() });
    });
    xvfb.on('error', reject);
    xvfb.on('exit', () => reject(new Refusal('the virtual display (Xvfb) did not start.')));
  });
}

/**
 * Does some work with the environment of a virtual display.
 * @template T
 * @param {(env: NodeJS.ProcessEnv) => Promise<T>} work
 */
export async function onVirtualDisplay(work) {
  const { name, stop } = await startXvfb();
  process.once('exit', stop);
  const { WAYLAND_DISPLAY: _, ...env } = process.env;
  try {
    return await work({ ...env, DISPLAY: name });
  } finally {
    stop();
  }
}
