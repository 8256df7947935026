// Days, their headings and what is said within them.
import { expect, test } from 'vitest';
import { byDay } from '../../../../renderer/ui/by-day.ts';
import { clockWords, dayWords } from '../../../../renderer/ui/time-words.ts';

const at = (text: string): number => Date.parse(text);
const zone = 'Europe/London';

test('items of one day stand together, in order', () => {
  const items = [{ at: 30 }, { at: 21 }, { at: 20 }, { at: 11 }];
  expect(byDay(items, (moment) => `day ${Math.floor(moment / 10)}`)).toEqual([
    { day: 'day 3', items: [{ at: 30 }] },
    { day: 'day 2', items: [{ at: 21 }, { at: 20 }] },
    { day: 'day 1', items: [{ at: 11 }] },
  ]);
});

test.each([
  ['2026-03-12T00:10:00Z', 'Today'],
  ['2026-03-11T23:50:00Z', 'Yesterday'],
  ['2026-03-10T12:00:00Z', 'Tuesday 10 March'],
  ['2025-12-31T12:00:00Z', '31 December 2025'],
])('the day of %s', (moment, words) => {
  expect(dayWords(at(moment), at('2026-03-12T09:00:00Z'), zone)).toBe(words);
});

test('the time of day names a zone that is not the own one', () => {
  const moment = at('2026-07-01T12:00:00Z');
  expect([clockWords(moment, zone, zone), clockWords(moment, zone, 'Europe/Lisbon')]).toEqual([
    '13:00',
    '13:00 (Europe/London)',
  ]);
});
