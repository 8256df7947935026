// What a workspace keeps and lets go, on the real app: erased contacts, old logs, the bin, and backups.
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContact, deleteContacts } from '../../electron/runtime/contacts.ts';
import { openHouse } from '../../electron/runtime/house.ts';
import { systemClock } from '../../electron/runtime/clock.ts';
import { publish } from '../../electron/runtime/publishing.ts';
import { addSample } from '../../electron/runtime/sample.ts';
import { realDisk } from '../../electron/store/disk.ts';
import { emptyContactDraft } from '../../shared/model/contact.ts';
import { DAY } from '../../shared/model/time.ts';
import { expect, test } from '../support/launch.ts';
import { must } from '../support/must.ts';
import { takeScreens } from '../support/screens.ts';
import {
  addContact,
  addSeedUsers,
  answerSaveDialog,
  ask,
  chooseInMenu,
  expectAccessible,
  openBell,
  owners,
  place,
} from '../support/window.ts';

const homes: string[] = [];

function aHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'baton-keep-'));
  homes.push(home);
  return home;
}

test.afterAll(async () => {
  for (const home of homes) await rm(home, { recursive: true, force: true });
});

const SAMPLE = 'sample-assign-new-contacts';

/** Every file below a folder that holds one of the words. */
function mentions(folder: string, words: readonly string[]): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => words.some((word) => readFileSync(file).includes(word)));
}

test('an erased contact is in no file any more, after a question that names it; the others are as they were', async ({
  launch,
}) => {
  const baton = await launch();
  const { page, workspace } = baton;
  await ask(page, 'app.addSample', {});
  await ask(page, 'workflows.publish', { id: SAMPLE, waiting: 'stay' });
  await addContact(page, 'Wilhelmina');
  const other = await addContact(page, 'Bertram');
  expect(mentions(workspace, ['Wilhelmina', 'wilhelmina@example.org']).length).toBeGreaterThan(0);

  await place(page, 'Contacts').click();
  await page.getByLabel('Search contacts').fill('wilhelmina');
  await page.getByRole('grid', { name: 'Contacts' }).getByText('Wilhelmina', { exact: true }).click();
  await page.getByRole('button', { name: 'More for Wilhelmina' }).click();
  await page.getByRole('menuitem', { name: 'Erase contact…' }).click();
  const question = page.getByRole('dialog', { name: 'Erase Wilhelmina?' });
  await expect(question).toContainText('This cannot be undone.');
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expectAccessible(page);
  await takeScreens(baton, 'erase-question');
  await question.getByRole('button', { name: 'Erase Wilhelmina' }).click();
  await expect(page.getByText('Wilhelmina was erased.')).toBeVisible();
  expect(mentions(workspace, ['Wilhelmina', 'wilhelmina@example.org'])).toEqual([]);

  const { rows } = await ask(page, 'workflows.runs', { id: SAMPLE, search: '', offset: 0, limit: 10 });
  expect(rows.map((row) => row.contactName).toSorted()).toEqual(['Bertram', 'Erased contact']);
  const notices = await openBell(page);
  await expect(notices).toHaveCount(1);
  await expect(notices.first()).toContainText('Bertram');
  await page.keyboard.press('Escape');
  await place(page, 'Outbox').click();
  const messages = page.getByRole('grid', { name: 'Messages' });
  const erased = messages.getByRole('row').filter({ hasText: 'Its words were erased' });
  await expect(erased.first()).toContainText('Erased contact');
  expect((await ask(page, 'contacts.get', { id: other })).runs).toHaveLength(1);
});

test('old logs are removed, and the run that is opened says so', async ({ launch }) => {
  const home = aHome();
  const workspace = join(home, 'workspace');
  const past = Date.now() - 60 * DAY;
  const house = must(await openHouse(realDisk, workspace, { clock: { ...systemClock, now: () => past } }));
  must(await addSample(house.runtime));
  must(await publish(house.runtime, SAMPLE, 'stay'));
  const { id } = must(await createContact(house.runtime, 'act', { ...emptyContactDraft, firstName: 'Olga' }));
  const [run = ''] = house.runtime.lookups.runsOf(SAMPLE, id);
  await house.close();

  const baton = await launch({ home, workspace });
  const { page } = baton;
  expect((await ask(page, 'runs.get', { id: run })).entries.length).toBeGreaterThan(2);
  await place(page, 'Settings').click();
  await page.getByRole('switch', { name: 'Remove old logs' }).click();
  await page.getByRole('button', { name: 'Keep logs for 365 days' }).click();
  await expect(page.getByText('Logs are kept for 365 days now.')).toBeVisible();
  await page.getByLabel('Keep logs for (days)').fill('30');
  await page.getByRole('button', { name: 'Save days' }).click();
  await page.getByRole('button', { name: 'Keep logs for 30 days' }).click();
  await expect(page.getByText('Logs are kept for 30 days now.')).toBeVisible();
  await expectAccessible(page);
  await takeScreens(baton, 'settings-keeping');

  await expect.poll(async () => (await ask(page, 'runs.get', { id: run })).removed?.why).toBe('retention');
  await place(page, 'Contacts').click();
  await page.getByLabel('Search contacts').fill('olga');
  await page.getByRole('grid', { name: 'Contacts' }).getByText('Olga', { exact: true }).click();
  await expect(page.getByText('Older entries were removed by retention on')).toBeVisible();
  await takeScreens(baton, 'contact-removed-log');
  await expect(page.getByRole('tab', { name: 'Messages 1' })).toBeVisible();
  await page.getByRole('tab', { name: /Enrolments/ }).click();
  await page.getByRole('tabpanel').getByText('Assign new contacts').click();
  await expect(page.getByText('The steps of this enrolment were removed by retention on')).toBeVisible();
  await expectAccessible(page);
  await takeScreens(baton, 'run-removed-log');
});

