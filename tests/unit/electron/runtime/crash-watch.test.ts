// What was under way when Baton ended is found, and what is over is not; runs under suspicion go on one by one.
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { putAway } from '../../../../electron/runtime/carry-on.ts';
import { openCrashWatch, type CrashWatch, type Place } from '../../../../electron/runtime/crash-watch.ts';
import { eraseContacts } from '../../../../electron/runtime/erase.ts';
import { givenUpRuns } from '../../../../electron/runtime/queries/runs.ts';
import { realDisk, type Disk } from '../../../../electron/store/disk.ts';
import { markAt } from '../../../../electron/store/mark.ts';
import { openDocument } from '../../../../electron/store/document.ts';
import type { Problem } from '../../../../shared/model/problem.ts';
import { HOUR, MINUTE } from '../../../../shared/model/time.ts';
import { faultyDisk } from '../../../support/faulty-disk.ts';
import { must } from '../../../support/must.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { short, Workshop } from '../../../support/workshop.ts';
import { aWorkflow } from '../../../support/workflow.ts';

const [one, two]: readonly [Place, Place] = [
  { id: 'one', place: 3 },
  { id: 'two', place: 8 },
];

/** Opens the notes of a folder, as each start does. */
async function start(folder: string, disk = realDisk): Promise<CrashWatch> {
  const { watch, problems } = await openCrashWatch({
    openDocument: (name, format, defaults) => openDocument(disk, join(folder, name), format, defaults),
    mark: (name) => markAt(disk, join(folder, name)),
  });
  expect(problems).toEqual([]);
  return watch;
}

test('each start in which it was under way counts, as long as it is in the same place', async () => {
  const folder = temporaryFolder();
  for (const crashes of [0, 1, 2]) {
    const watch = await start(folder);
    expect(watch.crashes(one)).toBe(crashes);
    await watch.begin([one]);
  }
  const watch = await start(folder);
  expect([watch.crashes(one), watch.crashes({ ...one, place: 4 }), watch.crashes(two)]).toEqual([3, 0, 0]);
  expect([watch.suspects('one'), watch.suspects('two')]).toEqual([true, false]);
});

test('what is over is forgotten, what another start found stays', async () => {
  const folder = temporaryFolder();
  await (await start(folder)).begin([one, two]);
  const second = await start(folder);
  await second.begin([one]);
  second.over(['one']);
  await second.rest();
  const third = await start(folder);
  expect([third.crashes(one), third.crashes(two)]).toEqual([0, 1]);
});

test('what is over goes with the next note at the latest', async () => {
  const folder = temporaryFolder();
  const first = await start(folder);
  await first.begin([one]);
  first.over(['one']);
  await first.begin([two]);
  const second = await start(folder);
  expect([second.crashes(one), second.crashes(two)]).toEqual([0, 1]);
});

test('closed as it should be, nothing under way counts as a crash', async () => {
  const folder = temporaryFolder();
  const first = await start(folder);
  await first.begin([one]);
  await first.close();
  expect((await start(folder)).crashes(one)).toBe(0);
});

test('an end that came after it was carried on is not counted, in the next life the same place counts again', async () => {
  const folder = temporaryFolder();
  const first = await start(folder);
  await first.beginAlone(one, 2);
  first.survived(one);
  const second = await start(folder);
  expect([second.crashes(one), second.suspects('one')]).toEqual([2, true]);
  await second.beginAlone(one, 2);
  const third = await start(folder);
  expect(third.crashes(one)).toBe(3);
  await third.beginAlone(two, 2);
  third.survived(two);
  expect((await start(folder)).crashes(one)).toBe(3);
});

test('a disk that takes no note holds nobody up', async () => {
  const folder = temporaryFolder();
  const watch = await start(
    folder,
    faultyDisk(realDisk, (operation) => (operation === 'write' ? 'ENOSPC' : undefined)),
  );
  await watch.begin([one]);
  await watch.beginAlone(two, 2);
  watch.survived(two);
  watch.over(['one', 'two']);
  await watch.close();
  const next = await start(folder);
  expect([next.suspects('one'), next.suspects('two')]).toEqual([false, false]);
});

test('notes that cannot be read are a problem, and Baton starts all the same', async () => {
  const shop = await Workshop.open();
  await shop.close();
  for (const text of ['{"underWay": 3}', 'broken']) {
    writeFileSync(join(shop.folder, 'crash-watch.json'), text);
    const again = await Workshop.open({ folder: shop.folder });
    expect(again.runtime.problems).toMatchObject([{ code: 'document-unreadable' }]);
    await again.close();
    expect(readFileSync(join(shop.folder, 'crash-watch.json'), 'utf8')).toBe(text);
  }
});

const waiting = aWorkflow('w1')
  .trigger('t1')
  .step('p1', 'wait', { for: { amount: 5, unit: 'minutes' } })
  .step('g1', 'add-tag', { tags: ['after'] })
  .step('p2', 'wait', { for: { amount: 5, unit: 'minutes' } }).document;

