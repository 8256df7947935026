// Messages that leave Baton: email through a real mail server on this machine, SMS and WhatsApp through a real gateway.
import type { Locator, Page } from '@playwright/test';
import { startGateway } from '../support/gateway.ts';
import { expect, test } from '../support/launch.ts';
import { startMailServer, startScriptedServer } from '../support/mail-server.ts';
import { smallest, takeScreens } from '../support/screens.ts';
import { seedText } from '../support/seed.ts';
import { addContact, addSeedUsers, ask, expectAccessible, place, publishFile } from '../support/window.ts';

/** The acceptance file with its message sent by another channel. */
function seedBy(channel: 'email' | 'sms' | 'whatsapp', more: Readonly<Record<string, string>> = {}): string {
  const file = JSON.parse(seedText) as { nodes: { n1: { config: Record<string, unknown> } } };
  Object.assign(file.nodes.n1.config, { channel, ...more });
  return JSON.stringify(file);
}

/** Opens the settings of a channel and answers its panel. */
async function openSettings(page: Page, tab: 'Email' | 'SMS' | 'WhatsApp'): Promise<Locator> {
  await place(page, 'Settings').click();
  await page.getByRole('tab', { name: tab }).click();
  return page.getByRole('tabpanel', { name: tab });
}

async function sendTest(panel: Locator, to: string): Promise<void> {
  await panel.getByRole('textbox', { name: 'Send the test to' }).fill(to);
  await panel.getByRole('button', { name: 'Send a test' }).click();
}

test('an email waits until the mail server is set up, then reaches the owner and nobody else, with the link', async ({
  launch,
}) => {
  const server = await startMailServer();
  const refusing = await startScriptedServer({ RCPT: '550 5.1.1 No such colleague here' });
  const baton = await launch();
  const { page } = baton;
  await addSeedUsers(page);
  await publishFile(page, seedBy('email', { cc: 'desk@example.com', title: 'Yours: {{ contact.first_name }}' }));
  const maya = await addContact(page, 'Maya');

  await place(page, 'Outbox').click();
  const messages = page.getByRole('grid', { name: 'Messages' });
  await expect(messages.getByRole('row').nth(1)).toContainText('Email is not set up');
  await expect(messages.getByRole('row').nth(1)).toContainText('Ana Silva');

  const panel = await openSettings(page, 'Email');
  const insecure = panel.getByText('The password and all messages may travel in plain text.');
  await panel.getByLabel('Mail server').fill('127.0.0.1');
  await panel.getByRole('textbox', { name: 'Port' }).fill(String(refusing.port));
  await panel.getByLabel('Sender’s address').fill('baton@example.com');
  await sendTest(panel, 'ana@example.com');
  await expect(panel.getByText('The test was not sent.')).toBeVisible();
  await expect(panel.getByText(/offers no encryption/)).toBeVisible();
  await expect(insecure).toBeHidden();
  await panel.getByRole('switch', { name: 'Encryption required (TLS)' }).uncheck();
  await expect(insecure).toBeVisible();
  expect(await isRed(panel)).toBe(true);
  await sendTest(panel, 'ana@example.com');
  await expect(panel.getByText('5.1.1 No such colleague here')).toBeVisible();
  await panel.getByRole('textbox', { name: 'Port' }).fill(String(server.port));
  await sendTest(panel, 'ana@example.com');
  await expect(panel.getByText('The test was sent.')).toBeVisible();
  await expect(panel.getByText('taken as 42')).toBeVisible();
  await expectAccessible(page);
  await takeScreens(baton, 'settings-email');
  expect(server.received.map(({ to, mail }) => [to, mail.subject])).toEqual([
    [['ana@example.com'], 'A test from Baton'],
  ]);
  await panel.getByRole('button', { name: 'Save email settings' }).click();
  await expect(page.getByText('Email settings were saved.')).toBeVisible();

  await place(page, 'Outbox').click();
  await expect(messages.getByRole('row').nth(1)).toContainText('taken as 42');
  await messages.getByRole('row').nth(1).click();
  const story = page.getByRole('region', { name: 'Owner' });
  await expect(story).toContainText('Ana Silva owns this contact.');
  await expect(story).toContainText('Ana Silva was told by email to ana@example.com');
  const lars = await addContact(page, 'Lars');
  await expect.poll(() => server.received.length).toBe(3);
  const [, first, second] = server.received;
  expect([first?.to, second?.to]).toEqual([
    ['ana@example.com', 'desk@example.com'],
    ['bo@example.com', 'desk@example.com'],
  ]);
  expect(first?.from).toBe('baton@example.com');
  expect(first?.mail.subject).toBe('Yours: Maya');
  expect(first?.mail.text).toContain('Maya came in from Website. You are the owner now.');
  expect(first?.mail.text).toContain(`baton://conversation/${maya}`);
  expect(second?.mail.text).toContain(`baton://conversation/${lars}`);
  await refusing.close();
  await server.close();
});

