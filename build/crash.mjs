// npm run crash [-- ROW...] [--seed N]: the crash tests of tests/crash/ with their full figures, and a table of them. They
// take an hour or two. With a seed, which every failure names, they play that one again.
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { runVitest } from './check.mjs';
import { ensureForE2e, runE2e } from './e2e.mjs';
import { ensureDeps } from './ensure-deps.mjs';
import { Refusal, root, runMain } from './run.mjs';

const figures = join(root, '.cache', 'crash-figures.jsonl');
/**
 * Not in tests/crash/ but driven by Playwright, which gets these arguments.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const windows = { packaged: ['packaged', '--grep', 'killed'], burst: ['burst'] };

/** @param {readonly string[]} args @returns {{ seed: string | undefined, wanted: readonly string[] }} */
function readArguments(args) {
  const at = args.indexOf('--seed');
  if (at < 0) return { seed: undefined, wanted: args };
  const seed = args[at + 1] ?? '';
  if (!/^\d+$/.test(seed)) throw new Refusal('--seed needs the number that the failure named.');
  return { seed, wanted: [...args.slice(0, at), ...args.slice(at + 2)] };
}

/** Which rows there are: the test files, and those with a window. @param {readonly string[]} wanted all when empty */
async function findRows(wanted) {
  const files = await readdir(join(root, 'tests', 'crash'));
  const names = files.filter((file) => file.endsWith('.test.ts')).map((file) => basename(file, '.test.ts'));
  const all = [...names, ...Object.keys(windows)];
  const unknown = wanted.find((name) => !all.includes(name));
  if (unknown) throw new Refusal(`there is no crash test ${unknown}; there are: ${all.join(', ')}.`);
  return wanted.length > 0 ? wanted : all;
}

async function printFigures() {
  const text = await readFile(figures, 'utf8').catch(() => '');
  const rows = text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
  const width = Math.max(0, ...rows.map(({ what }) => what.length));
  console.log(`\nrow  ${'figure'.padEnd(width)}  value`);
  for (const { row, what, value } of rows.toSorted((a, b) => a.row.localeCompare(b.row)))
    console.log(`${row.padEnd(3)}  ${what.padEnd(width)}  ${value}`);
}

await runMain(import.meta.url, async () => {
  await ensureDeps();
  const { seed, wanted } = readArguments(process.argv.slice(2));
  const rows = await findRows(wanted);
  await mkdir(join(root, '.cache'), { recursive: true });
  await rm(figures, { force: true });
  process.env['BATON_CRASH'] = 'full';
  if (seed !== undefined) process.env['BATON_CRASH_SEED'] = seed;
  const files = rows.filter((name) => !(name in windows)).map((name) => `tests/crash/${name}.test.ts`);
  let failed = files.length === 0 ? 0 : (await runVitest(['crash'], files, { env: process.env })).failed;
  for (const [name, args] of Object.entries(windows)) {
    if (rows.includes(name)) failed += (await runE2e(await ensureForE2e(), args)).failed;
  }
  await printFigures();
  return failed === 0 ? 0 : 1;
});
