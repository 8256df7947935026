// The first thing a person meets: an example workspace that can be taken out again, or an empty one.
import { expect, test, type Baton } from '../support/launch.ts';
import { ask, card, chooseInMenu, place } from '../support/window.ts';

const counts = async ({ page }: Baton): Promise<readonly number[]> => [
  (await ask(page, 'users.list', {})).filter((user) => user.removedAt === undefined).length,
  (await ask(page, 'contacts.list', { search: '', offset: 0, limit: 1 })).total,
  (await ask(page, 'workflows.list', {})).length,
];

test('the example workspace: 5 users, 40 contacts and the workflow, ready to publish; one command takes all of it out', async ({
  launch,
}) => {
  const baton = await launch();
  const { app, page } = baton;
  await page.getByRole('button', { name: 'Open the sample' }).click();
  await expect(card(page, 'Contact Created')).toBeVisible();
  await expect(card(page, 'Assign To User')).toBeVisible();
  await expect(card(page, 'Send Internal Notification|Tell the owner')).toBeVisible();
  expect(await counts(baton)).toEqual([5, 40, 1]);
  await page.getByRole('switch', { name: 'Publish' }).click();
  await expect(page.getByRole('switch', { name: 'Published' })).toBeChecked();

  // What is a person's own stays.
  const draft = {
    firstName: 'Own',
    lastName: '',
    email: 'own@example.org',
    phone: '',
    source: '',
    tags: [],
    custom: {},
  };
  await ask(page, 'contacts.create', { act: 'own', draft });
  await ask(page, 'users.create', { name: 'Own User', email: 'own.user@example.com', phone: '', active: true });
  await place(page, 'Contacts').click();
  await expect(page.getByText('41 contacts', { exact: true })).toBeVisible();
  await chooseInMenu(app, 'Remove the sample…');
  const question = page.getByRole('dialog', { name: 'Remove the sample?' });
  await question.getByRole('button', { name: 'Remove the sample' }).click();
  await expect(page.getByText('The sample is gone.')).toBeVisible();
  await expect(page.getByText('1 contact', { exact: true })).toBeVisible();
  expect(await counts(baton)).toEqual([1, 1, 0]);
  await place(page, 'Users').click();
  await expect(page.getByRole('grid', { name: 'Users' }).getByRole('row')).toHaveCount(2);
  await place(page, 'Workflows').click();
  await expect(page.getByText('A workflow says what happens with a contact, step by step.')).toBeVisible();
});

test('an empty start is empty, and goes on by itself; the sample can still come later', async ({ launch }) => {
  const baton = await launch();
  const { app, page } = baton;
  await page.getByRole('button', { name: 'Start empty' }).click();
  await expect(page.getByText('A workflow says what happens with a contact, step by step.')).toBeVisible();
  expect(await counts(baton)).toEqual([0, 0, 0]);
  // The choice is kept when another page was open in between.
  await place(page, 'Users').click();
  await place(page, 'Workflows').click();
  await expect(page.getByText('A workflow says what happens with a contact, step by step.')).toBeVisible();
  await page.getByRole('button', { name: 'Create Workflow' }).first().click();
  await page.getByRole('menuitem', { name: 'Start from Scratch' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Create workflow' }).click();
  await expect(page.getByRole('region', { name: 'Workflow canvas, 0 steps' })).toBeVisible();

  await chooseInMenu(app, 'Open the sample');
  await expect(card(page, 'Assign To User')).toBeVisible();
  expect(await counts(baton)).toEqual([5, 40, 2]);
});

test('a step that needs a user leads to where the first one is added, and back to the step', async ({ launch }) => {
  const { page } = await launch();
  await page.getByRole('button', { name: 'Start empty' }).click();
  await page.getByRole('button', { name: 'Create Workflow' }).first().click();
  await page.getByRole('menuitem', { name: 'Start from Scratch' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Create workflow' }).click();
  await page.getByRole('button', { name: 'Add New Trigger' }).click();
  await page.getByRole('option', { name: 'Contact Created' }).click();
  await page.getByRole('button', { name: 'Add step after Contact Created' }).click();
  await page.getByRole('option', { name: 'Assign To User' }).click();
  await expect(page.getByText('There are no users yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Add user…' }).click();
  const adding = page.getByRole('dialog', { name: 'Add user' });
  await adding.getByRole('textbox', { name: 'Name' }).fill('Ana Silva');
  await adding.getByRole('textbox', { name: 'Email' }).fill('ana@example.com');
  await adding.getByRole('button', { name: 'Add user' }).click();
  await expect(adding).toBeHidden();
  await page.keyboard.press('Alt+ArrowLeft');
  await page.getByRole('combobox', { name: 'Users' }).click();
  await page.getByRole('option', { name: 'Ana Silva' }).click();
  await expect(page.getByRole('list', { name: 'Users' })).toContainText('Ana Silva');
});
