// What a crash interrupted goes on at the next start: a kill at every operation of the disk, and starting twice.
import { describe, expect, test } from 'vitest';
import { deleteContacts } from '../../../../electron/runtime/contacts.ts';
import { createContact } from '../../../../electron/runtime/contacts.ts';
import { openHouse } from '../../../../electron/runtime/house.ts';
import { publish, turnOff, turnOn } from '../../../../electron/runtime/publishing.ts';
import type { Runtime } from '../../../../electron/runtime/runtime.ts';
import type { Disk } from '../../../../electron/store/disk.ts';
import type { CrashDisk } from '../../../support/crash-disk.ts';
import { crashDisk } from '../../../support/crash-disk.ts';
import { emptyContactDraft } from '../../../../shared/model/contact.ts';
import type { Message } from '../../../../shared/model/message.ts';
import { hasEnded, type Run } from '../../../../shared/model/run.ts';
import { MINUTE } from '../../../../shared/model/time.ts';
import { aContact } from '../../../support/desk.ts';
import { must } from '../../../support/must.ts';
import { short, Workshop } from '../../../support/workshop.ts';
import { WallClock } from '../../../support/wall-clock.ts';
import { assignTo, aUser, aWorkflow, telling } from '../../../support/workflow.ts';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

const waiting = aWorkflow('w1')
  .trigger('t1')
  .step('p1', 'wait', { for: { amount: 5, unit: 'minutes' } })
  .step('g1', 'add-tag', { tags: ['after'] }).document;

test('a run that began and went no further goes on, once', async () => {
  const shop = await Workshop.open();
  await shop.publish(aWorkflow('w1').trigger('t1').step('a1', 'assign-user', assignTo('ana', 'bo')).document);
  // As a crash leaves it between two frames: the event and the beginning are there, the advance is not.
  const { ledger } = shop.runtime;
  const at = shop.clock.now();
  const event = { id: 'e1', type: 'contact-created', contact: 'c1', at, by: null } as const;
  ledger.stage({ k: 'event', event, changes: [{ do: 'contact-created', contact: aContact('c1') }], refused: [] });
  ledger.stage({
    k: 'run',
    run: 'r1',
    entries: [
      {
        seq: 1,
        at,
        kind: 'run-began',
        workflow: 'w1',
        revision: 1,
        contact: 'c1',
        event: 'e1',
        node: 't1',
        because: 'every contact',
        to: 'a1',
      },
    ],
  });
  await ledger.commit();
  const again = await shop.restart();
  expect(again.runOf('c1').state).toBe('completed');
  expect(again.contactOf('c1').owner).toBe('ana');
  const third = await again.restart();
  expect((await third.traceOf('r1')).map(short)).toEqual([
    'run-began t1',
    'node-entered a1',
    'node-left a1',
    'run-ended completed',
  ]);
});

test('turned on, and killed before the paused runs went on: they go on at the next start', async () => {
  const shop = await Workshop.open();
  await shop.publish(waiting);
  const maya = await shop.contact('Maya');
  must(await turnOff(shop.runtime, 'w1', 'freeze'));
  await shop.pass(5 * MINUTE);
  const live = shop.runtime.get('live', 'w1');
  if (live === undefined) throw new Error('it was published');
  shop.runtime.runner.act(null, [{ do: 'workflow-live', live: { ...live, status: 'on', frozen: false } }]);
  await shop.runtime.runner.commit();
  expect(shop.runOf(maya).state).toBe('paused');
  const again = await shop.restart();
  expect([again.runOf(maya).state, again.contactOf(maya).tags]).toEqual(['completed', ['after']]);
});

test('what is paused because its workflow is off is left as it is, however often Baton starts', async () => {
  const shop = await Workshop.open();
  await shop.publish(waiting);
  const maya = await shop.contact('Maya');
  must(await turnOff(shop.runtime, 'w1', 'freeze'));
  await shop.pass(5 * MINUTE);
  const { id, state } = shop.runOf(maya);
  expect(state).toBe('paused');
  const before = await shop.traceOf(id);
  const again = await (await shop.restart()).restart();
  expect(again.runOf(maya).state).toBe('paused');
  expect(await again.traceOf(id)).toEqual(before);
});

test('a version that is gone is a problem that names it; its runs stay as they are, the others go on', async () => {
  const shop = await Workshop.open();
  await shop.publish(waiting);
  const maya = await shop.contact('Maya');
  const { hash } = must(await shop.runtime.library.readRevision('w1', 1));
  await shop.publish(
    aWorkflow('w2')
      .trigger('t1')
      .step('g1', 'add-tag', { tags: ['two'] }).document,
  );
  await shop.close();
  await rm(join(shop.folder, 'revisions', 'w1', `1-${hash.slice(0, 12)}.json`));
  const again = await shop.restart();
  expect(again.runtime.problems).toMatchObject([{ code: 'revision-missing', where: { path: 'revisions/w1' } }]);
  await again.pass(10 * MINUTE);
  expect(again.runOf(maya).state).toBe('waiting');
  const zoe = await again.contact('Zoe');
  expect(again.contactOf(zoe).tags).toEqual(['two']);
  const [came] = await again.runtime.ledger.trace(zoe);
  expect(came?.k === 'event' && came.refused).toEqual([
    { workflow: 'w1', rule: 'Its published version cannot be read.' },
  ]);
  // What ends it need not know its steps.
  await deleteContacts(again.runtime, [maya]);
  expect(again.runOf(maya)).toMatchObject({ state: 'stopped', reason: 'The contact was deleted.' });
});

