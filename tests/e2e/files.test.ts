// A workflow travels as a file from one workspace to another: its users are found again, or chosen, or missed out loud.
import type { Locator, Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '../support/launch.ts';
import { seedText } from '../support/seed.ts';
import {
  addContact,
  addSeedUsers,
  answerOpenDialog,
  answerSaveDialog,
  ask,
  card,
  chooseInMenu,
  dropFile,
  exportWorkflow,
  owners,
  place,
  publishFile,
} from '../support/window.ts';

const importing = (page: Page): Locator => page.getByRole('dialog', { name: 'Import workflow' });
const who = (page: Page, name: string): Locator => importing(page).getByRole('combobox', { name });
const newUser = (page: Page, name: string, email: string) =>
  ask(page, 'users.create', { name, email, phone: '', active: true });

test('exported here, imported there: users by email, one by hand, one missed and then found; it publishes and assigns', async ({
  launch,
}) => {
  const here = await launch();
  const file = join(here.home, 'handed-over.baton.json');
  await addSeedUsers(here.page);
  await publishFile(here.page, seedText);
  const exported = await exportWorkflow(here.app, here.page, 'Assign new contacts', file);
  expect(exported.toString('utf8')).toBe(seedText);
  await here.close();

  const there = await launch();
  const { app, page } = there;
  // Only Ana has the address that the file knows her by.
  await newUser(page, 'Ana da Silva', 'ANA@example.com');
  await newUser(page, 'Boris Lind', 'boris@example.net');
  await answerOpenDialog(app, file);
  await chooseInMenu(app, 'Open workflow file…');
  await expect(importing(page)).toContainText('3 steps · from handed-over.baton.json');
  await expect(who(page, 'Ana Silva')).toHaveValue('Ana da Silva');
  await expect(who(page, 'Bo Lind')).toHaveValue('');
  await expect(who(page, 'Chi Okafor')).toHaveValue('');
  await expect(importing(page)).toContainText('2 names left open.');
  const problems = importing(page).getByText(/is not in this workspace/);
  await expect(problems).toHaveText(['Bo Lind is not in this workspace.', 'Chi Okafor is not in this workspace.']);
  await who(page, 'Bo Lind').click();
  await page.getByRole('option', { name: 'Boris Lind' }).click();
  await expect(importing(page)).toContainText('1 name left open.');
  await expect(problems).toHaveText(['Chi Okafor is not in this workspace.']);
  await expect(importing(page)).toContainText('1 problem to mend before it can be published');
  await importing(page).getByRole('button', { name: 'Import workflow' }).click();

  await expect(card(page, 'Assign To User')).toContainText('Chi Okafor');
  await page.getByRole('switch', { name: 'Publish' }).click();
  const refused = page.getByRole('dialog', { name: 'Not published yet' });
  await expect(refused).toContainText('Chi Okafor is not in this workspace.');
  await refused.getByRole('button', { name: /Chi Okafor is not in this workspace/ }).click();
  const users = page.getByRole('list', { name: 'Users' });
  await expect(users).toContainText('Chi Okafor (not here)');
  await expect(page.getByRole('combobox', { name: 'Users' })).toBeFocused();

  // Chi comes to this workspace, and takes the missing place.
  await newUser(page, 'Chi Okafor', 'chi.okafor@example.net');
  await page.getByRole('button', { name: 'Remove Chi Okafor' }).click();
  await page.getByRole('combobox', { name: 'Users' }).fill('Chi');
  await page.getByRole('option', { name: 'Chi Okafor' }).click();
  await page.keyboard.press('Escape');
  await expect(users.getByRole('listitem')).toHaveText([/Ana da Silva/, /Boris Lind/, /Chi Okafor/]);
  await page.getByRole('switch', { name: 'Publish' }).click();
  await expect(page.getByRole('switch', { name: 'Published' })).toBeChecked();
  for (const name of ['Maya', 'Lars', 'Noor', 'Tom']) await addContact(page, name);
  expect(await owners(page)).toEqual([
    'Maya: Ana da Silva',
    'Lars: Boris Lind',
    'Noor: Chi Okafor',
    'Tom: Ana da Silva',
  ]);
});

test('export, import, export is the same bytes, also where nobody is known; a file again is a copy or replaces the draft', async ({
  launch,
}) => {
  const { app, page, home } = await launch();
  const rows = page.getByRole('grid', { name: 'Workflows' }).getByRole('row');
  await newUser(page, 'Ana Silva', 'ana@example.com');
  await dropFile(page, 'seed.baton.json', seedText);
  await expect(who(page, 'Chi Okafor')).toHaveValue('');
  await importing(page).getByRole('button', { name: 'Import workflow' }).click();
  await expect(card(page, 'Tell the owner')).toBeVisible();
  await place(page, 'Workflows').click();
  const first = await exportWorkflow(app, page, 'Assign new contacts', join(home, 'first.baton.json'));
  expect(first.toString('utf8')).toBe(seedText);

  // The file again, with another name in it: beside the first, which stays as it is ...
  const renamed = seedText.replace('"name": "Assign new contacts"', '"name": "Hand out"');
  await dropFile(page, 'again.baton.json', renamed);
  await expect(importing(page)).toContainText('“Assign new contacts” is here already.');
  await expect(importing(page).getByRole('radio', { name: 'Keep both: import as a copy' })).toBeChecked();
  await importing(page).getByRole('button', { name: 'Import workflow' }).click();
  await place(page, 'Workflows').click();
  await expect(rows).toHaveCount(3);
  await expect(rows.filter({ hasText: 'Hand out (copy)' })).toHaveCount(1);
  expect(await exportWorkflow(app, page, 'Assign new contacts', join(home, 'second.baton.json'))).toEqual(first);

  // ... or over its draft.
  await dropFile(page, 'again.baton.json', renamed);
  await importing(page).getByText('Replace the draft of “Assign new contacts”').click();
  await importing(page).getByRole('button', { name: 'Replace draft' }).click();
  await expect(page.getByRole('button', { name: /Hand out/ }).first()).toBeVisible();
  await place(page, 'Workflows').click();
  await expect(rows).toHaveCount(3);
  const replaced = await exportWorkflow(app, page, 'Hand out', join(home, 'third.baton.json'));
  expect(replaced.toString('utf8')).toBe(renamed);
});

test('the menu saves a copy of the open workflow, and where none is open it says so', async ({ launch }) => {
  const { app, page, home } = await launch();
  await addSeedUsers(page);
  await publishFile(page, seedText);
  await chooseInMenu(app, 'Save a copy to file…');
  await expect(page.getByText('Open a workflow first')).toBeVisible();
  await place(page, 'Workflows').click();
  await page.getByRole('grid', { name: 'Workflows' }).getByText('Assign new contacts').click();
  await expect(card(page, 'Contact Created')).toBeVisible();
  const file = join(home, 'copy.baton.json');
  await answerSaveDialog(app, file);
  await chooseInMenu(app, 'Save a copy to file…');
  await expect(page.getByText('Saved as copy.baton.json')).toBeVisible();
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ name: 'Assign new contacts' });
});
