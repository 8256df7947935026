// Servers that answer to do harm: without end, slowly, packed small, in colours. Each is cut short, judged by what is sure,
// and its words are safe to show and to keep.
import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import type { Outgoing, Outcome } from '../../../electron/channels/channel.ts';
import { email } from '../../../electron/channels/email.ts';
import { sms } from '../../../electron/channels/sms.ts';
import { startGateway } from '../../support/gateway.ts';

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of cleanUp.splice(0)) await close();
});

const message: Outgoing = {
  key: 'r1/n1/1/ana',
  to: { name: 'Ana', address: '+351912345678' },
  title: 'New contact',
  text: 'Call Maya.',
  link: 'baton://contact/c1',
  at: 0,
};
const secret = 's3cret-key';

async function viaGateway(answer: (response: ServerResponse) => void, timeout = 20_000): Promise<Outcome> {
  const server = await startGateway(answer);
  cleanUp.push(server.close);
  const settings = {
    url: server.url,
    headers: [{ name: 'Authorization', value: 'Bearer {{ secret }}' }],
    body: '{ "to": "{{ to }}", "text": "{{ text }}" }',
    allowPrivate: true,
  };
  return sms.send(message, { settings, secret, timeout });
}

const wordsOf = (outcome: Outcome): string =>
  outcome.kind === 'sent' ? outcome.words : `${outcome.reason} ${'words' in outcome ? outcome.words : ''}`.trim();

function expectSafe(outcome: Outcome): void {
  const words = wordsOf(outcome);
  expect(words).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
  expect(words).not.toContain(secret);
  expect(words.length).toBeLessThan(700);
}

describe('a gateway', () => {
  test('that never stops talking is cut off after a megabyte or so, and was right to say 200', async () => {
    let given = 0;
    const outcome = await viaGateway((response) => {
      const piece = Buffer.alloc(64 * 1024, 'x');
      const pour = (): void => {
        while (!response.destroyed && given < 1024 ** 3) {
          given += piece.length;
          if (!response.write(piece)) return void response.once('drain', pour);
        }
      };
      pour();
    });
    expect(outcome.kind).toBe('sent');
    expectSafe(outcome);
    // What the system's buffers take beside the megabyte that is read.
    expect(given).toBeLessThan(64 * 1024 * 1024);
  });

  test('that packed a gigabyte of nothing is not unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024));
    const outcome = await viaGateway((response) =>
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': bomb.length }).end(bomb),
    );
    expect(outcome.kind).toBe('sent');
    expectSafe(outcome);
  });

  test.each<[string, (response: ServerResponse) => void, Outcome['kind']]>([
    [
      'that drips its headers',
      ({ socket }) => {
        const drip = setInterval(() => socket?.write('H'), 20);
        socket?.once('close', () => clearInterval(drip));
      },
      'uncertain',
    ],
    [
      'that drips its body after it said 200',
      (response) => {
        response.writeHead(200);
        const drip = setInterval(() => response.write('.'), 20);
        response.once('close', () => clearInterval(drip));
      },
      'sent',
    ],
    [
      'with headers without end',
      ({ socket }) => socket?.end(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(1e6)}\r\n\r\n`),
      'uncertain',
    ],
    [
      'with two lengths',
      ({ socket }) => socket?.end('HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 9\r\n\r\nx'),
      'uncertain',
    ],
    ['with a status that is none', ({ socket }) => socket?.end('HTTP/1.1 99999 OK\r\n\r\n'), 'uncertain'],
  ])('%s is waited for no longer than it may take', async (_what, answer, kind) => {
    const outcome = await viaGateway(answer, 500);
    expect(outcome.kind).toBe(kind);
    expectSafe(outcome);
  });

  test.each<[string, string | Buffer, string]>([
    ['HTML', '<html><script>alert(1)</script></html>', '<html><script>alert(1)</script></html>'],
    ['JSON that is none', '{"sid":', '{"sid":'],
    [
      'colours and line ends',
      '\u001b[31mred\u001b[0m\r\nSet-Cookie: x\u2028y\u0085z\0',
      '[31mred [0m Set-Cookie: x y z',
    ],
    ['letters that turn the direction', 'abc\u202edcba\u2066', 'abc dcba'],
    ['our own secret', `key ${secret} is wrong`, 'key ••• is wrong'],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0x41]), '\uFFFD\uFFFD A'],
    ['an error inside a 200', '{"status":"error","reason":"no credit"}', '{"status":"error","reason":"no credit"}'],
  ])('that answers %s is quoted on one line, as it stands', async (_what, body, shown) => {
    const outcome = await viaGateway((response) => response.end(body));
    expect(outcome).toEqual({ kind: 'sent', words: `200 ${shown}` });
  });
});

describe('a mail server', () => {
  async function viaSocket(talk: (socket: Socket) => void, timeout: number): Promise<Outcome> {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      talk(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    cleanUp.push(async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    });
    const settings = {
      host: '127.0.0.1',
      port: (server.address() as AddressInfo).port,
      tls: 'insecure' as const,
      user: '',
      fromName: 'Baton',
      fromAddress: 'baton@example.com',
    };
    const to = { name: 'Ana', address: 'ana@example.com' };
    return email.send({ ...message, to }, { settings, secret, timeout });
  }

  test('that greets without end is cut off', async () => {
    let given = 0;
    const outcome = await viaSocket((socket) => {
      const piece = Buffer.alloc(64 * 1024, 'x');
      const pour = (): void => {
        while (!socket.destroyed && given < 1024 ** 3) {
          given += piece.length;
          if (!socket.write(piece)) return void socket.once('drain', pour);
        }
      };
      pour();
    }, 20_000);
    expect(outcome.kind).toBe('retry');
    expectSafe(outcome);
    expect(given).toBeLessThan(64 * 1024 * 1024);
  });

  test('that drips its greeting is given up', async () => {
    const outcome = await viaSocket((socket) => {
      const drip = setInterval(() => socket.write('2'), 20);
      socket.once('close', () => clearInterval(drip));
    }, 300);
    expect(outcome.kind).toBe('retry');
  });

  test.each<[string, RegExp, string, string]>([
    ['its welcome', /^EHLO/, '250-more\r\n', 'retry'],
    ['its answer to the person', /^RCPT/, '250-more\r\n', 'retry'],
    ['its last word', /^\.$/m, '250-more\r\n', 'uncertain'],
  ])('that drips %s for ever, in whole lines, does not hold the queue', async (_, when, drop, kind) => {
    const started = performance.now();
    const outcome = await viaSocket((socket) => {
      socket.write('220 ready\r\n');
      socket.on('data', (piece) => {
        const said = piece.toString('latin1').replaceAll('\r', '');
        if (when.test(said)) {
          const drip = setInterval(() => socket.write(drop), 20);
          socket.once('close', () => clearInterval(drip));
        } else if (/^(EHLO|MAIL|RCPT)/.test(said)) socket.write('250 ok\r\n');
        else if (said.startsWith('DATA')) socket.write('354 go on\r\n');
      });
    }, 300);
    expect(outcome.kind).toBe(kind);
    expect(performance.now() - started).toBeLessThan(20 * 300);
  });

  test.each(['HTTP/1.1 200 OK\r\n\r\n', '\u001b]0;owned\u0007\r\n', '554 go away\u001b[2J\r\n', '{"json":true}\r\n'])(
    'that says %j is quoted safely, and nothing was sent',
    async (words) => {
      const outcome = await viaSocket((socket) => socket.end(words), 3000);
      expect(['retry', 'not-set-up']).toContain(outcome.kind);
      expectSafe(outcome);
    },
  );
});
