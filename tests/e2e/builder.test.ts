// The builder as a person uses it: the seed's seven steps by mouse, the same by keyboard, and a run read on the canvas.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { InputOf, OutputOf, RequestName } from '../../shared/ipc.ts';
import { expect, test, type Baton } from '../support/launch.ts';
import { longWorkflow } from '../support/many.ts';
import { smallest, takeScreens } from '../support/screens.ts';
import { chooseInMenu, place } from '../support/window.ts';

/** Asks the main process as the page does; a refusal fails the test. */
async function ask<N extends RequestName>(page: Page, name: N, input: InputOf<N>): Promise<OutputOf<N>> {
  const result = await page.evaluate(([asked, value]) => window.baton.request(asked as 'app.info', value as never), [
    name,
    input,
  ] as const);
  if (!result.ok) throw new Error(`${name}: ${result.problem.message}`);
  return result.value as unknown as OutputOf<N>;
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
}

async function addUsers(page: Page, ...names: readonly string[]): Promise<void> {
  for (const name of names) {
    const email = `${name.split(' ')[0]?.toLowerCase() ?? ''}@example.com`;
    await ask(page, 'users.create', { name, email, phone: '', active: true });
  }
}

async function addContact(page: Page, firstName: string): Promise<void> {
  const draft = {
    firstName,
    lastName: '',
    email: `${firstName}@example.org`,
    phone: '',
    source: 'Website',
    tags: [],
    custom: {},
  };
  await ask(page, 'contacts.create', { act: firstName, draft });
}

const card = (page: Page, title: string) =>
  page.getByRole('group', { name: new RegExp(`^Step \\d+ of \\d+: ${title}`) });

async function startFromScratch({ page }: Baton): Promise<void> {
  await page.getByRole('button', { name: 'Create Workflow' }).first().click();
  await page.getByRole('menuitem', { name: 'Start from Scratch' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Create/ })
    .click();
}

