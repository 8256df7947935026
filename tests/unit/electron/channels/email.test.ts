// Email against real SMTP servers on this machine, well-behaved and not.
import { afterEach, describe, expect, it } from 'vitest';
import { email } from '../../../../electron/channels/email.ts';
import type { Outgoing } from '../../../../electron/channels/channel.ts';
import type { SmtpSettings } from '../../../../shared/model/settings.ts';
import { startMailServer, startScriptedServer, type Script } from '../../../support/mail-server.ts';

const cleanUp: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of cleanUp.splice(0)) await close();
});

const message: Outgoing = {
  key: 'r1/n1/1/ana',
  to: { name: 'Ana Silva', address: 'ana@example.com' },
  title: 'New contact: Maya Öztürk',
  text: 'Call Maya.\n.\nShe is waiting.',
  link: 'baton://contact/c1',
  at: Date.UTC(2026, 9, 1, 9),
};

function smtp(port: number, more: Partial<SmtpSettings> = {}): SmtpSettings {
  return {
    host: '127.0.0.1',
    port,
    tls: 'insecure',
    user: '',
    fromName: 'CRM',
    fromAddress: 'crm@example.com',
    ...more,
  };
}

async function realServer(options?: Parameters<typeof startMailServer>[0]): ReturnType<typeof startMailServer> {
  const server = await startMailServer(options);
  cleanUp.push(server.close);
  return server;
}

async function scripted(script: Script): ReturnType<typeof startScriptedServer> {
  const server = await startScriptedServer(script);
  cleanUp.push(server.close);
  return server;
}

function send(settings: SmtpSettings, more: Partial<Outgoing> = {}, secret: string | null = null, timeout = 5000) {
  return email.send({ ...message, ...more }, { settings, secret, timeout });
}

