// Starts Baton once more in a home where it runs, and answers how that start ended.
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { electronExecutable, root } from './launch.ts';

/** `args` for Baton, on the user data of `home`; relative paths count from `cwd`. */
export async function startAgain(
  home: string,
  args: readonly string[],
  cwd = home,
): Promise<{ readonly code: number; readonly stderr: string }> {
  const child = start(home, args, cwd);
  const stderr = wordsOf(child);
  const [code] = (await once(child, 'close')) as [number];
  return { code, stderr: stderr.join('') };
}

/** As `startAgain`, for a start that ends with a box in which a person reads why. Answers when the words are said. */
export async function startRefused(home: string, args: readonly string[], words: string): Promise<void> {
  const child = start(home, args, home);
  const stderr = wordsOf(child);
  try {
    while (!stderr.join('').includes(words)) {
      if (child.exitCode !== null) throw new Error(`It ended by itself and said: ${stderr.join('')}`);
      await Promise.race([once(child.stderr, 'data'), once(child, 'close')]);
    }
  } finally {
    // The box waits for a press.
    child.kill('SIGKILL');
  }
}

function start(home: string, args: readonly string[], cwd: string): ChildProcessByStdio<null, null, Readable> {
  const userData = `--user-data-dir=${join(home, 'user-data')}`;
  // Chromium has no sandbox for root, as in most containers.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const all = [root, userData, '--disable-gpu', ...sandbox, ...args];
  return spawn(electronExecutable(), all, { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
}

function wordsOf(child: { readonly stderr: Readable }): string[] {
  const words: string[] = [];
  child.stderr.on('data', (bytes: Buffer) => words.push(bytes.toString('utf8')));
  return words;
}
