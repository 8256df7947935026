// Settings that come through the door are checked as the forms check them, whoever sends them; a refusal changes nothing.
import { expect, onTestFinished, test } from 'vitest';
import type { Desk } from '../../../../electron/desktop/ipc/desk.ts';
import { outboxHandlers } from '../../../../electron/desktop/ipc/outbox.ts';
import { openHouse } from '../../../../electron/runtime/house.ts';
import { realDisk } from '../../../../electron/store/disk.ts';
import { requests } from '../../../../shared/ipc.ts';
import { defaultSettings, type Settings } from '../../../../shared/model/settings.ts';
import { must } from '../../../support/must.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const smtp = {
  host: 'smtp.example.com',
  port: 587,
  tls: 'required',
  user: '',
  fromName: 'CRM',
  fromAddress: 'crm@example.com',
} as const;
const gateway = { url: 'https://g.example.com/send', headers: [], body: '{"to": "{{ to }}"}', allowPrivate: false };

/** The door's side of a real workspace: `save` takes what the page sends, as `serve` does. */
async function aDoor() {
  const { runtime, close } = must(await openHouse(realDisk, temporaryFolder()));
  onTestFinished(close);
  const told: string[] = [];
  const desk = { runtime, changed: (...what: string[]) => void told.push(...what) } as Pick<
    Desk,
    'runtime' | 'changed'
  >;
  const handlers = outboxHandlers(desk as Desk);
  return {
    runtime,
    told,
    settings: () => runtime.library.settings(),
    save: (change: Partial<Settings>) =>
      handlers['settings.save'](
        requests['settings.save'].input.parse({ settings: { ...runtime.library.settings(), ...change } }),
      ),
  };
}

test.each<[string, Partial<Settings>]>([
  ['host', { smtp: { ...smtp, host: 'smtp://mail.example.com' } }],
  ['port', { smtp: { ...smtp, port: 99_999 } }],
  ['fromAddress', { smtp: { ...smtp, fromAddress: 'crm' } }],
  ['url', { sms: { ...gateway, url: 'gateway' } }],
  ['url', { whatsapp: { ...gateway, url: 'http://g.example.com/send' } }],
  ['headers.0.name', { sms: { ...gateway, headers: [{ name: 'Host', value: 'x' }] } }],
  ['body', { sms: { ...gateway, body: '{' } }],
  ['timeZone', { timeZone: 'Europe/Atlantis' }],
])('a bad %s is refused with its field, and nothing changes', async (field, change) => {
  const { save, settings, told } = await aDoor();
  const answer = await save(change);
  expect(answer).toMatchObject({ ok: false, problem: { where: { field } } });
  expect(settings()).toEqual(defaultSettings);
  expect(told).toEqual([]);
});

test('good settings are kept, without the blanks around them', async () => {
  const { save, settings, told } = await aDoor();
  must(await save({ smtp: { ...smtp, host: ' smtp.example.com ' }, sms: gateway, timeZone: 'Asia/Tokyo' }));
  expect(settings()).toEqual({ ...defaultSettings, smtp, sms: gateway, timeZone: 'Asia/Tokyo' });
  expect(told).toEqual(['settings']);
});

test('a channel that was edited by hand and is wrong does not keep other settings from being saved', async () => {
  const { save, settings, runtime } = await aDoor();
  const wrong = { ...smtp, host: 'smtp://mail.example.com' };
  must(await runtime.library.saveSettings({ ...defaultSettings, smtp: wrong }));
  must(await save({ timeZone: 'Asia/Tokyo' }));
  expect(settings()).toMatchObject({ smtp: wrong, timeZone: 'Asia/Tokyo' });
  expect(await save({ smtp: { ...wrong, port: 25 } })).toMatchObject({ ok: false, problem: { code: 'wrong-host' } });
});
