// SMS and WhatsApp through a real HTTP server on this machine, well-behaved and not.
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { Outgoing } from '../../../../electron/channels/channel.ts';
import { sms } from '../../../../electron/channels/sms.ts';
import { whatsapp } from '../../../../electron/channels/whatsapp.ts';
import type { GatewaySettings } from '../../../../shared/model/settings.ts';
import { startGateway } from '../../../support/gateway.ts';

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of cleanUp.splice(0)) await close();
});

const message: Outgoing = {
  key: 'r1/n1/1/ana',
  to: { name: 'Ana Silva', address: '+351 912 345 678' },
  title: 'New contact',
  text: 'Call "Maya" \\ {{ secret }} {{ to }}\nnow \u2028 😀',
  link: 'baton://conversation/c1',
  at: 0,
};

function settings(url: string, more: Partial<GatewaySettings> = {}): GatewaySettings {
  return {
    url,
    headers: [{ name: 'Authorization', value: 'Bearer {{ secret }}' }],
    body: '{ "to": "{{ to }}", "message": "{{ text }}", "id": 12345678901234567890 }',
    allowPrivate: true,
    ...more,
  };
}

async function gateway(answer?: Parameters<typeof startGateway>[0]): ReturnType<typeof startGateway> {
  const server = await startGateway(answer);
  cleanUp.push(server.close);
  return server;
}

function send(gatewaySettings: GatewaySettings, more: Partial<Outgoing> = {}, timeout = 5000) {
  return sms.send({ ...message, ...more }, { settings: gatewaySettings, secret: 's3cret-key', timeout });
}

describe('a message that is taken', () => {
  it('arrives as one POST with number, text, link, key and secret', async () => {
    const server = await gateway((response) => response.end('{"sid":"SM1"}'));
    expect(await send(settings(server.url))).toEqual({ kind: 'sent', words: '200 {"sid":"SM1"}' });
    expect(server.taken).toHaveLength(1);
    const [{ method, path, headers, body }] = server.taken as [(typeof server.taken)[0]];
    expect([method, path]).toEqual(['POST', '/send']);
    expect(headers).toMatchObject({
      authorization: 'Bearer s3cret-key',
      'idempotency-key': 'r1/n1/1/ana',
      'content-type': 'application/json; charset=utf-8',
    });
    expect(JSON.parse(body)).toMatchObject({
      to: '+351912345678',
      message: `${message.text}\nbaton://conversation/c1`,
    });
    expect(body).toContain('12345678901234567890');
  });

  it('has the link where the body has a place for it', async () => {
    const server = await gateway();
    const body = '{"text":"{{text}}","link":"{{ link }}","title":"{{ title }}","key":"{{ key }}"}';
    await whatsapp.send(message, { settings: settings(server.url, { body }), secret: 'x', timeout: 5000 });
    expect(JSON.parse(server.taken[0]?.body ?? '')).toEqual({
      text: message.text,
      link: message.link,
      title: message.title,
      key: message.key,
    });
  });

  it('is taken as soon as the gateway says so, however its answer ends', async () => {
    const server = await gateway((response) => {
      response.write(`begin ${'x'.repeat(3_000_000)}`);
    });
    const outcome = await send(settings(server.url));
    expect(outcome.kind).toBe('sent');
    expect((outcome as { words: string }).words).toMatch(/^200 begin x+…$/);
    expect((outcome as { words: string }).words.length).toBeLessThan(510);
  });

  it('is taken also when the connection breaks in the middle of the answer', async () => {
    const server = await gateway((response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('SM1', () => response.destroy());
    });
    expect(await send(settings(server.url))).toEqual({ kind: 'sent', words: '200 SM1' });
  });

  it('gives the words on one line, without control characters and without our secret', async () => {
    const server = await gateway((response) => response.end('a\r\n\u001b[31mkey s3cret-key <b>'));
    expect(await send(settings(server.url))).toEqual({ kind: 'sent', words: '200 a [31mkey ••• <b>' });
  });

  it('carries a key that no header can hold in an escaped form', async () => {
    const server = await gateway();
    expect(await send(settings(server.url), { key: 'r1/n1/1/jürgen\r\nX: 1' })).toMatchObject({ kind: 'sent' });
    expect(server.taken[0]?.headers['idempotency-key']).toBe('r1/n1/1/j%C3%BCrgen%0D%0AX:%201');
    expect(server.taken[0]?.headers['x']).toBeUndefined();
  });
});

