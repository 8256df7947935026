// Installs the system libraries that Electron needs on Debian and Ubuntu where it may; elsewhere it says what to run.
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { Refusal, run, say } from './run.mjs';

// Named as in Debian 12; newer releases call some of them by a name that ends in t64.
const packages = ['xvfb', 'libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1'];

/** Whether a program is on the path. @param {string} program */
export async function hasProgram(program) {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const found = await Promise.all(
    folders.map((folder) =>
      access(join(folder, program)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return found.includes(true);
}

/** What is missing, in words; empty when all is there. @param {{ executable: string, needsXvfb: boolean }} needs */
async function findMissing({ executable, needsXvfb }) {
  const { output } = await run('ldd', [executable], { capture: true });
  const libraries = [...output.matchAll(/^\s*(\S+) => not found/gm)].map(([, name = '']) => name);
  return needsXvfb && !(await hasProgram('Xvfb')) ? [...libraries, 'Xvfb'] : libraries;
}

/** The packages by the names they have on this machine. */
async function packageNames() {
  const { output } = await run('apt-cache', ['policy', ...packages.map((name) => `${name}t64`)], { capture: true });
  const known = new Set([...output.matchAll(/^(\S+):$/gm)].map(([, name]) => name));
  return packages.map((name) => (known.has(`${name}t64`) ? `${name}t64` : name));
}

/**
 * Makes sure that Electron can start on this machine. Throws a `Refusal` with the command to run when it may not install.
 * @param {{ executable: string, needsXvfb: boolean }} needs
 */
export async function ensureSystem(needs) {
  if (process.platform !== 'linux') return;
  const missing = await findMissing(needs);
  if (missing.length === 0) return;
  const lacks = `this machine lacks ${missing.join(', ')}`;
  if (!(await hasProgram('apt-get')))
    throw new Refusal(`${lacks}. Install the packages that hold them; on Debian they are: ${packages.join(' ')}`);
  if (process.getuid?.() !== 0)
    throw new Refusal(`${lacks}. Run: sudo apt-get install ${(await packageNames()).join(' ')}`);
  say(`${lacks}; installing system packages`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const updated = await run('apt-get', ['update'], { capture: true, env });
  const names = await packageNames();
  const { code, output } = await run('apt-get', ['install', '-y', '--no-install-recommends', ...names], {
    capture: true,
    env,
  });
  if (code !== 0) throw new Refusal(`${lacks}, and installing it failed:\n${updated.output}${output}`);
}
