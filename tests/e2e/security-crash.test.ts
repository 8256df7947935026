// Crashes on purpose, of the page and of the main process: what was confirmed stands, and the dump, which holds a piece of
// memory, stays on this machine and has no password in it.
import type { Page } from '@playwright/test';
import type { Run } from '../../shared/model/run.ts';
import { filesBelow, filesWith } from '../support/canaries.ts';
import { expect, test } from '../support/launch.ts';
import { startMailServer } from '../support/mail-server.ts';
import { seedText } from '../support/seed.ts';
import { records } from '../support/terminal.ts';
import { addContact, addSeedUsers, ask, owners, place, publishFile } from '../support/window.ts';

const password = 'Canary-smtp-4f9a2c77';

/** Types a password as a person does, and leaves it in the field. */
async function typePassword(page: Page): Promise<void> {
  await place(page, 'Settings').click();
  await page.getByRole('tab', { name: 'Email' }).click();
  await page.getByLabel('Password', { exact: true }).fill(password);
}

/** There is one dump of a crash below the folder, and neither it nor any other file holds the password. */
async function expectDumpWithout(secret: string, folder: string): Promise<void> {
  const dumps = async (): Promise<readonly string[]> =>
    (await filesBelow(folder)).flatMap(({ path, bytes }) => (bytes.indexOf('MDMP') === 0 ? [path] : []));
  await expect.poll(async () => (await dumps()).length).toBe(1);
  expect(filesWith(secret, await filesBelow(folder))).toEqual([]);
}

test('a page that dies is offered anew while enrolments run on, and its dump stays on this machine', async ({
  launch,
}) => {
  const baton = await launch();
  const { app, page, home, findings } = baton;
  await addSeedUsers(page);
  await publishFile(page, seedText);
  await addContact(page, 'Maya');
  await typePassword(page);
  const asked = await app.evaluate(async ({ BrowserWindow, dialog, crashReporter, app: main }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined) throw new Error('no window');
    const question = new Promise((resolve) => {
      dialog.showMessageBox = ((options: object) => {
        resolve(options);
        return Promise.resolve({ response: 0, checkboxChecked: false });
      }) as typeof dialog.showMessageBox;
    });
    const loaded = new Promise((resolve) => window.webContents.once('did-finish-load', () => resolve(true)));
    window.webContents.forcefullyCrashRenderer();
    const shown = await question;
    await loaded;
    // The page that crashed cannot be steered any more: its successor is asked from here.
    // oxlint-disable-next-line no-restricted-properties
    const owners: unknown = await window.webContents.executeJavaScript(
      `baton.request('contacts.list', { search: '', offset: 0, limit: 10 }).then(({ value }) => value.rows.map((row) => row.ownerName))`,
    );
    return { shown, owners, uploads: crashReporter.getUploadToServer(), dumps: main.getPath('crashDumps') };
  });
  expect(asked.shown).toMatchObject({
    message: 'The window stopped working.',
    buttons: ['Open it again', 'Quit Baton'],
  });
  expect(asked.owners).toEqual(['Ana Silva']);
  expect(asked.uploads).toBe(false);
  expect(asked.dumps.startsWith(home)).toBe(true);
  await expectDumpWithout(password, home);
  findings.length = 0;
});

test('a main process that crashes: the next start has all that was confirmed, nobody is told twice', async ({
  launch,
}) => {
  const mail = await startMailServer({ authOptional: false });
  const { app, page, home, workspace, findings } = await launch();
  await addSeedUsers(page);
  const { settings } = await ask(page, 'settings.get', {});
  const smtp = {
    host: '127.0.0.1',
    port: mail.port,
    tls: 'insecure',
    user: 'crm',
    fromName: 'Baton',
    fromAddress: 'baton@example.com',
  } as const;
  await ask(page, 'settings.save', { settings: { ...settings, smtp } });
  await ask(page, 'settings.setSecret', { name: 'smtp', value: password });
  await publishFile(page, seedText.replace('"channel": "notification"', '"channel": "email"'));
  const maya = await addContact(page, 'Maya');
  await expect.poll(() => mail.received.length).toBe(1);
  const ended = app.process();
  const closed = app.waitForEvent('close');
  // Its answer never comes.
  void app.evaluate(() => process.crash()).catch(() => undefined);
  await closed;
  expect([ended.exitCode, ended.signalCode]).not.toContain(0);
  await expectDumpWithout(password, home);

  const next = await launch({ home });
  expect(await owners(next.page)).toEqual(['Maya: Ana Silva']);
  const noah = await addContact(next.page, 'Noah');
  // Where the system keeps no passwords, it is entered again at each start, and messages wait for it.
  await ask(next.page, 'settings.setSecret', { name: 'smtp', value: password });
  await expect.poll(() => mail.received.length).toBe(2);
  await next.close();
  await mail.close();
  const runs = await records<Run>('runs', workspace);
  expect(runs.map(({ contact, state }) => [contact, state])).toEqual([
    [maya, 'completed'],
    [noah, 'completed'],
  ]);
  await expectDumpWithout(password, home);
  findings.length = 0;
});
