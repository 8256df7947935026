// A backup that was put back is a second Baton: the first one may have gone on since. The copy tells nobody outside by itself
// what the first may have told already, and goes on with no import.
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { backUp } from '../../../../electron/runtime/backup.ts';
import { Imports } from '../../../../electron/runtime/imports.ts';
import { outboxPage } from '../../../../electron/runtime/queries/outbox.ts';
import { restore } from '../../../../electron/runtime/restore.ts';
import { restoredNotice } from '../../../../electron/runtime/restored.ts';
import { realDisk } from '../../../../electron/store/disk.ts';
import type { ImportJob } from '../../../../shared/model/import-job.ts';
import { DAY, HOUR } from '../../../../shared/model/time.ts';
import { startGateway } from '../../../support/gateway.ts';
import { must } from '../../../support/must.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { WallClock } from '../../../support/wall-clock.ts';
import { aWorkflow } from '../../../support/workflow.ts';
import { Workshop } from '../../../support/workshop.ts';

const sms = { channel: 'sms', to: 'users', users: ['ana'], message: 'Call {{ contact.first_name }}' };

/** Waits a day, then tells Ana in the app and by SMS. */
const { document } = aWorkflow('w1', 'Welcome')
  .trigger('t1')
  .step('x1', 'wait', { mode: 'for', duration: { amount: 1, unit: 'days' } })
  .step('n1', 'notify-user', { to: 'users', users: ['ana'], title: 'A day ago', message: 'Call' })
  .step('n2', 'notify-user', sms);

async function original() {
  const gateway = await startGateway();
  onTestFinished(gateway.close);
  const body = '{"to":"{{ to }}","text":"{{ text }}"}';
  const settings = { sms: { url: gateway.url, headers: [], body, allowPrivate: true } };
  const shop = await Workshop.open({ settings });
  await shop.publish(document);
  return { shop, gateway };
}

/** Backs up, and puts it back somewhere else. */
async function copyOf(shop: Workshop) {
  const file = join(temporaryFolder(), 'one.baton-backup');
  must(await backUp(shop.runtime, shop.house.files, file));
  const folder = join(temporaryFolder(), 'copy');
  const restored = must(await restore(realDisk, file, folder, shop.clock.now()));
  return { restored, folder };
}

test('what waited when the backup was made goes on in the copy, and its message is held: the original sent it', async () => {
  const { shop, gateway } = await original();
  await shop.contact('Maya');
  await shop.pass(HOUR);
  const { restored, folder } = await copyOf(shop);
  expect(restored).toMatchObject({ uncertain: 0, enrolments: 1, imports: 0 });
  await shop.pass(DAY);
  expect(gateway.taken).toHaveLength(1);
  await shop.close();

  let copy = await Workshop.open({ folder, clock: new WallClock(shop.clock.now() - DAY) });
  expect(restoredNotice(copy.runtime)[0]?.message).toContain('1 enrolment');
  // Whatever is stopped and started meanwhile.
  copy = await copy.restart();
  await copy.pass(DAY);
  expect(gateway.taken).toHaveLength(1);
  const [inApp, held] = copy.messages();
  expect(inApp).toMatchObject({ channel: 'notification', state: 'sent' });
  expect(inApp?.reason).toBeUndefined();
  expect(held).toMatchObject({ channel: 'sms', state: 'uncertain', key: gateway.taken[0]?.headers['idempotency-key'] });
  expect(held?.reason).toContain('it may have been sent since');
  expect(outboxPage(copy.runtime, 'attention', 0, 10).total).toBe(1);
  expect(restoredNotice(copy.runtime)).toEqual([]);

  // Whoever begins in the copy is told of as ever; and what is held goes when a person says so.
  await copy.contact('Zoe');
  await copy.pass(DAY);
  expect(gateway.taken.map((one) => one.body)).toEqual([
    expect.stringContaining('Maya'),
    expect.stringContaining('Zoe'),
  ]);
  must(await copy.runtime.outbox.sendAgain(held?.key ?? '', null));
  await copy.settle();
  expect(gateway.taken).toHaveLength(3);
});

test('so is that of each enrolment, however many there were', async () => {
  const { shop, gateway } = await original();
  for (const name of ['Maya', 'Zoe', 'Moe']) await shop.contact(name);
  const { restored, folder } = await copyOf(shop);
  expect(restored).toMatchObject({ enrolments: 3 });
  await shop.close();
  const copy = await Workshop.open({ folder, clock: new WallClock(shop.clock.now()) });
  expect(restoredNotice(copy.runtime)[0]?.message).toContain('3 enrolments');
  await copy.pass(DAY);
  const held = copy.messages().filter(({ channel }) => channel === 'sms');
  expect([gateway.taken.length, held.map(({ state }) => state)]).toEqual([0, Array(3).fill('uncertain')]);
});

test('nor is it sent by an enrolment that was moved to a new version in the copy', async () => {
  const { shop, gateway } = await original();
  await shop.contact('Maya');
  const { folder } = await copyOf(shop);
  await shop.close();
  const copy = await Workshop.open({ folder, clock: new WallClock(shop.clock.now()) });
  const longer = { ...document, nodes: { ...document.nodes, n2: { ...document.nodes['n2'], label: 'Tell' } } };
  await copy.publish(longer as typeof document, 'move');
  await copy.pass(DAY);
  expect(gateway.taken).toHaveLength(0);
  expect(copy.messages().map((one) => one.state)).toEqual(['sent', 'uncertain']);
});

test('an import that ran when the backup was made has ended in the copy, and says why', async () => {
  const { shop, gateway } = await original();
  const { runtime, house } = shop;
  const token = must(await house.uploads.begin('new.csv', 100)).token;
  must(
    await house.uploads.append(token, Buffer.from('First name,Email\nMaya,maya@example.org\nZoe,zoe@example.org\n')),
  );
  must(await house.uploads.keepAs(token, 'j1'));
  const mapping = { 'First name': 'firstName', Email: 'email' };
  const how = {
    duplicates: 'update',
    runWorkflows: true,
    mapping,
    delimiter: ',',
    encoding: 'utf-8',
    header: true,
  } as const;
  const counts = { rowsDone: 0, created: 0, merged: 0, skipped: 0 };
  const job: ImportJob = {
    id: 'j1',
    fileName: 'new.csv',
    hash: '',
    ...how,
    by: null,
    at: 5,
    state: 'running',
    ...counts,
  };
  const over: ImportJob = { ...job, id: 'j0', at: 4, state: 'done', rowsDone: 2, created: 2 };
  runtime.runner.act(null, [
    { do: 'job-moved', job: over },
    { do: 'job-moved', job },
  ]);
  await runtime.runner.commit();
  const { restored, folder } = await copyOf(shop);
  expect(restored).toMatchObject({ imports: 1 });

  const copy = await Workshop.open({ folder, clock: new WallClock(shop.clock.now()) });
  const told = { job: () => undefined, failed: (error: unknown) => expect(error).toBeUndefined() };
  const imports = new Imports(copy.runtime, copy.house.uploads, told);
  await imports.resume();
  await imports.stop();
  await copy.pass(2 * DAY);
  expect(copy.runtime.ledger.table('contacts').size).toBe(0);
  expect(gateway.taken).toHaveLength(0);
  expect(imports.list()[0]?.job).toMatchObject({
    state: 'failed',
    reason: expect.stringContaining('choose the file again') as string,
  });
  expect(imports.list()[1]?.job).toEqual(over);
  expect(await realDisk.list(join(folder, 'imports')).catch(() => [])).toEqual([]);
});
