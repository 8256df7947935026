// Times in words, in the workspace's zone. The zone is named when it is not the person's own.
import { DAY, type Instant } from '../../shared/model/time.ts';

const formatters = new Map<string, Intl.DateTimeFormat>();

function format(at: Instant, zone: string, options: Intl.DateTimeFormatOptions): string {
  const key = JSON.stringify([zone, options]);
  let found = formatters.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options });
    formatters.set(key, found);
  }
  return found.format(at);
}

const dayOf = (at: Instant, zone: string): string => format(at, zone, { dateStyle: 'short' });

/** "14:02" today, "Yesterday 14:02", "12 Mar 14:02" this year, else "12 Mar 2026 14:02"; with the zone if it is not `ownZone`. */
export function timeWords(at: Instant, now: Instant, zone: string, ownZone: string): string {
  const suffix = zone === ownZone ? '' : ` (${zone})`;
  const clock = format(at, zone, { timeStyle: 'short' });
  const day = dayOf(at, zone);
  if (day === dayOf(now, zone)) return clock + suffix;
  if (day === dayOf(now - DAY, zone)) return `Yesterday ${clock}${suffix}`;
  const sameYear = format(at, zone, { year: 'numeric' }) === format(now, zone, { year: 'numeric' });
  const date = format(at, zone, { day: 'numeric', month: 'short', ...(!sameYear && { year: 'numeric' }) });
  return `${date} ${clock}${suffix}`;
}

/** The same words inside a sentence: "yesterday 14:02". */
export function insideSentence(words: string): string {
  return words.replace('Yesterday', 'yesterday');
}

/** "14:02"; with the zone if it is not `ownZone`. */
export function clockWords(at: Instant, zone: string, ownZone: string): string {
  return format(at, zone, { timeStyle: 'short' }) + (zone === ownZone ? '' : ` (${zone})`);
}

/** The heading of a day: "Today", "Yesterday", "Thursday 12 March", else "12 March 2025". */
export function dayWords(at: Instant, now: Instant, zone: string): string {
  const day = dayOf(at, zone);
  if (day === dayOf(now, zone)) return 'Today';
  if (day === dayOf(now - DAY, zone)) return 'Yesterday';
  const sameYear = format(at, zone, { year: 'numeric' }) === format(now, zone, { year: 'numeric' });
  return format(at, zone, { day: 'numeric', month: 'long', ...(sameYear ? { weekday: 'long' } : { year: 'numeric' }) });
}

/** "12 March 2026". */
export function dateWords(at: Instant, zone: string): string {
  return format(at, zone, { dateStyle: 'long' });
}

/** "Thursday 12 March 2026 at 14:02:31 (Europe/London)". */
export function fullTime(at: Instant, zone: string): string {
  return `${format(at, zone, { dateStyle: 'full', timeStyle: 'medium' })} (${zone})`;
}
