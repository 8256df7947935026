// Enrolments as the window lists and opens them.
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { deleteContacts, setOwner } from '../../../../../electron/runtime/contacts.ts';
import { enrol } from '../../../../../electron/runtime/enrol.ts';
import { turnOff } from '../../../../../electron/runtime/publishing.ts';
import { runPage, runsPage } from '../../../../../electron/runtime/queries/runs.ts';
import { MINUTE } from '../../../../../shared/model/time.ts';
import { smallLimits } from '../../../../support/ledger-life.ts';
import { must } from '../../../../support/must.ts';
import { Workshop } from '../../../../support/workshop.ts';
import { assignTo, aWorkflow, telling } from '../../../../support/workflow.ts';

function hasSnapshot({ folder }: Workshop): boolean {
  return readdirSync(join(folder, 'ledger')).some((name) => name.startsWith('snapshot-'));
}

const document = aWorkflow('w1', 'Hand out')
  .trigger('t1')
  .step('a1', 'assign-user', assignTo('ana', 'bo'))
  .step('n1', 'notify-user', { ...telling, channel: 'email' }).document;

test('the history of a workflow is newest first, page by page, with contact and owner by name', async () => {
  const shop = await Workshop.open();
  expect(runsPage(shop.runtime, 'w1', '', 0, 10)).toEqual({ total: 0, rows: [] });
  await shop.publish(document);
  for (const name of ['Maya', 'Zoe', 'Moe']) await shop.contact(name);
  const page = (offset: number, limit: number) => {
    const { total, rows } = runsPage(shop.runtime, 'w1', '', offset, limit);
    return [total, ...rows.map((row) => `${row.contactName} of ${row.ownerName} in ${row.workflowName}`)];
  };
  expect(page(0, 2)).toEqual([3, 'Moe of Ana in Hand out', 'Zoe of Bo in Hand out']);
  expect(page(2, 2)).toEqual([3, 'Maya of Ana in Hand out']);
});

test('a contact that is enrolled again comes first with its latest enrolment, also after a restart', async () => {
  const shop = await Workshop.open({ store: smallLimits });
  await shop.publish(document);
  const maya = await shop.contact('Maya', { source: 'Fair' });
  await shop.contact('Zoe', { source: 'Fair' });
  await enrol(shop.runtime, 'again', [maya], 'w1');
  await shop.contact('Moe');
  await shop.settle();
  const names = ({ runtime }: Workshop, search = '') =>
    runsPage(runtime, 'w1', search, 0, 10).rows.map(({ contactName }) => contactName);
  const order = ['Moe', 'Maya', 'Zoe', 'Maya'];
  expect(names(shop)).toEqual(order);
  expect(names(shop, 'fair')).toEqual(['Maya', 'Zoe', 'Maya']);
  const [, latest] = runsPage(shop.runtime, 'w1', '', 0, 10).rows;
  expect(latest?.run.id).toBe(shop.runsOf(maya)[1]?.id);
  for (let wait = 0; wait < 20 && !hasSnapshot(shop); wait += 1) await shop.pass(MINUTE);
  expect(hasSnapshot(shop)).toBe(true);
  const again = await shop.restart();
  expect(names(again)).toEqual(order);
  expect(names(again, 'fair')).toEqual(['Maya', 'Zoe', 'Maya']);
});

test('a search finds the enrolments of contacts by name, email and phone, and those of a contact in the bin', async () => {
  const shop = await Workshop.open();
  await shop.publish(document);
  await shop.publish(
    aWorkflow('w2')
      .trigger('t1')
      .step('g1', 'add-tag', { tags: ['seen'] }).document,
  );
  await shop.contact('Maya', { lastName: 'Öztürk', email: 'maya@example.org' });
  const zoe = await shop.contact('Zoe', { email: 'zoe@example.org', phone: '+49 151 123-456' });
  await shop.contact('Moe', { phone: '0151 123456' });
  must(await setOwner(shop.runtime, zoe, 'chi'));
  const found = (search: string, limit = 10) => {
    const { total, rows } = runsPage(shop.runtime, 'w1', search, 0, limit);
    return [total, ...rows.map((row) => row.contactName)];
  };
  expect(found('  ')).toEqual([3, 'Moe', 'Zoe', 'Maya Öztürk']);
  expect(found('ÖZTÜRK maya')).toEqual([1, 'Maya Öztürk']);
  expect(found('example.org', 1)).toEqual([2, 'Zoe']);
  expect(found('123456')).toEqual([2, 'Moe', 'Zoe']);
  expect(found('+49151')).toEqual([1, 'Zoe']);
  expect(found('chi')).toEqual([1, 'Zoe']);
  expect(found('nobody')).toEqual([0]);
  await deleteContacts(shop.runtime, [zoe]);
  expect(found('zoe@')).toEqual([1, 'Zoe']);
});

test('one that waits in a workflow that was turned off is held; one that has ended is not', async () => {
  const shop = await Workshop.open();
  const waiting = aWorkflow('w1')
    .trigger('t1')
    .step('p1', 'wait', { for: { amount: 5, unit: 'minutes' } })
    .step('g1', 'add-tag', { tags: ['after'] });
  await shop.publish(waiting.document);
  await shop.contact('Maya');
  await shop.pass(6 * MINUTE);
  await shop.contact('Zoe');
  const held = () => runsPage(shop.runtime, 'w1', '', 0, 10).rows.map((row) => [row.contactName, row.held]);
  expect(held()).toEqual([
    ['Zoe', false],
    ['Maya', false],
  ]);
  must(await turnOff(shop.runtime, 'w1', 'freeze'));
  expect(held()).toEqual([
    ['Zoe', true],
    ['Maya', false],
  ]);
});

test('an enrolment opens on the version it walked, with messages as they stand now', async () => {
  const shop = await Workshop.open();
  await shop.publish(document);
  const maya = await shop.contact('Maya');
  await shop.settle();
  must(await setOwner(shop.runtime, maya, null));
  await shop.publish(
    aWorkflow('w1', 'Renamed')
      .trigger('t1')
      .step('g1', 'add-tag', { tags: ['vip'] }).document,
  );
  const page = must(await runPage(shop.runtime, shop.runOf(maya).id));
  expect(page).toMatchObject({ workflowName: 'Renamed', contactName: 'Maya', ownerName: '', removed: null });
  expect(Object.keys(page.document.nodes)).toEqual(['t1', 'a1', 'n1']);
  expect(page.messages).toMatchObject([{ state: 'queued', to: { user: 'ana' } }]);
  expect(page.contact?.id).toBe(maya);
});

test('one that is not there, or whose version cannot be read, says so', async () => {
  const shop = await Workshop.open();
  expect(await runPage(shop.runtime, 'nix')).toMatchObject({ ok: false, problem: { code: 'run-gone' } });
  await shop.publish(document);
  const run = shop.runOf(await shop.contact('Maya')).id;
  rmSync(join(shop.folder, 'revisions', 'w1'), { recursive: true });
  expect(await runPage(shop.runtime, run)).toMatchObject({ ok: false, problem: { code: 'revision-missing' } });
});
