// Messages that a provider refused, and what a person can do about all of them at once.
import { startGateway } from '../support/gateway.ts';
import { expect, test } from '../support/launch.ts';
import { addContact, ask, card, expectAccessible, place, publishFile } from '../support/window.ts';
import { tellingBy } from '../screens/workflows.ts';

test('what a gateway refused is seen on the step, and goes again at one press once it is mended', async ({
  launch,
}) => {
  let status = 400;
  const gateway = await startGateway((response) => {
    response.statusCode = status;
    response.end('no');
  });
  const baton = await launch();
  const { page } = baton;
  await ask(page, 'app.addSample', {});
  await publishFile(page, tellingBy('sms', 'Tell by SMS'));
  const { settings } = await ask(page, 'settings.get', {});
  const sms = { url: gateway.url, headers: [], body: '{"to": "{{ to }}"}', allowPrivate: true };
  await ask(page, 'settings.save', { settings: { ...settings, sms } });
  for (const name of ['Dora', 'Nadia', 'Olek']) await addContact(page, name);

  await place(page, 'Contacts').click();
  await page.getByRole('grid', { name: 'Contacts' }).getByRole('row').filter({ hasText: 'Dora' }).click();
  await page.getByRole('tab', { name: /Enrolments/ }).click();
  const flag = page.getByText('1 message not sent, or perhaps not.');
  await expect(flag).toBeVisible();
  await page.getByText('Tell by SMS').first().click();
  const step = card(page, 'Tell the owner');
  await expect(step).toContainText('Done, but not sent');
  await expectAccessible(page);

  status = 200;
  await place(page, 'Outbox').click();
  await page.getByRole('button', { name: 'Send 3 failed again' }).click();
  const dialog = page.getByRole('dialog', { name: 'Send 3 messages again?' });
  await dialog.getByRole('button', { name: 'Send 3 again' }).click();
  await expect(page.getByText('3 messages will be sent again.')).toBeVisible();
  await expect(page.getByRole('grid', { name: 'Messages' }).getByText('Sent', { exact: true })).toHaveCount(3);
  await expect(page.getByRole('button', { name: /failed again/ })).toBeHidden();
  expect(gateway.taken).toHaveLength(6);

  await page.getByRole('grid', { name: 'Messages' }).getByRole('row').filter({ hasText: 'Dora' }).first().click();
  await page.getByRole('tab', { name: /Enrolments/ }).click();
  await expect(page.getByText('Completed').first()).toBeVisible();
  await expect(flag).toBeHidden();
  await page.getByText('Tell by SMS').first().click();
  await expect(step).toContainText('Done');
  await expect(step).not.toContainText('not sent');
  await baton.close();
  await gateway.close();
});
