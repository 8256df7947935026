// Times, counts, initials and reasons in words.
import { expect, test } from 'vitest';
import { reasonWords } from '../../../../renderer/outbox/words.ts';
import { initials } from '../../../../renderer/ui/Person.tsx';
import { counted } from '../../../../renderer/ui/plural.ts';
import { toldReason, toldTimes } from '../../../../renderer/ui/ReasonText.tsx';
import { timeWords } from '../../../../renderer/ui/time-words.ts';
import { freeName } from '../../../../renderer/workflows/acts.ts';
import { restoredReason, type Message } from '../../../../shared/model/message.ts';
import { utcText } from '../../../../shared/model/time.ts';

const at = (text: string): number => Date.parse(text);
const now = at('2026-03-12T15:00:00Z');
const words = (text: string, zone = 'Europe/London', own = zone): string => timeWords(at(text), now, zone, own);

test('the nearer the time, the shorter the words', () => {
  expect(words('2026-03-12T14:02:00Z')).toBe('14:02');
  expect(words('2026-03-11T14:02:00Z')).toBe('Yesterday 14:02');
  expect(words('2026-03-01T14:02:00Z')).toBe('1 Mar 14:02');
  expect(words('2025-03-01T14:02:00Z')).toBe('1 Mar 2025 14:02');
});

test('days are those of the zone, which is named when it is another one', () => {
  expect(words('2026-03-11T23:30:00Z', 'Asia/Tokyo', 'Europe/London')).toBe('Yesterday 08:30 (Asia/Tokyo)');
});

test.each([
  ['2026-03-12T14:02:00Z', 'today 14:02'],
  ['2026-03-11T14:02:00Z', 'yesterday 14:02'],
  ['2025-03-01T14:02:00Z', '1 Mar 2025 14:02'],
])('the time of a backup of %s is said like every other', (text, expected) => {
  const time = (when: number): string => timeWords(when, now, 'Europe/London', 'Europe/London');
  expect(toldReason(restoredReason(at(text)), time)).toBe(
    `Restored from a backup of ${expected}: it may have been sent since.`,
  );
  expect(toldReason('The backup of 2026-03-12 14:02 (UTC)', time)).toBe('The backup of 2026-03-12 14:02 (UTC)');
  // In what Baton says by itself, each one.
  const [from, until] = [utcText(at(text)), utcText(at('2026-03-11T14:02:00Z'))];
  expect(toldTimes(`From ${from} to ${until}.`, time)).toBe(`From ${expected} to yesterday 14:02.`);
});

test('counted things', () => {
  expect([counted(1, 'step'), counted(1204, 'step'), counted(0, 'try', 'tries')]).toEqual([
    '1 step',
    '1,204 steps',
    '0 tries',
  ]);
});

test('initials are of the first and the last word', () => {
  expect(['Ana Silva', 'Bo', ' Éva  van der Öst ', ''].map(initials)).toEqual(['AS', 'B', 'ÉÖ', '']);
});

test('a new workflow gets a name that is free', () => {
  expect(freeName([])).toBe('New workflow');
  expect(freeName(['New workflow', 'New workflow 2'])).toBe('New workflow 3');
});

test('a message on its way again says why, how often, and when', () => {
  const message: Message = {
    key: 'k',
    run: 'r',
    workflow: 'w',
    node: 'n',
    contact: 'c',
    channel: 'email',
    to: { user: 'ana', name: 'Ana', address: 'ana@example.com' },
    title: '',
    text: '',
    redirect: 'contact',
    at: 0,
    state: 'retry',
    attempts: 4,
    nextAt: 60_000,
    stateAt: 0,
    reason: 'The mail server refused the connection',
  };
  expect(reasonWords(message, () => '14:02')).toBe(
    'The mail server refused the connection · 4 tries so far · Next try 14:02',
  );
  expect(reasonWords({ ...message, state: 'dead' }, () => '')).toBe('The mail server refused the connection');
});
