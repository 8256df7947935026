// Which passwords have to be typed before messages can leave: the system kept none, or cannot read them any more.
import type { SettingsPage } from '../../shared/ipc-types.ts';
import { channelLabels } from '../../shared/model/message.ts';
import { secretNames, type SecretName, type Settings } from '../../shared/model/settings.ts';

/** Whether a channel is set up in a way that takes a secret. */
function takesSecret(settings: Settings, name: SecretName): boolean {
  if (name === 'smtp') return settings.smtp !== null && settings.smtp.user !== '';
  return settings[name]?.headers.some(({ value }) => /\{\{\s*secret\s*\}\}/.test(value)) ?? false;
}

/** The channels that wait for their secret. */
export function missingSecrets({ settings, secrets }: SettingsPage): readonly SecretName[] {
  return secretNames.filter((name) => {
    const there = secrets[name] === 'kept' || secrets[name] === 'this-start-only';
    return !there && takesSecret(settings, name);
  });
}

/** The label of the channel that a secret belongs to. */
export function labelOf(name: SecretName): string {
  return name === 'smtp' ? channelLabels.email : channelLabels[name];
}
