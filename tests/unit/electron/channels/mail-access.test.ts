// The mail library cannot be made to read files or addresses, whatever a message holds: that is switched off, and stays so.
import { createTransport, type SendMailOptions } from 'nodemailer';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { email as emailChannel } from '../../../../electron/channels/email.ts';
import { startMailServer } from '../../../support/mail-server.ts';

const made = vi.hoisted((): object[] => []);
vi.mock('nodemailer', async (original) => {
  const real = await original<{ readonly createTransport: typeof createTransport }>();
  return {
    ...real,
    createTransport: (options: object) => {
      made.push(options);
      return real.createTransport(options);
    },
  };
});

let email: typeof emailChannel;
beforeAll(async () => {
  // Other test files may have loaded it with the library as it is.
  vi.resetModules();
  ({ email } = await import('../../../../electron/channels/email.ts'));
});
afterAll(() => {
  vi.doUnmock('nodemailer');
  vi.resetModules();
});

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of cleanUp.splice(0)) await close();
});

/** Sends a mail as Baton does, then another one, with these parts, by a transport with the very same settings. */
async function sendAlso(parts: SendMailOptions): Promise<readonly string[]> {
  const server = await startMailServer();
  cleanUp.push(server.close);
  const settings = {
    host: '127.0.0.1',
    port: server.port,
    tls: 'insecure' as const,
    user: '',
    fromName: 'CRM',
    fromAddress: 'crm@example.com',
  };
  const to = { name: 'Ana', address: 'ana@example.com' };
  const message = { key: 'k1', to, title: 'New', text: 'Call Maya.', link: 'baton://contact/c1', at: 0 };
  await email.send(message, { settings, secret: null, timeout: 5000 });
  const [used] = made.splice(0);
  expect(used).toMatchObject({ disableFileAccess: true, disableUrlAccess: true });
  const same = createTransport(used ?? {});

  try {
    await same.sendMail({ from: 'crm@example.com', to: 'ana@example.com', subject: 'x', ...parts });
  } catch {
    // Refused, as it has to be; what reached the server tells.
  } finally {
    same.close();
  }
  return server.received.map(({ raw }) => raw);
}

test.each<[string, SendMailOptions]>([
  ['a file as the text', { text: { path: import.meta.filename } }],
  ['a file as an attachment', { text: 'x', attachments: [{ path: import.meta.filename }] }],
  ['an address as the text', { text: { path: 'http://127.0.0.1:1/secret' } }],
  ['an address as an attachment', { text: 'x', attachments: [{ href: 'data:text/plain,secret' }] }],
])('%s is refused', async (_, parts) => {
  const [ours, ...others] = await sendAlso(parts);
  expect(ours).toContain('Call Maya.');
  expect(others).toEqual([]);
});
