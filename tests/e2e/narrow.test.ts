// In a narrow window nothing is out of reach: the bar of the builder at its fullest stays within it.
import type { Locator } from '@playwright/test';
import { expect, test, type Baton } from '../support/launch.ts';
import { importMany } from '../support/many.ts';
import { resize, smallest, takeScreens } from '../support/screens.ts';
import {
  addContact,
  addSeedUsers,
  ask,
  card,
  dropFile,
  expectAccessible,
  place,
  publishFile,
} from '../support/window.ts';
import { seedText } from '../support/seed.ts';

/** The seed's workflow, published and run for one contact, in the smallest window. */
async function enrolMaya(baton: Baton): Promise<void> {
  await addSeedUsers(baton.page);
  await publishFile(baton.page, seedText);
  await addContact(baton.page, 'Maya');
  await resize(baton, smallest);
}

test('the bar of a published workflow with changes and a problem', async ({ launch }) => {
  const baton = await launch();
  const { page } = baton;
  await addSeedUsers(page);
  const id = await publishFile(page, seedText);
  const { document, bindings } = await ask(page, 'workflows.get', { id });
  const name = 'Hand over the new contacts of the northern and the western regions';
  await ask(page, 'workflows.save', { document: { ...document, name }, bindings });
  await place(page, 'Workflows').click();
  await page.getByRole('grid', { name: 'Workflows' }).getByRole('row').nth(1).click();
  await card(page, 'Assign To User').click();
  await page.keyboard.press('d');
  await expect(page.getByRole('button', { name: /(problem|remark)/ })).toBeVisible();
  for (const size of [smallest, { width: 1280, height: 800 }, { width: 1440, height: 900 }]) {
    await resize(baton, size);
    for (const button of ['Test Workflow', 'Publish changes', 'Back'])
      await expect(page.getByRole('button', { name: button })).toBeInViewport({ ratio: 1 });
    const word = page.getByText('Published', { exact: true });
    await expect(word).toBeInViewport({ ratio: 1 });
    const { x = 0, width = 0 } = (await word.boundingBox()) ?? {};
    expect(x + width).toBeLessThanOrEqual(size.width - 8);
  }
});

test('a chosen card is not hidden under the settings that it opens: the canvas moves, unless the card is dragged', async ({
  launch,
}) => {
  const baton = await launch();
  const { page } = baton;
  await addSeedUsers(page);
  await publishFile(page, seedText);
  await resize(baton, smallest);
  await place(page, 'Workflows').click();
  await page.getByRole('grid', { name: 'Workflows' }).getByRole('row').nth(1).click();
  const settings = page.getByRole('complementary', { name: 'Settings' });
  const chosen = card(page, 'Assign To User');
  await expect(settings).toBeHidden();
  await chosen.click();
  await expect(settings).toBeVisible();
  const right = async (): Promise<number> => {
    const { x = 0, width = 0 } = (await chosen.boundingBox()) ?? {};
    return x + width;
  };
  const edge = (await settings.boundingBox())?.x ?? 0;
  await expect.poll(right).toBeLessThan(edge);
  expect((await chosen.boundingBox())?.x).toBeGreaterThan(208);

  const { x = 0, y = 0 } = (await chosen.boundingBox()) ?? {};
  await page.mouse.move(x + 20, y + 70);
  await page.mouse.down();
  await page.mouse.move(x + 200, y + 75, { steps: 8 });
  expect(await right()).toBeGreaterThan(edge);
  await page.mouse.up();
  await expect.poll(right).toBeLessThan(edge);
  await takeScreens(baton, 'builder-chosen-small', [smallest]);
});

