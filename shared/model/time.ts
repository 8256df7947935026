// Instants are whole milliseconds since 1970, UTC. They always arrive as arguments.

/** Milliseconds since 1970-01-01T00:00Z, whole. */
export type Instant = number;

/** A time in a stored text, in UTC: "2026-11-30 09:05 (UTC)". The window puts it as it puts all times. */
export function utcText(at: Instant): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} (UTC)`;
}

/** Times as `utcText` writes them. */
export const utcTimes = /(\d{4}-\d\d-\d\d) (\d\d:\d\d) \(UTC\)/g;

export const SECOND = 1000;
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
