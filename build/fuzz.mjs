// npm run fuzz [-- FILE]: the fuzz tests with 10,000 cases each (npm test has 500). A failure prints seed and path; to play it
// again: BATON_FUZZ_SEED=... BATON_FUZZ_PATH=... npm run fuzz.
import { ensureDeps } from './ensure-deps.mjs';
import { runMain, runTool } from './run.mjs';

await runMain(import.meta.url, async () => {
  await ensureDeps();
  const files = process.argv.slice(2);
  const args = ['run', '--config', 'build/vitest.config.ts', ...(files.length > 0 ? files : ['tests/unit/fuzz'])];
  const runs = process.env['BATON_FUZZ_RUNS'] ?? '10000';
  const { code } = await runTool('vitest/vitest.mjs', args, { env: { ...process.env, BATON_FUZZ_RUNS: runs } });
  return code;
});