test('the outline is covered neither by the way into the settings nor by the settings', async ({ launch }) => {
  const baton = await launch();
  const { page } = baton;
  await addSeedUsers(page);
  await publishFile(page, seedText);
  await resize(baton, smallest);
  await place(page, 'Workflows').click();
  await page.getByRole('grid', { name: 'Workflows' }).getByRole('row').nth(1).click();
  await page.getByRole('radiogroup', { name: 'View' }).locator('label').filter({ hasText: 'Outline' }).click();
  const first = page.getByRole('treeitem').first();
  const way = await page.getByRole('button', { name: 'Settings and enrolments', exact: true }).boundingBox();
  expect((await first.boundingBox())?.y).toBeGreaterThanOrEqual((way?.y ?? 0) + (way?.height ?? 0));
  await first.click();
  const settings = await page.getByRole('complementary', { name: 'Settings' }).boundingBox();
  const line = await first.boundingBox();
  expect((line?.x ?? 0) + (line?.width ?? 0)).toBeLessThanOrEqual(settings?.x ?? 0);
  await takeScreens(baton, 'outline-chosen-small', [smallest]);
});

test('the steps of an enrolment are not hidden under its details when it opens', async ({ launch }) => {
  const baton = await launch();
  const { page } = baton;
  await enrolMaya(baton);
  await place(page, 'Contacts').click();
  await page.getByRole('grid', { name: 'Contacts' }).getByText('Maya', { exact: true }).click();
  await page.getByRole('link', { name: 'Assign new contacts' }).first().click();
  const first = card(page, 'Contact Created');
  await expect(first).toBeVisible();
  const edge = (await page.getByRole('complementary', { name: 'Details of the enrolment' }).boundingBox())?.x ?? 0;
  const right = async (): Promise<number> => {
    const { x = 0, width = 0 } = (await first.boundingBox()) ?? {};
    return x + width;
  };
  await expect.poll(right).toBeLessThan(edge);
  await takeScreens(baton, 'run-small', [smallest]);
});

test('a long list of contacts or messages needs no way sideways', async ({ launch }) => {
  const baton = await launch();
  const { page } = baton;
  await addSeedUsers(page);
  await publishFile(page, seedText);
  await importMany(page, 40, true);
  await resize(baton, smallest);
  for (const [screen, name] of [
    ['Contacts', 'Contacts'],
    ['Outbox', 'Messages'],
  ] as const) {
    await place(page, screen).click();
    const table = page.getByRole('grid', { name });
    await expect(table.getByRole('row').nth(5)).toBeVisible();
    const [high, wide] = await table.evaluate((grid) => [
      grid.scrollHeight - grid.clientHeight,
      grid.scrollWidth - grid.clientWidth,
    ]);
    expect(high).toBeGreaterThan(0);
    expect(wide).toBe(0);
  }
});

test('with contacts selected, filter and search stay where they are, and so does the list', async ({ launch }) => {
  const baton = await launch();
  const { page } = baton;
  await addSeedUsers(page);
  await importMany(page, 1200);
  await resize(baton, smallest);
  await place(page, 'Contacts').click();
  const table = page.getByRole('grid', { name: 'Contacts' });
  const owner = page.getByRole('combobox', { name: 'Owner', exact: true });
  await expect(owner).toBeInViewport({ ratio: 1 });
  const before = await table.boundingBox();
  await table.getByRole('checkbox', { name: 'Select all contacts' }).click();
  await expect(page.getByRole('status').getByText(/^1,200 .*selected/)).toBeInViewport({ ratio: 1 });
  await expect(owner).toBeInViewport({ ratio: 1 });
  for (const name of ['Enrol in workflow', 'Change owner', 'Delete contacts', 'Clear selection'])
    await expect(page.getByRole('button', { name, exact: true })).toBeInViewport({ ratio: 1 });
  expect(await table.boundingBox()).toEqual(before);
  await expectAccessible(page);
  await takeScreens(baton, 'contacts-selected-small', [smallest, { width: 1280, height: 800 }]);
});

