// Baton is started while it runs: the first window answers, and a start for another workspace is never passed over.
import type { Locator } from '@playwright/test';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, type Baton } from '../support/launch.ts';
import { startAgain, startRefused } from '../support/second-start.ts';
import { seedText } from '../support/seed.ts';
import { addContact, ask } from '../support/window.ts';

const banners = ({ page }: Baton): Locator => page.locator('main').getByRole('status').first();

/** A window is drawn before it has its workspace: only once it answers is the workspace its own. */
async function open(launch: () => Promise<Baton>): Promise<Baton> {
  const baton = await launch();
  await ask(baton.page, 'app.info', {});
  return baton;
}

test('a second start on the same workspace leaves it to the first, and hands over its file', async ({ launch }) => {
  const first = await open(launch);
  await symlink(first.workspace, join(first.home, 'the-same'));
  const second = await startAgain(first.home, [`--workspace=${join(first.home, 'the-same')}`]);
  expect(second.code).toBe(0);
  expect(second.stderr).toContain('Baton is already running; its window has been brought to the front.');
  expect(first.app.windows()).toHaveLength(1);
  await expect(banners(first)).not.toContainText('was not opened');

  // A file is named from where the second start stands, not from where the first does.
  await mkdir(join(first.home, 'downloads'));
  await writeFile(join(first.home, 'downloads', 'seed.baton.json'), seedText);
  await startAgain(first.home, ['seed.baton.json'], join(first.home, 'downloads'));
  await expect(first.page.getByRole('dialog', { name: 'Import workflow' })).toContainText('Assign new contacts');
});

test('a second start for another workspace is told what is open and what to do; beside it, it opens', async ({
  launch,
}) => {
  const first = await open(launch);
  const other = join(first.home, 'other');
  const second = await startAgain(first.home, ['--workspace', other]);
  expect(second.stderr).toContain('It opens one workspace at a time.');
  await expect(banners(first)).toContainText(`The workspace ${other} was not opened`);
  await expect(banners(first)).toContainText(`this window has ${first.workspace}.`);
  await expect(banners(first)).toContainText('Quit Baton first');
  await first.page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(banners(first)).not.toContainText('was not opened');

  // As the banner says: with user data of its own both are open.
  const beside = await launch({ workspace: other });
  expect((await ask(beside.page, 'app.info', {})).workspace.folder).toBe(other);
  expect((await ask(first.page, 'app.info', {})).workspace.folder).toBe(first.workspace);
});

test('a start with other user data on the same workspace is told who has it, and changes nothing', async ({
  launch,
}) => {
  const first = await open(launch);
  const stranger = join(first.home, 'stranger');
  await mkdir(stranger);
  const pid = first.app.process().pid;
  await startRefused(stranger, ['--workspace', first.workspace], `is locked by process ${pid}`);
  const id = await addContact(first.page, 'Maya');
  expect((await ask(first.page, 'contacts.list', { search: '', offset: 0, limit: 10 })).rows).toMatchObject([
    { contact: { id } },
  ]);
});
