// Starts Baton once more in a home where it runs, and answers how that start ended.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { electronExecutable, root } from './launch.ts';

/** `args` for Baton, on the user data of `home`; relative paths count from `cwd`. */
export async function startAgain(
  home: string,
  args: readonly string[],
  cwd = home,
): Promise<{ readonly code: number; readonly stderr: string }> {
  const userData = `--user-data-dir=${join(home, 'user-data')}`;
  // Chromium has no sandbox for root, as in most containers.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(electronExecutable(), [root, userData, '--disable-gpu', ...sandbox, ...args], { cwd });
  let stderr = '';
  child.stderr.on('data', (bytes: Buffer) => (stderr += bytes.toString('utf8')));
  const [code] = (await once(child, 'close')) as [number];
  return { code, stderr };
}
