// Answers of real servers on this machine, made of pieces of their protocol: HTTP for gateways, SMTP for mail.
import fc from 'fast-check';
import net, { type AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect } from 'vitest';
import type { Outcome, Outgoing } from '../../../electron/channels/channel.ts';
import { email } from '../../../electron/channels/email.ts';
import { sms } from '../../../electron/channels/sms.ts';
import { fuzz } from '../../support/fuzz.ts';

const secret = 's3cret-key';
const message: Outgoing = {
  key: 'r1/n1/1/ana',
  to: { name: 'Ana', address: '+351912345678' },
  title: 'New contact',
  text: 'Call Maya.',
  link: 'baton://contact/c1',
  at: 0,
};

/** What the server says next: one piece for each time that something comes in, then it hangs up. */
let script: readonly Buffer[] = [];
const server = net.createServer((socket) => {
  const left = [...script];
  const say = (): void => {
    const piece = left.shift();
    if (piece !== undefined) socket.write(piece);
    if (left.length === 0) socket.end();
  };
  socket.on('error', () => undefined);
  socket.on('data', say);
  if (greets) say();
});
let greets = false;
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise((resolve) => server.close(resolve)));

function checkOutcome(outcome: Outcome): void {
  expect(['sent', 'retry', 'dead', 'uncertain', 'not-set-up']).toContain(outcome.kind);
  const words = Object.values(outcome).join(' ');
  expect(words).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
  expect(words).not.toContain(secret);
  expect(words.length).toBeLessThan(1200);
}

const buffers = (bits: readonly string[], most: number): fc.Arbitrary<Buffer> =>
  fc
    .array(fc.oneof(fc.constantFrom(...bits), fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: most })
    .map((parts) => Buffer.from(parts.join('')));

const statuses = fc.oneof(
  fc.constantFrom(200, 204, 301, 302, 400, 401, 408, 429, 500, 503),
  fc.integer({ min: 0, max: 1200 }),
);
const http = fc
  .record({
    status: statuses,
    headers: fc.array(
      fc.constantFrom(
        'Content-Length: 5',
        'Content-Length: 999999',
        'Content-Length: -1',
        'Transfer-Encoding: chunked',
        'Content-Encoding: gzip',
        'Connection: close',
        'Retry-After: 99999999999999999999',
        'Retry-After: -5',
        'Retry-After: soon',
        'Location: http://169.254.169.254/',
        'Location: \u001b[31m',
        `X: ${'x'.repeat(20_000)}`,
        'Upgrade: h2c',
        ': none',
        'no colon',
      ),
      { maxLength: 5 },
    ),
    body: buffers(
      ['{', '"error"', '<html>', '\r\n', '\u001b[31m', secret, '\u2028', '0\r\n\r\n', 'ffffffff\r\n', 'é'],
      12,
    ),
  })
  .map(({ status, headers, body }) =>
    Buffer.concat([Buffer.from(`${[`HTTP/1.1 ${status} x`, ...headers].join('\r\n')}\r\n\r\n`), body]),
  );

fuzz(
  'a gateway’s answer gives one of five outcomes, and only a 2xx counts as sent',
  fc.oneof(http, buffers(['HTTP/1.1 ', '200', ' ', '\r\n', '\r\n\r\n', '100 Continue', '\0'], 20)),
  async (answer) => {
    greets = false;
    script = [answer];
    const settings = {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      headers: [{ name: 'Authorization', value: 'Bearer {{ secret }}' }],
      body: '{ "to": "{{ to }}", "text": "{{ text }}" }',
      allowPrivate: true,
    };
    const outcome = await sms.send(message, { settings, secret, timeout: 2000 });
    checkOutcome(outcome);
    if (!/HTTP\/\d\.\d\s+2\d\d/.test(answer.toString('latin1'))) expect(outcome.kind).not.toBe('sent');
    if ('after' in outcome) expect(outcome.after).toBeGreaterThanOrEqual(0);
  },
);

const replies = fc.constantFrom(
  '220 ready\r\n',
  '250 ok\r\n',
  '250-STARTTLS\r\n250 AUTH PLAIN LOGIN\r\n',
  '354 go on\r\n',
  '334 VXNlcg==\r\n',
  '235 in\r\n',
  '421 busy\r\n',
  `451 ${secret}\r\n`,
  '530 first\r\n',
  '550 \u001b[31mno\r\n',
  '250-\r\n250-\r\n',
  '999 what\r\n',
  '-1\r\n',
  '250 ',
  '\r\n',
  '\n',
  '\0\0\0',
  'é',
);
const sayings = fc.array(
  fc
    .array(fc.oneof(replies, fc.string({ unit: 'binary', maxLength: 8 })), { minLength: 1, maxLength: 3 })
    .map((parts) => Buffer.from(parts.join(''))),
  { maxLength: 8 },
);

fuzz(
  'a mail server’s answers give one of five outcomes, and without a 354 nothing counts as sent or uncertain',
  sayings,
  async (lines) => {
    greets = true;
    script = lines;
    const settings = {
      host: '127.0.0.1',
      port: (server.address() as AddressInfo).port,
      tls: 'insecure' as const,
      user: 'crm',
      fromName: 'Baton',
      fromAddress: 'baton@example.com',
    };
    const to = { name: 'Ana', address: 'ana@example.com' };
    // Answers that keep it waiting end here; the real limit is half a minute.
    const outcome = await email.send({ ...message, to }, { settings, secret, timeout: 50 });
    checkOutcome(outcome);
    if (!/^3\d\d|\n3\d\d|^2\d\d|\n2\d\d/.test(Buffer.concat(lines).toString('latin1'))) {
      expect(['retry', 'not-set-up', 'dead']).toContain(outcome.kind);
    }
  },
);
