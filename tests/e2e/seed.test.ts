// The seed's guide, done as it is written: seven steps by mouse, then seven contacts over three users.
import { fileURLToPath } from 'node:url';
import { expect, test, type Baton } from '../support/launch.ts';
import { takeScreens } from '../support/screens.ts';
import { answerOpenDialog, becomeUser, card, openBell, place } from '../support/window.ts';

const fixture = (name: string): string => fileURLToPath(new URL(`../fixtures/seed/${name}`, import.meta.url));
const userNames = ['Ana Silva', 'Bo Lind', 'Chi Okafor'] as const;

async function importUsers({ page }: Baton): Promise<void> {
  await place(page, 'Users').click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Import a CSV' }).click();
  await (await chooser).setFiles(fixture('users.csv'));
  const outcome = page.getByRole('dialog');
  await expect(outcome).toContainText('3 users were added');
  await outcome.getByRole('button', { name: 'Close' }).last().click();
}

/** Steps 1 to 6 of the guide. */
async function build({ page }: Baton, redirect: 'Contact' | 'Conversation'): Promise<void> {
  await place(page, 'Workflows').click();
  await page.getByRole('button', { name: 'Create Workflow' }).click();
  await page.getByRole('menuitem', { name: 'Start from Scratch' }).click();
  const naming = page.getByRole('dialog', { name: 'New workflow' });
  await naming.getByRole('textbox', { name: 'Name' }).fill('Assign new contacts');
  await naming.getByRole('button', { name: 'Create workflow' }).click();

  await page.getByRole('button', { name: 'Add New Trigger' }).click();
  await page.getByRole('option', { name: 'Contact Created' }).click();
  await page.getByRole('button', { name: 'Add step after Contact Created' }).click();
  await page.getByRole('combobox', { name: 'Search actions' }).fill('Assign To User');
  await page.getByRole('option', { name: 'Assign To User' }).click();
  for (const name of userNames) {
    await page.getByRole('combobox', { name: 'Users' }).click();
    await page.getByRole('option', { name }).click();
  }
  await page.getByRole('textbox', { name: 'Title of the step' }).fill('Hand out in turn');
  await page.getByRole('textbox', { name: 'Title of the step' }).blur();

  await page.getByRole('button', { name: 'Add step after Hand out in turn' }).click();
  await page.getByRole('combobox', { name: 'Search actions' }).fill('Send Internal Notification');
  await page.getByRole('option', { name: 'Send Internal Notification' }).click();
  await page.getByRole('combobox', { name: 'Type of Notification' }).click();
  await page.getByRole('option', { name: /^Notification/ }).click();
  await page.getByRole('radiogroup', { name: 'Redirect Page' }).getByText(redirect, { exact: true }).click();
  await page.getByRole('combobox', { name: 'To User Type' }).click();
  await page.getByRole('option', { name: /^User assigned to the contact/ }).click();
  await page.getByRole('textbox', { name: 'Title or subject' }).fill('New contact: {{ contact.full_name }}');
  await page.getByRole('textbox', { name: 'Message' }).fill('{{ contact.first_name }} came in.');
}

async function publish({ page }: Baton): Promise<void> {
  await page.getByRole('switch', { name: 'Publish' }).click();
  await expect(page.getByRole('switch', { name: 'Published' })).toBeChecked();
}

