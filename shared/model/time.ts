// Instants are whole milliseconds since 1970, UTC. They always arrive as arguments.

/** Milliseconds since 1970-01-01T00:00Z, whole. */
export type Instant = number;

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
