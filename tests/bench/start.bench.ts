// From the start of the app to its first useful paint (the list of workflows), beside an empty Electron window that is
// started, steered and looked at in the same way.
import { _electron } from '@playwright/test';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { printTable, round } from './figures.ts';
import { median } from './measure.ts';
import { runContacts, scratch, writeContacts } from './workspaces.ts';

const folder = scratch();
const executable = process.env['BATON_ELECTRON'] ?? '';

/** Seconds until the text can be seen. */
async function untilSeen(args: readonly string[], text: string): Promise<{ readonly seconds: number }> {
  const userData = join(folder, 'user-data');
  rmSync(userData, { recursive: true, force: true });
  const began = performance.now();
  const app = await _electron.launch({
    executablePath: executable,
    args: [...args, `--user-data-dir=${userData}`, '--disable-gpu', '--log-level=3'],
  });
  const page = await app.firstWindow();
  await page.getByText(text).first().waitFor();
  const seconds = (performance.now() - began) / 1000;
  await app.close();
  return { seconds };
}

function emptyApp(): string {
  const app = join(folder, 'empty');
  mkdirSync(app);
  writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'empty', version: '1.0.0', main: 'main.cjs' }));
  writeFileSync(
    join(app, 'main.cjs'),
    `const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => new BrowserWindow({ width: 1440, height: 900 }).loadURL('data:text/html,<p>Nothing here</p>'));
app.on('window-all-closed', () => app.quit());`,
  );
  return app;
}

const bySeconds = (one: { readonly seconds: number }): number => one.seconds;
const empty = emptyApp();
const floor = await median(5, bySeconds, () => untilSeen([empty], 'Nothing here'));
const rows = [{ window: 'an empty one', seconds: round(floor.seconds), 'times empty': 1 }];
for (const count of [0, 10_000, 100_000]) {
  const workspace = join(folder, `workspace-${count}`);
  const csv = join(folder, `${count}.csv`);
  writeContacts(csv, count);
  if (count > 0) await runContacts(csv, workspace);
  const seen = count > 0 ? 'Assign new contacts' : 'Open the sample';
  const args = [resolve('.'), `--workspace=${workspace}`];
  const first = await untilSeen(args, seen);
  const { seconds } = await median(5, bySeconds, () => untilSeen(args, seen));
  const window = count > 0 ? `${count.toLocaleString('en-GB')} contacts and runs` : 'a first run';
  rows.push({ window, seconds: round(seconds), 'times empty': round(seconds / floor.seconds) });
  if (count > 0) {
    const after = `${window}, first time after the import`;
    rows.push({ window: after, seconds: round(first.seconds), 'times empty': round(first.seconds / floor.seconds) });
  }
}
printTable('From start to first useful paint', rows);
