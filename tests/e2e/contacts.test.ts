// Contacts as a person meets them: a CSV comes in, one contact tells its story, and what was done can be undone.
import { expect, test } from '../support/launch.ts';
import { smallest, takeScreens } from '../support/screens.ts';
import { seedText } from '../support/seed.ts';
import {
  addContact,
  addSeedUsers,
  ask,
  becomeUser,
  dropFile,
  expectAccessible,
  openBell,
  owners,
  place,
  publishFile,
} from '../support/window.ts';

const csv = [
  'First Name,Last Name,Email,Phone,Source,Notes',
  'Maya,Öztürk,maya@example.org,+44 20 7946 0018,Website,called twice',
  'Lars,Bergström,lars@example.org,,Fair,',
  'Zoë,Linden,not an address,,Fair,',
  'Tom,"Reed, the younger",tom@example.org,,Website,',
].join('\n');

test('a dropped CSV comes in, and each contact says who got it, why, and whether that user was told', async ({
  launch,
}) => {
  const baton = await launch();
  const { page } = baton;
  await ask(page, 'app.addSample', {});
  await ask(page, 'workflows.publish', { id: 'sample-assign-new-contacts', waiting: 'stay' });

  await dropFile(page, 'fair.csv', csv);
  const dialog = page.getByRole('dialog', { name: 'Import contacts from a CSV' });
  await expect(dialog.getByText('Skipped: “not an address” is not an email address')).toBeVisible();
  await expect(dialog.getByText('1 column ignored: “Notes”')).toBeVisible();
  await expect(dialog.getByText('1 workflow will start for the new contacts: “Assign new contacts”')).toBeVisible();
  await expectAccessible(page);
  await takeScreens(baton, 'import-preview');
  await dialog.getByRole('button', { name: 'Import contacts' }).press('Enter');
  await expect(page.getByText('3 contacts came in, 1 skipped.')).toBeVisible();
  await expect(page.getByText('Line 4')).toBeVisible();
  await page.getByRole('button', { name: 'Close' }).last().press('Enter');

  const table = page.getByRole('grid', { name: 'Contacts' });
  await expect(table.getByRole('row').nth(1)).toContainText('Reed, the younger');
  await takeScreens(baton, 'contacts');
  await page.getByLabel('Search contacts').fill('maya@');
  await expect(page.getByText('1 contact found')).toBeVisible();
  await page.getByLabel('Search contacts').press('ArrowDown');
  await table.press('Enter');
  const story = page.getByRole('region', { name: 'Owner' });
  await expect(story).toContainText('Ana Silva owns this contact.');
  await expect(story).toContainText('Assign To User in “Assign new contacts” picked Ana Silva');
  await expect(story).toContainText('Ana Silva was told in the app');
  await expectAccessible(page);
  await takeScreens(baton, 'contact');
});

