// The bin, and the questions that stand before what cannot be undone.
import type { Page } from '@playwright/test';
import { expect, test } from '../support/launch.ts';
import { takeScreens, type Size } from '../support/screens.ts';
import { addContact, ask, card, dropFile, exportWorkflow, place, publishFile } from '../support/window.ts';
import { addSample, openWorkflow } from './walk.ts';
import { manyStates, tellingBy } from './workflows.ts';

const one: readonly Size[] = [{ width: 1280, height: 800 }];
const SAMPLE = 'sample-assign-new-contacts';
const longName = 'Hand over the new contacts of the northern and the western regions to whoever is next';

const bin = (page: Page) => page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Bin' });
const contactRow = (page: Page, name: string) =>
  page.getByRole('grid', { name: 'Contacts' }).getByRole('row').filter({ hasText: name });

async function openMenuOf(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `More for ${name}`, exact: true }).click();
}

test('the bin', async ({ launch }) => {
  const baton = await launch();
  const { page } = baton;
  await bin(page).click();
  await takeScreens(baton, 'bin-workflows-empty', one);
  await page.getByRole('tab', { name: 'Contacts' }).click();
  await takeScreens(baton, 'bin-contacts-empty', one);
  await addSample(baton, { live: true });
  const { id } = await ask(page, 'workflows.create', { name: longName });
  const contacts = await Promise.all(
    ['Maya', 'Wilhelmina-Konstantinopolitanska-Featherstonehaugh-Maximiliane'].map((name) => addContact(page, name)),
  );
  await ask(page, 'contacts.delete', { ids: contacts });
  await ask(page, 'workflows.delete', { id: SAMPLE });
  await ask(page, 'workflows.delete', { id });
  await expect(page.getByRole('grid', { name: 'Deleted contacts' })).toContainText('Maya');
  await takeScreens(baton, 'bin-contacts');
  await page.getByRole('button', { name: 'Empty the bin…' }).click();
  await takeScreens(baton, 'bin-contacts-question', one);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Erase Maya', exact: true }).click();
  await takeScreens(baton, 'erase-question', one);
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Workflows' }).click();
  await takeScreens(baton, 'bin-workflows');
  await page.getByRole('button', { name: 'Empty the bin…' }).click();
  await takeScreens(baton, 'bin-workflows-question', one);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Bring Assign new contacts back' }).click();
  await takeScreens(baton, 'toast', one);
});

test('publishing and unpublishing', async ({ launch }) => {
  const baton = await launch();
  const { page } = baton;
  await addSample(baton);
  await openWorkflow(baton, 'Assign new contacts');
  await page.getByRole('switch', { name: 'Publish' }).click();
  await expect(page.getByRole('switch', { name: 'Published' })).toBeVisible();
  await takeScreens(baton, 'published', one);
  await page.getByRole('switch', { name: 'Published' }).click();
  await takeScreens(baton, 'turned-off-at-once', one);
  const users = await ask(page, 'users.list', {});
  for (const { id, name, email, phone } of users)
    await ask(page, 'users.update', { id, draft: { name, email, phone, active: true } });
  await publishFile(page, manyStates);
  await addContact(page, 'Wanda');
  await openWorkflow(baton, 'Every kind of run');
  await page.getByRole('switch', { name: 'Published' }).click();
  await takeScreens(baton, 'turn-off-one', one);
  await page.keyboard.press('Escape');
  await card(page, 'Tell the owner').click();
  await page.getByLabel('Title or subject').fill('Another title');
  await page.getByRole('button', { name: 'Publish changes' }).click();
  await takeScreens(baton, 'publish-one', one);
  await page.keyboard.press('Escape');
  await addContact(page, 'Wanda');
  await page.getByRole('switch', { name: 'Published' }).click();
  await takeScreens(baton, 'turn-off-two', one);
  await page.getByRole('dialog').getByRole('button', { name: 'Pause workflow' }).click();
  await takeScreens(baton, 'turned-off', one);
});

test('removing, erasing, importing', async ({ launch }, info) => {
  const baton = await launch();
  const { app, page } = baton;
  await addSample(baton, { live: true });
  await publishFile(page, tellingBy('email', 'Tell by mail'));
  for (const name of ['Maya', 'Lars', 'Uma']) await addContact(page, name);
  const users = await ask(page, 'users.list', {});
  const members = users.slice(0, 2).map(({ id }) => ({ user: id, weight: 1 }));
  await ask(page, 'pools.save', { id: null, name: 'Sales', members });

  await place(page, 'Users').click();
  await openMenuOf(page, 'Ana Silva');
  await takeScreens(baton, 'user-menu', one);
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await takeScreens(baton, 'user-remove', one);
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Pools' }).click();
  await openMenuOf(page, 'Sales');
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await takeScreens(baton, 'pool-remove', one);
  await page.keyboard.press('Escape');

  await place(page, 'Contacts').click();
  await contactRow(page, 'Maya').first().getByText('Maya').first().click();
  await openMenuOf(page, 'Maya');
  await takeScreens(baton, 'contact-menu', one);
  await page.getByRole('menuitem', { name: 'Erase contact…' }).click();
  await takeScreens(baton, 'contact-erase', one);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Conversation', exact: true }).click();
  await takeScreens(baton, 'conversation-empty', one);

  await place(page, 'Settings').click();
  await page.getByRole('switch', { name: 'Remove old logs' }).click();
  await takeScreens(baton, 'settings-logs-question', one);
  await page.getByRole('button', { name: /^Keep logs for/ }).click();
  await expect(page.getByLabel('Keep logs for (days)')).toBeVisible();
  await takeScreens(baton, 'settings-logs');
  await page.getByRole('button', { name: 'Remove the sample' }).click();
  await takeScreens(baton, 'sample-remove', one);
  await page.keyboard.press('Escape');

  await place(page, 'Workflows').click();
  await openMenuOf(page, 'Tell by mail');
  await takeScreens(baton, 'workflow-menu', one);
  await page.keyboard.press('Escape');
  const file = info.outputPath('workflow.baton.json');
  const bytes = await exportWorkflow(app, page, 'Assign new contacts', file);
  await dropFile(page, 'workflow.baton.json', bytes);
  await expect(page.getByRole('dialog', { name: 'Import workflow' })).toBeVisible();
  await takeScreens(baton, 'workflow-import', one);
  await page.keyboard.press('Escape');
  const strange = manyStates.replace('emil@example.com', 'nobody@example.com').replace('Emil Novak', 'Nobody Known');
  await dropFile(page, 'strange.baton.json', strange);
  await expect(page.getByRole('dialog', { name: 'Import workflow' })).toBeVisible();
  await takeScreens(baton, 'workflow-import-unknown', one);
  await page.keyboard.press('Escape');
  await dropFile(page, 'cut.json', '{ "format":');
  await takeScreens(baton, 'workflow-import-refused', one);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^You are / }).click();
  await takeScreens(baton, 'you-menu', one);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await takeScreens(baton, 'palette-all', one);
  await page.keyboard.type('zzzz');
  await expect(page.getByText('Nothing is called that.')).toBeVisible();
  await takeScreens(baton, 'palette-nothing', one);
});
