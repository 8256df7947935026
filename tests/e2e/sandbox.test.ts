// The page in the sandbox of the system: what its process may ask of the kernel is what Chromium's filter lets through. As
// root there is none, so root becomes an ordinary user here.
import { expect, test } from '@playwright/test';
import { spawn } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { electronExecutable, root } from '../support/launch.ts';

const NOBODY = 65534;

/** Of each process below a folder that draws pages: what the kernel says of its filter and of new rights. */
function pages(folder: string): readonly string[] {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return processes.flatMap((pid) => {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      if (!command.startsWith(folder) || !command.includes('--type=renderer')) return [];
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      return [
        status
          .match(/^(?:NoNewPrivs|Seccomp):\s\d+$/gm)
          ?.join(' ')
          .replaceAll('\t', ' ') ?? '',
      ];
    } catch {
      // It ended meanwhile.
      return [];
    }
  });
}

test('for an ordinary user the page runs in the sandbox of the system', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'baton-sandbox-'));
  chmodSync(folder, 0o755);
  const home = join(folder, 'home');
  mkdirSync(home);
  cpSync(dirname(electronExecutable()), join(folder, 'electron'), { recursive: true });
  for (const name of ['out', 'package.json']) cpSync(join(root, name), join(folder, 'app', name), { recursive: true });
  const isRoot = process.getuid?.() === 0;
  if (isRoot) chownSync(home, NOBODY, NOBODY);
  const become = isRoot ? ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'] : ['env'];
  const baton = spawn(
    become[0] ?? '',
    [
      ...become.slice(1),
      join(folder, 'electron/electron'),
      join(folder, 'app'),
      `--user-data-dir=${join(home, 'data')}`,
      `--workspace=${join(home, 'workspace')}`,
      '--disable-gpu',
    ],
    { env: { ...process.env, HOME: home }, cwd: home, detached: true },
  );
  let said = '';
  baton.stderr.on('data', (piece) => (said += String(piece)));
  let over = false;
  const ended = new Promise<void>((resolve) => baton.once('exit', () => resolve()));
  void ended.then(() => (over = true));
  try {
    await expect.poll(() => over || pages(folder).length > 0, { timeout: 60_000 }).toBe(true);
    // Where the kernel gives ordinary users no sandbox, Baton does not start at all rather than without one.
    if (over) expect(said).toContain('No usable sandbox');
    else await expect.poll(() => pages(folder)).toEqual(['NoNewPrivs: 1 Seccomp: 2']);
  } finally {
    baton.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
});
