// Back leads to a page as it was left: its tab, its search, what was opened from it and how far it was scrolled.
import type { Page } from '@playwright/test';
import { expect, test } from '../support/launch.ts';
import { importMany } from '../support/many.ts';
import { resize, smallest, takeScreens } from '../support/screens.ts';
import { seedText } from '../support/seed.ts';
import { addContact, addSeedUsers, ask, place, publishFile } from '../support/window.ts';

const back = (page: Page) => page.getByRole('button', { name: 'Back', exact: true }).press('Enter');
const title = (page: Page) => page.getByRole('heading', { level: 1 });

for (const [window, size] of [
  ['wide', { width: 1280, height: 800 }],
  ['narrow', smallest],
] as const) {
  test(`an enrolment opened from the runs of a workflow leads back to them, in a ${window} window`, async ({
    launch,
  }) => {
    const baton = await launch();
    const { page } = baton;
    await resize(baton, size);
    await addSeedUsers(page);
    await publishFile(page, seedText);
    await importMany(page, 90, true);
    await place(page, 'Workflows').click();
    await page.getByRole('grid', { name: 'Workflows' }).getByRole('row').nth(1).click();
    const panel = page.getByRole('button', { name: 'Settings and enrolments', exact: true });
    if (size === smallest) await panel.click();
    await page.getByRole('tab', { name: 'Enrolments' }).click();
    const search = page.getByRole('textbox', { name: 'Search enrolments' });
    await search.fill('number');
    await expect(page.getByText('90 enrolments found')).toBeVisible();
    await page.getByRole('button', { name: 'Show more' }).click();
    const rows = page.getByRole('list', { name: 'Enrolments' }).getByRole('button');
    await expect(rows).toHaveCount(90);
    const far = rows.filter({ hasText: 'Contact Number 12' }).first();
    await far.scrollIntoViewIfNeeded();
    const where = await far.boundingBox();
    await far.press('Enter');
    await expect(title(page)).toContainText('Contact Number 12 in');

    await back(page);
    await expect(page.getByRole('tab', { name: 'Enrolments' })).toHaveAttribute('aria-selected', 'true');
    await expect(search).toHaveValue('number');
    await expect(rows).toHaveCount(90);
    await expect(far).toBeFocused();
    expect(await far.boundingBox()).toEqual(where);
    await takeScreens(baton, `back-to-runs-${window}`, [size]);
    await resize(baton, size);

    await place(page, 'Workflows').click();
    await page.getByRole('grid', { name: 'Workflows' }).getByRole('row').nth(1).click();
    if (size === smallest) await panel.click();
    await expect(page.getByRole('tab', { name: 'Settings' })).toHaveAttribute('aria-selected', 'true');
  });
}

test('an enrolment opened from a contact leads back to its tab', async ({ launch }) => {
  const baton = await launch();
  const { page } = baton;
  await addSeedUsers(page);
  await publishFile(page, seedText);
  const id = await addContact(page, 'Maya');
  await place(page, 'Contacts').click();
  await page.getByRole('grid', { name: 'Contacts' }).getByText('Maya').first().click();
  const enrolments = page.getByRole('tab', { name: 'Enrolments' });
  await enrolments.click();
  await page.getByRole('tabpanel').getByRole('link').click();
  await expect(title(page)).toContainText('Maya in');
  await back(page);
  await expect(enrolments).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('tabpanel').getByRole('link')).toBeFocused();
  await page.getByRole('tab', { name: 'Timeline' }).click();
  await page.getByRole('tabpanel').getByRole('link').last().press('Enter');
  await expect(title(page)).toContainText('Maya in');
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(page.getByRole('tabpanel').getByRole('link').last()).toBeFocused();
  await enrolments.click();
  await takeScreens(baton, 'back-to-contact', [smallest]);

  await ask(page, 'contacts.delete', { ids: [id] });
  await place(page, 'Bin').click();
  const bin = page.getByRole('tab', { name: 'Contacts' });
  await bin.click();
  await page.getByRole('grid', { name: 'Deleted contacts' }).getByText('Maya', { exact: true }).click();
  await expect(title(page)).toHaveText('Maya');
  await expect(page.getByRole('tab', { name: 'Timeline' })).toHaveAttribute('aria-selected', 'true');
  await back(page);
  await expect(bin).toHaveAttribute('aria-selected', 'true');
});

test('the searches and filters of other lists are there again as well', async ({ launch }) => {
  const { page } = await launch();
  await addSeedUsers(page);
  await publishFile(page, seedText);
  await addContact(page, 'Maya');
  await place(page, 'Workflows').click();
  const search = page.getByRole('textbox', { name: 'Search workflows' });
  await search.fill('assign');
  await page.getByRole('grid', { name: 'Workflows' }).getByRole('row').nth(1).click();
  await back(page);
  await expect(search).toHaveValue('assign');

  await place(page, 'Outbox').click();
  await page.getByRole('radiogroup', { name: 'Which messages' }).getByText('Sent', { exact: true }).click();
  await page.getByRole('grid', { name: 'Messages' }).getByText('Maya', { exact: true }).first().click();
  await expect(title(page)).toHaveText('Maya');
  await back(page);
  await expect(page.getByRole('radio', { name: 'Sent' })).toBeChecked();
  await expect(page.getByRole('grid', { name: 'Messages' })).toBeFocused();

  await place(page, 'Conversations').click();
  const who = page.getByRole('textbox', { name: 'Search contacts' });
  await who.fill('may');
  await page.getByRole('grid', { name: 'Conversations' }).getByRole('row').nth(1).click();
  await page.getByRole('button', { name: 'Open contact' }).click();
  await expect(title(page)).toHaveText('Maya');
  await back(page);
  await expect(who).toHaveValue('may');
});