test('the form of a contact keeps its columns, and its buttons in sight', async ({ launch }) => {
  const baton = await launch();
  const { page } = baton;
  await resize(baton, smallest);
  const custom = Object.fromEntries(['Region', 'Plan', 'Size'].map((name) => [name, 'As they said in the last call']));
  const tags = ['northern region', 'a tag with a really long name that nobody reads'];
  const draft = { firstName: 'Maya', lastName: 'Demir', email: '', phone: '', source: '', tags, custom };
  await ask(page, 'contacts.create', { act: 'add', draft });
  await place(page, 'Contacts').click();
  await page.getByRole('grid', { name: 'Contacts' }).getByText('Maya').first().click();
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit Maya Demir' });
  await expect(dialog.getByRole('button', { name: 'Save contact' })).toBeInViewport({ ratio: 1 });
  const width = async (label: string): Promise<number | undefined> =>
    (await dialog.getByLabel(label, { exact: true }).boundingBox())?.width;
  expect(await width('First name')).toBe(await width('Last name'));
  await takeScreens(baton, 'contact-form-small', [smallest]);
});

test('names that are cut off are said in full on hover', async ({ launch }) => {
  const baton = await launch();
  const { page } = baton;
  await resize(baton, smallest);
  const workflow = 'Hand over the new contacts of the northern and the western regions to whoever is next';
  await ask(page, 'workflows.create', { name: workflow });
  const lastName = 'Konstantinopolitanska-Featherstonehaugh van der Westerschelde tot Oosterschelde';
  const email = `${'w'.repeat(50)}@example.org`;
  const draft = { firstName: 'Wilhelmina', lastName, email, phone: '', source: '', tags: [], custom: {} };
  await ask(page, 'contacts.create', { act: 'add', draft });
  const name = `Wilhelmina ${lastName}`;
  await place(page, 'Workflows').click();
  await expect(page.getByText(workflow)).toHaveAttribute('title', workflow);
  await place(page, 'Contacts').click();
  const table = page.getByRole('grid', { name: 'Contacts' });
  await expect(table.getByText(name)).toHaveAttribute('title', name);
  await expect(table.getByText(email)).toHaveAttribute('title', email);
  await table.getByText(name).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveAttribute('title', name);
  await page.getByRole('button', { name: 'Conversation', exact: true }).click();
  await expect(page.getByRole('heading', { level: 2, name })).toHaveAttribute('title', name);
});

test('the import of a CSV goes on by a button that is in sight, and says which file it is', async ({ launch }) => {
  const baton = await launch();
  const { page } = baton;
  await resize(baton, smallest);
  const rows = Array.from({ length: 30 }, (_, at) => `Maya;Demir ${at};maya${at}@example.org;;Website;`);
  const name = `${'Export of all contacts of the northern region '.repeat(3)}(corrected).csv`;
  await dropFile(page, name, ['Anrede;Titel;E-Mail;E-Mail;;Firma', ...rows].join('\n'));
  const dialog = page.getByRole('dialog', { name: 'Import contacts from a CSV' });
  await expect(dialog.getByRole('button', { name: 'Import contacts' })).toBeInViewport({ ratio: 1 });
  await expect(dialog.getByText('3 columns ignored')).toBeInViewport({ ratio: 1 });
  const emails = dialog.getByLabel('What the column E-Mail is');
  await expect(emails.nth(0)).toHaveValue('Email');
  await expect(emails.nth(1)).toHaveValue('Ignored');
  const hidden = (text: string): Promise<number> =>
    dialog.getByText(text).evaluate(({ parentElement: line }) => (line ? line.scrollWidth - line.clientWidth : 1));
  expect(await hidden(name)).toBe(0);
  const last = await dialog.getByText('Each row becomes a contact of its own.').boundingBox();
  const button = await dialog.getByRole('button', { name: 'Import contacts' }).boundingBox();
  expect((last?.y ?? 0) + (last?.height ?? 0)).toBeLessThanOrEqual(button?.y ?? 0);
  await expectAccessible(page);
  await takeScreens(baton, 'import-small', [smallest, { width: 1280, height: 800 }]);
  await page.keyboard.press('Escape');
  await dropFile(page, 'without-header.csv', rows.join('\n'));
  await expect(dialog.getByRole('button', { name: 'Import contacts' })).toBeInViewport({ ratio: 1 });
  await takeScreens(baton, 'import-no-header-small', [smallest]);
});

