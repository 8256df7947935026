// Row 1: kill -9 at any moment, with three writers and runs going. What was acknowledged is there, once, and whole.
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { openHouse } from '../../electron/runtime/house.ts';
import { realDisk } from '../../electron/store/disk.ts';
import { must } from '../support/must.ts';
import { startProgram, type Program } from '../support/program.ts';
import { randomOf } from '../support/random.ts';
import { figure, progress, promised, replay, seeds } from './figures.ts';
import { Oracle } from './oracle.ts';
import type { WriterSays, WriterTask } from './writer-says.ts';

/** Kills of one workspace, one after another. */
const KILLS = 10;
/** Most ms between the moment that is waited for and the kill. */
const LATEST_MS = 60;

interface Counts {
  kills: number;
  acknowledged: number;
  torn: number;
  slowest: number;
}

/** Kills at random: most often once the first acknowledgement of this start was heard, else while it opens. */
async function killAtRandom(program: Program<WriterSays>, random: () => number): Promise<void> {
  const duringStart = random() < 0.2;
  const latest = random() * LATEST_MS;
  await program.hear((said) => (duringStart ? 'opening' in said : 'ack' in said));
  await new Promise((resolve) => setTimeout(resolve, latest));
  program.kill();
  await program.ended;
}

/** Opens a copy of the workspace as it was left, and answers what is wrong with it. */
async function look(folder: string, oracle: Oracle, counts: Counts, finished = false): Promise<readonly string[]> {
  // Killed before it had even made the folder.
  if (!existsSync(folder)) return oracle.acknowledged === 0 ? [] : ['the workspace is gone'];
  const copy = `${folder}-copy`;
  cpSync(folder, copy, { recursive: true });
  try {
    const began = performance.now();
    const { runtime, report, close } = must(await openHouse(realDisk, copy));
    counts.slowest = Math.max(counts.slowest, performance.now() - began);
    const torn = report.problems.filter((one) => one.code === 'ledger-tail-cut');
    counts.torn += torn.length;
    const damage = report.problems.filter((one) => one.code !== 'ledger-tail-cut');
    const wrong = [
      ...damage.map((one) => `called damaged: ${one.message}`),
      ...(runtime.ledger.status().state === 'open' ? [] : [`it is ${runtime.ledger.status().state}`]),
      ...(await oracle.check(runtime, finished)),
    ];
    await close();
    return wrong;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

async function killOneWorkspace(seed: number, counts: Counts): Promise<readonly string[]> {
  const root = mkdtempSync(join(tmpdir(), 'baton-kill-'));
  const folder = join(root, 'workspace');
  const random = randomOf(seed);
  const oracle = new Oracle();
  const start = (life: number, finish: boolean): Program<WriterSays> => {
    const task = { folder, seed: seed * 1000 + life, first: oracle.next(), again: oracle.unanswered() };
    return startProgram<WriterSays>(inject('programs'), 'writer', {
      ...task,
      small: seed % 2 === 0,
      finish,
    } satisfies WriterTask);
  };
  try {
    for (let life = 0; life < KILLS; life++) {
      const program = start(life, false);
      await killAtRandom(program, random);
      oracle.hear(program.said);
      counts.kills += 1;
      const wrong = [...(await look(folder, oracle, counts))];
      if (program.complaint() !== '') wrong.push(`the program said: ${program.complaint()}`);
      if (wrong.length > 0) return wrong.map((one) => `${replay('kill', seed)}, kill ${life + 1}: ${one}`);
    }
    const last = start(KILLS, true);
    const finished = await last.hear((said) => 'finished' in said);
    await last.ended;
    oracle.hear(last.said);
    const wrong = finished === undefined ? [`it did not finish: ${last.complaint()}`] : [];
    return [...wrong, ...(await look(folder, oracle, counts, true))].map((one) => `${replay('kill', seed)}: ${one}`);
  } finally {
    counts.acknowledged += oracle.acknowledged;
    rmSync(root, { recursive: true, force: true });
  }
}

test('killed at any moment: 0 acknowledged lost, 0 twice, every trace a prefix of its history', async () => {
  const counts: Counts = { kills: 0, acknowledged: 0, torn: 0, slowest: 0 };
  const failures: string[] = [];
  const all = seeds(5, 100);
  for (const [index, seed] of all.entries()) {
    failures.push(...(await killOneWorkspace(seed, counts)));
    progress('1', index + 1, all.length);
  }
  figure('1', 'kills of the runtime', counts.kills);
  figure('1', 'acknowledgements, all found again', counts.acknowledged);
  figure('1', 'torn ends, each cut off and kept', counts.torn);
  figure('1', 'slowest opening, ms', Math.round(counts.slowest));
  figure('1', 'failures', failures.length);
  expect(failures).toEqual([]);
  expect(counts.kills).toBeGreaterThanOrEqual(promised(50, 1000));
  expect(counts.acknowledged).toBeGreaterThan(counts.kills);
});
