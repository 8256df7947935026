// A moment in words; the exact time with its zone on hover.
import type { ReactNode } from 'react';
import type { Instant } from '../../shared/model/time.ts';
import { useClock } from '../state/clock.ts';
import { useZone } from '../state/workspace.ts';
import { fullTime, timeWords } from './time-words.ts';

/** The zone of this machine. */
const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** A moment as "14:02", "Yesterday 14:02" or "12 Mar 14:02". */
export function TimeText({ at }: { readonly at: Instant }): ReactNode {
  const zone = useZone();
  const now = useClock((clock) => clock.now);
  return (
    <time dateTime={new Date(at).toISOString()} title={fullTime(at, zone)}>
      {timeWords(at, now, zone, ownZone)}
    </time>
  );
}