describe('a message that is taken', () => {
  it('reaches the right person with subject, text and link, and gives the words of the server', async () => {
    const server = await realServer();
    expect(await send(smtp(server.port))).toEqual({ kind: 'sent', words: '250 taken as 42' });
    expect(server.received).toHaveLength(1);
    const [{ from, to, mail }] = server.received as [(typeof server.received)[0]];
    expect({ from, to }).toEqual({ from: 'crm@example.com', to: ['ana@example.com'] });
    expect(mail.from?.text).toBe('"CRM" <crm@example.com>');
    expect(mail.subject).toBe('New contact: Maya Öztürk');
    expect(mail.text?.trimEnd().split('\n')).toEqual(['Call Maya.', '.', 'She is waiting.', '', 'baton://contact/c1']);
    expect(mail.html).toBe(false);
    expect(mail.date).toEqual(new Date(message.at));
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
  });

  it('has the same Message-ID at every attempt, and another for another message', async () => {
    const server = await realServer();
    await send(smtp(server.port));
    await send(smtp(server.port), { text: 'edited' });
    await send(smtp(server.port), { key: 'r1/n1/2/ana' });
    const [first, again, other] = server.received.map((one) => one.mail.messageId);
    expect(first).toMatch(/^<[0-9a-f]{40}@example[.]com>$/);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it('goes to copies, and only the blind ones stay out of the header', async () => {
    const server = await realServer();
    await send(smtp(server.port), { cc: 'bo@example.com, chi@example.com', bcc: 'boss@example.com' });
    expect(server.received[0]?.to).toEqual([
      'ana@example.com',
      'bo@example.com',
      'chi@example.com',
      'boss@example.com',
    ]);
    expect(server.received[0]?.raw).not.toContain('boss@example.com');
  });

  it.each([
    ['ana@bücher.example', 'ana@xn--bcher-kva.example'],
    ['ana@пример.рф', 'ana@xn--e1afmkfd.xn--p1ai'],
  ])('writes the international domain of %s in its ASCII form', async (address, ascii) => {
    const server = await scripted({});
    await send(smtp(server.port), { to: { name: 'Ana', address } });
    expect(server.heard).toContain(`RCPT TO:<${ascii}>`);
  });

  it('logs in with the user name and the password', async () => {
    const server = await realServer();
    expect(await send(smtp(server.port, { user: 'crm' }), {}, 'open sesame')).toMatchObject({ kind: 'sent' });
    expect(server.received[0]?.user).toBe('crm');
  });

  it('says when a copy was refused', async () => {
    const server = await realServer({
      onRcptTo: ({ address }, _session, done) =>
        done(address.startsWith('bo') ? Object.assign(new Error('no Bo here'), { responseCode: 550 }) : null),
    });
    expect(await send(smtp(server.port), { cc: 'bo@example.com' })).toEqual({
      kind: 'sent',
      words: '250 taken as 42 (not to all copies: 550 no Bo here)',
    });
  });
});

describe('injection', () => {
  it.each([
    ['title', { title: 'Hi\r\nBcc: evil@x.test\r\n\r\nbody' }],
    ['name', { to: { name: 'Ana\r\nBcc: evil@x.test', address: 'ana@example.com' } }],
    ['name as a list', { to: { name: 'evil@x.test, Ana', address: 'ana@example.com' } }],
    ['name as a group', { to: { name: 'Team: evil@x.test;', address: 'ana@example.com' } }],
    ['text', { text: '\r\n.\r\nMAIL FROM:<evil@x.test>\r\nRCPT TO:<evil@x.test>' }],
    ['key', { key: 'a\r\nBcc: evil@x.test' }],
  ])('by the %s reaches nobody else', async (_what, more) => {
    const server = await realServer();
    expect(await send(smtp(server.port), more)).toMatchObject({ kind: 'sent' });
    expect(server.received).toHaveLength(1);
    expect(server.received[0]?.to).toEqual(['ana@example.com']);
    expect(server.received[0]?.mail.bcc).toBeUndefined();
    expect(server.received[0]?.mail.headers.has('bcc')).toBe(false);
  });

  it.each([
    'a@b.test\r\nBcc: evil@x.test',
    'Team: a@b.test, evil@x.test;',
    'a@b.test, evil@x.test',
    '<a@b.test>',
    '',
    'ana',
  ])('by the address %j is refused before a server is asked', async (address) => {
    const server = await realServer();
    expect(await send(smtp(server.port), { to: { name: '', address } })).toEqual({
      kind: 'dead',
      reason: `“${address}” is not an email address.`,
    });
    expect(await send(smtp(server.port), { cc: 'bo@example.com, x y' })).toMatchObject({ kind: 'dead' });
    expect(server.received).toHaveLength(0);
  });
});

describe('encryption', () => {
  it('is required: a certificate that nobody signed stops the message and the password', async () => {
    const server = await realServer();
    const outcome = await send(smtp(server.port, { tls: 'required', user: 'crm' }), {}, 'open sesame');
    expect(outcome).toMatchObject({ kind: 'not-set-up' });
    expect((outcome as { reason: string }).reason).toContain('offers no encryption that can be trusted');
    expect(server.received).toHaveLength(0);
  });

  it('is required: a server without it gets neither the message nor the password', async () => {
    const server = await scripted({ EHLO: '250-hello\r\n250 AUTH PLAIN', AUTH: '235 in' });
    const outcome = await send(smtp(server.port, { tls: 'required', user: 'crm' }), {}, 'open sesame');
    expect(outcome).toMatchObject({ kind: 'not-set-up' });
    expect(server.heard.map((one) => one.split(' ')[0])).toEqual(['(greeting)', 'EHLO', 'STARTTLS']);
  });

  it('is taken where it is offered, also when the settings allow to go without', async () => {
    const server = await realServer();
    expect(await send(smtp(server.port))).toMatchObject({ kind: 'sent' });
    expect(server.received[0]?.secure).toBe(true);
  });

  it('that is offered and then cannot be had is gone without only when the settings allow it', async () => {
    const server = await scripted({ EHLO: '250-hello\r\n250 STARTTLS', STARTTLS: '454 not now' });
    expect(await send(smtp(server.port))).toMatchObject({ kind: 'sent' });
    const heard = server.heard.length;
    expect((await send(smtp(server.port, { tls: 'required' }))).kind).toBe('not-set-up');
    expect(server.heard.slice(heard).map((one) => one.split(' ')[0])).toEqual(['(greeting)', 'EHLO', 'STARTTLS']);
  });

  it('is gone without only when the settings allow it', async () => {
    const server = await realServer({ hideSTARTTLS: true, disabledCommands: ['STARTTLS'] });
    expect(await send(smtp(server.port, { tls: 'required' }))).toMatchObject({ kind: 'not-set-up' });
    expect(await send(smtp(server.port))).toMatchObject({ kind: 'sent' });
    expect(server.received.map((one) => one.secure)).toEqual([false]);
  });
});

describe('a message that is not taken', () => {
  it.each([
    ['RCPT', '550 5.1.1 no such user', 'dead'],
    ['MAIL', '553 not your address', 'dead'],
    ['DATA', '554 spam', 'dead'],
    ['(message)', '552 too big', 'dead'],
    ['RCPT', '451 try later', 'retry'],
    ['MAIL', '452 full', 'retry'],
    ['(message)', '451 not now', 'retry'],
    ['(greeting)', '421 busy', 'retry'],
    ['(greeting)', '554 go away', 'not-set-up'],
    ['MAIL', '530 log in first', 'not-set-up'],
    ['DATA', '530 log in first', 'not-set-up'],
  ] as const)('%s answered %j: %s', async (command, reply, kind) => {
    const server = await scripted({ [command]: reply });
    const outcome = await send(smtp(server.port));
    expect(outcome.kind).toBe(kind);
    expect((outcome as { reason: string }).reason).toContain(reply);
  });

  it.each([
    ['before the greeting', { '(greeting)': 'drop' }, 'retry'],
    ['at the sender', { MAIL: 'drop' }, 'retry'],
    ['at DATA', { DATA: 'drop' }, 'retry'],
    ['at DATA, with all commands sent at once', { EHLO: '250-hello\r\n250 PIPELINING', DATA: 'drop' }, 'retry'],
    ['after the message', { '(message)': 'drop' }, 'uncertain'],
    [
      'after the message, with all commands sent at once',
      { EHLO: '250-hello\r\n250 PIPELINING', '(message)': 'drop' },
      'uncertain',
    ],
  ] as const)('connection dropped %s', async (_when, script, kind) => {
    const server = await scripted(script);
    expect((await send(smtp(server.port))).kind).toBe(kind);
  });

  it.each([
    ['at the greeting', { '(greeting)': 'hang' }, 'retry'],
    ['at DATA', { DATA: 'hang' }, 'retry'],
    ['after the message', { '(message)': 'hang' }, 'uncertain'],
  ] as const)('server silent %s', async (_when, script, kind) => {
    const server = await scripted(script);
    // Long enough for a slow machine to get as far as the silence.
    expect((await send(smtp(server.port), {}, null, 2000)).kind).toBe(kind);
  });

  it('a server whose answer never comes to an end holds nobody up for ever', async () => {
    const server = await scripted({ EHLO: 'trickle' });
    expect((await send(smtp(server.port), {}, null, 300)).kind).toBe('retry');
  });

  it('nobody listens: retry, in plain words', async () => {
    const server = await realServer();
    await server.close();
    cleanUp.length = 0;
    expect(await send(smtp(server.port))).toEqual({
      kind: 'retry',
      reason: `The mail server 127.0.0.1:${server.port} refused the connection. Is the server running, and is the port right?`,
    });
  });

  it('wrong password: waits for the settings, and the password is not repeated', async () => {
    const server = await realServer({
      onAuth: (auth, _session, done) =>
        done(Object.assign(new Error(`wrong: ${auth.password}`), { responseCode: 535 })),
    });
    const outcome = await send(smtp(server.port, { user: 'crm' }), {}, 'open sesame');
    expect(outcome).toEqual({
      kind: 'not-set-up',
      reason: `The mail server 127.0.0.1:${server.port} refused the user name or the password. It said: “535 wrong: •••”`,
    });
  });

  it.each<[string, (auth: { readonly username?: string; readonly password?: string | null }) => string]>([
    ['alone', ({ password }) => Buffer.from(password ?? '').toString('base64')],
    ['as it was sent', ({ username, password }) => Buffer.from(`\0${username}\0${password}`).toString('base64')],
    ['with the user', ({ username, password }) => Buffer.from(`${username}:${password}`).toString('base64')],
  ])('wrong password: it is not repeated in base64 either, %s', async (_, encoded) => {
    const server = await realServer({
      onAuth: (auth, _session, done) =>
        done(Object.assign(new Error(`refused: ${encoded(auth)}`), { responseCode: 535 })),
    });
    const outcome = await send(smtp(server.port, { user: 'crm' }), {}, 'open sesame');
    expect(outcome).toEqual({
      kind: 'not-set-up',
      reason: `The mail server 127.0.0.1:${server.port} refused the user name or the password. It said: “535 refused: •••”`,
    });
  });

  it('login not possible for the moment: retry', async () => {
    const server = await scripted({ EHLO: '250-hello\r\n250 AUTH PLAIN', AUTH: '454 later' });
    expect(await send(smtp(server.port, { user: 'crm' }), {}, 'x')).toMatchObject({ kind: 'retry' });
  });

  it('the person refused but a copy taken: not sent again by itself', async () => {
    const server = await realServer({
      onRcptTo: ({ address }, _session, done) =>
        done(address.startsWith('ana') ? Object.assign(new Error('full'), { responseCode: 452 }) : null),
    });
    expect(await send(smtp(server.port), { cc: 'bo@example.com' })).toEqual({
      kind: 'dead',
      reason: 'Only the copies were sent: ana@example.com was refused. It said: “452 full”',
    });
  });

  it('shows the words of a server on one line, without control characters, and not without end', async () => {
    const server = await scripted({ RCPT: `550-\u001b[31mred\r\n550 ${'x'.repeat(2000)}` });
    const { reason } = (await send(smtp(server.port))) as { reason: string };
    expect(reason).not.toMatch(/\p{Cc}/u);
    expect(reason.length).toBeLessThan(650);
  });
});

describe('settings', () => {
  it.each(['smtp://mail.example.com', 'mail.example.com:25', 'user:pw@mail', 'mail example', '-x', ''])(
    'refuse the host %j',
    (host) => {
      expect(email.check(smtp(25, { host }))).toMatchObject({ code: 'wrong-host', where: { field: 'host' } });
    },
  );

  it.each(['mail.example.com', 'localhost', '127.0.0.1', '::1', 'post.bücher.example'])('take the host %j', (host) => {
    expect(email.check(smtp(25, { host }))).toBeUndefined();
  });

  it('refuse a sender that is no address', () => {
    expect(email.check(smtp(25, { fromAddress: 'CRM <crm@example.com>' }))).toMatchObject({ code: 'wrong-from' });
  });
});
