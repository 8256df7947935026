// What the page can reach, whatever it holds: nothing of Node, no rights, no other page, no window, nothing from outside.
// One app for all probes of a theme. Each probe does what an attacker in the page would do.
import { rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hostileUrls } from '../support/hostile-urls.ts';
import { expect, test } from '../support/launch.ts';
import { ask, place } from '../support/window.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('the page is alone: no Node, a world of its own, a sandbox, no switches that weaken it', async ({ launch }) => {
  const { app, page, findings } = await launch();
  const names = ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron', '__dirname'];
  const types = await page.evaluate((all) => all.map((name) => typeof Reflect.get(window, name)), names);
  expect(types).toEqual(names.map(() => 'undefined'));

  const preferences = await app.evaluate(({ BrowserWindow }) => {
    // Electron tells them, but not in its types.
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences: () => Record<string, unknown>;
    };
    return contents.getLastWebPreferences();
  });
  expect(preferences).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    safeDialogs: true,
  });
  const off = ['nodeIntegrationInWorker', 'spellcheck', 'navigateOnDragDrop', 'experimentalFeatures'];
  for (const name of [...off, 'allowRunningInsecureContent']) expect(preferences[name] ?? false).toBe(false);

  const switches = await app.evaluate(({ app: main }) =>
    [
      'allow-running-insecure-content',
      'disable-web-security',
      'enable-blink-features',
      'enable-experimental-web-platform-features',
      'js-flags',
      'proxy-server',
      'remote-allow-origins',
    ].filter((name) => main.commandLine.hasSwitch(name)),
  );
  expect(switches).toEqual([]);

  // A page that changed what all scripts share does not reach the preload or the main process with that.
  const user = { name: 'Ana Silva', email: 'ana@example.com', phone: '', active: true };
  const created = await page.evaluate(async (draft) => {
    const shared = [
      [JSON, 'parse'],
      [Array.prototype, 'push'],
      [Set.prototype, 'has'],
    ] as const;
    const before = shared.map(([of, name]): unknown => Reflect.get(of, name));
    JSON.parse = () => ({ ok: true, value: 'mine' });
    Array.prototype.push = () => 0;
    Set.prototype.has = () => true;
    const answers = [
      await window.baton.request('users.create', draft),
      await (window.baton.request as (name: string, input: object) => Promise<unknown>)('app.quit', {}).catch(
        () => 'refused',
      ),
    ];
    shared.forEach(([of, name], at) => Reflect.set(of, name, before[at]));
    return answers;
  }, user);
  expect(created).toEqual([{ ok: true, value: { id: 'ana' } }, 'refused']);
  // The page itself falls over that, if it draws something just then.
  findings.length = 0;
  expect(await ask(page, 'users.list', {})).toEqual([{ id: 'ana', ...user }]);
});

test('About says which versions these are', async ({ launch }) => {
  const { app, page } = await launch();
  await place(page, 'Settings').click();
  const versions = await app.evaluate(() => ({ ...process.versions }));
  const about = page.getByText(`Electron ${String(versions['electron'])}`);
  await expect(about).toContainText(`Chromium ${String(versions['chrome'])}`);
  await expect(about).toContainText(`Node ${versions.node}`);
});

test('every permission is denied', async ({ launch }) => {
  // With a camera and a microphone, so that it is not their absence that refuses.
  const { page, findings } = await launch({ args: ['--use-fake-device-for-media-stream'] });
  const answers = await page.evaluate(async () => {
    const outcome = (asked: Promise<unknown>): Promise<unknown> =>
      asked.then(
        (value) => (Array.isArray(value) ? value.length : value),
        (error: unknown) => (error instanceof Error ? error.name : 'refused'),
      );
    const devices = navigator as unknown as Record<
      'hid' | 'usb' | 'serial',
      Record<string, (o: object) => Promise<unknown>>
    >;
    return {
      geolocation: await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('told'),
          (error) => resolve(error.code),
        ),
      ),
      camera: await outcome(navigator.mediaDevices.getUserMedia({ video: true })),
      microphone: await outcome(navigator.mediaDevices.getUserMedia({ audio: true })),
      screen: await outcome(navigator.mediaDevices.getDisplayMedia({ video: true })),
      notifications: await outcome(Notification.requestPermission()),
      clipboard: await outcome(navigator.clipboard.readText()),
      hid: await outcome(devices.hid['requestDevice']?.({ filters: [] }) ?? Promise.resolve('none')),
      usb: await outcome(devices.usb['requestDevice']?.({ filters: [] }) ?? Promise.resolve('none')),
      serial: await outcome(devices.serial['requestPort']?.({}) ?? Promise.resolve('none')),
    };
  });
  expect(answers.geolocation).toBe(1);
  expect(answers.camera).toBe('NotAllowedError');
  expect(answers.microphone).toBe('NotAllowedError');
  expect(answers.screen).toMatch(/^Not(Allowed|Supported)Error$/);
  expect(answers.notifications).toBe('denied');
  expect(answers.clipboard).toBe('NotAllowedError');
  for (const kind of ['hid', 'usb', 'serial'] as const)
    expect([0, 'NotFoundError', 'NotAllowedError', 'SecurityError']).toContain(answers[kind]);
  // What the page is told without asking anybody.
  const states = await page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read'];
    const all = names.map((name) => navigator.permissions.query({ name: name as PermissionName }));
    return (await Promise.all(all)).map(({ state }) => state);
  });
  expect(states).toEqual(states.map(() => 'denied'));
  expect(states).toHaveLength(6);
  findings.length = 0;
});

