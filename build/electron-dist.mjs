// Finds Electron: the folder somebody named, Electron's own download, or the stand-in, in this order.
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal, root, runTool, say } from './run.mjs';
import { cacheFolder, ensureStandIn, hasStandIn } from './stand-in.mjs';

/** @typedef {{ kind: 'named' | 'official' | 'stand-in', folder: string, executable: string, version: string }} ElectronDist */

/** How long a failed download is not tried again while there is a stand-in. */
const retryAfterMs = 60 * 60 * 1000;
const downloadLimitMs = 10 * 60 * 1000;

const executables = /** @type {Record<string, string>} */ ({
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
});
const executableIn = (/** @type {string} */ folder) => join(folder, executables[process.platform] ?? 'electron');

const electronPackage = join(root, 'node_modules', 'electron');

/** An empty file, as old as the last download of a version that failed. @param {string} version */
const failureNote = (version) => join(cacheFolder, `electron-${version}-download-failed`);

/** The version of Electron that Baton is built for. */
export async function pinnedVersion() {
  return /** @type {string} */ (JSON.parse(await readFile(join(electronPackage, 'package.json'), 'utf8')).version);
}

/** @param {string} folder */
const versionIn = async (folder) => {
  const text = await readFile(join(folder, 'version'), 'utf8').catch(() => '');
  return text.trim().replace(/^v/, '');
};

/**
 * Electron's own download, already there or fetched now; nothing when it failed, now or a short while ago.
 * @param {string} version
 * @returns {Promise<ElectronDist | undefined>}
 */
async function findOfficial(version) {
  const folder = join(electronPackage, 'dist');
  /** @type {ElectronDist} */
  const official = { kind: 'official', folder, executable: executableIn(folder), version };
  if ((await versionIn(folder)) === version) return official;
  const failed = await stat(failureNote(version)).catch(() => undefined);
  if (hasStandIn && failed && Date.now() - failed.mtimeMs < retryAfterMs) return undefined;
  say(`downloading Electron ${version}`);
  const { code } = await runTool('electron/install.js', [], { capture: true, timeoutMs: downloadLimitMs });
  if (code === 0 && (await versionIn(folder)) === version) {
    await rm(failureNote(version), { force: true });
    return official;
  }
  await mkdir(cacheFolder, { recursive: true });
  await writeFile(failureNote(version), '');
  return undefined;
}

/**
 * The Electron to start, test and package with. Says so in one line when it is the stand-in.
 * Throws a `Refusal` when there is none.
 * @returns {Promise<ElectronDist>}
 */
export async function resolveElectron() {
  const version = await pinnedVersion();
  const named = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (named)
    return {
      kind: 'named',
      folder: named,
      executable: executableIn(named),
      version: (await versionIn(named)) || version,
    };
  const official = await findOfficial(version);
  if (official) return official;
  if (!hasStandIn)
    throw new Refusal(
      `Electron ${version} could not be downloaded. Go online once and start again, ` +
        'or set ELECTRON_OVERRIDE_DIST_PATH to a folder that holds Electron.',
    );
  const standIn = await ensureStandIn();
  say(`Electron ${version} could not be downloaded; Electron ${standIn.version} stands in for it (${standIn.folder})`);
  return { kind: 'stand-in', ...standIn, executable: executableIn(standIn.folder) };
}
