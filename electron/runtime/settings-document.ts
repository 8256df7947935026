// settings.json as somebody may have edited it: what cannot be used is taken as not set, and said, never thrown away.
import type { z } from 'zod';
import { issueWords } from '../../shared/model/issue-words.ts';
import { bad, good, type Problem, type Result } from '../../shared/model/problem.ts';
import { defaultSettings, settingsSchema, type Settings } from '../../shared/model/settings.ts';
import type { DocumentFormat } from '../store/document.ts';

const names: Readonly<Record<keyof Settings, string>> = {
  timeZone: 'The time zone',
  you: '“You are”',
  keepLogsDays: 'How long logs are kept',
  smtp: 'Email',
  sms: 'SMS',
  whatsapp: 'WhatsApp',
};

/** Reads the settings; `tell` hears of each part that was left out. */
export function settingsFormat(tell: (problem: Problem) => void): DocumentFormat<Settings> {
  return {
    parse: (json): Result<Settings> => {
      if (Array.isArray(json)) {
        return bad('document-unreadable', 'the file holds a list, no settings.', {
          fix: 'Mend the file, or move it away to begin with no settings. Baton does not write over it.',
        });
      }
      const given = json as Readonly<Record<string, unknown>>;
      const read: Record<string, unknown> = { ...defaultSettings };
      for (const key of Object.keys(defaultSettings) as (keyof Settings)[]) {
        if (!Object.hasOwn(given, key)) continue;
        const parsed = settingsSchema.shape[key].safeParse(given[key]);
        const fault = parsed.success
          ? zoneFault(key, parsed.data)
          : faultWords(key, parsed.error.issues[0], given[key]);
        if (fault === undefined) read[key] = parsed.data;
        else tell(leftOut(key, fault));
      }
      return good(read as Settings);
    },
  };
}

function leftOut(key: keyof Settings, fault: string): Problem {
  return {
    code: 'settings-part-unreadable',
    message: `${names[key]} counts as not set: settings.json cannot be used there (${fault}).`,
    where: { path: 'settings.json' },
    fix: 'Set it again in Settings, or close Baton and mend the file. It stays as it is until settings are saved.',
  };
}

function faultWords(key: string, issue: z.core.$ZodIssue | undefined, value: unknown): string {
  if (issue === undefined) return `${key} has another shape`;
  return issueWords({ ...issue, path: [key, ...issue.path] }, { [key]: value });
}

/** A zone that this machine does not know would fail wherever days are counted. */
function zoneFault(key: keyof Settings, value: unknown): string | undefined {
  if (key !== 'timeZone' || value === '') return undefined;
  try {
    new Intl.DateTimeFormat('en', { timeZone: String(value) });
    return undefined;
  } catch {
    // Intl tells an unknown zone by throwing.
    return `“${String(value)}” is no time zone`;
  }
}