test('no device is offered to the page, which Electron would', async ({ launch }) => {
  const { app, page } = await launch();
  const offered = (): Promise<readonly string[]> =>
    app.evaluate(({ session }) => {
      const seen: string[] = [];
      for (const event of ['select-hid-device', 'select-usb-device', 'select-serial-port'])
        (session.defaultSession as NodeJS.EventEmitter).on(event, () => seen.push(event));
      return new Promise((resolve) => setTimeout(() => resolve(seen), 1000));
    });
  const asks = (): Promise<unknown> =>
    page.evaluate(() => {
      const { hid, usb, serial } = navigator as unknown as Record<
        string,
        Record<string, (o: object) => Promise<unknown>>
      >;
      return Promise.allSettled([
        hid?.['requestDevice']?.({ filters: [] }),
        usb?.['requestDevice']?.({ filters: [] }),
        serial?.['requestPort']?.({}),
      ]);
    });
  const [refused] = await Promise.all([offered(), asks()]);
  expect(refused).toEqual([]);
  // With the check of permissions taken away: so it was not for want of devices.
  await app.evaluate(({ session }) => session.defaultSession.setPermissionCheckHandler(() => true));
  const [granted] = await Promise.all([offered(), asks()]);
  expect(granted.toSorted()).toEqual(['select-hid-device', 'select-serial-port', 'select-usb-device']);
});

test('scripts, pictures, bases, forms and requests from elsewhere are blocked, and each raises a violation', async ({
  launch,
}) => {
  const { page, findings } = await launch();
  const probe = await page.evaluate(async () => {
    const violations: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective));
    const add = (name: string, set: Record<string, string>, into: HTMLElement = document.body): HTMLElement => {
      const element = document.createElement(name);
      for (const [key, value] of Object.entries(set)) element.setAttribute(key, value);
      into.append(element);
      return element;
    };
    const inline = document.createElement('script');
    inline.textContent = 'window.wasRun = "inline"';
    document.head.append(inline);
    add('script', { src: 'data:text/javascript,window.wasRun="data"' });
    add('img', { src: 'https://example.com/a.png' });
    add('button', { onclick: 'window.wasRun = "handler"' }).click();
    add('base', { href: 'https://example.com/' }, document.head);
    add('object', { data: 'https://example.com/a.swf' });
    add('iframe', { src: 'https://example.com/' });
    (add('form', { action: 'https://example.com/' }) as HTMLFormElement).submit();
    // In a task of the page's own: what a debugger evaluates is spared by the policy.
    const evaluated = await new Promise((resolve) =>
      setTimeout(() => {
        try {
          resolve(Reflect.get(window, 'eval')('"yes"'));
        } catch (error) {
          resolve(error instanceof Error ? error.name : 'refused');
        }
      }),
    );
    const reach = (url: string): Promise<string> =>
      fetch(url).then(
        () => 'reached',
        () => 'refused',
      );
    const reached = [
      await reach('https://example.com/'),
      await reach('file:///etc/passwd'),
      await reach('http://127.0.0.1:1/'),
    ];
    const socket = await new Promise((resolve) => {
      const opened = new WebSocket('ws://127.0.0.1:1/');
      opened.addEventListener('error', () => resolve('refused'));
      opened.addEventListener('open', () => resolve('reached'));
    }).catch(() => 'refused');
    await new Promise((resolve) => setTimeout(resolve, 200));
    return {
      evaluated,
      reached,
      socket,
      violations: [...new Set(violations)].toSorted(),
      wasRun: Reflect.get(window, 'wasRun'),
    };
  });
  expect(probe).toEqual({
    evaluated: 'EvalError',
    reached: ['refused', 'refused', 'refused'],
    socket: 'refused',
    violations: [
      'base-uri',
      'connect-src',
      'form-action',
      'frame-src',
      'img-src',
      'object-src',
      'script-src',
      'script-src-attr',
      'script-src-elem',
    ],
    wasRun: undefined,
  });
  findings.length = 0;
});

