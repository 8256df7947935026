// The app as people get it: packaged, its fuses set, and steered by nobody from outside.
import { listPackage } from '@electron/asar';
import { flipFuses, FuseVersion, getCurrentFuseWire, FuseV1Options as Fuse } from '@electron/fuses';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { figure, replay, seeds } from '../crash/figures.ts';
import { expect, test } from '../support/launch.ts';
import { randomOf } from '../support/random.ts';
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

/** The names that the packed files may have; the bundler puts a part of their hash into some. */
const approved = [
  /^package[.]json$/,
  /^out(\/(main(\/chunks)?|preload|renderer(\/assets)?))?$/,
  /^out\/main\/(main|cli|chunks\/[\w-]+-[\w-]{8})[.]js$/,
  /^out\/preload\/preload[.]cjs$/,
  /^out\/renderer\/index[.]html$/,
  /^out\/renderer\/assets\/[\w-]+-[\w-]{8}[.](js|css)$/,
  /^out\/renderer\/assets\/inter-[a-z]+(-ext)?-wght-normal-[\w-]{8}[.]woff2$/,
];

test('it holds what was approved and nothing else: no test, no source, no map', async () => {
  const files = listPackage(join(folder, 'resources/app.asar'), { isPack: false });
  const names = files.map((file) => file.slice(1).replaceAll('\\', '/'));
  expect(names).toContain('out/main/main.js');
  expect(names.filter((name) => !approved.some((pattern) => pattern.test(name)))).toEqual([]);
  expect(await readdir(join(folder, 'resources'))).toEqual(['app.asar']);
});

test('it has no developer tools, whatever is pressed', async ({ launch }) => {
  const { app, page } = await launch({ packaged });
  for (const keys of ['F12', 'Control+Shift+I', 'Control+Shift+J', 'Control+Shift+C']) await page.keyboard.press(keys);
  const isOpen = await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.webContents.openDevTools();
    return new Promise((resolve) => setTimeout(() => resolve(window?.webContents.isDevToolsOpened()), 500));
  });
  expect(isOpen).toBe(false);
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
  const [seed = 1] = seeds(1, 1);
  const random = randomOf(seed);
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
      Math.floor(random() * 300),
    );
    for (let n = 1; alive; n++) {
      const id = await addContact(baton.page, `K${kill}n${n}`).catch(() => undefined);
      if (id !== undefined) confirmed.push(id);
    }
    await closed;
  }
  const { page } = await launch({ packaged, ...(home === undefined ? {} : { home }) });
  const ids = await ask(page, 'contacts.ids', { search: '' });
  const again = replay('packaged', seed);
  expect(
    confirmed.filter((id) => !ids.includes(id)),
    again,
  ).toEqual([]);
  const { rows } = await ask(page, 'contacts.list', { search: '', offset: 0, limit: 1000 });
  expect(new Set(rows.map(({ contact }) => contact.email)).size, again).toBe(rows.length);
  expect(
    rows.filter(({ contact }) => contact.owner === null),
    again,
  ).toEqual([]);
  console.log(`row 1: kills of the packaged app: ${kills}, contacts confirmed and found: ${confirmed.length}`);
  if (kills > 2)
    figure('1', 'kills of the packaged app; contacts confirmed, all found', `${kills}; ${confirmed.length}`);
});

test('with the fuses of a release nobody runs code through it, and no port is opened', async ({}, testInfo) => {
  // The release differs in one fuse: a copy of the executable gets it, beside the same files.
  const release = testInfo.outputPath('release');
  await cp(folder, release, { recursive: true });
  const executable = join(release, 'baton');
  await flipFuses(executable, { version: FuseVersion.V1, [Fuse.EnableNodeCliInspectArguments]: false });
  const wire = await getCurrentFuseWire(executable);
  expect(String.fromCharCode(Number(wire[Fuse.EnableNodeCliInspectArguments]))).toBe('0');

  const mark = testInfo.outputPath('ran');
  const code = `require('node:fs').writeFileSync(${JSON.stringify(mark)}, 'ran')`;
  const required = testInfo.outputPath('required.cjs');
  await writeFile(required, code);
  const workspace = testInfo.outputPath('workspace');
  const child = spawn(
    executable,
    [
      '--no-sandbox',
      '--log-level=3',
      `--user-data-dir=${testInfo.outputPath('data')}`,
      `--workspace=${workspace}`,
    ].concat(['--inspect=0', '--inspect-brk=0', '-e', code]),
    { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: `--require ${required}` } },
  );
  let said = '';
  child.stdout.on('data', (piece) => (said += String(piece)));
  child.stderr.on('data', (piece) => (said += String(piece)));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  // It runs as Baton: it makes its workspace. Then Node's signal for its inspector.
  await expect.poll(() => existsSync(join(workspace, 'workspace.json')), { timeout: 30_000 }).toBe(true);
  child.kill('SIGUSR1');
  await new Promise((resolve) => setTimeout(resolve, 1000));
  child.kill('SIGTERM');
  await ended;
  expect(said).not.toMatch(/Debugger listening|DevTools listening/);
  expect(existsSync(mark)).toBe(false);
});