async function importContacts({ app, page }: Baton): Promise<void> {
  await answerOpenDialog(app, fixture('contacts.csv'));
  await place(page, 'Contacts').click();
  await page.getByRole('button', { name: 'Import a CSV' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Choose CSV file' }).click();
  await dialog.getByRole('button', { name: 'Import contacts' }).click();
  await expect(dialog).toContainText('7 contacts came in, 0 skipped.');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
}

test('seven steps by mouse, then seven contacts: each goes to the next user, who is told and lands on it', async ({
  launch,
}) => {
  const baton = await launch();
  const { page } = baton;
  await importUsers(baton);
  await build(baton, 'Contact');
  await expect(card(page, 'Hand out in turn. Round robin: Ana Silva, Bo Lind, Chi Okafor')).toBeVisible();

  // Step 7: save, test, publish.
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('button', { name: /^Saved \d\d:\d\d/ })).toBeVisible();
  await page.getByRole('button', { name: 'Test Workflow' }).click();
  await page.getByRole('button', { name: 'Start test' }).click();
  const stepOn = page.getByRole('button', { name: 'Step', exact: true });
  const assign = card(page, 'Hand out in turn');
  const tell = card(page, 'Send Internal Notification');
  const litWays = page.locator('path[data-state="done"]');
  await expect(card(page, 'Contact Created.*Accepted: no conditions')).toHaveAttribute('data-state', 'done');
  await expect(assign).toContainText('Next');
  await stepOn.click();
  await expect(assign).toHaveAttribute('data-state', 'done');
  await expect(assign).toContainText('Ana Silva');
  await expect(tell).toHaveAttribute('data-state', 'pending');
  await expect(litWays).toHaveCount(2);
  await stepOn.click();
  await expect(tell).toHaveAttribute('data-state', 'done');
  const details = page.getByRole('region', { name: 'Details' });
  await expect(details).toContainText('New contact: Maya Öztürk');
  await expect(details).toContainText('Not really sent');
  await page.getByRole('button', { name: 'Step back' }).click();
  await expect(tell).toHaveAttribute('data-state', 'pending');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(
    page.getByRole('grid', { name: 'Execution log' }).getByRole('row', { name: /Enrolment Completed/ }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Leave and edit' }).click();
  await publish(baton);

  await importContacts(baton);
  const rows = page.getByRole('grid', { name: 'Contacts' }).getByRole('row');
  const inTurn = [
    ['Tom Brown', 'Ana Silva'],
    ['Ada', 'Chi Okafor'],
    ['Ken Tanaka', 'Bo Lind'],
    ['Sofía Núñez', 'Ana Silva'],
    ['Noor van Dijk, jr.', 'Chi Okafor'],
    ['Liam "Lee" O\'Connor', 'Bo Lind'],
    ['Maya Öztürk', 'Ana Silva'],
  ] as const;
  await expect(rows).toHaveCount(8);
  for (const [index, [contact, owner]] of inTurn.entries()) {
    await expect(rows.nth(index + 1)).toContainText(contact);
    await expect(rows.nth(index + 1)).toContainText(owner);
    await expect(rows.nth(index + 1)).toContainText('Told, unread');
  }
  await takeScreens(baton, 'seed-contacts');

  for (const user of userNames) {
    const own = inTurn.filter(([, owner]) => owner === user).map(([contact]) => contact);
    await becomeUser(page, user);
    await expect(page.getByRole('button', { name: `Notifications, ${own.length} unread` })).toBeVisible();
    const notices = await openBell(page);
    await expect(notices).toHaveText(own.map((contact) => new RegExp(`New contact: ${escaped(contact)}.*came in`)));
    await notices.nth(1).click();
    await expect(page.getByRole('heading', { level: 1, name: own[1] ?? '' })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Owner' })).toContainText(`${user} owns this contact.`);
    await expect(page.getByRole('button', { name: /^Notifications/ })).toHaveAccessibleName(
      own.length === 2 ? 'Notifications, 1 unread' : 'Notifications, 2 unread',
    );
  }
});

test('with the conversation as redirect page, the click lands there', async ({ launch }) => {
  const baton = await launch();
  const { page } = baton;
  await importUsers(baton);
  await build(baton, 'Conversation');
  await publish(baton);
  await importContacts(baton);
  await becomeUser(page, 'Bo Lind');
  const notices = await openBell(page);
  await notices.filter({ hasText: 'Ken Tanaka' }).click();
  await expect(page.getByRole('region', { name: 'Conversation with Ken Tanaka' })).toContainText('Owner: Bo Lind');
});

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
