// The timeline of a contact in words: each kind of item, and what is left out.
import { describe, expect, test } from 'vitest';
import { timelineLines, type TimelineItem } from '../../../../shared/engine/timeline.ts';
import type { Entry, EntryBody } from '../../../../shared/engine/trace.ts';
import type { Contact } from '../../../../shared/model/contact.ts';
import { MARKED_ARRIVED, type Message } from '../../../../shared/model/message.ts';
import type { Change } from '../../../../shared/steps/change.ts';

const names = { users: { ana: 'Ana Silva', bo: 'Bo Lee' }, workflows: { welcome: 'Welcome' } };

/** "title (by) | detail | detail", or "" for what is left out. */
function read(item: TimelineItem): string {
  return timelineLines([item], names, (at) => `t${at}`)
    .map((line) => [line.by === '' ? line.title : `${line.title} (${line.by})`, ...line.details].join(' | '))
    .join(' // ');
}

function act(change: Change, by: string | null = 'bo'): TimelineItem {
  return { kind: 'act', at: 1, by, changes: [change] };
}

function entry(body: EntryBody, step = ''): TimelineItem {
  return { kind: 'run', at: 1, run: 'r1', workflowName: 'Welcome', step, entry: { seq: 1, at: 1, ...body } as Entry };
}

function event(by: string | null): TimelineItem {
  return {
    kind: 'event',
    at: 1,
    event: { id: 'e1', type: 'contact-created', contact: 'c1', at: 1, by },
    refused: [],
    began: [],
  };
}

describe('what happened', () => {
  test.each([
    [null, 'Contact created'],
    ['import', 'Contact created (CSV import)'],
    ['ana', 'Contact created (Ana Silva)'],
    ['zoe', 'Contact created (a former user)'],
  ])('created by %s', (by, expected) => {
    expect(read(event(by))).toBe(expected);
  });

  test('a workflow that did not begin says why', () => {
    const refused = [
      { workflow: 'welcome', rule: 'already enrolled' },
      { workflow: 'gone', rule: 'not published' },
    ];
    expect(read({ ...event('import'), refused } as TimelineItem)).toBe(
      'Contact created (CSV import) | “Welcome” did not begin: already enrolled | A deleted workflow did not begin: not published',
    );
  });

  test('enrolled by hand', () => {
    const item: TimelineItem = {
      kind: 'event',
      at: 1,
      event: { id: 'e1', type: 'enrolled-by-hand', contact: 'c1', at: 1, by: 'bo', workflow: 'welcome' },
      refused: [],
      began: ['r1'],
    };
    expect(read(item)).toBe('Enrolled by hand in “Welcome” (Bo Lee)');
  });
});

describe('what people did', () => {
  const contact = { id: 'c1' } as Contact;
  test.each<[Change, string]>([
    [{ do: 'contact-created', contact }, 'Contact created (Bo Lee)'],
    [
      { do: 'contact-edited', contact: 'c1', set: { email: 'a@b.example', phone: '1', tags: [] } },
      'Email, phone and tags changed (Bo Lee)',
    ],
    [{ do: 'contact-edited', contact: 'c1', set: { doNotDisturb: true } }, 'Do not disturb turned on (Bo Lee)'],
    [{ do: 'contact-edited', contact: 'c1', set: {} }, ''],
    [
      { do: 'contact-owner-set', contact: 'c1', from: 'bo', to: 'ana' },
      'Owner set to Ana Silva (Bo Lee) | Before: Bo Lee',
    ],
    [{ do: 'contact-owner-set', contact: 'c1', from: 'ana', to: null }, 'Owner removed (Bo Lee) | Before: Ana Silva'],
    [{ do: 'contact-tags-set', contact: 'c1', tags: ['vip'], added: ['vip'] }, 'Tagged vip (Bo Lee)'],
    [{ do: 'contact-deleted', contact: 'c1' }, 'Contact deleted (Bo Lee)'],
    [{ do: 'contact-restored', contact: 'c1' }, 'Contact brought back (Bo Lee)'],
    [
      {
        do: 'conversation-added',
        entry: { id: 'm1', contact: 'c1', channel: 'email', direction: 'in', body: 'Hello', who: null, at: 1 },
      },
      'Email from the contact logged (Bo Lee) | Hello',
    ],
    [{ do: 'message-moved', key: 'k', state: 'sent', attempts: 1 }, 'Message sent'],
    [
      { do: 'message-moved', key: 'k', state: 'dead', attempts: 3, reason: 'No such mailbox' },
      'Message not sent | No such mailbox',
    ],
    [
      { do: 'message-moved', key: 'k', state: 'sent', attempts: 1, reason: MARKED_ARRIVED },
      'Message marked as arrived (Bo Lee)',
    ],
    [{ do: 'message-moved', key: 'k', state: 'queued', attempts: 0 }, 'Message to be sent again (Bo Lee)'],
    [{ do: 'message-moved', key: 'k', state: 'queued', attempts: 0, reason: 'SMS is not set up.' }, ''],
    [{ do: 'message-moved', key: 'k', state: 'sending', attempts: 1 }, ''],
    [{ do: 'message-read', key: 'k', read: true }, 'Notification read (Bo Lee)'],
    [
      { do: 'message-read', key: 'k', read: true, by: 'everybody' },
      'Notification marked as read by “Everybody” (Bo Lee)',
    ],
    [{ do: 'run-put-away', run: 'r1' }, 'Given-up enrolment put away (Bo Lee)'],
    [{ do: 'rotation-moved', rotation: 'r', state: { order: [], picks: [], total: 0, cursor: null } }, ''],
  ])('%#', (change, expected) => {
    expect(read(act(change))).toBe(expected);
  });
});

