// Days and weeks on a wall clock: zones, missing hours and doubled hours (docs/domain.md, "Time").
import { Temporal } from 'temporal-polyfill';
import type { Duration } from './fields/duration.ts';
import { HOUR, MINUTE, type Instant } from './model/time.ts';

/** `from` plus a duration. Minutes and hours are exact; days and weeks keep the wall time in `zone`. */
export function after(from: Instant, duration: Duration, zone: string): Instant {
  switch (duration.unit) {
    case 'minutes':
      return from + duration.amount * MINUTE;
    case 'hours':
      return from + duration.amount * HOUR;
    case 'days':
    case 'weeks': {
      const start = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
      const wall = start.toPlainDateTime().add({ [duration.unit]: duration.amount });
      return wallInstant(wall, zone);
    }
  }
}

/** The instant of a wall time such as "2026-12-01T09:00" in a zone: a missing hour is the next valid one, a doubled one the first. */
export function instantOf(wallTime: string, zone: string): Instant {
  return wallInstant(Temporal.PlainDateTime.from(wallTime), zone);
}

/** "1 Dec 2026, 09:00 (Europe/Berlin)". */
export function timeInZone(at: Instant, zone: string): string {
  return `${formatter(zone).format(at)} (${zone})`;
}

/** "1 Dec 2026". */
export function dateInZone(at: Instant, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'medium' }).format(at);
}

function wallInstant(wall: Temporal.PlainDateTime, zone: string): Instant {
  const first = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  // In a gap, "earlier" lands before it; the rule asks for the first valid time after it.
  if (first.toPlainDateTime().equals(wall)) return first.epochMilliseconds;
  const transition = first.getTimeZoneTransition('next');
  return transition?.epochMilliseconds ?? first.epochMilliseconds;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string): Intl.DateTimeFormat {
  let found = formatters.get(zone);
  if (found === undefined) {
    found = new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'medium', timeStyle: 'short' });
    formatters.set(zone, found);
  }
  return found;
}