test('settings and runs of a workflow open over the canvas, and close again', async ({ launch }) => {
  const baton = await launch();
  const { page } = baton;
  await enrolMaya(baton);
  await place(page, 'Workflows').click();
  await page.getByRole('grid', { name: 'Workflows' }).getByRole('row').nth(1).click();
  await expect(card(page, 'Assign To User')).toBeVisible();
  const open = page.getByRole('button', { name: 'Settings and enrolments', exact: true });
  await open.press('Enter');
  await expect(page.getByRole('tab', { name: 'Settings' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('textbox', { name: 'Search enrolments' }).fill('maya');
  await expect(page.getByText('1 enrolment found')).toBeVisible();
  await expectAccessible(page);
  await takeScreens(baton, 'builder-runs-small', [smallest]);
  await resize(baton, smallest);
  await page.getByRole('button', { name: 'Close settings and enrolments' }).press('Enter');
  await expect(open).toBeFocused();
  await expect(page.getByRole('tab', { name: 'Settings' })).toBeHidden();
  await takeScreens(baton, 'builder-idle-small', [smallest]);
});

test('a toast lies on nothing: the screen gives way to it, with two of them and in every size', async ({ launch }) => {
  const baton = await launch();
  const { page } = baton;
  await addSeedUsers(page);
  await publishFile(page, seedText);
  await place(page, 'Workflows').click();
  await page.getByRole('grid', { name: 'Workflows' }).getByRole('row').nth(1).click();
  const toast = page.getByText(/ deleted\.$/);
  for (const step of ['Tell the owner', 'Assign To User']) {
    await card(page, step).click();
    await page.keyboard.press('Delete');
  }
  await expect(toast).toHaveCount(2);
  // While the focus is there, they stay.
  await page.getByRole('main').getByRole('button', { name: 'Dismiss' }).first().focus();
  const bottom = async (pane: string): Promise<number> => {
    const { y = 0, height = 0 } = (await page.locator(`[data-pane="${pane}"]`).boundingBox()) ?? {};
    return y + height;
  };
  for (const size of [smallest, { width: 1280, height: 800 }, { width: 1920, height: 1080 }]) {
    await resize(baton, size);
    const tops = await Promise.all((await toast.all()).map(async (one) => (await one.boundingBox())?.y ?? 0));
    expect(tops).toHaveLength(2);
    for (const pane of ['canvas', 'inspector']) expect(await bottom(pane)).toBeLessThan(Math.min(...tops));
  }
});

test('a name that is one very long word pushes no dialog apart', async ({ launch }) => {
  const baton = await launch();
  const { page } = baton;
  const name = 'Donaudampfschifffahrtsgesellschaft'.repeat(4);
  const { id } = await ask(page, 'users.create', { name, email: '', phone: '', active: true });
  await ask(page, 'pools.save', { id: null, name, members: [{ user: id, weight: 1 }] });
  await resize(baton, smallest);
  await page.getByRole('button', { name: /^You are / }).click();
  await expectNoSidewaysScroll(page.getByRole('menu'));
  await page.keyboard.press('Escape');
  await place(page, 'Users').click();
  await page.getByRole('button', { name: `More for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await expect(page.getByRole('dialog')).toContainText('goes on without');
  await expectNoSidewaysScroll(page.getByRole('dialog'));
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await dropFile(page, `${name}.csv`, `name,email\n${name},x${name}\n`);
  await expect(page.getByRole('dialog')).toContainText('is not an email address');
  await expectNoSidewaysScroll(page.getByRole('dialog'));
});

/** Nothing in it is wider than the room it has. */
async function expectNoSidewaysScroll(box: Locator): Promise<void> {
  const wide = await box.evaluate((top) =>
    [top, ...top.querySelectorAll('*')]
      .filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== 'visible')
      .map(({ className }) => className),
  );
  expect(wide).toEqual([]);
}
