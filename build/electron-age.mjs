// Whether the Electron that ships is still looked after: its makers mend the newest three lines. npm asks the registry that
// packages come from; where it gets no answer that is said, and nothing is judged.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root, runNpm, say } from './run.mjs';

/** How many lines of Electron get security fixes. */
const SUPPORTED_LINES = 3;

/** @param {string} version */
const lineOf = (version) => Number(version.split('.')[0]);

/**
 * What is wrong with the age of an Electron; nothing when it is of a supported line.
 * @param {string} version the one that ships
 * @param {readonly string[]} released all versions there are; those before a release (`-beta.1`) do not count
 * @returns {string | undefined}
 */
export function electronAge(version, released) {
  const lines = new Set(released.filter((one) => /^\d+\.\d+\.\d+$/.test(one)).map(lineOf));
  const supported = [...lines].toSorted((a, b) => b - a).slice(0, SUPPORTED_LINES);
  if (supported.length === 0 || lineOf(version) >= (supported.at(-1) ?? 0)) return undefined;
  return `Electron ${version} gets no security fixes any more: the lines ${supported.join(', ')} do. Update "electron" in package.json.`;
}

/** @returns {Promise<import('./check.mjs').Result>} */
export async function checkElectronAge() {
  const { devDependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const { code, output } = await runNpm(['view', 'electron', 'versions', '--json'], {
    capture: true,
    timeoutMs: 60_000,
  });
  if (code !== 0) {
    say('which Electron is the newest could not be asked, so the age of ours is not checked.');
    return { passed: 0, failed: 0, output };
  }
  const wrong = electronAge(devDependencies.electron, JSON.parse(output.slice(output.indexOf('['))));
  return wrong === undefined ? { passed: 1, failed: 0, output: '' } : { passed: 0, failed: 1, output: wrong };
}
