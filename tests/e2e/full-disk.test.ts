// A disk that fills up while the window is open: it says so at once, and goes on by itself when there is room.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withoutRoom } from '../../electron/store/segment.ts';
import { expect, test } from '../support/launch.ts';
import { addContact, place } from '../support/window.ts';

test('a banner says that the disk is full, and goes when there is room; what was added meanwhile is there', async ({
  launch,
}) => {
  const baton = await launch();
  await addContact(baton.page, 'Maya');
  const ledger = join(baton.workspace, 'ledger');
  const segment = join(ledger, readdirSync(ledger).find((name) => name.startsWith('segment-')) ?? '');
  // Sealed, as after each quiet second: from then on nothing is written that nobody asked for.
  const written = (): Buffer => withoutRoom(readFileSync(segment));
  await expect.poll(() => written().toString('latin1').trimEnd().split('\n').at(-1)).toMatch(/^J1 0 /);
  const bytes = written().length;
  const limit = (size: string): void =>
    void execFileSync('prlimit', ['--pid', String(baton.app.process().pid), `--fsize=${size}`]);
  const banner = baton.page.getByRole('status').filter({ hasText: 'may not grow' });

  // The limit holds for all that the main process does: first it hands the page all of its screens, the bin as the last one.
  const styles = (): Promise<readonly (string | null)[]> =>
    baton.page.evaluate(() => [...document.styleSheets].map(({ href }) => href));
  await expect.poll(styles).toContainEqual(expect.stringContaining('BinPage'));
  await place(baton.page, 'Bin').click();
  await expect(baton.page.getByRole('heading', { level: 1, name: 'Bin' })).toBeVisible();
  await place(baton.page, 'Contacts').click();
  // One of the two ways in which a disk is full, and the one that anybody may try.
  limit(`${bytes}:unlimited`);
  const adding = addContact(baton.page, 'Noor').then(
    () => 'added',
    (error: unknown) => String(error),
  );
  await expect(banner.first()).toBeVisible();
  // What happened and what to do comes before where.
  await expect(banner.first()).toHaveText(
    `A file may not grow beyond a limit that is set for it. Nothing you did is lost: it is written as soon as there is room, if Baton stays open till then. Raise the limit on the size of files (ulimit -f), or free some space. Baton goes on by itself. The workspace: ${baton.workspace}`,
  );
  limit('unlimited');
  await expect(banner).toHaveCount(0);
  expect(await adding).toBe('added');
  await addContact(baton.page, 'Olek');
  await expect(baton.page.getByText('3 contacts', { exact: true })).toBeVisible();
  await baton.close();
});
