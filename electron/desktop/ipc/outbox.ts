// Requests about the outbox, the bell and the settings of the channels.
import { secretNames } from '../../../shared/model/settings.ts';
import { good } from '../../../shared/model/problem.ts';
import { bell, outboxPage } from '../../runtime/queries/outbox.ts';
import { actor } from '../../runtime/core.ts';
import { failedMessages, sendFailedAgain } from '../../runtime/failed-messages.ts';
import { markAllRead, markRead } from '../../runtime/notices.ts';
import { saveSettings } from '../../runtime/settings.ts';
import { testChannel } from '../../channels/channels.ts';
import type { SettingsPage } from '../../../shared/ipc-types.ts';
import type { Desk, HandlersOf } from './desk.ts';

export function outboxHandlers(desk: Desk): HandlersOf<'outbox'> & HandlersOf<'bell'> & HandlersOf<'settings'> {
  const { runtime, secrets } = desk;
  const { outbox, library } = runtime;
  return {
    'outbox.list': ({ show, offset, limit }) => good(outboxPage(runtime, show, offset, limit)),
    'outbox.arrived': ({ key }) => outbox.arrived(key, actor(runtime)),
    'outbox.sendAgain': ({ key }) => outbox.sendAgain(key, actor(runtime)),
    'outbox.failed': () => good(failedMessages(runtime).length),
    'outbox.sendFailedAgain': () => sendFailedAgain(runtime, outbox, actor(runtime)),
    'bell.list': () => good(bell(runtime)),
    'bell.read': ({ keys }) => markRead(runtime, keys),
    'bell.readAll': () => markAllRead(runtime),
    'settings.get': () => {
      const states = Object.fromEntries(secretNames.map((name) => [name, secrets.state(name)]));
      return good({
        settings: library.settings(),
        secrets: states as SettingsPage['secrets'],
        canKeepSecrets: secrets.canKeep,
        machineZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      });
    },
    'settings.save': async ({ settings }) => {
      const before = library.settings().keepLogsDays;
      const saved = await saveSettings(runtime, settings);
      if (!saved.ok) return saved;
      desk.changed('settings');
      // A shorter time for logs holds at once, beside whatever else goes on.
      if (settings.keepLogsDays !== before) void desk.keeping.now();
      return saved;
    },
    'settings.setSecret': async ({ name, value }) => {
      const kept = await secrets.set(name, value);
      if (kept.ok) outbox.settingsChanged();
      return kept;
    },
    'settings.testEmail': async ({ smtp, password, to }) =>
      good(
        await testChannel(
          { channel: 'email', settings: smtp },
          password ?? secrets.get('smtp') ?? null,
          to,
          runtime.clock.now(),
        ),
      ),
    'settings.testGateway': async ({ name, gateway, secret, to }) =>
      good(
        await testChannel(
          { channel: name, settings: gateway },
          secret ?? secrets.get(name) ?? null,
          to,
          runtime.clock.now(),
        ),
      ),
  };
}
