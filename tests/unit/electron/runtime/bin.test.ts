import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { deleteBinned, finishDeletions } from '../../../../electron/runtime/bin.ts';
import { systemClock } from '../../../../electron/runtime/clock.ts';
import { createContact, deleteContacts } from '../../../../electron/runtime/contacts.ts';
import { eraseContacts } from '../../../../electron/runtime/erase.ts';
import { binWorkflow, publish, restoreWorkflow } from '../../../../electron/runtime/publishing.ts';
import { binnedContactsPage, binnedWorkflows } from '../../../../electron/runtime/queries/bin.ts';
import { runPage } from '../../../../electron/runtime/queries/runs.ts';
import { realDisk } from '../../../../electron/store/disk.ts';
import { emptyContactDraft } from '../../../../shared/model/contact.ts';
import { must } from '../../../support/must.ts';
import { openSmallHouse } from '../../../support/small-house.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { aWorkflow } from '../../../support/workflow.ts';
import { Workshop } from '../../../support/workshop.ts';

/** A workflow in which one contact waits. */
async function waiting() {
  const folder = temporaryFolder();
  const house = await openSmallHouse(realDisk, folder, systemClock);
  onTestFinished(() => house.close());
  const { runtime } = house;
  const { document } = aWorkflow('w1', 'Welcome')
    .trigger('t1')
    .step('x1', 'wait', { mode: 'for', duration: { amount: 5, unit: 'days' } })
    .step('n1', 'notify-user', { title: 'Hello', message: 'Hi' });
  must(await runtime.library.saveWorkflow(document, {}, 1));
  must(await publish(runtime, 'w1', 'stay'));
  const contact = must(await createContact(runtime, 'act', { ...emptyContactDraft, firstName: 'Maya' })).id;
  const [run = ''] = runtime.lookups.runsOf('w1', contact);
  return { ...house, folder, contact, run };
}

test('a workflow in the bin is listed with who stopped in it, and comes back as it was', async () => {
  const { runtime, run } = await waiting();
  must(await binWorkflow(runtime, 'w1'));
  expect(binnedWorkflows(runtime)).toMatchObject([{ id: 'w1', name: 'Welcome', active: 1, enrolled: 1 }]);
  must(await restoreWorkflow(runtime, 'w1'));
  expect(binnedWorkflows(runtime)).toEqual([]);
  expect(runtime.get('live', 'w1')).toMatchObject({ status: 'on' });
  expect(runtime.get('runs', run)?.state).toBe('waiting');
});

test('brought back and deleted at once: whichever was pressed first counts, and never half of each', async () => {
  const { runtime, folder, run } = await waiting();
  must(await binWorkflow(runtime, 'w1'));
  const [back, gone] = await Promise.all([restoreWorkflow(runtime, 'w1'), deleteBinned(runtime, ['w1'])]);
  expect([back.ok, must(gone).deleted]).toEqual([true, 0]);
  expect(runtime.get('live', 'w1')).toMatchObject({ status: 'on' });
  expect(runtime.get('runs', run)?.state).toBe('waiting');
  expect(existsSync(join(folder, 'workflows', 'w1.json'))).toBe(true);
});

test('deleted for good its enrolments end, and their history can still be opened under its name', async () => {
  const { runtime, folder, run } = await waiting();
  expect(must(await deleteBinned(runtime, ['w1']))).toEqual({ deleted: 0, ended: 0 });
  must(await binWorkflow(runtime, 'w1'));
  expect(must(await deleteBinned(runtime, ['w1']))).toEqual({ deleted: 1, ended: 1 });
  expect(must(await deleteBinned(runtime, ['w1']))).toEqual({ deleted: 0, ended: 0 });
  expect(runtime.get('runs', run)).toMatchObject({ state: 'stopped', reason: 'The workflow was deleted.' });
  const page = must(await runPage(runtime, run));
  expect(page).toMatchObject({ workflowName: 'Welcome', contactName: 'Maya' });
  expect(page.entries.at(-1)).toMatchObject({ kind: 'run-ended', how: 'stopped' });
  expect(existsSync(join(folder, 'workflows', 'w1.json'))).toBe(false);
  expect(existsSync(join(folder, 'revisions', 'w1'))).toBe(true);
  expect(binnedWorkflows(runtime)).toEqual([]);
  expect((await restoreWorkflow(runtime, 'w1')).ok).toBe(false);
});

