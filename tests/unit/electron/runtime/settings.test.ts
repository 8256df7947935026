// Saving settings: what changes is checked, what stood there before is left alone, and channels are tried anew.
import { expect, test } from 'vitest';
import { saveSettings } from '../../../../electron/runtime/settings.ts';
import { realDisk } from '../../../../electron/store/disk.ts';
import { MINUTE } from '../../../../shared/model/time.ts';
import { faultyDisk } from '../../../support/faulty-disk.ts';
import { startGateway } from '../../../support/gateway.ts';
import { must } from '../../../support/must.ts';
import { Workshop } from '../../../support/workshop.ts';
import { aWorkflow, telling } from '../../../support/workflow.ts';

const badGateway = { url: 'nowhere', headers: [], body: '{}', allowPrivate: false };

test.each([
  ['a zone of another planet', { timeZone: 'Mars/Olympus' }, 'wrong-zone'],
  ['an address that is none', { sms: badGateway }, 'wrong-url'],
  ['the same for WhatsApp', { whatsapp: badGateway }, 'wrong-url'],
])('%s is refused by field, and nothing is saved', async (_, change, code) => {
  const shop = await Workshop.open();
  const before = shop.runtime.library.settings();
  const refused = await saveSettings(shop.runtime, { ...before, you: 'ana', ...change });
  expect(refused).toMatchObject({ ok: false, problem: { code } });
  expect((await shop.restart()).runtime.library.settings()).toEqual(before);
});

test('a part that was wrong before does not keep anybody from saying who sits at the window', async () => {
  const shop = await Workshop.open({ settings: { sms: badGateway } });
  must(await saveSettings(shop.runtime, { ...shop.runtime.library.settings(), you: 'bo' }));
  expect((await shop.restart()).runtime.library.settings()).toMatchObject({ you: 'bo', sms: badGateway });
});

test('a message that waited for its channel is sent as soon as the channel is set up', async () => {
  const gateway = await startGateway();
  const shop = await Workshop.open();
  const tell = { ...telling, channel: 'sms', to: 'users', users: ['ana'] };
  await shop.publish(aWorkflow('w1').trigger('t1').step('n1', 'notify-user', tell).document);
  await shop.contact('Maya');
  await shop.pass(MINUTE);
  expect(shop.messages()).toMatchObject([{ state: 'queued' }]);
  const sms = { url: gateway.url, headers: [], body: '{}', allowPrivate: true };
  must(await saveSettings(shop.runtime, { ...shop.runtime.library.settings(), sms }));
  await expect.poll(() => shop.messages()[0]?.state).toBe('sent');
  await gateway.close();
});

test('settings that the disk refuses are not in force', async () => {
  let full = false;
  const disk = faultyDisk(realDisk, (operation, _, path) =>
    full && operation === 'write' && path.includes('settings') ? 'ENOSPC' : undefined,
  );
  const shop = await Workshop.open({ disk });
  const before = shop.runtime.library.settings();
  full = true;
  expect(await saveSettings(shop.runtime, { ...before, you: 'ana' })).toMatchObject({
    ok: false,
    problem: { code: 'disk-full' },
  });
  expect(shop.runtime.library.settings()).toEqual(before);
});