for (const [channel, name] of [
  ['sms', 'SMS'],
  ['whatsapp', 'WhatsApp'],
] as const) {
  test(`${name} goes through the gateway, with its secret and the link`, async ({ launch }) => {
    const gateway = await startGateway((response) => response.end('{"id":"m-17"}'));
    const baton = await launch();
    const { page } = baton;
    const [ana = ''] = await addSeedUsers(page);
    await ask(page, 'users.update', {
      id: ana,
      draft: { name: 'Ana Silva', email: 'ana@example.com', phone: '+351 912 345 678', active: true },
    });
    const panel = await openSettings(page, name);
    await panel.getByLabel('Gateway address').fill(gateway.url);
    await sendTest(panel, '+351912345678');
    await expect(panel.getByText('http:// sends in plain text. Use https://, or allow this host below.')).toBeVisible();
    await panel.getByRole('switch', { name: 'Allow private addresses and plain http' }).check();
    await expect(panel.getByText('Messages and the secret may go to this machine')).toBeVisible();
    expect(await isRed(panel)).toBe(true);
    await panel.getByRole('textbox', { name: 'Secret', exact: true }).fill('open sesame');
    await sendTest(panel, '+351912345678');
    await expect(panel.getByText('The test was sent.')).toBeVisible();
    await expect(panel.getByText('200 {"id":"m-17"}')).toBeVisible();
    await expectAccessible(page);
    if (channel === 'sms') await takeScreens(baton, 'settings-gateway');
    await panel.getByRole('button', { name: `Save ${name} settings` }).click();
    await expect(page.getByText(`${name} settings were saved.`)).toBeVisible();

    await publishFile(page, seedBy(channel, { redirect: 'contact' }));
    const maya = await addContact(page, 'Maya');
    const lars = await addContact(page, 'Lars');
    await place(page, 'Outbox').click();
    const messages = page.getByRole('grid', { name: 'Messages' });
    await expect(messages.getByRole('row').filter({ hasText: 'Maya' })).toContainText('Sent');
    // Bo has no number: his message fails alone, and says why.
    await expect(messages.getByRole('row').filter({ hasText: 'Lars' })).toContainText('no phone number');
    expect(gateway.taken).toHaveLength(2);
    const [, told] = gateway.taken;
    expect(told?.headers.authorization).toBe('Bearer open sesame');
    expect(told?.headers['idempotency-key']).toContain(ana);
    expect(JSON.parse(told?.body ?? '')).toEqual({
      to: '+351912345678',
      text: `Maya came in from Website. You are the owner now.\nbaton://contact/${maya}`,
    });
    expect(gateway.taken.some(({ body }) => body.includes(lars))).toBe(false);
    await gateway.close();
  });
}

