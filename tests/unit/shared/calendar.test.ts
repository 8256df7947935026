// Wall time: days that are 23 or 25 hours long, hours that are missing or come twice, in two zones.
import { describe, expect, test } from 'vitest';
import { after, dateInZone, instantOf, timeInZone } from '../../../shared/calendar.ts';

const utc = (text: string): number => Date.parse(`${text}Z`);

describe('waiting for a length of time', () => {
  test.each([
    [
      'minutes are exact over a clock change',
      '2026-10-25T00:30',
      { amount: 120, unit: 'minutes' },
      'Europe/Berlin',
      '2026-10-25T02:30',
    ],
    [
      'hours are exact over a clock change',
      '2026-03-28T23:30',
      { amount: 24, unit: 'hours' },
      'Europe/Berlin',
      '2026-03-29T23:30',
    ],
    [
      'a day keeps the time of day: 25 hours',
      '2026-10-24T08:00',
      { amount: 1, unit: 'days' },
      'Europe/Berlin',
      '2026-10-25T09:00',
    ],
    [
      'a day keeps the time of day: 23 hours',
      '2026-03-07T14:00',
      { amount: 1, unit: 'days' },
      'America/New_York',
      '2026-03-08T13:00',
    ],
    [
      'a week keeps the time of day',
      '2026-10-20T08:00',
      { amount: 1, unit: 'weeks' },
      'Europe/Berlin',
      '2026-10-27T09:00',
    ],
    [
      'into a missing hour: the next valid time',
      '2026-03-28T01:30',
      { amount: 1, unit: 'days' },
      'Europe/Berlin',
      '2026-03-29T01:00',
    ],
    [
      'into a missing hour in New York',
      '2026-03-07T07:30',
      { amount: 1, unit: 'days' },
      'America/New_York',
      '2026-03-08T07:00',
    ],
    [
      'into a doubled hour: the first',
      '2026-10-24T00:30',
      { amount: 1, unit: 'days' },
      'Europe/Berlin',
      '2026-10-25T00:30',
    ],
    [
      'into a doubled hour in New York',
      '2026-10-31T05:30',
      { amount: 1, unit: 'days' },
      'America/New_York',
      '2026-11-01T05:30',
    ],
    ['months that are shorter', '2026-01-31T12:00', { amount: 30, unit: 'days' }, 'UTC', '2026-03-02T12:00'],
    ['where no clock changes', '2026-03-28T12:00', { amount: 2, unit: 'days' }, 'Asia/Tokyo', '2026-03-30T12:00'],
  ] as const)('%s', (_, from, duration, zone, expected) => {
    expect(new Date(after(utc(from), duration, zone)).toISOString()).toBe(`${expected}:00.000Z`);
  });
});

describe('waiting until a wall time', () => {
  test.each([
    ['2026-12-01T09:00', 'Europe/Berlin', '2026-12-01T08:00:00'],
    ['2026-12-01T09:00:30', 'America/New_York', '2026-12-01T14:00:30'],
    ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:00:00'],
    ['2026-03-29T03:00', 'Europe/Berlin', '2026-03-29T01:00:00'],
    ['2026-03-08T02:00', 'America/New_York', '2026-03-08T07:00:00'],
    ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00'],
    ['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30:00'],
    ['2026-04-05T02:15', 'Australia/Lord_Howe', '2026-04-04T15:45:00'],
  ])('%s in %s', (wall, zone, expected) => {
    expect(new Date(instantOf(wall, zone)).toISOString()).toBe(`${expected}.000Z`);
  });
});

test('a time as people read it', () => {
  expect(timeInZone(utc('2026-12-01T08:00'), 'Europe/Berlin')).toBe('1 Dec 2026, 09:00 (Europe/Berlin)');
  expect(timeInZone(utc('2026-12-01T08:00'), 'America/New_York')).toBe('1 Dec 2026, 03:00 (America/New_York)');
});

test('a day as people read it is the day there', () => {
  expect(dateInZone(utc('2026-12-01T23:30'), 'Europe/Berlin')).toBe('2 Dec 2026');
  expect(dateInZone(utc('2026-12-01T03:30'), 'America/New_York')).toBe('30 Nov 2026');
});
