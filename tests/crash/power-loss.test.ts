// Row 2: the power goes before every single I/O of a scripted life of ledger and documents. Of what was not synced, each
// write is then kept, dropped, cut or garbled, and each new name is there or not.
import { expect, test } from 'vitest';
import { crashDisk, type CrashDisk } from '../support/crash-disk.ts';
import { losePower } from '../support/ledger-life.ts';
import { settled } from '../support/outbox-world.ts';
import { randomOf } from '../support/random.ts';
import { whyWrong } from './after-crash.ts';
import { Chronicle } from './chronicle.ts';
import { figure, progress, promised, replay, seeds, size } from './figures.ts';
import { live, openAll } from './house-life.ts';

const ACTS = 24;

/** Runs work until the disk stops or it ends; whatever can still happen has happened then. */
async function until(disk: CrashDisk, operation: number, work: () => Promise<unknown>): Promise<boolean> {
  const stopped = disk.stopAt(operation);
  const over = await Promise.race([work().then(() => true), stopped.then(() => false)]);
  if (!over) await settled();
  return over;
}

interface Cut {
  readonly states: number;
  readonly operations: number;
  readonly failures: readonly string[];
}

/** Stops before every `stride`-th operation of the life of a seed, and looks at so many ways the disk can be found. */
async function cutEverywhere(seed: number, stride: number, damages: number): Promise<Cut> {
  const failures: string[] = [];
  let states = 0;
  for (let operation = seed % stride; ; operation += stride) {
    const disk = crashDisk();
    const chronicle = new Chronicle();
    const ended = await until(disk, operation, () => live(disk, chronicle, ACTS, randomOf(seed)));
    for (let damage = 0; damage < damages; damage++) {
      const random = randomOf(seed * 1_000_003 + operation * 1009 + damage);
      const check = async (found: CrashDisk, lived: Chronicle, how: string) => {
        states++;
        const wrong = await whyWrong(found, lived);
        if (wrong !== undefined)
          failures.push(`${replay('power-loss', seed)}, operation ${operation}, damage ${damage}, ${how}: ${wrong}`);
      };
      if (damage % 4 < 2) await check(disk.afterPowerCut(random), chronicle, 'cut');
      else if (damage % 4 === 2) {
        const recovering = disk.afterPowerCut(random);
        await until(recovering, Math.floor(random() * 24), async () => openAll(recovering));
        await check(recovering.afterPowerCut(random), chronicle, 'cut again while recovering');
        recovering.abandon();
      } else {
        const killed = disk.afterKill();
        const more = chronicle.copy();
        await until(killed, Math.floor(random() * 60), () => live(killed, more, 4, random));
        await check(killed.afterPowerCut(random), more, 'killed, then cut');
        killed.abandon();
      }
    }
    disk.abandon();
    progress('2', operation, 200);
    if (!ended) continue;
    // It was a life worth cutting.
    const files = disk.files().join('\n');
    for (const kind of [/segment-(?!0+1[.])/, /snapshot-/, /revisions\/w1\/2-/, /pools.json/, /settings.json/])
      expect(files).toMatch(kind);
    return { states, operations: operation, failures };
  }
}

test('a power cut at any I/O: everything acknowledged is found, all of it can be opened, every trace is a prefix', async () => {
  const failures: string[] = [];
  let states = 0;
  let operations = 0;
  for (const seed of seeds(1, 4)) {
    const cut = await cutEverywhere(seed, size(2, 1), size(4, 24));
    failures.push(...cut.failures);
    states += cut.states;
    operations += cut.operations;
  }
  figure('2', 'I/O operations stopped at, whole workspace', operations);
  figure('2', 'states found after a power cut, whole workspace', states);
  figure('2', 'failures, whole workspace', failures.length);
  expect(failures).toEqual([]);
  expect(states).toBeGreaterThan(operations);
  expect(states).toBeGreaterThanOrEqual(promised(500, 20_000));
});

test('the same for a ledger by itself, with files so small that segments and snapshots come thick and fast', async () => {
  const failures: string[] = [];
  let states = 0;
  for (const seed of seeds(3, 8)) {
    const cut = await losePower(40, seed, 1, size(2, 6));
    failures.push(...cut.failures.map((one) => `${replay('power-loss', seed)}: ${one}`));
    states += cut.states;
  }
  figure('2', 'states found after a power cut, ledger alone', states);
  figure('2', 'failures, ledger alone', failures.length);
  expect(failures).toEqual([]);
  expect(states).toBeGreaterThanOrEqual(promised(2000, 20_000));
});
