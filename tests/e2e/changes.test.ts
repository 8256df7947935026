// What changes while contacts keep coming: users go, workflows are switched off, Baton is quit and started again.
import { expect, test } from '../support/launch.ts';
import { seedText } from '../support/seed.ts';
import { addContact, addSeedUsers, ask, owners, place, publishFile } from '../support/window.ts';

test('users are switched off and removed between contacts: the others go on in order', async ({ launch }) => {
  const { page } = await launch();
  await addSeedUsers(page);
  await publishFile(page, seedText);
  for (const name of ['Maya', 'Lars']) await addContact(page, name);

  // It would be Chi's turn.
  await place(page, 'Users').click();
  await page.getByRole('switch', { name: 'Chi Okafor takes contacts' }).click();
  await expect(page.getByText('Chi Okafor is switched off. New contacts go to the others.')).toBeVisible();
  for (const name of ['Noor', 'Tom']) await addContact(page, name);
  expect(await owners(page)).toEqual(['Maya: Ana Silva', 'Lars: Bo Lind', 'Noor: Ana Silva', 'Tom: Bo Lind']);

  await page.getByRole('switch', { name: 'Chi Okafor takes contacts' }).click();
  await expect(page.getByText('Chi Okafor is switched on and takes contacts again.')).toBeVisible();
  await page.getByRole('button', { name: 'More for Ana Silva' }).click();
  await page.getByRole('menuitem', { name: 'Remove user…' }).click();
  const question = page.getByRole('dialog', { name: 'Remove Ana Silva?' });
  await expect(question).toContainText('“Assign To User” in “Assign new contacts” goes on with the users who remain.');
  await expect(question).toContainText('2 contacts have Ana Silva as the owner.');
  await question.getByRole('button', { name: 'Remove user' }).click();
  await expect(page.getByText('Ana Silva was removed.')).toBeVisible();
  for (const name of ['Ada', 'Ken', 'Ines']) await addContact(page, name);
  expect((await owners(page)).slice(4)).toEqual(['Ada: Chi Okafor', 'Ken: Bo Lind', 'Ines: Chi Okafor']);
  const bell = await ask(page, 'bell.list', {});
  expect(bell.rows.map(({ message }) => message.to.name).toReversed()).toEqual([
    'Ana Silva',
    'Bo Lind',
    'Ana Silva',
    'Bo Lind',
    'Chi Okafor',
    'Bo Lind',
    'Chi Okafor',
  ]);
});

