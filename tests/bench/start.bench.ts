// From the start of the app until its window is drawn (the sidebar) and until it is useful (the list of workflows), beside
// an empty Electron window that is started, steered and looked at in the same way.
import { _electron } from '@playwright/test';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { printTable, round } from './figures.ts';
import { median } from './measure.ts';
import { runContacts, scratch, writeContacts } from './workspaces.ts';

const folder = scratch();
const executable = process.env['BATON_ELECTRON'] ?? '';

interface Seen {
  /** Until the window shows anything of ours. */
  readonly drawn: number;
  /** Until the text can be seen. */
  readonly seconds: number;
}

async function untilSeen(args: readonly string[], frame: string, text: string): Promise<Seen> {
  const userData = join(folder, 'user-data');
  rmSync(userData, { recursive: true, force: true });
  const began = performance.now();
  const app = await _electron.launch({
    executablePath: executable,
    args: [...args, `--user-data-dir=${userData}`, '--disable-gpu', '--log-level=3'],
  });
  const page = await app.firstWindow();
  await page.getByText(frame).first().waitFor();
  const drawn = (performance.now() - began) / 1000;
  await page.getByText(text).first().waitFor();
  const seconds = (performance.now() - began) / 1000;
  await app.close();
  return { drawn, seconds };
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

const bySeconds = (one: Seen): number => one.seconds;
const nothing = 'Nothing here';
const empty = emptyApp();
const floor = await median(5, bySeconds, () => untilSeen([empty], nothing, nothing));

const row = (window: string, { drawn, seconds }: Seen): Record<string, string | number> => ({
  window,
  'drawn s': round(drawn),
  'times empty': round(drawn / floor.drawn),
  'useful s': round(seconds),
  'times empty ': round(seconds / floor.seconds),
});
const rows = [row('an empty one', floor)];
for (const count of [0, 10_000, 100_000]) {
  const workspace = join(folder, `workspace-${count}`);
  const csv = join(folder, `${count}.csv`);
  writeContacts(csv, count);
  if (count > 0) await runContacts(csv, workspace);
  const seen = count > 0 ? 'Assign new contacts' : 'Open the sample';
  const start = (): Promise<Seen> => untilSeen([resolve('.'), `--workspace=${workspace}`], 'Automations', seen);
  const first = await start();
  const window = count > 0 ? `${count.toLocaleString('en-GB')} contacts and runs` : 'a first run';
  rows.push(row(window, await median(5, bySeconds, start)));
  if (count > 0) rows.push(row(`${window}, first time after the import`, first));
}
printTable('From start to the drawn and to the useful window', rows);
