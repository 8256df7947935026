// The channels put together: settings and secrets are read at each sending, and a test goes the way of a real message.
import { afterEach, describe, expect, it } from 'vitest';
import { createSenders, testChannel } from '../../../../electron/channels/channels.ts';
import { createOutbox } from '../../../../electron/runtime/outbox.ts';
import { defaultSettings, type SecretName, type Settings } from '../../../../shared/model/settings.ts';
import { startGateway } from '../../../support/gateway.ts';
import { startMailServer } from '../../../support/mail-server.ts';
import { aMessage, OutboxWorld } from '../../../support/outbox-world.ts';

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of cleanUp.splice(0)) await close();
});

const smtp = {
  host: '127.0.0.1',
  port: 25,
  tls: 'insecure',
  user: '',
  fromName: 'CRM',
  fromAddress: 'crm@example.com',
} as const;
const gateway = {
  url: 'https://g.example.com/',
  headers: [],
  body: '{ "to": "{{ to }}", "text": "{{ text }}" }',
  allowPrivate: true,
};

function senders(settings: Partial<Settings>, secrets: Partial<Record<SecretName, string>> = {}) {
  return createSenders({
    settings: () => ({ ...defaultSettings, ...settings }),
    secret: (name) => secrets[name] ?? null,
  });
}

describe('notReady', () => {
  it('says which channel is not set up', () => {
    const { email, sms, whatsapp } = senders({ smtp: { ...smtp, host: '', fromAddress: '' } });
    expect([email.notReady(), sms.notReady(), whatsapp.notReady()]).toEqual([
      'Email is not set up',
      'SMS is not set up',
      'WhatsApp is not set up',
    ]);
  });

  it('is silent when a channel is set up', () => {
    const { email, sms } = senders({ smtp, sms: gateway });
    expect([email.notReady(), sms.notReady()]).toEqual([undefined, undefined]);
  });

  it('asks for a secret that is needed and not there', () => {
    const needy = {
      smtp: { ...smtp, user: 'crm' },
      sms: { ...gateway, headers: [{ name: 'Authorization', value: 'Bearer {{ secret }}' }] },
    };
    expect(senders(needy).email.notReady()).toContain('password must be entered again');
    expect(senders(needy).sms.notReady()).toContain('password must be entered again');
    const { email, sms } = senders(needy, { smtp: 'x', sms: 'y' });
    expect([email.notReady(), sms.notReady()]).toEqual([undefined, undefined]);
  });

  it('says what is wrong with settings that somebody edited by hand', async () => {
    const { email, sms } = senders({ smtp: { ...smtp, host: 'smtp://x' }, sms: { ...gateway, url: 'ftp://x' } });
    expect(email.notReady()).toBe('Email is not set up right: “smtp://x” is an address, not a name.');
    expect(await sms.send(aMessage('k1'))).toEqual({
      kind: 'not-set-up',
      reason: 'SMS is not set up right: “ftp://x” is not a web address.',
    });
  });
});

describe('a test message', () => {
  it('gives the words of the mail server', async () => {
    const server = await startMailServer();
    cleanUp.push(server.close);
    const settings = { ...smtp, port: server.port };
    const test = await testChannel({ channel: 'email', settings }, null, 'me@example.com', 0);
    expect(test).toEqual({ sent: true, words: '250 taken as 42' });
    expect(server.received[0]?.to).toEqual(['me@example.com']);
    expect(server.received[0]?.mail.text).toContain('baton://settings');
  });

  it('gives the words of the gateway', async () => {
    const server = await startGateway((response) => response.writeHead(402).end('no credit left'));
    cleanUp.push(server.close);
    const settings = { ...gateway, url: server.url };
    expect(await testChannel({ channel: 'whatsapp', settings }, null, '+351912345678', 0)).toEqual({
      sent: false,
      words: `The gateway 127.0.0.1:${server.port} answered 402: refused. It said: “no credit left”`,
    });
  });

  it('is another message each time: a gateway that knows the key of the last one would not send it', async () => {
    const server = await startGateway();
    cleanUp.push(server.close);
    const settings = { ...gateway, url: server.url };
    for (let n = 0; n < 2; n += 1) await testChannel({ channel: 'sms', settings }, null, '+351912345678', 0);
    expect(new Set(server.taken.map(({ headers }) => headers['idempotency-key'])).size).toBe(2);
  });

  it('says what is wrong before anybody is asked', async () => {
    const settings = { ...gateway, body: '{' };
    expect(await testChannel({ channel: 'sms', settings }, null, '+351912345678', 0)).toMatchObject({ sent: false });
  });
});

describe('from the outbox to real servers', () => {
  it('email, SMS and WhatsApp reach their people, each once', async () => {
    const mail = await startMailServer();
    const phone = await startGateway();
    cleanUp.push(mail.close, phone.close);
    const real = senders({
      smtp: { ...smtp, port: mail.port },
      sms: { ...gateway, url: `${phone.url}/sms` },
      whatsapp: { ...gateway, url: `${phone.url}/whatsapp` },
    });
    const to = { user: 'ana', name: 'Ana', address: '+351912345678' };
    const world = new OutboxWorld([
      aMessage('r1/n1/1/ana'),
      aMessage('r1/n2/1/ana', { channel: 'sms', to }),
      aMessage('r1/n3/1/ana', { channel: 'whatsapp', to, redirect: 'conversation' }),
    ]);
    const outbox = createOutbox({ ...world.parts(), senders: real });
    await outbox.start();
    await outbox.idle();
    expect(world.states()).toEqual({ sent: 3 });
    expect(mail.received.map(({ to: people, mail: { subject, text } }) => ({ people, subject, text }))).toEqual([
      { people: ['ana@example.com'], subject: 'New contact', text: 'Call Maya.\n\nbaton://contact/c1\n' },
    ]);
    const taken = phone.taken.map(({ path, headers, body }) => [path, headers['idempotency-key'], JSON.parse(body)]);
    expect(new Set(taken)).toEqual(
      new Set([
        ['/send/sms', 'r1/n2/1/ana', { to: '+351912345678', text: 'Call Maya.\nbaton://contact/c1' }],
        ['/send/whatsapp', 'r1/n3/1/ana', { to: '+351912345678', text: 'Call Maya.\nbaton://conversation/c1' }],
      ]),
    );
  });

  it('all tries of a message carry one key, also when a person sends it again', async () => {
    const answers = [503, 500, 200];
    const phone = await startGateway((response) => response.writeHead(answers.shift() ?? 500).end());
    cleanUp.push(phone.close);
    const to = { user: null, name: '+351912345678', address: '+351912345678' };
    const world = new OutboxWorld([aMessage('r1/n2/1/ana', { channel: 'sms', to })]);
    const outbox = createOutbox({ ...world.parts(), senders: senders({ sms: { ...gateway, url: phone.url } }) });
    await outbox.start();
    await outbox.idle();
    expect(world.message('r1/n2/1/ana').state).toBe('retry');
    await world.clock.pass(1000);
    await outbox.idle();
    expect(world.message('r1/n2/1/ana').state).toBe('uncertain');
    await outbox.sendAgain('r1/n2/1/ana', 'bo');
    await outbox.idle();
    expect(world.message('r1/n2/1/ana').state).toBe('sent');
    expect(phone.taken.map(({ headers }) => headers['idempotency-key'])).toEqual(Array(3).fill('r1/n2/1/ana'));
  });
});
