// The window itself: it opens, and its page can do nothing but be Baton.
import { expect, test } from '../support/launch.ts';
import { takeScreens } from '../support/screens.ts';

test('the window opens and shows Baton', async ({ launch }) => {
  const baton = await launch();
  await expect(baton.page).toHaveTitle(/Baton$/);
  await expect(baton.page.locator('#root')).not.toBeEmpty();
  await takeScreens(baton, 'first-window');
});

test('what is typed right after Ctrl+K is not lost', async ({ launch }) => {
  const { app, page } = await launch();
  await expect(page.getByRole('heading', { level: 1, name: 'Workflows' })).toBeVisible();
  // All keys at once: none waits for what the one before it did.
  await app.evaluate(({ BrowserWindow }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0] ?? {};
    webContents?.sendInputEvent({ type: 'keyDown', keyCode: 'K', modifiers: ['control'] });
    webContents?.sendInputEvent({ type: 'keyUp', keyCode: 'K', modifiers: ['control'] });
    for (const letter of 'conta') {
      webContents?.sendInputEvent({ type: 'keyDown', keyCode: letter });
      webContents?.sendInputEvent({ type: 'char', keyCode: letter });
      webContents?.sendInputEvent({ type: 'keyUp', keyCode: letter });
    }
    webContents?.sendInputEvent({ type: 'keyDown', keyCode: 'Return' });
  });
  await expect(page.getByRole('heading', { level: 1, name: 'Contacts' })).toBeVisible();
});

test('the page has nothing of Node', async ({ launch }) => {
  const { page } = await launch();
  const types = await page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'global'].map((name) => typeof Reflect.get(window, name)),
  );
  expect(types).toEqual(Array(5).fill('undefined'));
});

test('nothing outside the app is served', async ({ launch }) => {
  const { page, findings } = await launch();
  const paths = [
    'app://baton/../../package.json',
    'app://baton/%2e%2e/%2e%2e/package.json',
    'app://baton/..%2f..%2fpackage.json',
    'app://baton/..%5c..%5cpackage.json',
    'app://baton//etc/passwd',
    'app://baton/index.html%00.js',
    'app://baton/no-such-file.js',
  ];
  const statuses = await page.evaluate(
    (urls) => Promise.all(urls.map(async (url) => (await fetch(url)).status)),
    paths,
  );
  expect(statuses).toEqual(paths.map(() => 404));
  findings.length = 0;
});

test('the page cannot leave the app, open windows or load anything from elsewhere', async ({ launch }) => {
  const { app, page, findings } = await launch();
  const home = page.url();
  const refused = await page.evaluate(async () => {
    const violations: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective));
    const script = document.createElement('script');
    script.textContent = 'window.wasRun = true';
    const image = document.createElement('img');
    image.src = 'https://example.com/a.png';
    const frame = document.createElement('iframe');
    frame.src = 'https://example.com/';
    const base = document.createElement('base');
    base.href = 'https://example.com/';
    const style = document.createElement('style');
    style.textContent = 'body { display: none }';
    document.head.append(base, script, style);
    document.body.append(image, frame);
    const fetched = await fetch('https://example.com/').then(
      () => 'fetched',
      () => 'refused',
    );
    const opened = window.open('https://example.com/');
    await new Promise((resolve) => setTimeout(resolve, 200));
    return { violations: violations.toSorted(), fetched, opened, wasRun: Reflect.get(window, 'wasRun') };
  });
  expect(refused.fetched).toBe('refused');
  expect(refused.opened).toBeNull();
  expect(refused.wasRun).toBeUndefined();
  expect(refused.violations).toEqual([
    'base-uri',
    'connect-src',
    'frame-src',
    'img-src',
    'script-src-elem',
    'style-src-elem',
  ]);

  for (const url of ['https://example.com/', 'file:///etc/passwd', 'data:text/html,hello', 'app://evil/'])
    await page.evaluate((address) => location.assign(address), url);
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)));
  expect(page.url()).toBe(home);
  expect(app.windows()).toHaveLength(1);
  findings.length = 0;
});

test('the page is given no permission', async ({ launch }) => {
  const { page } = await launch();
  const states = await page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi'] as PermissionName[];
    const found = await Promise.all(names.map((name) => navigator.permissions.query({ name })));
    return found.map((permission) => permission.state);
  });
  expect(states).toEqual(states.map(() => 'denied'));
});

test('the app itself never breaks its policy, not even to find out what it allows', async ({ launch }) => {
  const { page } = await launch();
  await page.evaluate(() => {
    const violations: string[] = [];
    Reflect.set(window, 'violations', violations);
    document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective));
  });
  await page.getByRole('button', { name: 'Open the sample' }).click();
  await expect(page.getByRole('group', { name: /Step 2 of 3: Assign To User/ })).toBeVisible();
  expect(await page.evaluate(() => Reflect.get(window, 'violations') as unknown)).toEqual([]);
});
