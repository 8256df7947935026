// A stored reason as it is read here: a backup's time, written down in UTC, is said like every other time.
import type { ReactNode } from 'react';
import { restoredTime } from '../../shared/model/message.ts';
import { utcTimes, type Instant } from '../../shared/model/time.ts';
import { insideSentence } from './time-words.ts';
import { useTimeWords } from './TimeText.tsx';

/** The reason with its time in words, as `time` has them: "Restored from a backup of yesterday 14:02: ...". */
export function toldReason(reason: string, time: (at: Instant) => string): string {
  return toldTimes(reason, time, restoredTime);
}

/** The same for all times in a text of Baton's own, such as what a recovery says. */
export function toldTimes(text: string, time: (at: Instant) => string, times = utcTimes): string {
  return text.replace(times, (_, day: string, clock: string) => {
    const words = time(Date.parse(`${day}T${clock}Z`));
    return /^\d\d:/.test(words) ? `today ${words}` : insideSentence(words);
  });
}

/** The reason as text. */
export function ReasonText({ reason }: { readonly reason: string }): ReactNode {
  return toldReason(reason, useTimeWords());
}