/** A workspace with contacts whose waits are over, closed; the notes blame the first one's run. */
async function closedWith(crashes: number, others = ['Zoe']): Promise<{ shop: Workshop; maya: string; zoe: string }> {
  const shop = await Workshop.open();
  await shop.publish(waiting);
  const maya = await shop.contact('Maya');
  const [zoe = ''] = await Promise.all(others.map((name) => shop.contact(name)));
  const { id, seq } = shop.runOf(maya);
  await shop.close();
  shop.clock.jump(HOUR);
  const underWay = { [id]: { place: seq, crashes } };
  writeFileSync(join(shop.folder, 'crash-watch.json'), JSON.stringify({ underWay }));
  return { shop, maya, zoe };
}

const noted = (shop: Workshop): object =>
  (JSON.parse(readFileSync(join(shop.folder, 'crash-watch.json'), 'utf8')) as { underWay: object }).underWay;

test('a run under suspicion goes on step by step, to where it waits again', async () => {
  const { shop, maya, zoe } = await closedWith(2);
  const again = await shop.restart();
  await again.pass(1);
  const trace = async (contact: string): Promise<readonly string[]> =>
    (await again.traceOf(again.runOf(contact).id)).map(short);
  expect(await trace(maya)).toEqual(await trace(zoe));
  expect(again.runOf(maya)).toMatchObject({ state: 'waiting', node: 'p2' });
  expect(noted(again)).toEqual({});
  await again.pass(5 * MINUTE);
  expect(again.runOf(maya).state).toBe('completed');
});

test('killed while it waits for the disk, a run under suspicion is not to blame', async () => {
  const { shop, maya } = await closedWith(2, []);
  let busy = false;
  let free = (): void => undefined;
  const freed = new Promise<void>((resolve) => (free = resolve));
  const slow: Disk = {
    ...realDisk,
    async open(path, mode) {
      const file = await realDisk.open(path, mode);
      const sync = async (): Promise<void> => {
        if (busy && path.includes('segment')) await freed;
        await file.sync();
      };
      return { ...file, sync, keeper: undefined };
    },
  };
  const stuck = await shop.restart({ disk: slow });
  const { seq } = stuck.runOf(maya);
  busy = true;
  const ada = stuck.contact('Ada');
  await stuck.clock.pass(1, () => Promise.resolve());
  await vi.waitFor(() => expect(stuck.runOf(maya).seq).toBeGreaterThan(seq));
  const killed = temporaryFolder();
  cpSync(shop.folder, killed, { recursive: true });
  free();
  await ada;
  await stuck.settle();

  const next = await Workshop.open({ folder: killed, clock: stuck.clock });
  await next.pass(1);
  expect(next.runOf(maya)).toMatchObject({ state: 'waiting', node: 'p2' });
});

test('a run that crashed Baton three times in one place is given up, and that is told', async () => {
  const { shop, maya, zoe } = await closedWith(3);
  const told: Problem[] = [];
  const again = await shop.restart({ told: { problem: (problem) => told.push(problem) } });
  await again.pass(1);
  expect(again.runOf(maya)).toMatchObject({ state: 'failed', reason: '“Wait”: Baton crashed 3 times in this step.' });
  expect(again.runOf(zoe)).toMatchObject({ state: 'waiting', node: 'p2' });
  expect(told).toMatchObject([{ code: 'run-given-up' }]);
  expect(told[0]?.message).toContain('at “Wait” in “Workflow” with Maya');
  expect(noted(again)).toEqual({});
  // Giving up is no sign that the step was survived: killed in it, Baton gives up again.
  expect(existsSync(join(again.folder, 'crash-watch.mark'))).toBe(false);
});

test('a run that was given up needs attention, over starts, until somebody puts it away', async () => {
  const { shop, maya } = await closedWith(3);
  let again = await shop.restart();
  await again.pass(1);
  expect(givenUpRuns(again.runtime)).toMatchObject([
    { contactName: 'Maya', workflowName: 'Workflow', run: { reason: '“Wait”: Baton crashed 3 times in this step.' } },
  ]);
  again = await again.restart();
  const { id } = again.runOf(maya);
  expect(givenUpRuns(again.runtime).map(({ run }) => run.id)).toEqual([id]);
  await putAway(again.runtime, id);
  await putAway(again.runtime, id);
  again = await again.restart();
  expect(givenUpRuns(again.runtime)).toEqual([]);
  expect(again.runOf(maya)).toMatchObject({ state: 'failed', reason: '“Wait”: Baton crashed 3 times in this step.' });
  const acts = (await again.runtime.ledger.trace(maya)).filter((line) => line.k === 'act');
  expect(acts).toMatchObject([{ changes: [{ do: 'run-put-away', run: id }] }]);
});

test('a run that was given up needs no attention once its contact is erased', async () => {
  const { shop, maya } = await closedWith(3);
  const again = await shop.restart();
  await again.pass(1);
  expect(givenUpRuns(again.runtime)).toHaveLength(1);
  must(await eraseContacts(again.runtime, again.house.files, [maya]));
  expect(givenUpRuns(again.runtime)).toEqual([]);
});

test('a run under suspicion waits as long as the clock reads earlier than its time', async () => {
  const { shop, maya } = await closedWith(3);
  shop.clock.jump(-2 * HOUR);
  const again = await shop.restart();
  await again.pass(1);
  expect(again.runOf(maya).state).toBe('waiting');
});
