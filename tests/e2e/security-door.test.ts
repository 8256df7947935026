// Who may speak to the main process, and what comes from outside by links, files and second starts: looked at, never done.
import type { Page } from '@playwright/test';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { REQUEST_CHANNEL } from '../../electron/desktop/ipc/channels.ts';
import { requestNames, pushNames } from '../../shared/ipc.ts';
import { hostileLinks } from '../support/hostile-links.ts';
import { expect, test, type Baton } from '../support/launch.ts';
import { seedText } from '../support/seed.ts';
import { addContact, addSeedUsers, ask, publishFile } from '../support/window.ts';

/** All that a person could see changed. */
async function stateOf(page: Page): Promise<unknown> {
  const all = { offset: 0, limit: 1000 };
  return {
    workflows: await ask(page, 'workflows.list', {}),
    contacts: await ask(page, 'contacts.list', { search: '', ...all }),
    users: await ask(page, 'users.list', {}),
    outbox: await ask(page, 'outbox.list', { show: 'all', ...all }),
    settings: await ask(page, 'settings.get', {}),
    jobs: await ask(page, 'jobs.list', {}),
  };
}

function listen({ app }: Baton): string[] {
  const said: string[] = [];
  app.on('console', (message) => said.push(message.text()));
  return said;
}

test('the page is given two functions and nothing of Electron', async ({ launch }) => {
  const { page } = await launch();
  const surface = await page.evaluate(() => {
    const paths: string[] = [];
    const walk = (value: unknown, path: string): void => {
      if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return;
      for (const key of Reflect.ownKeys(value)) {
        const below: unknown = Reflect.get(value, key);
        if (path !== '' && typeof value === 'function') continue;
        paths.push(`${path}${String(key)}: ${typeof below}`);
        walk(below, `${path}${String(key)}.`);
      }
    };
    walk(window.baton, '');
    return paths.toSorted();
  });
  expect(surface).toEqual(['request: function', 'subscribe: function']);

  const frozen = await page.evaluate(() => {
    const before: unknown = Reflect.get(window.baton, 'request');
    try {
      Object.assign(window.baton, { request: () => 'mine', invoke: () => 'mine' });
    } catch {
      // Frozen, as it should be.
    }
    return Reflect.get(window.baton, 'request') === before && !('invoke' in window.baton);
  });
  expect(frozen).toBe(true);

  // A name outside the contract does not get through the preload; a listener is handed the payload, not the event.
  const outside = await page.evaluate(async () => {
    const { request, subscribe } = window.baton as unknown as {
      readonly request: (this: void, name: string, input: unknown) => Promise<unknown>;
      readonly subscribe: (this: void, name: string, listener: () => void) => () => void;
    };
    const failures = await Promise.all(
      ['app.quit', 'constructor', '__proto__', 'baton:request', ''].map((name) =>
        request(name, {}).then(
          () => 'taken',
          () => 'refused',
        ),
      ),
    );
    let pushed = 'taken';
    try {
      subscribe('baton:push', () => undefined);
    } catch {
      pushed = 'refused';
    }
    return { failures, pushed };
  });
  expect(outside).toEqual({ failures: Array(5).fill('refused'), pushed: 'refused' });
  const heard = page.evaluate(
    () => new Promise((resolve) => window.baton.subscribe('changed', (...all) => resolve(all.length))),
  );
  await ask(page, 'users.create', { name: 'Ana', email: '', phone: '', active: true });
  expect(await heard).toBe(1);
  expect([requestNames.length > 50, pushNames.length]).toEqual([true, 7]);
});

test('frames inside the page and other windows are refused at every request', async ({ launch }) => {
  const baton = await launch();
  const { app, page, findings } = baton;
  const said = listen(baton);
  const before = await stateOf(page);
  const inFrame = await page.evaluate(() => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    return typeof Reflect.get(frame.contentWindow ?? {}, 'baton');
  });
  expect(inFrame).toBe('undefined');

  // A frame gets no preload. The worst case: a window of ours, with our preload, on a foreign page.
  const answers = await app.evaluate(async ({ app: main, BrowserWindow }, names) => {
    const preload = `${main.getAppPath()}/out/preload/preload.cjs`;
    const ask = `Promise.all(${JSON.stringify(names)}.map(async (name) => (await baton.request(name, {})).problem?.code))`;
    const foreign = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
    await foreign.loadURL('data:text/html,hello');
    // oxlint-disable-next-line no-restricted-properties
    const fromForeign = (await foreign.webContents.executeJavaScript(ask)) as string[];
    foreign.destroy();
    return fromForeign;
  }, requestNames);
  expect(answers).toEqual(requestNames.map(() => 'request-refused'));
  expect(said.join('\n')).toContain('Refused: The request came from a page that is not ours.');
  // Said once, not once for each of more than a hundred.
  expect(said.filter((line) => line.includes('Refused:'))).toHaveLength(1);
  expect(await stateOf(page)).toEqual(before);
  findings.length = 0;
});