test('a contact is added, mended, given away, deleted and brought back, by keyboard', async ({ launch }) => {
  const { page } = await launch();
  await ask(page, 'users.create', { name: 'Bo Lind', email: 'bo@example.com', phone: '', active: true });
  await page.getByRole('button', { name: 'Contacts' }).press('Enter');
  await page.getByRole('button', { name: 'Add contact' }).press('Enter');
  await page.getByLabel('First name').fill('Maya');
  await page.getByLabel('Email').fill('maya@example');
  await page.getByLabel('Email').press('Enter');
  await expect(page.getByText('“example” is not a full domain, such as example.com.')).toBeVisible();
  await expect(page.getByLabel('Email')).toBeFocused();
  await page.getByLabel('Email').fill('maya@example.org');
  await page.getByLabel('Email').press('Enter');

  const table = page.getByRole('grid', { name: 'Contacts' });
  await expect(table.getByRole('row').nth(1)).toContainText('Maya');
  await table.focus();
  await table.press('Enter');
  await expect(page.getByRole('region', { name: 'Owner' })).toContainText(
    'Nobody owns this contact. No workflow was listening when it came in.',
  );
  await page.getByRole('button', { name: 'Choose owner' }).press('Enter');
  await page.getByLabel('Search users').pressSequentially('bo');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Owner' })).toContainText('Bo Lind owns this contact. Set by hand');

  await page.getByRole('button', { name: 'Conversation', exact: true }).press('Enter');
  await page.getByLabel('What was said').fill('Wants the Pro plan.');
  await page.getByLabel('What was said').press('Control+Enter');
  await expect(page.getByRole('log')).toContainText('Wants the Pro plan.');
  await expect(page.getByLabel('What was said')).toBeFocused();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Contacts' }).press('Enter');
  await table.focus();
  await table.press('Delete');
  await expect(page.getByText('Contacts come in by CSV file or by hand.')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(table.getByRole('row').nth(1)).toContainText('Maya');
});

test('the list shows the contacts of one owner or of nobody, and sorts by owner', async ({ launch }) => {
  const baton = await launch();
  const { page } = baton;
  const user = async (name: string): Promise<string> =>
    (await ask(page, 'users.create', { name, email: '', phone: '', active: true })).id;
  const [bo, ana] = [await user('Bo Lind'), await user('Ana Silva')];
  for (const [name, owner] of [
    ['Maya', bo],
    ['Lars', null],
    ['Noor', ana],
    ['Tom', bo],
  ] as const)
    await ask(page, 'contacts.setOwner', { id: await addContact(page, name), owner });
  await place(page, 'Contacts').click();
  const table = page.getByRole('grid', { name: 'Contacts' });
  const names = table.getByRole('row').locator('[role="gridcell"]:nth-child(2)');
  await expect(names).toHaveText(['Tom', 'Noor', 'Lars', 'Maya']);
  await table.getByRole('button', { name: 'Owner' }).press('Enter');
  await expect(names).toHaveText(['Noor', 'Tom', 'Maya', 'Lars']);
  await expect(table.getByRole('columnheader', { name: 'Owner', exact: true })).toHaveAttribute(
    'aria-sort',
    'ascending',
  );
  await expectAccessible(page);

  const owner = page.getByRole('combobox', { name: 'Owner' });
  await owner.click();
  await page.getByRole('option', { name: 'Bo Lind' }).click();
  await expect(names).toHaveText(['Tom', 'Maya']);
  await expect(page.getByText('2 contacts found')).toBeVisible();
  await takeScreens(baton, 'contacts-of-one-owner');
  await page.getByLabel('Search contacts').fill('noor');
  await expect(page.getByText('No contact of Bo Lind has “noor”')).toBeVisible();
  await page.getByRole('button', { name: 'Show all contacts' }).click();
  await expect(names).toHaveCount(4);
  await owner.click();
  await page.getByRole('option', { name: 'No owner' }).click();
  await expect(names).toHaveText(['Lars']);
  await table.getByRole('button', { name: 'Created' }).press('Enter');
  await owner.click();
  await page.getByRole('option', { name: 'All owners' }).click();
  await expect(names).toHaveText(['Tom', 'Noor', 'Lars', 'Maya']);
});

test('many contacts are given to somebody else at once, also when their owner is removed, and given back', async ({
  launch,
}) => {
  const baton = await launch();
  const { page } = baton;
  const user = async (name: string): Promise<string> =>
    (await ask(page, 'users.create', { name, email: '', phone: '', active: true })).id;
  const bo = await user('Bo Lind');
  await user('Ana Silva');
  for (const name of ['Maya', 'Lars', 'Noor']) await addContact(page, name);
  await place(page, 'Contacts').click();
  const table = page.getByRole('grid', { name: 'Contacts' });
  await expect(table.getByRole('row')).toHaveCount(4);
  await table.focus();
  await page.keyboard.press('Control+a');
  await expect(page.getByText('3 contacts selected')).toBeVisible();
  await takeScreens(baton, 'contacts-selected', [{ width: 1280, height: 800 }, smallest]);
  await page.getByRole('button', { name: 'Change owner' }).press('Enter');
  await page.getByLabel('Search users').pressSequentially('bo');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByText('3 contacts went to Bo Lind.')).toBeVisible();
  await expect(table).toBeFocused();
  expect(await owners(page)).toEqual(['Maya: Bo Lind', 'Lars: Bo Lind', 'Noor: Bo Lind']);
  await page.keyboard.press('Control+z');
  await expect.poll(() => owners(page)).toEqual(['Maya: nobody', 'Lars: nobody', 'Noor: nobody']);

  const { rows } = await ask(page, 'contacts.list', { search: '', offset: 0, limit: 3 });
  const [noor, lars] = rows.map(({ contact }) => contact.id);
  await ask(page, 'contacts.setOwners', { ids: [noor ?? '', lars ?? ''], owner: bo });
  await place(page, 'Users').click();
  await page.getByRole('button', { name: 'More for Bo Lind' }).click();
  await page.getByRole('menuitem', { name: 'Show their contacts' }).click();
  await expect(page.getByText('2 contacts found')).toBeVisible();

  await place(page, 'Users').click();
  await page.getByRole('button', { name: 'More for Bo Lind' }).click();
  await page.getByRole('menuitem', { name: 'Remove user…' }).click();
  const question = page.getByRole('dialog', { name: 'Remove Bo Lind?' });
  await expect(question).toContainText('2 contacts have Bo Lind as the owner.');
  const to = question.getByRole('combobox', { name: 'Give 2 contacts of Bo Lind to' });
  await expect(to).toHaveValue('Leave them with Bo Lind');
  await to.click();
  await page.getByRole('option', { name: 'Ana Silva' }).click();
  await expectAccessible(page);
  await takeScreens(baton, 'user-removed-hand-over', [{ width: 1280, height: 800 }]);
  await question.getByRole('button', { name: 'Remove user' }).click();
  await expect(page.getByText('Bo Lind was removed. 2 contacts went to Ana Silva.')).toBeVisible();
  expect(await owners(page)).toEqual(['Maya: nobody', 'Lars: Ana Silva', 'Noor: Ana Silva']);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect.poll(() => owners(page)).toEqual(['Maya: nobody', 'Lars: Bo Lind', 'Noor: Bo Lind']);
});