describe('a message that is not taken', () => {
  it.each([
    [400, 'dead'],
    [401, 'dead'],
    [404, 'dead'],
    [422, 'dead'],
    [408, 'retry'],
    [409, 'retry'],
    [425, 'retry'],
    [429, 'retry'],
    [503, 'retry'],
    [500, 'uncertain'],
    [502, 'uncertain'],
    [504, 'uncertain'],
    [303, 'uncertain'],
    [301, 'not-set-up'],
    [307, 'not-set-up'],
  ] as const)('answered %i: %s', async (status, kind) => {
    const server = await gateway((response) => response.writeHead(status, { location: '/else' }).end('because'));
    const outcome = await send(settings(server.url));
    expect(outcome.kind).toBe(kind);
    expect((outcome as { reason: string }).reason).toContain(`answered ${status}`);
    expect(JSON.stringify(outcome)).toContain('because');
    expect(server.taken).toHaveLength(1);
  });

  it('waits as long as the gateway asks, in seconds or until a date', async () => {
    const ask = async (retryAfter: string): Promise<unknown> => {
      const server = await gateway((response) => response.writeHead(429, { 'retry-after': retryAfter }).end());
      const outcome = await send(settings(server.url));
      return 'after' in outcome ? outcome.after : undefined;
    };
    expect(await ask('120')).toBe(120_000);
    expect(await ask('Wed, 21 Oct 2015 07:28:00 GMT')).toBe(0);
    expect(await ask('soon')).toBeUndefined();
  });

  it.each([
    ['no answer at all', () => undefined],
    ['the connection closed', (response: ServerResponse) => response.destroy()],
    ['an answer that is no HTTP', (response: ServerResponse) => response.socket?.end('hello\r\n\r\n')],
    ['its half of the connection closed', (response: ServerResponse) => response.socket?.end()],
  ])('%s after the message went out: uncertain', async (_what, answer) => {
    const server = await gateway(answer);
    expect(await send(settings(server.url), {}, 300)).toMatchObject({ kind: 'uncertain' });
    expect(server.taken).toHaveLength(1);
  });

  it('the connection of the second message closed without an answer: uncertain as well', async () => {
    const server = await gateway((response) => (server.taken.length === 1 ? response.end('ok') : response.destroy()));
    expect(await send(settings(server.url))).toMatchObject({ kind: 'sent' });
    expect(await send(settings(server.url))).toMatchObject({ kind: 'uncertain' });
    expect(server.taken).toHaveLength(2);
  });

  it('nobody listens: retry, in plain words', async () => {
    const server = await gateway();
    await server.close();
    cleanUp.length = 0;
    expect(await send(settings(server.url))).toEqual({
      kind: 'retry',
      reason: `The gateway 127.0.0.1:${server.port} refused the connection. Is the server running, and is the port right?`,
    });
  });

  it('no number: dead, and nobody is asked', async () => {
    const server = await gateway();
    for (const address of ['', 'ana@example.com', 'call me', '+35191x234567']) {
      const outcome = await send(settings(server.url), { to: { name: 'Ana', address } });
      expect(outcome).toEqual({ kind: 'dead', reason: `“${address}” is not a phone number.` });
    }
    expect(server.taken).toHaveLength(0);
  });

  it('a secret that no header can hold: waits for the settings', async () => {
    const server = await gateway();
    const context = { settings: settings(server.url), secret: 'key\r\nX-Evil: 1', timeout: 5000 };
    expect(await sms.send(message, context)).toMatchObject({ kind: 'not-set-up' });
    expect(server.taken).toHaveLength(0);
  });
});

describe('where it may go', () => {
  it.each(['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '[::1]', '[::ffff:127.0.0.1]', '169.254.169.254'])(
    'private addresses are blocked: %s',
    async (host) => {
      const server = await gateway();
      const outcome = await send(settings(`https://${host}:${server.port}/send`, { allowPrivate: false }));
      expect(outcome).toMatchObject({ kind: 'not-set-up' });
      expect((outcome as { reason: string }).reason).toContain('private addresses are blocked');
      expect(server.taken).toHaveLength(0);
    },
  );

  it('a redirect is not followed', async () => {
    const other = await gateway();
    const server = await gateway((response) => response.writeHead(302, { location: other.url }).end());
    const outcome = await send(settings(server.url));
    expect(outcome).toMatchObject({ kind: 'not-set-up' });
    expect((outcome as { reason: string }).reason).toContain('sent on elsewhere');
    expect((outcome as { words: string }).words).toContain(`to ${other.url}`);
    expect(other.taken).toHaveLength(0);
  });

  it('where a redirect leads is told without our secret', async () => {
    const location = 'https://else.example.com/?key=s3cret-key';
    const server = await gateway((response) => response.writeHead(301, { location }).end());
    const outcome = await send(settings(server.url));
    expect((outcome as { words: string }).words).toContain('to https://else.example.com/?key=•••');
    expect(JSON.stringify(outcome)).not.toContain('s3cret-key');
  });

  it('a server without TLS behind https gets nothing', async () => {
    const heard: string[] = [];
    const server = net.createServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', (piece) => heard.push(piece.toString('latin1')));
      socket.write('hello, this is plain text\r\n');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    cleanUp.push(() => new Promise((resolve) => server.close(resolve)));
    const { port } = server.address() as AddressInfo;
    expect(await send(settings(`https://127.0.0.1:${port}/`))).toMatchObject({ kind: 'not-set-up' });
    expect(heard.join('')).not.toContain('s3cret-key');
  });

  it('a name that does not exist: retry', async () => {
    expect(await send(settings('https://gateway.invalid/send'))).toMatchObject({ kind: 'retry' });
  });
});