test('a page that asks without end has few questions on their way, and each is answered in its turn', async ({
  launch,
}) => {
  const { app, page } = await launch();
  await ask(page, 'users.list', {});
  await app.evaluate(({ ipcMain }, channel) => {
    const seen = { now: 0, most: 0, asked: [] as unknown[] };
    Object.assign(globalThis, { seen });
    ipcMain.removeHandler(channel);
    ipcMain.handle(channel, async (_event, _name, input: { readonly search?: string }) => {
      if (input.search !== undefined) seen.asked.push(input.search);
      seen.now += 1;
      seen.most = Math.max(seen.most, seen.now);
      await new Promise((resolve) => setImmediate(resolve));
      seen.now -= 1;
      return { ok: true, value: input.search ?? null };
    });
  }, REQUEST_CHANNEL);
  const searches = Array.from({ length: 5000 }, (_, n) => `c${n}`);
  const answers = await page.evaluate(
    (all) => Promise.all(all.map((search) => window.baton.request('contacts.list', { search, offset: 0, limit: 1 }))),
    searches,
  );
  expect(answers.map((answer) => answer.ok && (answer.value as unknown))).toEqual(searches);
  const seen = await app.evaluate(() => (globalThis as unknown as { seen: { most: number; asked: unknown[] } }).seen);
  expect(seen.asked).toEqual(searches);
  expect(seen.most).toBeLessThanOrEqual(16);
});

test('fifty hostile links and odd arguments of a second start change nothing', async ({ launch }) => {
  const baton = await launch();
  const { app, page, home } = baton;
  const ids = await addSeedUsers(page);
  expect(ids).toHaveLength(3);
  await publishFile(page, seedText);
  const maya = await addContact(page, 'Maya');
  const before = await stateOf(page);
  const heading = await page.locator('h1, h2').first().textContent();
  const folder = join(home, 'elsewhere');
  await mkdir(folder);
  await writeFile(join(folder, 'not-a-workflow.json'), '['.repeat(1_000_000));
  await writeFile(join(folder, 'mine.baton.json'), seedText.replace('Assign new contacts', 'From outside'));

  await app.evaluate(
    ({ app: main }, { links, cwd }) => {
      for (const link of links) {
        main.emit('open-url', { preventDefault: () => undefined }, link);
        main.emit('second-instance', {}, ['baton', link], cwd);
      }
      for (const argument of [
        '--workspace=/tmp/other',
        '--inspect',
        '-e',
        '/no/such.json',
        'not-a-workflow.json',
        '.json',
      ])
        main.emit('second-instance', {}, ['baton', argument], cwd);
    },
    { links: hostileLinks, cwd: folder },
  );
  // What was refused is told, one after another, however they came.
  const told: string[] = [];
  const refusal = page.getByRole('dialog', { name: /was not imported$/ });
  while (told.length < 3) {
    const title = (await refusal.getByRole('heading').textContent()) ?? '';
    told.push(title);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog', { name: title, exact: true })).toBeHidden();
  }
  await expect(refusal).toBeHidden();
  expect(told.toSorted()).toEqual(
    ['.json', 'not-a-workflow.json', 'such.json'].map((name) => `${name} was not imported`),
  );
  expect(await stateOf(page)).toEqual(before);
  expect(await page.locator('h1, h2').first().textContent()).toBe(heading);

  // A file named from another folder is found there, shown, and only taken in by a click.
  await app.evaluate(
    ({ app: main }, cwd) => main.emit('second-instance', {}, ['baton', 'mine.baton.json'], cwd),
    folder,
  );
  await expect(page.getByRole('dialog')).toContainText('From outside');
  expect(await stateOf(page)).toEqual(before);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  expect(await stateOf(page)).toEqual(before);

  // A good link opens the record, and acts on nothing.
  await app.evaluate(
    ({ app: main }, link) => main.emit('open-url', { preventDefault: () => undefined }, link),
    `baton://contact/${maya}`,
  );
  await expect(page.getByRole('heading', { name: 'Maya' })).toBeVisible();
  expect(await stateOf(page)).toEqual(before);
});