test('25 addresses: none leaves the app, by navigation, by a new window, or by the system', async ({ launch }) => {
  const { app, page, findings } = await launch();
  expect(hostileUrls).toHaveLength(25);
  await app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Reflect.set(globalThis, 'openedOutside', opened);
    shell.openExternal = (url) => Promise.resolve(void opened.push(url));
    shell.openPath = (path) => Promise.resolve(String(opened.push(path)));
  });
  const home = page.url();
  const countContents = (): Promise<number> =>
    app.evaluate(({ webContents }) => webContents.getAllWebContents().length);
  const before = await countContents();

  await page.evaluate(async (urls) => {
    for (const url of urls) {
      const link = document.createElement('a');
      link.href = url;
      document.body.append(link);
      link.click();
      link.target = '_blank';
      link.click();
      link.dispatchEvent(new MouseEvent('click', { button: 0, ctrlKey: true, bubbles: true }));
      link.dispatchEvent(new MouseEvent('auxclick', { button: 1, bubbles: true }));
      try {
        window.open(url);
        location.assign(url);
      } catch {
        // A syntax error of the address: refused as well.
      }
      link.remove();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const view = document.createElement('webview');
    view.setAttribute('src', 'https://example.com/');
    view.setAttribute('allowpopups', '');
    document.body.append(view);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }, hostileUrls);

  // And by hand: a script's clicks are not those of a person.
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = 'https://example.com/';
    link.textContent = 'Out';
    link.id = 'out';
    Object.assign(link.style, { position: 'fixed', inset: '0', zIndex: '9999' });
    document.body.append(link);
  });
  await page.mouse.click(400, 300);
  await page.mouse.click(400, 300, { button: 'middle' });
  for (const key of ['Control', 'Shift']) {
    await page.keyboard.down(key);
    await page.mouse.click(400, 300);
    await page.keyboard.up(key);
  }
  await page.evaluate(async () => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    document.getElementById('out')?.remove();
  });

  expect(page.url()).toBe(home);
  expect(await countContents()).toBe(before);
  expect(app.windows()).toHaveLength(1);
  expect(await app.evaluate(() => Reflect.get(globalThis, 'openedOutside') as unknown)).toEqual([]);
  expect(await page.evaluate(() => Reflect.get(window, 'wasRun') as unknown)).toBeUndefined();
  // Chromium goes to an empty page without asking anybody: then the window comes home by itself.
  await page.evaluate(() => void setTimeout(() => location.assign('about:blank')));
  await expect(page.locator('#root')).not.toBeEmpty();
  expect(page.url()).toBe(home);
  await place(page, 'Contacts').click();
  findings.length = 0;
});

test('a file that the system drops on the window never takes the place of the page', async ({ launch }, testInfo) => {
  const { page, findings } = await launch();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const file = testInfo.outputPath('page.html');
  await writeFile(file, '<script>window.wasRun = 1</script>');
  const home = page.url();
  // As Chromium gets it from the system, and not as an event that a script makes, which never leads anywhere.
  const chromium = await page.context().newCDPSession(page);
  const data = { items: [], files: [file], dragOperationsMask: 1 };
  for (const [x, y] of [
    [600, 400],
    [80, 300],
  ] as const)
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await chromium.send('Input.dispatchDragEvent', { type, x, y, data });
  await expect(page.getByText('page.html').first()).toBeVisible();
  expect(page.url()).toBe(home);
  expect(await page.evaluate(() => Reflect.get(window, 'wasRun') as unknown)).toBeUndefined();
  findings.length = 0;
});

test('the app: protocol gives nothing from outside its folder', async ({ launch }) => {
  const { app, page, findings } = await launch();
  const link = join(root, 'out/renderer/assets/link.json');
  await rm(link, { force: true });
  await symlink('/etc/passwd', link);
  try {
    const urls = [
      'app://baton/../../etc/passwd',
      'app://baton/../../package.json',
      'app://baton/%2e%2e/%2e%2e/package.json',
      'app://baton/..%2f..%2fpackage.json',
      'app://baton/%2E%2E%5Cpackage.json',
      'app://baton/..\\..\\package.json',
      'app://baton//etc/passwd',
      'app://baton/%2fetc%2fpasswd',
      'app://baton/index.html%00.js',
      'app://baton/%c0%ae%c0%ae/package.json',
      'app://baton/assets/link.json',
      'app://baton/assets',
      'app://baton/assets/',
      'app://bundle/index.html',
      'app://baton.evil/index.html',
      'app:///etc/passwd',
    ];
    const fromPage = await page.evaluate(
      (all) =>
        Promise.all(
          all.map((url) =>
            fetch(url).then(
              ({ status }) => status,
              () => 'refused',
            ),
          ),
        ),
      urls,
    );
    for (const status of fromPage) expect([404, 'refused']).toContain(status);
    const fromMain = await app.evaluate(
      ({ session }, all) =>
        Promise.all(
          all.map((url) =>
            session.defaultSession.fetch(url).then(
              async (response) => (response.ok ? await response.text() : ''),
              () => '',
            ),
          ),
        ),
      urls,
    );
    expect(fromMain).toEqual(urls.map(() => ''));
    const posted = await page.evaluate(() =>
      fetch('app://baton/index.html', { method: 'POST' }).then(({ status }) => status),
    );
    expect(posted).toBe(404);
  } finally {
    await rm(link, { force: true });
  }
  findings.length = 0;
});
