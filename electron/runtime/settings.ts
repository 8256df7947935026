// Saves the settings, after the checks of whatever part changes. What stood there before is left alone: a part that was
// edited by hand must not keep somebody from saying who sits at the window.
import type { Result } from '../../shared/model/problem.ts';
import type { Settings } from '../../shared/model/settings.ts';
import { problemsOf, type SettingsPart } from '../../shared/settings-check.ts';
import type { Runtime } from './runtime.ts';

const parts: readonly SettingsPart[] = ['timeZone', 'smtp', 'sms', 'whatsapp'];

/** Saves all settings, or says what is wrong with the first field that is. The outbox tries its channels anew. */
export async function saveSettings(
  { library, outbox }: Pick<Runtime, 'library' | 'outbox'>,
  settings: Settings,
): Promise<Result<null>> {
  const before = library.settings();
  const changed = parts.filter((part) => JSON.stringify(settings[part]) !== JSON.stringify(before[part]));
  const [problem] = changed.flatMap((part) => problemsOf(settings, part));
  if (problem !== undefined) return { ok: false, problem };
  const saved = await library.saveSettings(settings);
  if (!saved.ok) return saved;
  outbox.settingsChanged();
  return { ok: true, value: null };
}