test('a draft and a workflow that is off do nothing, and the page of the contact says so', async ({ launch }) => {
  const { page } = await launch();
  await addSeedUsers(page);
  const { token, plan } = await ask(page, 'workflows.importText', { name: 'seed.baton.json', text: seedText });
  const mapping = Object.fromEntries(plan.needs.map(({ key, found }) => [key, found]));
  await ask(page, 'workflows.importApply', { token, as: 'new', mapping });
  const story = page.getByRole('region', { name: 'Owner' });
  const open = async (name: string): Promise<void> => {
    await place(page, 'Contacts').click();
    await page.getByRole('grid', { name: 'Contacts' }).getByRole('row').filter({ hasText: name }).click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  };

  await addContact(page, 'Maya');
  await open('Maya');
  await expect(story).toContainText('Nobody owns this contact.');
  await expect(story).toContainText('“Assign new contacts” did not begin: The workflow is not published.');

  await place(page, 'Workflows').click();
  await page.getByRole('grid', { name: 'Workflows' }).getByRole('row').nth(1).click();
  await page.getByRole('switch', { name: 'Publish' }).click();
  await expect(page.getByRole('switch', { name: 'Published' })).toBeChecked();
  await addContact(page, 'Lars');
  await page.getByRole('switch', { name: 'Published' }).click();
  await expect(page.getByRole('switch', { name: 'Publish' })).not.toBeChecked();
  await addContact(page, 'Noor');
  await open('Noor');
  await expect(story).toContainText('“Assign new contacts” did not begin: The workflow is turned off.');
  await page.getByRole('tab', { name: 'Timeline' }).click();
  await expect(page.getByRole('tabpanel', { name: 'Timeline' })).toContainText('Contact created');

  await place(page, 'Workflows').click();
  await page.getByRole('grid', { name: 'Workflows' }).getByRole('row').nth(1).click();
  await page.getByRole('switch', { name: 'Publish' }).click();
  await expect(page.getByRole('switch', { name: 'Published' })).toBeChecked();
  await addContact(page, 'Tom');
  expect(await owners(page)).toEqual(['Maya: nobody', 'Lars: Ana Silva', 'Noor: nobody', 'Tom: Bo Lind']);

  // Noor came while it was off. Nothing is caught up by itself.
  await page.getByRole('status').getByRole('button', { name: 'Show them' }).click();
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  const missed = page.getByRole('dialog', { name: 'Came while the workflow was off' });
  await expect(missed.getByRole('list', { name: 'Contacts' }).getByRole('listitem')).toHaveText([/^NoorNo owner/]);
  await missed.getByRole('button', { name: 'Enrol it…' }).click();
  const enrol = page.getByRole('dialog', { name: 'Enrol 1 contact in a workflow' });
  await expect(enrol.getByRole('combobox', { name: 'Workflow' })).toHaveValue('Assign new contacts');
  await enrol.getByRole('button', { name: 'Enrol 1 contact' }).click();
  await expect(page.getByText('came while this workflow was off', { exact: false })).toHaveCount(0);
  expect(await owners(page)).toEqual(['Maya: nobody', 'Lars: Ana Silva', 'Noor: Chi Okafor', 'Tom: Bo Lind']);
});

test('quit and started again, everything is there and a wait goes on', async ({ launch }) => {
  const first = await launch();
  await addSeedUsers(first.page);
  const due = new Date(Date.now() + 12_000).toISOString().slice(0, 19);
  const file = JSON.parse(seedText) as { nodes: object; edges: object[]; layout: object };
  Object.assign(file.nodes, {
    w1: { type: 'wait', typeVersion: 1, label: 'Sleep on it', config: { until: due, zone: 'UTC' } },
  });
  file.edges = [
    { from: 't1', port: 'next', to: 'a1' },
    { from: 'a1', port: 'next', to: 'w1' },
    { from: 'w1', port: 'next', to: 'n1' },
  ];
  Object.assign(file.layout, { w1: [0, 270] });
  await publishFile(first.page, JSON.stringify(file));
  await addContact(first.page, 'Maya');
  await place(first.page, 'Contacts').click();
  await first.page.getByRole('grid', { name: 'Contacts' }).getByRole('row').nth(1).click();
  await first.page.getByRole('tab', { name: 'Enrolments' }).click();
  await expect(first.page.getByRole('tabpanel', { name: 'Enrolments' })).toContainText('Waiting');
  await first.close();

  const { page } = await launch({ home: first.home });
  await place(page, 'Workflows').click();
  await expect(page.getByRole('grid', { name: 'Workflows' }).getByRole('row').nth(1)).toContainText('Published');
  await place(page, 'Users').click();
  await expect(page.getByRole('grid', { name: 'Users' }).getByRole('row')).toHaveCount(4);
  await place(page, 'Contacts').click();
  await page.getByRole('grid', { name: 'Contacts' }).getByRole('row').nth(1).click();
  const story = page.getByRole('region', { name: 'Owner' });
  await expect(story).toContainText('Ana Silva owns this contact.');
  await expect(story).toContainText('Ana Silva was told in the app', { timeout: 20_000 });
  await expect(page.getByRole('tabpanel', { name: 'Timeline' })).toContainText('Sleep on it: over');
  await addContact(page, 'Lars');
  expect(await owners(page)).toEqual(['Maya: Ana Silva', 'Lars: Bo Lind']);
});
