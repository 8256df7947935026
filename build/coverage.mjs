// Branch coverage of the folders that keep what people entrust to Baton: a line each, and a failure below the floor.
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { root } from './run.mjs';

/** Least share of branches that the tests take, in percent. */
const FLOOR = 95;
const folders = ['electron/store', 'electron/runtime'];

const slashed = (/** @type {string} */ path) => path.replaceAll('\\', '/');

/** Where vitest.config.ts lets the report go. */
const report = '.cache/coverage';

/**
 * Prints the coverage that the last run of the tests left behind, and counts it as one check.
 * @returns {Promise<import('./check.mjs').Count>}
 */
export async function checkCoverage() {
  const text = await readFile(join(root, report, 'coverage-summary.json'), 'utf8').catch(() => '{}');
  /** @type {Record<string, { branches: { total: number, covered: number } }>} */
  const files = JSON.parse(text);
  const enough = folders.map((folder) => {
    const inside = Object.keys(files).filter((file) => slashed(relative(root, file)).startsWith(`${folder}/`));
    const sum = (/** @type {'total' | 'covered'} */ what) =>
      inside.reduce((all, file) => all + (files[file]?.branches[what] ?? 0), 0);
    const [covered, total] = [sum('covered'), sum('total')];
    const share = total === 0 ? 0 : (100 * covered) / total;
    // Rounded down: what is printed as 95 % is 95 %.
    const figure = (Math.floor(share * 10) / 10).toFixed(1);
    const says = `${folder}: ${figure} % of branches (${covered} of ${total}; floor ${FLOOR} %)`;
    console.log(`${share >= FLOOR ? 'ok    ' : 'FAILED'} coverage of ${says}`);
    return share >= FLOOR;
  });
  console.log(`       each line: ${report}/index.html`);
  return enough.every(Boolean) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}
