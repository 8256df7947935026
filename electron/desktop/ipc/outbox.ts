// Requests about the outbox, the bell and the settings of the channels.
import { secretNames } from '../../../shared/model/settings.ts';
import { good, type Result } from '../../../shared/model/problem.ts';
import { bell, outboxPage } from '../../runtime/queries/outbox.ts';
import { actor, inSlices, type Core } from '../../runtime/core.ts';
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
    'bell.list': () => good(bell(runtime)),
    'bell.read': ({ keys }) => markRead(runtime, keys),
    'bell.readAll': () => markRead(runtime, runtime.lookups.bell(actor(runtime))),
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
      const saved = await library.saveSettings(settings);
      if (!saved.ok) return saved;
      outbox.settingsChanged();
      desk.changed('settings');
      return good(null);
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

/** Notifications per line of the ledger: few lines, and none that holds up the window. */
const READ_AT_ONCE = 200;

/** Marks those of these notifications that nobody has read yet. */
async function markRead(core: Core, keys: readonly string[]): Promise<Result<null>> {
  const unread = keys.filter((key) => core.get('outbox', key)?.read === false);
  const parts = Array.from({ length: Math.ceil(unread.length / READ_AT_ONCE) }, (_, part) =>
    unread.slice(part * READ_AT_ONCE, (part + 1) * READ_AT_ONCE),
  );
  await inSlices(core, parts, (part) =>
    core.runner.act(
      actor(core),
      part.map((key) => ({ do: 'message-read', key, read: true })),
    ),
  );
  return good(null);
}