test('a deletion cut short after its act is done at the next start', async () => {
  const { runtime, folder, close, run } = await waiting();
  must(await binWorkflow(runtime, 'w1'));
  const live = runtime.get('live', 'w1');
  runtime.runner.act(null, [
    { do: 'workflow-live', live: { ...(live as never as object), deleted: 'Welcome' } as never },
  ]);
  await close();
  const again = await openSmallHouse(realDisk, folder, systemClock);
  await finishDeletions(again.runtime);
  expect(again.runtime.get('runs', run)).toMatchObject({ state: 'stopped', reason: 'The workflow was deleted.' });
  expect(again.runtime.library.workflows().size).toBe(0);
  await again.close();
});

test('contacts in the bin are listed, the last deleted first, with the day on which their data goes', async () => {
  const { runtime, contact } = await waiting();
  expect(binnedContactsPage(runtime, 0, 10)).toEqual({ total: 0, rows: [] });
  await deleteContacts(runtime, [contact]);
  const { total, rows } = binnedContactsPage(runtime, 0, 10);
  expect(total).toBe(1);
  const [row] = rows;
  expect((row?.goesAt ?? 0) - (row?.deletedAt ?? 0)).toBe(30 * 24 * 3600 * 1000);
});

test('the bin is a list of pages like any other, the last deleted first, without those whose data is gone', async () => {
  const shop = await Workshop.open();
  const ids: string[] = [];
  for (const name of ['Maya', 'Zoe', 'Moe', 'Ida']) ids.push(await shop.contact(name));
  for (const id of ids.slice(0, 3).toReversed()) {
    shop.clock.jump(1000);
    await deleteContacts(shop.runtime, [id]);
  }
  const page = (offset: number, limit: number) => {
    const { total, rows } = binnedContactsPage(shop.runtime, offset, limit);
    return [total, ...rows.map(({ contact }) => contact.firstName)];
  };
  expect(page(0, 2)).toEqual([3, 'Maya', 'Zoe']);
  expect(page(2, 2)).toEqual([3, 'Moe']);
  must(await eraseContacts(shop.runtime, shop.house.files, [ids[0] ?? '']));
  expect(page(0, 5)).toEqual([2, 'Zoe', 'Moe']);
});

test('workflows in the bin: the last deleted first, with those who stopped in each', async () => {
  const shop = await Workshop.open();
  const wait = { for: { amount: 1, unit: 'hours' } };
  await shop.save(aWorkflow('w1', 'Never published').trigger('t1').document);
  await shop.publish(
    aWorkflow('w2', 'Published')
      .trigger('t1')
      .step('p1', 'wait', wait)
      .step('g1', 'add-tag', { tags: ['x'] }).document,
  );
  await shop.contact('Maya');
  for (const id of ['w1', 'w2']) {
    shop.clock.jump(1000);
    must(await binWorkflow(shop.runtime, id));
  }
  expect(binnedWorkflows(shop.runtime)).toMatchObject([
    { name: 'Published', active: 1, enrolled: 1 },
    { name: 'Never published', active: 0, enrolled: 0 },
  ]);
});

test('one whose draft cannot be read any more is deleted all the same; its enrolments end', async () => {
  const { runtime, folder, close, run } = await waiting();
  must(await binWorkflow(runtime, 'w1'));
  await close();
  writeFileSync(join(folder, 'workflows', 'w1.json'), '{');
  const again = await openSmallHouse(realDisk, folder, systemClock);
  expect(binnedWorkflows(again.runtime)).toEqual([]);
  expect(must(await deleteBinned(again.runtime, ['w1']))).toEqual({ deleted: 1, ended: 1 });
  expect(again.runtime.get('runs', run)?.state).toBe('stopped');
  await again.close();
});
