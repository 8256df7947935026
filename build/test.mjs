// npm test: installs what is missing, then runs everything: types, lint, import rules, unit and end-to-end tests.
import { close, runChecks } from './check.mjs';
import { ensureForE2e, runE2e } from './e2e.mjs';
import { runMain } from './run.mjs';

await runMain(import.meta.url, async () => {
  const executable = await ensureForE2e();
  const checks = await runChecks();
  const e2e = await runE2e(executable, []);
  return close({ passed: checks.passed + e2e.passed, failed: checks.failed + e2e.failed });
});
