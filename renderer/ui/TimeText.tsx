// A moment in words; the exact time with its zone on hover.
import { useCallback, type ReactNode } from 'react';
import type { Instant } from '../../shared/model/time.ts';
import { useClock } from '../state/clock.ts';
import { useZone } from '../state/workspace.ts';
import { clockWords, dayWords, fullTime, insideSentence, timeWords } from './time-words.ts';

/** The zone of this machine. */
const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

interface TimeTextProps {
  readonly at: Instant;
  /** Whether words stand before it. */
  readonly inside?: boolean;
}

/** A moment as "14:02", "Yesterday 14:02" or "12 Mar 14:02". */
export function TimeText({ at, inside = false }: TimeTextProps): ReactNode {
  const zone = useZone();
  const now = useClock((clock) => clock.now);
  const words = timeWords(at, now, zone, ownZone);
  return (
    <time dateTime={new Date(at).toISOString()} title={fullTime(at, zone)}>
      {inside ? insideSentence(words) : words}
    </time>
  );
}

/** The time of day alone, where the day is said by a heading: "14:02". */
export function ClockText({ at }: { readonly at: Instant }): ReactNode {
  const zone = useZone();
  return (
    <time dateTime={new Date(at).toISOString()} title={fullTime(at, zone)}>
      {clockWords(at, zone, ownZone)}
    </time>
  );
}

/** Puts moments into words, for sentences. The same function until the words would change. */
export function useTimeWords(): (at: Instant) => string {
  const zone = useZone();
  const now = useClock((clock) => clock.now);
  return useCallback((at) => insideSentence(timeWords(at, now, zone, ownZone)), [now, zone]);
}

/** Puts days into words, for headings. */
export function useDayWords(): (at: Instant) => string {
  const zone = useZone();
  const now = useClock((clock) => clock.now);
  return useCallback((at) => dayWords(at, now, zone), [now, zone]);
}
