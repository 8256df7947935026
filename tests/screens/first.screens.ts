// What a new workspace shows: the first run, and every view before there is anything in it.
import { expect, test } from '../support/launch.ts';
import { takeScreens } from '../support/screens.ts';
import { place } from '../support/window.ts';

test('the first run and the empty views', async ({ launch }) => {
  const baton = await launch();
  const { page } = baton;
  await expect(page.getByRole('button', { name: 'Open the sample' })).toBeVisible();
  await takeScreens(baton, 'empty-first-run');
  for (const name of ['Contacts', 'Conversations', 'Users', 'Outbox', 'Settings'] as const) {
    await place(page, name).click();
    await page.mouse.move(0, 0);
    await takeScreens(baton, `empty-${name.toLowerCase()}`);
  }
  await place(page, 'Users').click();
  await page.getByRole('tab', { name: 'Pools' }).click();
  await takeScreens(baton, 'empty-pools');
  await page.getByRole('button', { name: 'Notifications' }).click();
  await takeScreens(baton, 'empty-bell');
  await page.keyboard.press('Escape');
  await place(page, 'Workflows').click();
  await page.getByRole('button', { name: /empty/i }).click();
  await takeScreens(baton, 'empty-workflows');
  await page.getByRole('button', { name: 'Create Workflow' }).first().click();
  await page.getByRole('menuitem', { name: 'Start from Scratch' }).click();
  await takeScreens(baton, 'create-dialog');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Create/ })
    .click();
  await expect(page.getByRole('button', { name: 'Add New Trigger' })).toBeVisible();
  await takeScreens(baton, 'empty-canvas');
});