describe('what a workflow did', () => {
  const message: Message = {
    key: 'k',
    run: 'r1',
    workflow: 'welcome',
    node: 'n',
    contact: 'c1',
    channel: 'sms',
    to: { user: 'ana', name: 'Ana Silva', address: '' },
    title: '',
    text: 'Maya is yours.',
    redirect: 'contact',
    at: 1,
    state: 'dead',
    attempts: 0,
    stateAt: 1,
  };
  test('what became of a message names it, and leads to its enrolment', () => {
    const queued = entry({ kind: 'message-queued', node: 'n', message });
    const moved = act({ do: 'message-moved', key: 'k', state: 'uncertain', attempts: 1, reason: 'It hung up.' });
    expect(timelineLines([queued, moved], names, (at) => `t${at}`)[1]).toMatchObject({
      title: 'SMS to Ana Silva may not have arrived',
      details: ['It hung up.'],
      run: 'r1',
      workflowName: 'Welcome',
    });
  });

  const left = { kind: 'node-left', node: 'n', port: 'next', to: null } as const;
  test.each<[EntryBody, string]>([
    [
      {
        kind: 'run-began',
        workflow: 'welcome',
        revision: 3,
        contact: 'c1',
        event: 'e',
        node: 't',
        because: 'Source is Web',
        to: null,
        overrides: 'no re-entry',
      },
      'Entered the workflow, version 3 | Accepted: Source is Web | Overrides: no re-entry',
    ],
    [{ kind: 'node-entered', node: 'n', visit: 1 }, ''],
    [{ ...left, result: 'done' }, 'Step: done'],
    [
      { ...left, result: 'done', changes: [{ do: 'contact-owner-set', contact: 'c1', from: null, to: 'ana' }] },
      'Step: owner set to Ana Silva',
    ],
    [
      {
        ...left,
        result: 'done',
        changes: [{ do: 'rotation-moved', rotation: 'r', state: { order: [], picks: [], total: 0, cursor: null } }],
        because: { split: 'equal', picked: 'ana', turn: 'ana', candidates: [] },
      },
      'Step: Ana Silva stays the owner',
    ],
    [
      { ...left, result: 'skipped', reason: 'This step is switched off.' },
      'Step: skipped | This step is switched off.',
    ],
    [{ kind: 'message-queued', node: 'n', message }, 'Step: SMS to Ana Silva cannot be sent | Maya is yours.'],
    [
      { kind: 'message-queued', node: 'n', message: { ...message, state: 'uncertain', reason: 'Restored.' } },
      'Step: SMS to Ana Silva is held | Maya is yours. | Restored.',
    ],
    [{ kind: 'wait-began', node: 'n', due: 9 }, 'Step: until t9'],
    [{ kind: 'wait-over', node: 'n', due: 9 }, 'Step: over'],
    [{ kind: 'arrival-late', what: 'a wait was over' }, 'Came too late: a wait was over'],
    [{ kind: 'run-paused', reason: 'The workflow is off.' }, 'Paused | The workflow is off.'],
    [{ kind: 'run-resumed' }, 'Went on'],
    [{ kind: 'run-ended', how: 'completed' }, 'Completed the workflow'],
    [{ kind: 'run-ended', how: 'stopped', reason: 'The contact was deleted.' }, 'Stopped | The contact was deleted.'],
  ])('%#', (body, expected) => {
    expect(read(entry(body, 'Step'))).toBe(expected);
  });

  test('a fork says which way it went', () => {
    const item = { ...entry({ ...left, port: 'none', result: 'done' }, 'If / Else'), way: 'None' };
    expect(read(item as TimelineItem)).toBe('If / Else: went by “None”');
  });

  test('a step that sent a message is said by the message', () => {
    const items = [
      entry({ ...left, result: 'done' }, 'Tell'),
      entry({ kind: 'message-queued', node: 'n', message: { ...message, state: 'sent' } }, 'Tell'),
    ];
    expect(timelineLines(items, names, String).map((line) => line.title)).toEqual(['Tell: SMS to Ana Silva']);
  });

  test('carries the run and the workflow', () => {
    expect(timelineLines([entry({ kind: 'run-resumed' })], names, String)).toEqual([
      { at: 1, title: 'Went on', details: [], tone: 'note', by: '', run: 'r1', workflowName: 'Welcome' },
    ]);
  });
});
