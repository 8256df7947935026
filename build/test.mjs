// npm test: installs what is missing, then runs everything: types, lint, import rules, the age of Electron, unit, crash and
// end-to-end tests.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { checks, close, runChecks, runVitest } from './check.mjs';
import { checkCoverage } from './coverage.mjs';
import { ensureForE2e, runE2e } from './e2e.mjs';
import { checkElectronAge } from './electron-age.mjs';
import { root, runMain } from './run.mjs';

await runMain(import.meta.url, async () => {
  const executable = await ensureForE2e();
  const still = await runChecks([...checks, { name: 'age of Electron', check: checkElectronAge }]);
  await rm(join(root, '.cache/coverage'), { recursive: true, force: true });
  // In one run, so that what each of them covers is added up.
  const tests = await runVitest(['node', 'dom', 'long', 'crash'], ['--coverage'], {});
  const coverage = await checkCoverage();
  const e2e = await runE2e(executable, []);
  const all = [still, tests, coverage, e2e];
  return close({
    passed: all.reduce((sum, one) => sum + one.passed, 0),
    failed: all.reduce((sum, one) => sum + one.failed, 0),
  });
});
