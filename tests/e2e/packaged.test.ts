// The app as people get it: packaged, its fuses set, and steered by nobody from outside.
import { listPackage } from '@electron/asar';
import { getCurrentFuseWire, FuseV1Options as Fuse } from '@electron/fuses';
import { spawnSync } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { figure } from '../crash/figures.ts';
import { expect, test } from '../support/launch.ts';
import { seedText } from '../support/seed.ts';
import { addContact, addSeedUsers, ask, publishFile } from '../support/window.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'dist/test/linux-unpacked');
const packaged = join(folder, 'baton');

/** Runs the packaged app to its end, as somebody would who wants to make it run code of theirs. */
function runToEnd(args: readonly string[], env: NodeJS.ProcessEnv = {}): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(packaged, ['--no-sandbox', '--log-level=3', ...args], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
    timeout: 20_000,
  });
  return { status, output: stdout + stderr };
}

test.beforeAll(() => {
  test.setTimeout(300_000);
  const { status, stdout, stderr } = spawnSync(process.execPath, ['build/package.mjs', '--for-tests'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`Packaging failed:\n${stdout}${stderr}`);
});

test('a packaged Baton opens its window', async ({ launch }) => {
  const { app, page } = await launch({ packaged });
  await expect(page.locator('#root')).not.toBeEmpty();
  expect(await app.evaluate((electron) => electron.app.isPackaged)).toBe(true);
});

test('it holds out/ and package.json, and nothing else', async () => {
  const files = listPackage(join(folder, 'resources/app.asar'), { isPack: false });
  const strangers = files.filter((file) => !/^[\\/](out([\\/].*)?|package[.]json)$/.test(file));
  expect(strangers).toEqual([]);
  expect(files.filter((file) => file.endsWith('.map'))).toEqual([]);
  expect(await readdir(join(folder, 'resources'))).toEqual(['app.asar']);
});

test('its fuses are those of a release, but for the inspector that tests need', async () => {
  const wire = await getCurrentFuseWire(packaged);
  const on = (fuse: Fuse): boolean => String.fromCharCode(Number(wire[fuse])) === '1';
  expect({
    runAsNode: on(Fuse.RunAsNode),
    cookieEncryption: on(Fuse.EnableCookieEncryption),
    nodeOptions: on(Fuse.EnableNodeOptionsEnvironmentVariable),
    nodeCliInspect: on(Fuse.EnableNodeCliInspectArguments),
    asarIntegrity: on(Fuse.EnableEmbeddedAsarIntegrityValidation),
    onlyAsar: on(Fuse.OnlyLoadAppFromAsar),
    ownSnapshot: on(Fuse.LoadBrowserProcessSpecificV8Snapshot),
    fileProtocol: on(Fuse.GrantFileProtocolExtraPrivileges),
  }).toEqual({
    runAsNode: false,
    cookieEncryption: true,
    nodeOptions: false,
    nodeCliInspect: true,
    asarIntegrity: true,
    onlyAsar: true,
    ownSnapshot: false,
    fileProtocol: false,
  });
});

test('it does not start with a debugging port', ({}, testInfo) => {
  const userData = `--user-data-dir=${testInfo.outputPath('user-data')}`;
  const { status, output } = runToEnd(['--remote-debugging-port=0', userData]);
  expect(status).toBe(1);
  expect(output).toContain('Baton does not start with a remote debugging port');
  expect(output).not.toContain('DevTools listening');
});

test('killed again and again while contacts come in, it keeps every one that it confirmed, once', async ({
  launch,
}) => {
  // The full figure is that of `npm run crash`.
  const kills = process.env['BATON_CRASH'] === 'full' ? 30 : 2;
  test.setTimeout(60_000 + kills * 30_000);
  const confirmed: string[] = [];
  let home: string | undefined;
  for (let kill = 1; kill <= kills; kill++) {
    const baton = await launch({ packaged, ...(home === undefined ? {} : { home }) });
    home = baton.home;
    if (kill === 1) {
      await addSeedUsers(baton.page);
      await publishFile(baton.page, seedText);
    }
    const closed = baton.app.waitForEvent('close');
    let alive = true;
    confirmed.push(await addContact(baton.page, `K${kill}first`));
    setTimeout(
      () => {
        alive = false;
        baton.app.process().kill('SIGKILL');
      },
      Math.floor(Math.random() * 300),
    );
    for (let n = 1; alive; n++) {
      const id = await addContact(baton.page, `K${kill}n${n}`).catch(() => undefined);
      if (id !== undefined) confirmed.push(id);
    }
    await closed;
  }
  const { page } = await launch({ packaged, ...(home === undefined ? {} : { home }) });
  const ids = await ask(page, 'contacts.ids', { search: '' });
  expect(confirmed.filter((id) => !ids.includes(id))).toEqual([]);
  const { rows } = await ask(page, 'contacts.list', { search: '', offset: 0, limit: 1000 });
  expect(new Set(rows.map(({ contact }) => contact.email)).size).toBe(rows.length);
  expect(rows.filter(({ contact }) => contact.owner === null)).toEqual([]);
  console.log(`row 1: kills of the packaged app: ${kills}, contacts confirmed and found: ${confirmed.length}`);
  if (kills > 2)
    figure('1', 'kills of the packaged app; contacts confirmed, all found', `${kills}; ${confirmed.length}`);
});