// The lock goes by the path, on the whole machine: another run of this test may be under way.
const home = `/w-${process.pid}`;

/** The same disk under another name: the lock that a killed life held is not in the way, as after a real kill. */
function renamed(disk: CrashDisk, folder: string): Disk {
  const inner = (name: string): string => name.replace(folder, home);
  return {
    ...disk,
    open: (name, mode) => disk.open(inner(name), mode),
    rename: (from, to) => disk.rename(inner(from), inner(to)),
    unlink: (name) => disk.unlink(inner(name)),
    list: (name) => disk.list(inner(name)),
    mkdir: (name) => disk.mkdir(inner(name)),
    syncDir: (name) => disk.syncDir(inner(name)),
  };
}

describe('killed at any operation of the disk', () => {
  /** A life of one workflow: people, publish, contacts, off, a wait that comes due, on again. */
  async function live(disk: CrashDisk, folder: string, clock: WallClock, told: string[]): Promise<void> {
    const { runtime, close } = must(await openHouse(renamed(disk, folder), folder, { clock }));
    const settle = async (): Promise<void> => {
      await runtime.ledger.commit();
      await runtime.outbox.idle();
      await clock.yield();
    };
    const { library } = runtime;
    if (library.users().size === 0) must(await library.saveUsers([aUser('ana'), aUser('bo')]));
    await runtime.start();
    const document = aWorkflow('w1')
      .trigger('t1')
      .step('a1', 'assign-user', assignTo('ana', 'bo'))
      .step('n1', 'notify-user', telling)
      .step('p1', 'wait', { for: { amount: 5, unit: 'minutes' } })
      .step('g1', 'add-tag', { tags: ['after'] }).document;
    if (library.workflows().size === 0) must(await library.saveWorkflow(document, {}, clock.now()));
    runtime.listeners.stale();
    must(await publish(runtime, 'w1', 'stay'));
    for (let n = 0; n < 4; n += 1) {
      const draft = { ...emptyContactDraft, firstName: `c${n}` };
      const { id } = must(await createContact(runtime, `act-${n}`, draft));
      told.push(id);
    }
    must(await turnOff(runtime, 'w1', 'freeze'));
    await clock.pass(5 * MINUTE, settle);
    must(await turnOn(runtime, 'w1'));
    await clock.pass(5 * MINUTE, settle);
    await close();
  }

  async function newDisk(): Promise<CrashDisk> {
    const disk = crashDisk();
    await disk.mkdir(home);
    return disk;
  }

  /** What is wrong once the life was lived to its end. */
  function wrong(runtime: Runtime, told: readonly string[]): readonly string[] {
    const runs = [...runtime.ledger.table('runs').values()] as Run[];
    const messages = [...runtime.ledger.table('outbox').values()] as Message[];
    const owners = runs.map((run) => runtime.get('contacts', run.contact)?.owner ?? '');
    const count = (owner: string): number => owners.filter((one) => one === owner).length;
    return [
      ...told.filter((id) => runtime.get('contacts', id) === undefined).map((id) => `contact ${id} was lost`),
      ...runs.filter((run) => !hasEnded(run)).map((run) => `run ${run.id} is stuck: ${run.state}`),
      ...(new Set(runs.map((run) => run.contact)).size === runs.length ? [] : ['a contact ran twice']),
      ...(messages.length === runs.length ? [] : [`${messages.length} messages for ${runs.length} runs`]),
      ...(Math.abs(count('ana') - count('bo')) <= 1 ? [] : [`the spread is ${count('ana')} to ${count('bo')}`]),
    ];
  }

  test('nothing told is lost, nothing runs twice, nobody is stuck', { timeout: 120_000 }, async () => {
    const failures: string[] = [];
    let operation = 0;
    for (let ended = false; !ended; operation += 1) {
      const disk = await newDisk();
      const clock = new WallClock();
      const told: string[] = [];
      const stopped = disk.stopAt(operation).then(() => false);
      ended = await Promise.race([
        live(disk, `/killed-${operation}-${process.pid}`, clock, told).then(() => true),
        stopped,
      ]);
      const rest = disk.afterKill();
      // The same presses again, as a person would whose window went away.
      await live(rest, `/again-${process.pid}`, clock, told);
      const { runtime, close } = must(await openHouse(rest, home, { clock }));
      failures.push(...wrong(runtime, told).map((one) => `operation ${operation}: ${one}`));
      await close();
    }
    expect(failures).toEqual([]);
    expect(operation).toBeGreaterThan(50);
  });
});
