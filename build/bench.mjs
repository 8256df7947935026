// npm run bench [-- NAME... --full]: bundles the benchmarks in tests/bench/ for plain Node and runs them one after another.
// They print figures and judge nothing. BATON_ELECTRON and a display are there for those that start the window.
import { mkdir, readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { onVirtualDisplay } from './display.mjs';
import { ensureForE2e } from './e2e.mjs';
import { Refusal, root, run, runMain } from './run.mjs';

const folder = join(root, 'tests', 'bench');
const bundles = join(root, '.cache', 'bench');
// The benchmarks, and programs that they start.
const sources = /[.](bench|program)[.]ts$/;

/** The benchmarks: the files named *.bench.ts. @param {readonly string[]} wanted all of them when empty */
async function findBenches(wanted) {
  const files = await readdir(folder).catch(() => []);
  const names = files.filter((file) => file.endsWith('.bench.ts')).map((file) => basename(file, '.bench.ts'));
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown || names.length === 0)
    throw new Refusal(`there is no benchmark ${unknown ?? ''}; there are: ${names.join(', ') || 'none'}.`);
  return wanted.length > 0 ? wanted : names.toSorted();
}

async function bundle() {
  const files = (await readdir(folder)).filter((file) => sources.test(file));
  const { build } = await import('vite');
  await rm(bundles, { recursive: true, force: true });
  await mkdir(bundles, { recursive: true });
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    build: {
      ssr: true,
      target: 'node20',
      outDir: bundles,
      rollupOptions: {
        input: Object.fromEntries(files.map((file) => [basename(file, '.ts'), join(folder, file)])),
        output: { entryFileNames: '[name].mjs' },
      },
    },
  });
}

await runMain(import.meta.url, async () => {
  const args = process.argv.slice(2);
  const flags = args.filter((arg) => arg.startsWith('--'));
  const names = await findBenches(args.filter((arg) => !flags.includes(arg)));
  const executable = await ensureForE2e();
  await bundle();
  const runAll = async (/** @type {NodeJS.ProcessEnv} */ env) => {
    for (const name of names) {
      const { code } = await run(process.execPath, ['--expose-gc', join(bundles, `${name}.bench.mjs`), ...flags], {
        env: { ...env, BATON_ELECTRON: executable },
      });
      if (code !== 0) return code;
    }
    return 0;
  };
  return process.platform === 'linux' ? onVirtualDisplay(runAll) : runAll(process.env);
});
