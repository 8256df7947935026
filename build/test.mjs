// npm test: installs what is missing, then runs everything: types, lint, import rules, unit, crash and end-to-end tests.
import { close, runChecks, runVitest } from './check.mjs';
import { ensureForE2e, runE2e } from './e2e.mjs';
import { runMain } from './run.mjs';

await runMain(import.meta.url, async () => {
  const executable = await ensureForE2e();
  const checks = await runChecks();
  const long = await runVitest(['long', 'crash'], [], {});
  const e2e = await runE2e(executable, []);
  const all = [checks, long, e2e];
  return close({
    passed: all.reduce((sum, one) => sum + one.passed, 0),
    failed: all.reduce((sum, one) => sum + one.failed, 0),
  });
});
