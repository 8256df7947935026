// The everyday loop: types, lint, format, import rules and unit tests, two at a time. It starts nothing that needs a window,
// and leaves the longest unit tests to `npm test`.
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureDeps } from './ensure-deps.mjs';
import { root, runMain, runTool } from './run.mjs';

/**
 * What a check found. Types, lint, format and import rules count as one each, unit tests one by one.
 * @typedef {{ passed: number, failed: number }} Count
 * @typedef {Count & { output: string }} Result
 * @typedef {{ name: string, check: () => Promise<Result> }} Check
 */

const rooms = ['shared', 'electron', 'renderer', 'tests', 'build'];

/** @param {{ code: number, output: string }} ended @returns {Result} */
const asOne = ({ code, output }) => ({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output });

/** @param {string} room */
const checkTypes = async (room) => asOne(await runTool('typescript/bin/tsc', ['-p', room], { capture: true }));

async function checkLint() {
  const args = ['--type-aware', '--deny-warnings', ...rooms];
  return asOne(await runTool('oxlint/bin/oxlint', args, { capture: true }));
}

async function checkFormat() {
  const args = ['--check', '--cache', '--cache-location', '.cache/prettier', '.'];
  return asOne(await runTool('prettier/bin/prettier.cjs', args, { capture: true }));
}

/** Import rules, and that the tool really read every file: it is content with nothing when its parser is missing. */
async function checkImports() {
  const cruised = ['shared', 'electron', 'renderer'];
  const listed = await Promise.all(cruised.map((room) => readdir(join(root, room), { recursive: true })));
  const floor = listed.flat().filter((name) => /[.]tsx?$/.test(name)).length;
  const args = ['--config', 'build/import-rules.mjs', ...cruised];
  const ended = await runTool('dependency-cruiser/bin/dependency-cruise.mjs', args, { capture: true });
  const count = Number(/\((\d+) modules/.exec(ended.output)?.[1] ?? 0);
  if (count >= floor) return asOne(ended);
  return asOne({
    code: 1,
    output: `${ended.output}\nOnly ${count} modules were read; there are ${floor} source files.`,
  });
}

/**
 * Runs the tests of some projects of the test runner, and counts them.
 * @param {readonly ('node' | 'dom' | 'long' | 'crash')[]} projects
 * @param {readonly string[]} [more] options, and parts of names of test files; all files when there are none
 * @param {Parameters<typeof runTool>[2]} [options]
 * @returns {Promise<Result>}
 */
export async function runVitest(projects, more = [], options = { capture: true }) {
  const report = join(root, '.cache', `${projects.join('-')}.json`);
  await rm(report, { force: true });
  const args = ['run', '--config', 'build/vitest.config.ts', '--reporter=default', '--reporter=json'];
  const chosen = [...projects.flatMap((project) => ['--project', project]), ...more];
  const { code, output } = await runTool(
    'vitest/vitest.mjs',
    [...args, `--outputFile.json=${report}`, ...chosen],
    options,
  );
  const { numPassedTests: passed = 0, numFailedTests: failed = 0 } = JSON.parse(
    await readFile(report, 'utf8').catch(() => '{}'),
  );
  return { passed, failed: code === 0 ? failed : Math.max(failed, 1), output };
}

/** @type {Check} */
const unitTests = { name: 'unit tests', check: () => runVitest(['node', 'dom']) };

/** What is checked without running anything. @type {readonly Check[]} */
export const checks = [
  ...rooms.map((room) => ({ name: `types ${room}`, check: () => checkTypes(room) })),
  { name: 'lint', check: checkLint },
  { name: 'format', check: checkFormat },
  { name: 'import rules', check: checkImports },
];

/**
 * Runs checks, two at a time, shows the output of those that fail, and answers the counts.
 * @param {readonly Check[]} chosen
 * @returns {Promise<Count>}
 */
export async function runChecks(chosen) {
  await mkdir(join(root, '.cache'), { recursive: true });
  const waiting = [...chosen];
  const total = { passed: 0, failed: 0 };
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const began = performance.now();
      const { passed, failed, output } = await next.check();
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      console.log(`${failed === 0 ? 'ok    ' : 'FAILED'} ${next.name} (${seconds} s)`);
      if (failed > 0) console.log(output);
      total.passed += passed;
      total.failed += failed;
    }
  };
  await Promise.all([work(), work()]);
  return total;
}

/** The closing line of a whole run. @param {Count} total */
export function close({ passed, failed }) {
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

await runMain(import.meta.url, async () => {
  await ensureDeps();
  return close(await runChecks([unitTests, ...checks]));
});
