// Which tab of the settings is open, so that others can lead there.
import { create } from 'zustand';
import { go } from './ui.ts';

export type SettingsTab = 'general' | 'smtp' | 'sms' | 'whatsapp';

export const useSettingsTab = create<{ readonly tab: SettingsTab }>(() => ({ tab: 'general' }));

/** Opens the settings at a tab. */
export function openSettings(tab: SettingsTab): void {
  useSettingsTab.setState({ tab });
  go({ to: 'settings' });
}
