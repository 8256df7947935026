// Installs the npm packages when they are missing or differ from package-lock.json; otherwise does nothing, quickly.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal, root, runNpm, say } from './run.mjs';

/** The oldest Node that Baton is built with. */
const oldestNode = [20, 19];

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }} LockedPackage */

/**
 * The packages of a lock file, by path; nothing when the file is not there.
 * @param {string} path
 * @returns {Promise<Record<string, LockedPackage>>}
 */
async function readLock(path) {
  try {
    return JSON.parse(await readFile(join(root, path), 'utf8')).packages;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return {};
    throw error;
  }
}

/** Whether node_modules holds what package-lock.json asks for. npm notes what it installed in a lock file of its own. */
async function isInstalled() {
  const [wanted, installed] = await Promise.all([
    readLock('package-lock.json'),
    readLock('node_modules/.package-lock.json'),
  ]);
  return Object.entries(wanted).every(([path, { version, integrity, optional, devOptional }]) => {
    const found = installed[path];
    if (path === '' || (!found && (optional || devOptional))) return true;
    return found?.version === version && found?.integrity === integrity;
  });
}

/** Makes sure that the npm packages are there. Throws a `Refusal` when they cannot be installed. */
export async function ensureDeps() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldestNode;
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor))
    throw new Refusal(`this is Node ${process.versions.node}; Baton needs ${oldestNode.join('.')} or newer.`);
  if (await isInstalled()) return;
  say('installing packages (npm ci)');
  const { code } = await runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
  if (code !== 0) throw new Refusal('the packages could not be installed; npm says why above.');
}