test('F6 goes from the sidebar to the list of conversations and to the open one, and back', async ({ launch }) => {
  const { page } = await launch();
  await addContact(page, 'Maya');
  await place(page, 'Conversations').click();
  const list = page.getByRole('grid', { name: 'Conversations' });
  await expect(list).toBeVisible();
  const search = page.getByRole('textbox', { name: 'Search contacts' });
  await place(page, 'Conversations').focus();
  await page.keyboard.press('F6');
  await expect(search).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(list).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Conversation with Maya' })).toBeVisible();
  await list.focus();
  await page.keyboard.press('F6');
  await expect(page.getByRole('button', { name: 'Open contact' })).toBeFocused();
  await page.keyboard.press('F6');
  await expect(place(page, 'Conversations')).toBeFocused();
  await page.keyboard.press('F6');
  await expect(list).toBeFocused();
  await page.keyboard.press('Shift+F6');
  await expect(place(page, 'Conversations')).toBeFocused();
});

test('what everybody was told is not read by all because one of them has read it', async ({ launch }) => {
  const baton = await launch();
  const { page } = baton;
  await addSeedUsers(page);
  const file = JSON.parse(seedText) as { nodes: { n1: { config: object } } };
  Object.assign(file.nodes.n1.config, { to: 'all-users' });
  await publishFile(page, JSON.stringify(file));
  await addContact(page, 'Maya');
  await becomeUser(page, 'Bo Lind');
  const notices = await openBell(page);
  // His alone, and no longer everybody's.
  await expect(notices).toHaveCount(1);
  await notices.first().click();
  await place(page, 'Contacts').click();
  await page.getByRole('grid', { name: 'Contacts' }).getByText('Maya', { exact: true }).click();
  await expect(page.getByRole('region', { name: 'Owner' })).toContainText(
    'and has not read it yet. Bo Lind and Chi Okafor were told too. 1 of 3 has read it: Bo Lind.',
  );
  await takeScreens(baton, 'contact-read-by', [{ width: 1280, height: 800 }, smallest]);
  await page
    .getByRole('region', { name: 'Owner' })
    .getByRole('link', { name: /Assign/ })
    .first()
    .click();
  await page
    .getByRole('row', { name: /Tell|Send Internal/ })
    .first()
    .click();
  await expect(page.getByRole('region', { name: 'Details' })).toContainText('1 of 3 has read it: Bo Lind.');
  await takeScreens(baton, 'run-read-by', [{ width: 1280, height: 800 }, smallest]);
});
