// A length of time, and a point of time on a wall clock.
import { z } from 'zod';
import type { Field, Options } from './field.ts';

export const durationUnits = ['minutes', 'hours', 'days', 'weeks'] as const;
export type DurationUnit = (typeof durationUnits)[number];

export interface Duration {
  readonly amount: number;
  readonly unit: DurationUnit;
}

export interface DurationField extends Field<Duration> {
  readonly kind: 'duration';
}

export function duration(options: Options & { initial: Duration }): DurationField {
  return {
    kind: 'duration',
    ...options,
    schema: z.looseObject({ amount: z.number().int().min(1).max(10_000), unit: z.enum(durationUnits) }),
    optional: false,
  };
}

export interface WallTimeField extends Field<string> {
  readonly kind: 'wall-time';
}

/** Date and time without a zone: "2026-12-01T09:00". */
export function wallTime(options: Options & { required: string }): WallTimeField {
  const { required, ...rest } = options;
  return {
    kind: 'wall-time',
    ...rest,
    schema: z.string().max(40),
    initial: '',
    optional: false,
    check: (value) =>
      isWallTime(value)
        ? []
        : [
            {
              code: 'not-a-time',
              message: value === '' ? required : `“${value}” is not a date and time.`,
              fix: 'Write it like 2026-12-01T09:00.',
            },
          ],
  };
}

export interface ZoneField extends Field<string> {
  readonly kind: 'zone';
}

/** An IANA time zone: "Europe/Berlin". */
export function zone(options: Options): ZoneField {
  return {
    kind: 'zone',
    ...options,
    schema: z.string().max(64),
    initial: 'UTC',
    optional: false,
    check: (value) =>
      isZone(value)
        ? []
        : [
            {
              code: 'unknown-zone',
              message: `“${value}” is not a time zone.`,
              fix: 'Choose one such as Europe/Berlin.',
            },
          ],
  };
}

function isWallTime(value: string): boolean {
  const found = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::[0-5]\d)?$/.exec(value);
  if (found === null) return false;
  const [year, month, day, hour, minute] = found.slice(1).map(Number) as [number, number, number, number, number];
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return month >= 1 && month <= 12 && day >= 1 && day <= days && hour <= 23 && minute <= 59;
}

/** Whether an IANA zone of this name is known here. */
export function isZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return value !== '';
  } catch {
    return false;
  }
}