test('a contact that was deleted more than a month ago is erased by itself', async ({ launch }) => {
  const home = aHome();
  const workspace = join(home, 'workspace');
  let at = Date.now() - 31 * DAY;
  const house = must(await openHouse(realDisk, workspace, { clock: { ...systemClock, now: () => at } }));
  const { id } = must(await createContact(house.runtime, 'act', { ...emptyContactDraft, firstName: 'Wilhelmina' }));
  await deleteContacts(house.runtime, [id]);
  // Somebody worked here since, so the clock has not just been set ahead.
  at = Date.now() - DAY;
  must(await createContact(house.runtime, 'another act', { ...emptyContactDraft, firstName: 'Maya' }));
  await house.close();
  expect(mentions(workspace, ['Wilhelmina'])).not.toEqual([]);

  await launch({ home, workspace });
  await expect.poll(() => mentions(workspace, ['Wilhelmina'])).toEqual([]);
});

test('the bin shows what was deleted, gives it back, and is emptied after a question with the count', async ({
  launch,
}) => {
  const baton = await launch();
  const { page } = baton;
  await addSeedUsers(page);
  await ask(page, 'app.addSample', {});
  const { id } = await ask(page, 'workflows.create', { name: 'Spare' });
  const contact = await addContact(page, 'Maya');
  await ask(page, 'workflows.delete', { id: SAMPLE });
  await ask(page, 'workflows.delete', { id });
  await ask(page, 'contacts.delete', { ids: [contact] });

  await place(page, 'Bin').click();
  const table = page.getByRole('grid', { name: 'Deleted workflows' });
  await expect(table.getByRole('row')).toHaveCount(3);
  await expectAccessible(page);
  await takeScreens(baton, 'bin-workflows');
  await page.getByRole('button', { name: 'Bring Assign new contacts back' }).click();
  await expect(page.getByText('“Assign new contacts” is back as it was.')).toBeVisible();
  await expect(table.getByRole('row')).toHaveCount(2);
  await page.getByRole('button', { name: 'Empty the bin…' }).click();
  await expect(page.getByRole('dialog', { name: 'Delete “Spare” for good?' })).toContainText('Nobody is in it');
  await page.getByRole('button', { name: 'Delete workflow for good' }).click();
  await expect(page.getByText('No workflow is in the bin.')).toBeVisible();

  await page.getByRole('tab', { name: 'Contacts' }).click();
  await expect(page.getByRole('grid', { name: 'Deleted contacts' })).toContainText('Maya');
  await expectAccessible(page);
  await takeScreens(baton, 'bin-contacts');
  await page.getByRole('button', { name: 'Erase Maya', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Erase Maya' }).click();
  await expect(page.getByText('No contact is in the bin.')).toBeVisible();
});

test('a workspace is backed up from the menu while it is open, and opened again as another one', async ({ launch }) => {
  const home = aHome();
  const { app, page } = await launch({ home });
  await ask(page, 'app.addSample', {});
  await ask(page, 'workflows.publish', { id: SAMPLE, waiting: 'stay' });
  await addContact(page, 'Maya');
  const before = await owners(page);
  const file = join(home, 'one.baton-backup');
  await answerSaveDialog(app, file);
  await chooseInMenu(app, 'Back up now…');
  await expect(page.getByText('Backed up to one.baton-backup')).toBeVisible();

  const restored = join(home, 'restored');
  await mkdir(restored);
  await app.evaluate(
    ({ app: electron, dialog }, answers) => {
      const left = [...answers];
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [left.shift() ?? ''] });
      // The test starts it again itself.
      electron.relaunch = (options) => console.log(`again with ${options?.args?.join(' ')}`);
    },
    [file, restored],
  );
  const said: string[] = [];
  app.on('console', (message) => said.push(message.text()));
  const ended = new Promise<void>((resolve) => app.once('close', () => resolve()));
  await chooseInMenu(app, 'Open a backup…');
  await ended;
  const next = `--switch-to=${restored}`;
  expect(said.join('\n')).toContain(next);

  const again = await launch({ home, workspace: null, args: [next] });
  expect((await ask(again.page, 'app.info', {})).workspace.folder).toBe(restored);
  expect(readFileSync(join(home, 'user-data', 'last-workspace.json'), 'utf8')).toContain(restored);
  expect(await owners(again.page)).toEqual(before);
  await expect(again.page.getByText('Assign new contacts').first()).toBeVisible();
});
