// Row 2: the power goes before every single I/O of a scripted life of ledger and documents. Of what was not synced, each
// write is then kept, dropped, cut or garbled, and each new name is there or not.
import { expect, test } from 'vitest';
import { createContact } from '../../electron/runtime/contacts.ts';
import { hashId } from '../../electron/runtime/ids.ts';
import type { Contact } from '../../shared/model/contact.ts';
import type { ImportJob } from '../../shared/model/import-job.ts';
import { crashDisk, type CrashDisk } from '../support/crash-disk.ts';
import { losePower } from '../support/ledger-life.ts';
import { settled } from '../support/outbox-world.ts';
import { randomOf } from '../support/random.ts';
import { Chronicle } from './chronicle.ts';
import { contactDraft } from './crash-workflow.ts';
import { figure, replay, seeds, size } from './figures.ts';
import { carryOn, closeAll, live, openAll, ROWS } from './house-life.ts';

const ACTS = 24;

/** Runs work until the disk stops or it ends; whatever can still happen has happened then. */
async function until(disk: CrashDisk, operation: number, work: () => Promise<unknown>): Promise<boolean> {
  const stopped = disk.stopAt(operation);
  const over = await Promise.race([work().then(() => true), stopped.then(() => false)]);
  if (!over) await settled();
  return over;
}

/** Opens what was found, holds it against its history, builds on it, and opens it once more. */
async function whyWrong(disk: CrashDisk, chronicle: Chronicle): Promise<string | undefined> {
  const first = await openAll(disk);
  if (!first.ok) return `cannot be opened: ${first.problem.message}`;
  const { runtime, report } = first.value.house;
  const { state, problem } = runtime.ledger.status();
  if (state !== 'open') return `is ${state}: ${problem?.message}`;
  const damage = [...report.problems, ...runtime.problems].find((one) => one.code !== 'ledger-tail-cut');
  if (damage !== undefined) return `calls damaged what was only not finished: ${damage.message}`;
  const wrong = await chronicle.whyWrong(runtime);
  if (wrong !== undefined) return wrong;

  await carryOn(first.value);
  const added = await createContact(runtime, 'after', contactDraft(0));
  if (!added.ok) return `takes no contact: ${added.problem.message}`;
  await closeAll(first.value);
  const second = await openAll(disk);
  if (!second.ok) return `cannot be opened a second time: ${second.problem.message}`;
  const after = second.value.house.runtime;
  if (after.get('contacts', added.value.id) === undefined) return 'lost what was confirmed after the crash';
  const contacts = [...after.ledger.table('contacts').values()] as Contact[];
  for (const job of after.ledger.table('jobs').values() as Iterable<ImportJob>) {
    const rows = Array.from({ length: ROWS }, (_, row) => hashId(job.id, row + 1));
    if (job.state !== 'done' || job.created !== ROWS) return `an import is ${job.state} with ${job.created} contacts`;
    if (rows.some((id) => after.get('contacts', id) === undefined)) return 'an import lost a row';
  }
  const names = contacts.map(({ firstName }) => firstName).filter((name) => name.startsWith('C'));
  if (new Set(names).size !== names.length) return 'a contact is there twice';
  const again = await new Chronicle().whyWrong(after).then((why) => (why?.startsWith('its records') ? undefined : why));
  await closeAll(second.value);
  return again;
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
});

test('the same for a ledger by itself, with files so small that segments and snapshots come thick and fast', async () => {
  const failures: string[] = [];
  let states = 0;
  for (const seed of seeds(2, 8)) {
    const cut = await losePower(40, seed, 1, size(2, 6));
    failures.push(...cut.failures.map((one) => `${replay('power-loss', seed)}: ${one}`));
    states += cut.states;
  }
  figure('2', 'states found after a power cut, ledger alone', states);
  figure('2', 'failures, ledger alone', failures.length);
  expect(failures).toEqual([]);
});
