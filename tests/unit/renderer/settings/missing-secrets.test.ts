// Which channels wait for a password.
import { expect, test } from 'vitest';
import { newGateway, newSmtp } from '../../../../renderer/settings/forms.ts';
import { missingSecrets } from '../../../../renderer/settings/missing-secrets.ts';
import type { SettingsPage } from '../../../../shared/ipc-types.ts';
import { defaultSettings } from '../../../../shared/model/settings.ts';

const page: SettingsPage = {
  settings: { ...defaultSettings, smtp: { ...newSmtp, user: 'baton' }, sms: newGateway },
  secrets: { smtp: 'none', sms: 'unreadable', whatsapp: 'none' },
  canKeepSecrets: false,
  machineZone: 'UTC',
};

test('a channel that is set up with a secret waits until it is there', () => {
  expect(missingSecrets(page)).toEqual(['smtp', 'sms']);
  const there = { smtp: 'this-start-only', sms: 'kept', whatsapp: 'none' } as const;
  expect(missingSecrets({ ...page, secrets: there })).toEqual([]);
});

test('a channel that takes no secret waits for none', () => {
  const settings = { ...page.settings, smtp: newSmtp, sms: { ...newGateway, headers: [] } };
  expect(missingSecrets({ ...page, settings })).toEqual([]);
});
