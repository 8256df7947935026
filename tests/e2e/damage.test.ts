// Damage to what was saved: the window says which file it is, what is missing and what to do, and nothing more is written.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '../support/launch.ts';
import { addContact, ask, place } from '../support/window.ts';

test('a flipped byte in the journal: a banner tells, the bad file is kept, and no contact is added', async ({
  launch,
}) => {
  const first = await launch();
  for (const name of ['Maya', 'Noor', 'Olek']) await addContact(first.page, name);
  await first.close();

  const ledger = join(first.workspace, 'ledger');
  const segment = (await readdir(ledger)).find((name) => name.startsWith('segment-')) ?? '';
  const bytes = await readFile(join(ledger, segment));
  bytes.write('X', bytes.indexOf('Noor'));
  await writeFile(join(ledger, segment), bytes);

  const { page } = await launch({ home: first.home });
  const banner = page.getByRole('status').filter({ hasText: segment });
  await expect(banner.first()).toContainText('One line could not be read, and what it changed is missing.');
  await expect(banner.first()).toContainText('A copy of the file is in quarantine.');
  await expect(banner.first()).toContainText(/^A part of this workspace cannot be read/);
  await expect(page.getByText('One line could not be read')).toHaveCount(1);
  await expect(page.getByRole('contentinfo')).toContainText('Only drafts, users and settings are saved at present');
  await expect(banner.getByRole('button', { name: 'Open a backup…' })).toBeVisible();
  await place(page, 'Contacts').click();
  await expect(page.getByText('2 contacts', { exact: true })).toBeVisible();
  await expect(addContact(page, 'Pia')).rejects.toThrow(segment);
  // As the banner says.
  const { id } = await ask(page, 'users.create', { name: 'Ana', email: '', phone: '', active: true });
  expect(JSON.parse(await readFile(join(first.workspace, 'users.json'), 'utf8'))).toMatchObject({ users: [{ id }] });
  const [kept = ''] = await readdir(join(first.workspace, 'quarantine'));
  expect(bytes.equals(await readFile(join(first.workspace, 'quarantine', kept)))).toBe(true);
});

test('a damaged file of passwords keeps no workspace closed: it is kept aside, and they must be entered again', async ({
  launch,
}) => {
  const first = await launch();
  await addContact(first.page, 'Maya');
  await first.close();
  await writeFile(join(first.workspace, 'secrets.json'), '{"secrets":{"smtp":"djE');

  const { page } = await launch({ home: first.home });
  await expect(page.getByRole('status').filter({ hasText: 'passwords must be entered again' })).toBeVisible();
  await place(page, 'Contacts').click();
  await expect(page.getByText('1 contact', { exact: true })).toBeVisible();
  expect(await readdir(join(first.workspace, 'quarantine'))).toEqual(['secrets.json']);
});
