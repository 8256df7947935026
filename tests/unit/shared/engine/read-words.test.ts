// Who of several users has read what all of them were told.
import { expect, test } from 'vitest';
import { readWords } from '../../../../shared/engine/read-words.ts';
import type { Message } from '../../../../shared/model/message.ts';

const names = ['Ana', 'Bo', 'Chi', 'Dee', 'Eve', 'Fay', 'Gus', 'Hal'];

/** What these many users were told in the app, and which of them have read it. */
function told(count: number, read: string, more: Partial<Message> = {}): readonly Message[] {
  return names.slice(0, count).map((name) => ({
    key: `r/n/1/${name}`,
    run: 'r',
    workflow: 'w',
    node: 'n',
    contact: 'c',
    channel: 'notification',
    to: { user: name, name, address: '' },
    title: 'New contact',
    text: '',
    redirect: 'contact',
    at: 1,
    state: 'sent',
    attempts: 0,
    stateAt: 1,
    read: read.includes(name),
    ...more,
  }));
}

test.each([
  [1, 'Ana', ''],
  [2, '', 'Neither has read it yet.'],
  [3, '', 'None of the 3 has read it yet.'],
  [2, 'Bo', '1 of 2 has read it: Bo.'],
  [2, 'Ana Bo', 'Both have read it.'],
  [3, 'Ana Chi', '2 of 3 have read it: Ana and Chi.'],
  [3, 'Ana Bo Chi', 'All 3 have read it.'],
  [8, 'Ana Bo Chi Dee Eve Fay', '6 of 8 have read it: Ana, Bo, Chi, Dee, Eve and Fay.'],
  [8, 'Ana Bo Chi Dee Eve Fay Gus', '7 of 8 have read it: Ana, Bo, Chi, Dee, Eve and 2 more.'],
])('%i told, read by “%s”', (count, read, words) => {
  expect(readWords(told(count, read))).toBe(words);
});

test('a user who was told twice counts once, and has read it if one of both was read', () => {
  expect(readWords([...told(2, 'Ana'), ...told(2, 'Bo')])).toBe('Both have read it.');
});

test('who was written to elsewhere, or in vain, does not count', () => {
  expect(readWords([...told(1, 'Ana'), ...told(2, 'Bo', { channel: 'email' })])).toBe('');
  expect(readWords(told(3, '', { state: 'dead' }))).toBe('');
});

test('what was opened while nobody had said who sits there is not put down to its user', () => {
  const [ana, bo, chi] = told(3, 'Ana Bo');
  if (ana === undefined || bo === undefined || chi === undefined) throw new Error('three were told');
  const opened = { ...bo, readBy: 'everybody' } as const;
  expect(readWords([ana, opened, chi])).toBe('1 of 3 has read it: Ana. 1 was marked as read by “Everybody”.');
  expect(readWords([ana, opened, { ...bo }])).toBe('Both have read it.');
});
