// The outbox as the window lists it, and the names that its rows show.
import { expect, test } from 'vitest';
import { deleteBinned } from '../../../../../electron/runtime/bin.ts';
import { deleteContacts } from '../../../../../electron/runtime/contacts.ts';
import { eraseContacts } from '../../../../../electron/runtime/erase.ts';
import { removeUser } from '../../../../../electron/runtime/people.ts';
import { binWorkflow } from '../../../../../electron/runtime/publishing.ts';
import { bell, outboxPage } from '../../../../../electron/runtime/queries/outbox.ts';
import { nameOfContact, workflowName } from '../../../../../electron/runtime/queries/people.ts';
import { must } from '../../../../support/must.ts';
import { Workshop } from '../../../../support/workshop.ts';
import { assignTo, aWorkflow, telling } from '../../../../support/workflow.ts';

/** Each new contact: a notification, which is sent, and an email, which waits as no mail server is set up. */
const document = aWorkflow('w1', 'Hand out')
  .trigger('t1')
  .step('a1', 'assign-user', assignTo('ana', 'bo'))
  .step('n1', 'notify-user', telling)
  .step('n2', 'notify-user', { ...telling, channel: 'email', title: 'Mail' }).document;

async function told(...names: readonly string[]): Promise<{ shop: Workshop; ids: readonly string[] }> {
  const shop = await Workshop.open();
  await shop.publish(document);
  const ids: string[] = [];
  for (const name of names) ids.push(await shop.contact(name));
  await shop.settle();
  return { shop, ids };
}

const rows = (shop: Workshop, show: Parameters<typeof outboxPage>[1], offset = 0, limit = 10) => {
  const page = outboxPage(shop.runtime, show, offset, limit);
  return [page.total, ...page.rows.map((row) => `${row.contactName}: ${row.message.channel} ${row.message.state}`)];
};

test('shows all, what waits, what was sent and what needs attention; newest first', async () => {
  const { shop, ids } = await told('Maya', 'Zoe');
  await deleteContacts(shop.runtime, [ids[0] ?? '']);
  expect(rows(shop, 'waiting')).toEqual([1, 'Zoe: email queued']);
  expect(rows(shop, 'attention')).toEqual([1, 'Maya: email dead']);
  expect(rows(shop, 'sent')).toEqual([2, 'Zoe: notification sent', 'Maya: notification sent']);
  expect(rows(shop, 'all')).toEqual([
    4,
    'Zoe: email queued',
    'Zoe: notification sent',
    'Maya: email dead',
    'Maya: notification sent',
  ]);
  expect(rows(shop, 'all', 1, 2)).toEqual([4, 'Zoe: notification sent', 'Maya: email dead']);
});

test('a message of a workflow deleted for good keeps the workflow’s name', async () => {
  const { shop } = await told('Maya');
  must(await binWorkflow(shop.runtime, 'w1'));
  must(await deleteBinned(shop.runtime, ['w1']));
  expect(outboxPage(shop.runtime, 'all', 0, 1).rows[0]?.workflowName).toBe('Hand out');
});

test('who or what was never here is said to be gone, not shown as a number', async () => {
  const { shop } = await told();
  expect(nameOfContact(shop.runtime, 'nix')).toBe('A contact that is gone');
  expect(workflowName(shop.runtime, 'nix')).toBe('A workflow that is gone');
});

test('the bell of a user who was never told of anything is empty', async () => {
  const { shop } = await told('Maya');
  const { library } = shop.runtime;
  must(await library.saveSettings({ ...library.settings(), you: 'chi' }));
  expect(bell(shop.runtime)).toEqual({ unread: 0, rows: [] });
});

test('a message about an erased contact cannot be sent again, and its notice leaves the bell', async () => {
  const { shop, ids } = await told('Maya', 'Zoe');
  expect(bell(shop.runtime)).toMatchObject({ unread: 2, rows: [{ contactName: 'Zoe' }, { contactName: 'Maya' }] });
  expect(must(await eraseContacts(shop.runtime, shop.house.files, [ids[0] ?? '']))).toEqual({ erased: 1 });
  expect(bell(shop.runtime)).toMatchObject({ unread: 1, rows: [{ contactName: 'Zoe' }] });
  expect(outboxPage(shop.runtime, 'attention', 0, 10).rows).toMatchObject([
    { erased: true, gone: 'The contact was erased.', message: { state: 'dead', title: '' } },
  ]);
  for (const row of outboxPage(shop.runtime, 'waiting', 0, 10).rows) expect(row).not.toHaveProperty('gone');
});

test('a message to a user who was removed says why it cannot be sent again', async () => {
  const { shop } = await told('Maya');
  must(await removeUser(shop.runtime, 'ana'));
  shop.runtime.outbox.usersChanged();
  await shop.settle();
  expect(outboxPage(shop.runtime, 'attention', 0, 10).rows).toMatchObject([
    { erased: false, gone: 'Ana is removed.', message: { state: 'dead', reason: 'Ana is removed.' } },
  ]);
});
