// Builds out/ with electron-vite, and skips that while out/ was made from the very sources that are here.
import { createHash } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureDeps } from './ensure-deps.mjs';
import { Refusal, root, runMain, runTool, say } from './run.mjs';

const sources = [
  'shared',
  'electron',
  'renderer',
  'build/electron.vite.config.ts',
  'package.json',
  'package-lock.json',
];
const stamp = join(root, 'out', '.made-from');

/**
 * All files at or below a path, in a fixed order.
 * @param {string} path relative to the project
 * @returns {Promise<string[]>}
 */
async function filesAt(path) {
  const entries = await readdir(join(root, path), { withFileTypes: true, recursive: true }).catch((error) => {
    if (error.code === 'ENOTDIR') return undefined;
    throw error;
  });
  if (!entries) return [join(root, path)];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

/** One fingerprint over names and contents of all sources. */
async function fingerprint() {
  const hash = createHash('sha256');
  for (const path of (await Promise.all(sources.map(filesAt))).flat()) hash.update(path).update(await readFile(path));
  return hash.digest('hex');
}

/** Says that what is in out/ is not the real build any more. */
export const forgetBuild = () => rm(stamp, { force: true });

/** Makes sure that out/ is there and fresh. Throws a `Refusal` when the build fails. */
export async function ensureBuilt() {
  const now = await fingerprint();
  if ((await readFile(stamp, 'utf8').catch(() => '')) === now) return;
  say('building');
  await rm(join(root, 'out'), { recursive: true, force: true });
  const { code, output } = await runTool(
    'electron-vite/bin/electron-vite.js',
    ['build', '--config', 'build/electron.vite.config.ts', '--logLevel', 'warn'],
    { capture: true },
  );
  if (code !== 0) throw new Refusal(`the build failed:\n${output}`);
  await writeFile(stamp, now);
}

await runMain(import.meta.url, async () => {
  await ensureDeps();
  await ensureBuilt();
  return 0;
});