test('a message that was refused can be sent again, until its contact or its recipient is gone; then it says so', async ({
  launch,
}) => {
  const gateway = await startGateway((response, { body }) => {
    response.statusCode = body.includes('Uma') ? 500 : 400;
    response.end('{"error":"not now"}');
  });
  const baton = await launch();
  const { page } = baton;
  await addSeedUsers(page);
  const users = await ask(page, 'users.list', {});
  for (const { id, name, email, active } of users)
    await ask(page, 'users.update', { id, draft: { name, email, active, phone: '+351 912 345 678' } });
  const { settings } = await ask(page, 'settings.get', {});
  const sms = { url: gateway.url, headers: [], body: '{"to": "{{ to }}", "text": "{{ text }}"}', allowPrivate: true };
  await ask(page, 'settings.save', { settings: { ...settings, sms } });
  await publishFile(page, seedBy('sms'));
  const [first, second] = [await addContact(page, 'Lars'), await addContact(page, 'Maya')];
  for (const name of ['Zoe', 'Uma']) await addContact(page, name);
  await place(page, 'Outbox').click();
  const row = (name: string) => page.getByRole('grid', { name: 'Messages' }).getByRole('row').filter({ hasText: name });
  const again = (name: string) => row(name).getByRole('button', { name: 'Send again' });
  for (const name of ['Lars', 'Maya', 'Zoe', 'Uma']) await expect(again(name)).toBeVisible();
  await again('Lars').click();
  await expect.poll(() => gateway.taken.length).toBe(5);

  await ask(page, 'contacts.delete', { ids: [first] });
  await expect(row('Lars')).toContainText(/Cannot be sent again\.\s*The contact was deleted\./);
  await ask(page, 'bin.eraseContacts', { ids: [second] });
  await expect(row('Erased contact')).toContainText(/Cannot be sent again\.\s*The contact was erased\./);
  await expect(again('Zoe')).toBeVisible();
  for (const { id } of users) await ask(page, 'users.remove', { id });
  for (const name of ['Zoe', 'Uma']) await expect(row(name)).toContainText('is removed.');
  await expect(row('Uma').getByRole('button', { name: 'It arrived' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Send again' })).toHaveCount(0);
  await expectAccessible(page);
  await takeScreens(baton, 'outbox-gone', [{ width: 1280, height: 800 }, smallest]);
  await gateway.close();
});

test('“Send a test” and “Send again” pressed twice quickly send once', async ({ launch }) => {
  let refuses = true;
  const gateway = await startGateway((response) => {
    response.statusCode = refuses ? 400 : 200;
    // Long enough for a second press.
    setTimeout(() => response.end('{}'), refuses ? 0 : 1000);
  });
  const { page } = await launch();
  await addSeedUsers(page);
  for (const { id, name, email, active } of await ask(page, 'users.list', {}))
    await ask(page, 'users.update', { id, draft: { name, email, active, phone: '+351 912 345 678' } });
  const { settings } = await ask(page, 'settings.get', {});
  const sms = { url: gateway.url, headers: [], body: '{"to": "{{ to }}", "text": "{{ text }}"}', allowPrivate: true };
  await ask(page, 'settings.save', { settings: { ...settings, sms } });
  await publishFile(page, seedBy('sms'));
  await addContact(page, 'Lars');
  await place(page, 'Outbox').click();
  const again = page.getByRole('button', { name: 'Send again' });
  await expect(again).toBeVisible();
  refuses = false;
  await again.dblclick();
  await expect(page.getByRole('grid', { name: 'Messages' }).getByText('Sent').first()).toBeVisible();
  expect(gateway.taken).toHaveLength(2);

  const panel = await openSettings(page, 'SMS');
  await panel.getByRole('textbox', { name: 'Send the test to' }).fill('+351 912 345 678');
  await panel.getByRole('button', { name: 'Send a test' }).dblclick();
  await expect.poll(() => gateway.taken.length).toBe(3);
  await page.waitForTimeout(2500);
  expect(gateway.taken).toHaveLength(3);
  await gateway.close();
});

/** Whether the warning about missing safety stands in red: its first colour part clearly leads. */
function isRed(panel: Locator): Promise<boolean> {
  return panel.getByText('Insecure.').evaluate((words) => {
    const box = [...document.querySelectorAll('[data-severity="error"]')].find((one) => one.contains(words));
    const [red = 0, green = 0, blue = 0] = (getComputedStyle(box ?? words).borderColor.match(/[\d.]+/g) ?? []).map(
      Number,
    );
    return red > green + 40 && red > blue + 40;
  });
}
