// Contacts, conversations, users, the outbox, settings, and what floats above them: bell, palette, shortcuts.
import { startGateway } from '../support/gateway.ts';
import { expect, test } from '../support/launch.ts';
import { smallest, takeScreens } from '../support/screens.ts';
import { addContact, ask, dropFile, place, publishFile } from '../support/window.ts';
import { addSample } from './walk.ts';
import { tellingBy } from './workflows.ts';

const csv = [
  'First Name,Last Name,Email,Phone,Source,Notes',
  'Maya,Demir,maya.demir@example.org,+44 20 7946 0018,Website,called twice',
  'Zoë,Linden,not an address,,Fair,',
  'Tom,"Reed, the younger",tom@example.org,,Website,',
].join('\n');

test('contacts, one contact, its conversation', async ({ launch }) => {
  const baton = await launch();
  const { page } = baton;
  await addSample(baton, { live: true });
  await dropFile(page, 'fair.csv', csv);
  const dialog = page.getByRole('dialog', { name: 'Import contacts from a CSV' });
  await expect(dialog.getByText('Skipped:')).toBeVisible();
  await takeScreens(baton, 'import-preview');
  await takeScreens(baton, 'import-preview-small', [smallest]);
  await dialog.getByRole('button', { name: 'Import contacts' }).click();
  await expect(page.getByText('2 contacts came in, 1 skipped.')).toBeVisible();
  await takeScreens(baton, 'import-report');
  await page.getByRole('button', { name: 'Close' }).last().click();
  const table = page.getByRole('grid', { name: 'Contacts' });
  await expect(table.getByRole('row').nth(1)).toContainText('Reed');
  await takeScreens(baton, 'contacts');
  await takeScreens(baton, 'contacts-small', [smallest]);
  await page.getByLabel('Search contacts').fill('nobody at all');
  await expect(page.getByText('No contact has')).toBeVisible();
  await takeScreens(baton, 'contacts-none-found');
  await page.getByLabel('Search contacts').fill('');
  await table.getByRole('row').nth(2).getByRole('checkbox').click();
  await table.getByRole('row').nth(3).getByRole('checkbox').click();
  await takeScreens(baton, 'contacts-selected');
  await page.getByRole('button', { name: 'Enrol in workflow' }).click();
  await takeScreens(baton, 'enrol-dialog');
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await table.getByRole('row').nth(1).getByText('Reed').click();
  await expect(page.getByRole('region', { name: 'Owner' })).toContainText('owns this contact');
  await takeScreens(baton, 'contact');
  await takeScreens(baton, 'contact-small', [smallest]);
  await page.getByRole('tab', { name: /Messages/ }).click();
  await takeScreens(baton, 'contact-messages');
  await page.getByRole('tab', { name: /Enrolments/ }).click();
  await takeScreens(baton, 'contact-enrolments');
  await page.getByRole('button', { name: 'Edit' }).click();
  await takeScreens(baton, 'contact-dialog');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Conversation', exact: true }).click();
  await page.getByLabel('What was said').fill('Wants the Pro plan.');
  await page.getByLabel('What was said').press('Control+Enter');
  await takeScreens(baton, 'conversation');
  await takeScreens(baton, 'conversation-small', [smallest]);
  await page.getByRole('button', { name: /^Notifications/ }).click();
  await takeScreens(baton, 'bell');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('ma');
  await expect(page.getByRole('option').first()).toBeVisible();
  await takeScreens(baton, 'palette');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+?');
  await takeScreens(baton, 'shortcuts');
});

test('users, pools, outbox, settings', async ({ launch }) => {
  const gateway = await startGateway((response, { body }) => {
    response.statusCode = body.includes('Uma') ? 500 : body.includes('Dora') ? 400 : 200;
    response.end('{"error":"the number is not on WhatsApp"}');
  });
  const baton = await launch();
  const { page } = baton;
  await addSample(baton, { live: true });
  const users = await ask(page, 'users.list', {});
  const members = users.slice(0, 3).map(({ id }, at) => ({ user: id, weight: 3 - at }));
  await ask(page, 'pools.save', { id: null, name: 'Sales', members });
  await publishFile(page, tellingBy('email', 'Tell by email'));
  await publishFile(page, tellingBy('sms', 'Tell by SMS'));
  const { settings } = await ask(page, 'settings.get', {});
  const body = '{"to": "{{ to }}", "text": "{{ text }}"}';
  await ask(page, 'settings.save', {
    settings: { ...settings, sms: { url: gateway.url, headers: [], body, allowPrivate: true } },
  });
  for (const name of ['Uma', 'Dora', 'Sam']) await addContact(page, name);
  await place(page, 'Users').click();
  await takeScreens(baton, 'users');
  await takeScreens(baton, 'users-small', [smallest]);
  await page.getByRole('button', { name: 'Add user' }).click();
  await takeScreens(baton, 'user-dialog');
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Pools' }).click();
  await takeScreens(baton, 'pools');
  await page.getByRole('button', { name: 'Create pool' }).click();
  await takeScreens(baton, 'pool-dialog');
  await page.keyboard.press('Escape');
  await place(page, 'Outbox').click();
  await expect(page.getByRole('button', { name: 'It arrived' })).toBeVisible();
  await takeScreens(baton, 'outbox');
  await takeScreens(baton, 'outbox-small', [smallest]);
  await place(page, 'Settings').click();
  for (const tab of ['General', 'Email', 'SMS', 'WhatsApp']) {
    await page.getByRole('tab', { name: tab }).click();
    await takeScreens(baton, `settings-${tab.toLowerCase()}`);
  }
  await gateway.close();
});
