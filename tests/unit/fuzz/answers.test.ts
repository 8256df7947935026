// Answers of a real gateway on this machine, made of pieces of its protocol. Those of a mail server: mail-answers.test.ts.
import fc from 'fast-check';
import net, { type AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect } from 'vitest';
import type { Outgoing } from '../../../electron/channels/channel.ts';
import { sms } from '../../../electron/channels/sms.ts';
import { fuzz } from '../../support/fuzz.ts';
import { checkOutcome, secret } from './outcome.ts';

const message: Outgoing = {
  key: 'r1/n1/1/ana',
  to: { name: 'Ana', address: '+351912345678' },
  title: 'New contact',
  text: 'Call Maya.',
  link: 'baton://contact/c1',
  at: 0,
};

/** What the server answers; then it hangs up. */
let answered: Buffer = Buffer.from('');
const server = net.createServer((socket) => {
  socket.on('error', () => undefined);
  socket.once('data', () => socket.end(answered));
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise((resolve) => server.close(resolve)));

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
    answered = answer;
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