test('the seven steps of the seed, by mouse', async ({ launch }) => {
  const baton = await launch();
  const { page } = baton;
  await addUsers(page, 'Ana Silva', 'Bo Lind', 'Chi Okafor');
  await startFromScratch(baton);
  await expect(page.getByRole('region', { name: 'Workflow canvas, 0 steps' })).toBeVisible();
  await takeScreens(baton, 'builder-empty');

  await page.getByRole('button', { name: 'Add New Trigger' }).click();
  await page.getByRole('option', { name: 'Contact Created' }).click();
  await page.getByRole('button', { name: 'Add step after Contact Created' }).click();
  await page.getByLabel('Search actions').fill('Assign To User');
  await takeScreens(baton, 'builder-shelf');
  await page.getByRole('option', { name: 'Assign To User' }).click();
  for (const name of ['Ana Silva', 'Bo Lind', 'Chi Okafor']) {
    await page.getByRole('combobox', { name: 'Users' }).click();
    await page.getByRole('option', { name }).click();
  }
  await page.getByRole('button', { name: 'Add step after Assign To User' }).click();
  await page.getByLabel('Search actions').fill('Send Internal Notification');
  await page.getByRole('option', { name: 'Send Internal Notification' }).click();
  await page.getByRole('combobox', { name: 'Type of Notification' }).click();
  await page.getByRole('option', { name: /^Notification/ }).click();
  await page.getByRole('radiogroup', { name: 'Redirect Page' }).getByText('Conversation').click();
  await expect(page.getByRole('combobox', { name: 'To User Type' })).toHaveValue('User assigned to the contact');
  await page.getByLabel('Title or subject').fill('New contact: {{ contact.first_name }}');
  await page.getByRole('textbox', { name: 'Message' }).fill('{{ contact.frist_name }} came in.');
  await expect(page.getByText('Did you mean {{ contact.first_name }}?')).toBeVisible();

  await page.getByRole('switch', { name: 'Publish' }).click();
  const refused = page.getByRole('dialog', { name: 'Not published yet' });
  await expectAccessible(page);
  await refused.getByRole('button', { name: /is not a merge field/ }).click();
  await expect(page.getByRole('textbox', { name: 'Message' })).toBeFocused();
  await page.getByRole('textbox', { name: 'Message' }).fill('{{ contact.first_name }} came in.');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('button', { name: /^Saved \d\d:\d\d$/ })).toBeVisible();
  await expectAccessible(page);
  await takeScreens(baton, 'builder-step');

  await page.getByRole('button', { name: 'Test Workflow' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Start test' }).click();
  await expect(page.getByText('Locked while it is tested')).toBeVisible();
  await page.keyboard.press('F10');
  await page.keyboard.press('F10');
  const log = page.getByRole('grid', { name: 'Execution log' });
  await expect(log.getByRole('row', { name: /Assign To User Done/ })).toContainText('Owner → Ana Silva');
  await expect(page.getByRole('region', { name: 'Details' })).toContainText('Maya came in.');
  await expect(card(page, 'Send Internal Notification')).toContainText('Ana Silva');
  await expectAccessible(page);
  await takeScreens(baton, 'builder-test');
  await page.getByRole('button', { name: 'Leave and edit' }).click();
  expect((await ask(page, 'contacts.list', { search: '', offset: 0, limit: 1 })).total).toBe(0);

  await page.getByRole('switch', { name: 'Publish' }).click();
  await expect(page.getByRole('switch', { name: 'Published' })).toBeChecked();
  for (const firstName of ['Maya', 'Lars', 'Noor', 'Tom']) await addContact(page, firstName);
  await page.locator('.react-flow__pane').click({ position: { x: 20, y: 200 } });
  await page.getByRole('tab', { name: 'Enrolments' }).click();
  const enrolments = page.getByRole('list', { name: 'Enrolments' });
  await expect(enrolments.getByRole('button')).toHaveCount(4);
  await expect(enrolments.getByRole('button', { name: /Tom/ })).toContainText('Completed · Ana Silva');
  await expectAccessible(page);
  const search = page.getByRole('textbox', { name: 'Search enrolments' });
  await search.fill('nobody');
  await expect(page.getByText('No contact here has “nobody” in its name, email or phone.')).toBeVisible();
  await search.fill('LARS@');
  await expect(enrolments.getByRole('button')).toHaveCount(1);
  await expect(page.getByText('1 enrolment found')).toBeVisible();
  await expectAccessible(page);
  await takeScreens(baton, 'runs-found', [{ width: 1280, height: 800 }, smallest]);
  await search.press('ArrowDown');
  await expect(enrolments.getByRole('button', { name: /Lars/ })).toBeFocused();

  await enrolments.getByRole('button', { name: /Lars/ }).click();
  await expect(page.getByRole('heading', { name: /Lars in/ })).toBeVisible();
  await log.getByRole('row', { name: /Assign To User/ }).click();
  const details = page.getByRole('region', { name: 'Details' });
  await expect(details.getByRole('row', { name: /Bo Lind picked/ })).toBeVisible();
  await log.getByRole('row', { name: /Send Internal Notification/ }).click();
  await expect(details.getByText('Lars came in.')).toBeVisible();
  await expect(details.getByText('Told, unread', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await takeScreens(baton, 'run');
});

test('the same workflow by keyboard alone: built, tested and published', async ({ launch }) => {
  const baton = await launch();
  const { page } = baton;
  const { keyboard } = page;
  await addUsers(page, 'Ana Silva', 'Bo Lind');
  await page.getByRole('button', { name: 'Create Workflow' }).first().press('Enter');
  await page.getByRole('menuitem', { name: 'Start from Scratch' }).press('Enter');
  await page.getByRole('dialog').getByRole('textbox').press('Enter');

  await expect(page.getByRole('button', { name: 'Add New Trigger' })).toBeFocused();
  await keyboard.press('Enter');
  await expect(page.getByLabel('Search triggers')).toBeFocused();
  await keyboard.press('Enter');
  await expect(card(page, 'Contact Created')).toBeFocused();
  await keyboard.press('a');
  await keyboard.type('asign');
  await keyboard.press('Enter');
  await expect(card(page, 'Assign To User')).toBeFocused();
  await keyboard.press('Enter');
  await expect(page.getByRole('radio', { name: 'Users' })).toBeAttached();
  await page.getByRole('combobox', { name: 'Users' }).focus();
  for (let users = 0; users < 2; users += 1) {
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
  }
  await keyboard.press('Escape');
  await keyboard.press('Escape');
  await expect(card(page, 'Assign To User. Round robin: Ana Silva, Bo Lind')).toBeFocused();

  await keyboard.press('Insert');
  await keyboard.type('notification');
  await keyboard.press('Enter');
  await expect(card(page, 'Send Internal Notification')).toBeFocused();
  await keyboard.press('F2');
  await keyboard.type('Tell the owner');
  await keyboard.press('Enter');
  await expect(card(page, 'Tell the owner')).toBeFocused();
  await keyboard.press('Enter');
  await page.getByLabel('Title or subject').focus();
  await keyboard.type('New: {{ contact.full_name }}');
  await keyboard.press('Tab');
  await keyboard.press('Tab');
  await expect(page.getByRole('textbox', { name: 'Message' })).toBeFocused();
  await keyboard.type('Say hello.');
  await keyboard.press('Escape');
  await expect(card(page, 'Tell the owner')).toBeFocused();

  await keyboard.press('ArrowUp');
  await expect(card(page, 'Assign To User')).toBeFocused();
  await keyboard.press('Home');
  await expect(card(page, 'Contact Created')).toBeFocused();
  await keyboard.press('End');
  await keyboard.press('Alt+ArrowUp');
  await expect(page.getByRole('group', { name: /^Step 2 of 3: Tell the owner/ })).toBeFocused();
  await keyboard.press('Control+z');
  await expect(page.getByRole('group', { name: /^Step 3 of 3: Tell the owner/ })).toBeVisible();
  await keyboard.press('d');
  await expect(card(page, 'Tell the owner.*Switched off')).toBeFocused();
  await keyboard.press('d');
  await keyboard.press('Delete');
  await expect(card(page, 'Assign To User')).toBeFocused();
  await keyboard.press('Control+z');
  await expect(card(page, 'Tell the owner')).toBeVisible();

  await keyboard.press('ArrowDown');
  await keyboard.press('F9');
  await keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog', { name: 'Test workflow' }).getByLabel('First name')).toBeFocused();
  await keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Step', exact: true })).toBeFocused();
  await keyboard.press('F5');
  await expect(card(page, 'Assign To User.*Done')).toBeVisible();
  await expect(card(page, 'Tell the owner')).toContainText('Next');
  await keyboard.press('F5');
  const log = page.getByRole('grid', { name: 'Execution log' });
  await expect(log.getByRole('row', { name: /Enrolment Completed/ })).toBeVisible();
  await keyboard.press('F8');
  await expect(log.getByRole('row', { name: /Enrolment/ })).toHaveCount(0);
  await keyboard.press('Shift+F5');
  await expect(log).toHaveCount(0);
  expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');

  await page.getByRole('switch', { name: 'Publish' }).press('Space');
  await expect(page.getByRole('switch', { name: 'Published' })).toBeChecked();
  const { rows } = await ask(page, 'workflows.runs', {
    id: (await ask(page, 'workflows.list', {}))[0]?.id ?? '',
    search: '',
    offset: 0,
    limit: 1,
  });
  expect(rows).toEqual([]);
});

test('a workflow whose file says nothing of places opens arranged', async ({ launch }) => {
  const { page } = await launch();
  const node = { type: 'add-tag', typeVersion: 1, label: 'Add Tag', config: { tags: ['seen'] } };
  const trigger = { type: 'contact-created', typeVersion: 1, label: 'Contact Created', config: { filters: [] } };
  const text = JSON.stringify({
    format: 'baton.workflow',
    formatVersion: 1,
    id: 'no-places',
    name: 'No places',
    nodes: { g1: node, t1: trigger },
    edges: [{ from: 't1', port: 'next', to: 'g1' }],
  });
  const { token } = await ask(page, 'workflows.importText', { name: 'no-places.baton.json', text });
  await ask(page, 'workflows.importApply', { token, as: 'new', mapping: {} });
  await page.getByRole('row', { name: /No places/ }).click();
  const above = await card(page, 'Contact Created').boundingBox();
  const below = await card(page, 'Add Tag').boundingBox();
  const end = await page.getByText('End', { exact: true }).boundingBox();
  expect(below?.y).toBeGreaterThan((above?.y ?? 0) + (above?.height ?? 0));
  expect(end?.y).toBeGreaterThan((below?.y ?? 0) + (below?.height ?? 0));
});

test('in a long workflow, of which only what is on the screen is drawn, the keys reach every card', async ({
  launch,
}) => {
  const { page } = await launch();
  const { token } = await ask(page, 'workflows.importText', { name: 'long.baton.json', text: longWorkflow(80) });
  await ask(page, 'workflows.importApply', { token, as: 'new', mapping: {} });
  await page.getByRole('row', { name: /A workflow of 80 steps/ }).click();
  await card(page, 'Contact Created').click();
  await expect(card(page, 'Add Tag 79')).toHaveCount(0);
  await page.keyboard.press('End');
  await expect(card(page, 'Add Tag 79')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(card(page, 'Add Tag 78')).toBeFocused();
  await page.keyboard.press('Home');
  await expect(card(page, 'Contact Created')).toBeFocused();
});

test('Ctrl+K publishes the open workflow as the switch does, with its questions, and offers it only where something would come of it', async ({
  launch,
}) => {
  const { app, page } = await launch();
  const { keyboard } = page;
  await ask(page, 'app.addSample', {});
  const command = page.getByRole('option', { name: 'Publish workflow' });
  const look = async (): Promise<void> => {
    await keyboard.press('Control+k');
    await keyboard.type('workflow');
    await expect(page.getByRole('option', { name: 'New workflow…' })).toBeVisible();
  };
  await look();
  await expect(command).toHaveCount(0);
  await keyboard.press('Escape');

  await page.getByRole('row', { name: /Assign new contacts/ }).click();
  await expect(card(page, 'Assign To User')).toBeVisible();
  await look();
  await command.click();
  await expect(page.getByRole('switch', { name: 'Published' })).toBeChecked();
  await expect(page.getByText(/^Published as version 1/)).toBeVisible();

  await look();
  await expect(command).toHaveCount(0);
  await keyboard.press('Escape');
  await chooseInMenu(app, 'Publish workflow');
  await expect(page.getByText(/^There is nothing to publish now/)).toBeVisible();

  await card(page, 'Assign To User').focus();
  await keyboard.press('Delete');
  await expect(page.getByRole('button', { name: 'Publish changes' })).toBeVisible();
  await look();
  await command.click();
  const question = page.getByRole('dialog', { name: 'Publish version 2' });
  await expect(question).toContainText('One thing to know before:');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await card(page, 'Tell the owner').focus();
  await keyboard.press('Delete');
  await look();
  await command.click();
  await expect(page.getByRole('dialog', { name: 'Not published yet' })).toBeVisible();
});

test('the keyboard goes everywhere in the builder: F6 from pane to pane, Ctrl+Enter from any field, back to where a question was asked', async ({
  launch,
}) => {
  const { page } = await launch();
  await ask(page, 'app.addSample', {});
  await page.getByRole('row', { name: /Assign new contacts/ }).click();
  await expect(card(page, 'Assign To User')).toBeVisible();
  await place(page, 'Workflows').focus();
  await page.keyboard.press('Shift+F6');
  await expect(page.getByRole('tab', { name: 'Settings' })).toBeFocused();
  await page.keyboard.press('F6');
  await expect(place(page, 'Workflows')).toBeFocused();
  await page.keyboard.press('F6');
  await expect(card(page, 'Contact Created')).toBeFocused();
  await page.keyboard.press('F6');
  await expect(page.getByRole('textbox', { name: 'Title of the step' })).toBeFocused();
  await page.keyboard.press('F6');
  await expect(place(page, 'Workflows')).toBeFocused();

  await card(page, 'Tell the owner').click();
  await page.getByRole('combobox', { name: 'Type of notification' }).focus();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog', { name: 'Test workflow' })).toBeVisible();
  await page.keyboard.press('Escape');

  await ask(page, 'workflows.publish', { id: 'sample-assign-new-contacts', waiting: 'stay' });
  await page.getByRole('combobox', { name: 'Type of notification' }).click();
  await page.getByRole('option', { name: 'Email' }).click();
  const changes = page.getByRole('button', { name: 'Publish changes' });
  await changes.press('Enter');
  const question = page.getByRole('dialog', { name: 'Publish version 2' });
  await expect(question).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(changes).toBeFocused();
  // By mouse the button that has the focus already is pressed, and goes; the one that opened the question goes, too.
  await changes.click();
  await question.getByRole('button', { name: 'Publish anyway' }).click();
  await expect(changes).toBeHidden();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
});

test('the switch and the choice of the view wear the same focus ring as every button', async ({ launch }) => {
  const { page } = await launch();
  await ask(page, 'app.addSample', {});
  await page.getByRole('row', { name: /Assign new contacts/ }).click();
  await expect(card(page, 'Assign To User')).toBeVisible();
  const ring = (drawn: string): Promise<string> =>
    page.locator(drawn).evaluate((element) => getComputedStyle(element).outlineColor);
  await page.getByRole('button', { name: 'Add step', exact: true }).focus();
  await page.keyboard.press('Tab');
  const usual = await ring('button:focus-visible');
  await page.keyboard.press('Tab');
  expect(await ring('[role="switch"]:focus-visible + *')).toBe(usual);
  await page.getByRole('radio', { name: 'Canvas' }).focus();
  expect(await ring('[type="radio"]:focus-visible + label')).toBe(usual);
});
