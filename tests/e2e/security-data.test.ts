// What must not leave: passwords in any file, requests to the network.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { filesBelow, filesWith } from '../support/canaries.ts';
import { startGateway } from '../support/gateway.ts';
import { expect, test } from '../support/launch.ts';
import { startMailServer } from '../support/mail-server.ts';
import { seedText } from '../support/seed.ts';
import { addContact, addSeedUsers, answerSaveDialog, ask, place, publishFile } from '../support/window.ts';

test('three passwords, used and refused, stand in no file, no export and no line of the log', async ({ launch }) => {
  const canaries = { smtp: 'Canary-smtp-4f9a2c77', sms: 'Canary-sms-8b1d0e55', whatsapp: 'Canary-whatsapp-c3d2e1f0' };
  const mail = await startMailServer({
    authOptional: false,
    onAuth: (auth, _session, done) =>
      done(new Error(`535 wrong password ${String(auth.password)} for ${String(auth.username)}`)),
  });
  const gateway = await startGateway((response, { headers }) =>
    response.writeHead(401).end(`no such key: ${String(headers['authorization'])}`),
  );
  const baton = await launch();
  const { app, page, home } = baton;
  const said: string[] = [];
  app.on('console', (message) => said.push(message.text()));
  app.process().stdout?.on('data', (piece) => said.push(String(piece)));
  app.process().stderr?.on('data', (piece) => said.push(String(piece)));

  // One of them by hand, as a person does; the page must not keep it either.
  await place(page, 'Settings').click();
  await page.getByRole('tab', { name: 'Email' }).click();
  const panel = page.getByRole('tabpanel', { name: 'Email' });
  await panel.getByLabel('Mail server').fill('127.0.0.1');
  await panel.getByRole('textbox', { name: 'Port' }).fill(String(mail.port));
  await panel.getByLabel('Sender’s address').fill('baton@example.com');
  await panel.getByLabel('User', { exact: true }).fill('crm');
  await panel.getByLabel('Password', { exact: true }).fill(canaries.smtp);
  await panel.getByRole('switch', { name: 'Encryption required (TLS)' }).uncheck();
  await panel.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Email settings were saved.')).toBeVisible();

  const { settings } = await ask(page, 'settings.get', {});
  const hook = {
    url: gateway.url,
    headers: [{ name: 'Authorization', value: 'Bearer {{ secret }}' }],
    body: '{ "to": "{{ to }}", "text": "{{ text }}" }',
    allowPrivate: true,
  };
  await ask(page, 'settings.save', { settings: { ...settings, sms: hook, whatsapp: hook } });
  await ask(page, 'settings.setSecret', { name: 'sms', value: canaries.sms });
  await ask(page, 'settings.setSecret', { name: 'whatsapp', value: canaries.whatsapp });

  // Used, and refused with the password in the other side's own words.
  const { smtp } = (await ask(page, 'settings.get', {})).settings;
  if (smtp === null) throw new Error('the mail server was not saved');
  const tested = [
    await ask(page, 'settings.testEmail', { smtp, password: null, to: 'ana@example.com' }),
    await ask(page, 'settings.testGateway', { name: 'sms', gateway: hook, secret: null, to: '+351912345678' }),
    await ask(page, 'settings.testGateway', { name: 'whatsapp', gateway: hook, secret: null, to: '+351912345678' }),
  ];
  expect(tested.map(({ sent }) => sent)).toEqual([false, false, false]);
  expect(gateway.taken.map(({ headers }) => headers.authorization)).toEqual([
    `Bearer ${canaries.sms}`,
    `Bearer ${canaries.whatsapp}`,
  ]);
  await addSeedUsers(page);
  const id = await publishFile(page, seedText.replace('"channel": "notification"', '"channel": "sms"'));
  await addContact(page, 'Maya');
  const exported = join(home, 'exported.baton.json');
  await answerSaveDialog(app, exported);
  await ask(page, 'workflows.export', { id });
  await answerSaveDialog(app, join(home, 'exported.csv'));
  await ask(page, 'contacts.exportCsv', {});
  expect((await readFile(exported, 'utf8')).length).toBeGreaterThan(100);

  const crossed = JSON.stringify([
    tested,
    await ask(page, 'settings.get', {}),
    await ask(page, 'outbox.list', { show: 'all', offset: 0, limit: 1000 }),
  ]);
  await baton.close();
  await mail.close();
  await gateway.close();

  const files = await filesBelow(home);
  expect(files.length).toBeGreaterThan(20);
  for (const [name, secret] of Object.entries(canaries)) {
    expect({ name, found: filesWith(secret, files) }).toEqual({ name, found: [] });
    expect(said.join('\n')).not.toContain(secret);
    expect(crossed).not.toContain(secret);
  }
  baton.findings.length = 0;
});

interface NetLog {
  readonly constants: { readonly logEventTypes: Readonly<Record<string, number>> };
  readonly events: readonly {
    readonly type: number;
    readonly params?: { readonly url?: string; readonly host?: string };
  }[];
}

test('nothing is asked of the network: Chromium’s own log of it holds app: and nothing else', async ({
  launch,
}, info) => {
  const log = info.outputPath('net-log.json');
  const { page, close } = await launch({ args: [`--log-net-log=${log}`] });
  await page.getByRole('button', { name: 'Open the sample' }).click();
  await expect(page.getByRole('group', { name: /Step 2 of 3: Assign To User/ })).toBeVisible();
  for (const where of ['Contacts', 'Users', 'Outbox', 'Settings'] as const) await place(page, where).click();
  // Typed words, misspelled, where a browser would fetch a dictionary.
  await page.getByRole('tab', { name: 'Email' }).click();
  await page.getByLabel('Sender’s name').fill('Thiss is mispelled');
  await close();
  const { constants, events } = JSON.parse(await readFile(log, 'utf8')) as NetLog;
  const kinds = new Map(Object.entries(constants.logEventTypes).map(([name, type]) => [type, name]));
  const of = (kind: RegExp): typeof events => events.filter(({ type }) => kind.test(kinds.get(type) ?? ''));
  expect(events.length).toBeGreaterThan(5);
  const urls = events.flatMap(({ params }) => (typeof params?.url === 'string' ? [params.url] : []));
  expect(urls.filter((url) => !/^(app|data|blob|devtools):/.test(url))).toEqual([]);
  expect(of(/^(HOST_RESOLVER_|TCP_CONNECT|UDP_CONNECT|SSL_CONNECT|QUIC_SESSION$|HTTP_STREAM)/)).toEqual([]);
});
