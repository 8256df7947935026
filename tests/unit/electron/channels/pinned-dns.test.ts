// A gateway's name is looked up once: all its addresses are judged, and the connection goes to one of those.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Outcome } from '../../../../electron/channels/channel.ts';
import type { sms as smsChannel } from '../../../../electron/channels/sms.ts';
import { startGateway, type Gateway } from '../../../support/gateway.ts';

/** What the system's look-up answers, by number of the question; the last answer stands for all after it. */
const answers = vi.hoisted((): string[][] => []);
const asked = vi.hoisted((): string[] => []);
vi.mock('node:dns/promises', () => {
  const lookup = (name: string): Promise<readonly object[]> => {
    const found = answers[Math.min(asked.length, answers.length - 1)] ?? [];
    asked.push(name);
    return Promise.resolve(found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));
  };
  return { lookup, default: { lookup } };
});

let sms: typeof smsChannel;
beforeAll(async () => {
  // Other test files may have loaded it with the look-up of the system.
  vi.resetModules();
  ({ sms } = await import('../../../../electron/channels/sms.ts'));
});
afterAll(() => {
  vi.doUnmock('node:dns/promises');
  vi.resetModules();
});

let server: Gateway;
beforeEach(async () => {
  server = await startGateway();
});
afterEach(async () => {
  answers.length = 0;
  asked.length = 0;
  await server.close();
});

function send(allowPrivate: boolean, scheme = 'http'): Promise<Outcome> {
  const settings = {
    url: `${scheme}://gateway.test:${server.port}/send`,
    headers: [],
    body: '{ "to": "{{ to }}", "text": "{{ text }}" }',
    allowPrivate,
  };
  const to = { name: 'Ana', address: '+351912345678' };
  const message = { key: 'k1', to, title: 'New', text: 'Call Maya.', link: 'baton://contact/c1', at: 0 };
  return sms.send(message, { settings, secret: null, timeout: 2000 });
}

test('the connection goes to the address that was judged, not to what another look-up says', async () => {
  // The system itself knows no gateway.test, so a look-up of its own would find nothing.
  answers.push(['127.0.0.1']);
  expect(await send(true)).toMatchObject({ kind: 'sent' });
  expect(asked).toEqual(['gateway.test']);
  expect(server.taken[0]?.headers.host).toBe(`gateway.test:${server.port}`);
});

test.each([
  ['the second', ['1.1.1.1', '127.0.0.1']],
  ['the last, of another kind', ['1.1.1.1', '2606:4700::1111', '::1']],
])('one private address among public ones blocks: %s', async (_, addresses) => {
  answers.push(addresses);
  const outcome = await send(false, 'https');
  expect(outcome).toMatchObject({ kind: 'not-set-up', reason: expect.stringContaining(addresses.at(-1) ?? '') });
  expect((outcome as { readonly reason: string }).reason).toContain('private addresses are blocked');
  expect(server.taken).toHaveLength(0);
});
