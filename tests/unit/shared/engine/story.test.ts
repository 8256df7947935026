// Who owns the contact, why, and was the owner told: every answer a person can get.
import { describe, expect, test } from 'vitest';
import { ownerStory, type OwnerStory, type StoryInput } from '../../../../shared/engine/story.ts';
import type { TimelineItem } from '../../../../shared/engine/timeline.ts';
import type { Entry, EntryBody } from '../../../../shared/engine/trace.ts';
import { MARKED_ARRIVED, type Message } from '../../../../shared/model/message.ts';
import type { Run, RunState } from '../../../../shared/model/run.ts';
import type { WhyCard } from '../../../../shared/rotation.ts';

const names = {
  users: { ana: 'Ana Silva', bo: 'Bo Lee', chi: 'Chi Okafor' },
  workflows: { 'assign-new': 'Assign new contacts', welcome: 'Welcome' },
};

function story(more: Partial<StoryInput>): { owner: string; told: string; attention: boolean } {
  const told = ownerStory({
    owner: 'ana',
    timeline: [],
    runs: [],
    messages: [],
    names,
    when: (at) => `t${at}`,
    ...more,
  });
  return { owner: words(told.owner), told: words(told.told), attention: told.attention };
}

function words(sentences: OwnerStory['owner']): string {
  return sentences.map((sentence) => sentence.map((part) => part.text).join('')).join(' ');
}

function entry(at: number, body: EntryBody): TimelineItem {
  const step =
    'node' in body && body.kind !== 'run-began'
      ? { assign: 'Assign To User', tell: 'Send Internal Notification' }[body.node]
      : '';
  return {
    kind: 'run',
    at,
    run: 'r1',
    workflowName: 'Assign new contacts',
    step: step ?? '',
    entry: { seq: at, at, ...body } as Entry,
  };
}

function equally(picked: string | null, turn: string | null, candidates: WhyCard['candidates']): WhyCard {
  return { split: 'equal', picked, turn, candidates };
}

const three = [
  { user: 'ana', picks: 1 },
  { user: 'bo', picks: 1 },
  { user: 'chi', picks: 1 },
];

function assigned(because: WhyCard, more: { from?: string; reason?: string } = {}): TimelineItem {
  return entry(2, {
    kind: 'node-left',
    node: 'assign',
    port: 'next',
    to: 'tell',
    result: 'done',
    ...(more.reason === undefined ? {} : { reason: more.reason }),
    changes: [{ do: 'contact-owner-set', contact: 'c1', from: more.from ?? null, to: 'ana' }],
    because,
  });
}

function message(more: Partial<Message> = {}): Message {
  return {
    key: 'r1/tell/1/ana',
    run: 'r1',
    workflow: 'assign-new',
    node: 'tell',
    contact: 'c1',
    channel: 'notification',
    to: { user: 'ana', name: 'Ana Silva', address: '' },
    title: 'New contact',
    text: 'Maya is yours.',
    redirect: 'contact',
    at: 3,
    state: 'sent',
    attempts: 0,
    stateAt: 3,
    read: false,
    ...more,
  };
}

function run(state: RunState, more: Partial<Run> = {}): StoryInput['runs'][number] {
  const base: Run = {
    id: 'r1',
    workflow: 'assign-new',
    revision: 1,
    contact: 'c1',
    event: 'e1',
    state,
    node: null,
    inside: false,
    visits: {},
    seq: 9,
    beganAt: 1,
    lastAt: 9,
  };
  return { run: { ...base, ...more }, workflowName: 'Assign new contacts' };
}

describe('who owns it and why', () => {
  test('round robin names the one before in turn, and links to the run', () => {
    const input = { timeline: [assigned(equally('ana', 'ana', three))] };
    expect(story(input).owner).toBe(
      'Ana Silva owns this contact. Assign To User in “Assign new contacts” picked Ana Silva, next in turn after Chi Okafor (t2).',
    );
    const told = ownerStory({ owner: 'ana', runs: [], messages: [], names, when: String, ...input });
    expect(told.owner.flat().find((part) => part.run !== undefined)).toEqual({
      text: '“Assign new contacts”',
      run: 'r1',
    });
  });

  test('the first pick of a rotation', () => {
    const fresh = three.map((one) => ({ ...one, picks: 0 }));
    expect(story({ timeline: [assigned(equally('ana', 'ana', fresh))] }).owner).toContain(
      'picked Ana Silva, first in the list (t2).',
    );
  });

  test('nobody is said to be first in the list who only stood in for the first', () => {
    const fresh = three.map((one) => ({ ...one, picks: 0, ...(one.user === 'bo' && { skip: 'switched off' }) }));
    const list = [fresh[1], fresh[0], fresh[2]].filter((one) => one !== undefined);
    expect(story({ timeline: [assigned(equally('ana', 'bo', list))] }).owner).toContain(
      'picked Ana Silva, next in turn (t2). Bo Lee (switched off) was passed over.',
    );
  });

  test('who was passed over, and why', () => {
    const list = [
      { user: 'chi', picks: 2 },
      { user: 'bo', picks: 1, skip: 'switched off' },
      { user: 'ana', picks: 1 },
    ];
    expect(story({ timeline: [assigned(equally('ana', 'bo', list))] }).owner).toContain(
      'picked Ana Silva, next in turn after Chi Okafor (t2). Bo Lee (switched off) was passed over.',
    );
  });

  test('the only one who could be chosen', () => {
    const list = [
      { user: 'ana', picks: 1 },
      { user: 'bo', picks: 1, skip: 'removed' },
    ];
    expect(story({ timeline: [assigned(equally('ana', 'ana', list))] }).owner).toContain(
      ', the only one who could be chosen (t2).',
    );
  });

  test('by weight, mixed and in blocks', () => {
    const mixed: WhyCard = {
      split: 'weighted',
      picked: 'ana',
      turn: null,
      candidates: [
        { user: 'ana', weight: 3, picks: 0, credit: 0 },
        { user: 'bo', weight: 1, picks: 0, credit: 0 },
      ],
    };
    expect(story({ timeline: [assigned(mixed)] }).owner).toContain('picked Ana Silva, whose share was due (t2).');
    const blocks: WhyCard = {
      split: 'weighted-blocks',
      picked: 'ana',
      turn: 'ana',
      given: 1,
      candidates: [
        { user: 'ana', weight: 3, picks: 1 },
        { user: 'bo', weight: 1, picks: 0 },
      ],
    };
    expect(story({ timeline: [assigned(blocks)] }).owner).toContain('picked Ana Silva, number 2 of 3 in a row (t2).');
  });

  test('the fallback user, with the reason, and the owner before', () => {
    const list = [{ user: 'bo', picks: 0, skip: 'switched off' }];
    const fallback = assigned(equally(null, null, list), {
      from: 'chi',
      reason: 'Nobody can be chosen: Bo Lee is switched off. Ana Silva is the fallback.',
    });
    expect(story({ timeline: [fallback] }).owner).toBe(
      'Ana Silva owns this contact. Assign To User in “Assign new contacts” picked Ana Silva (t2). Nobody can be chosen: Bo Lee is switched off. Ana Silva is the fallback. Before that it belonged to Chi Okafor.',
    );
  });

  test('by hand, after a workflow gave it to somebody else', () => {
    const byHand: TimelineItem = {
      kind: 'act',
      at: 5,
      by: 'bo',
      changes: [{ do: 'contact-owner-set', contact: 'c1', from: 'chi', to: 'ana' }],
    };
    expect(story({ timeline: [assigned(equally('ana', 'ana', three)), byHand] })).toEqual({
      owner: 'Ana Silva owns this contact. Bo Lee set this by hand (t5). Before that it belonged to Chi Okafor.',
      told: 'Ana Silva was not told: an owner set by hand gets no message.',
      attention: false,
    });
  });

  test.each([
    ['was removed', true],
    ['is switched off', false],
  ])('an owner who %s is said to be so', (left, attention) => {
    const said = story({ names: { ...names, left: { ana: left } } });
    expect([said.owner, said.attention]).toEqual([`Ana Silva owns this contact, but ${left}.`, attention]);
  });

  test('when how it came about is removed, the messages still say whether she was told', () => {
    const failed = { ...message({ state: 'dead', channel: 'email', reason: 'No such mailbox' }), read: undefined };
    const said = story({ removed: {}, messages: [failed] });
    expect([said.told, said.attention]).toEqual([
      'Ana Silva was not told: the email could not be sent. No such mailbox.',
      true,
    ]);
  });

  test('says no more than is on record', () => {
    expect(story({})).toEqual({ owner: 'Ana Silva owns this contact.', told: '', attention: false });
  });
});

describe('was the owner told', () => {
  const timeline = [assigned(equally('ana', 'ana', three))];

  test.each([
    [message(), 'Ana Silva was told in the app (t3) and has not read it yet.', false],
    [message({ read: true }), 'Ana Silva was told in the app (t3) and has read it.', false],
    [
      message({ read: true, readBy: 'everybody' }),
      'Ana Silva was told in the app (t3), and it was marked as read by “Everybody”.',
      false,
    ],
    [
      sentBy('email', {
        state: 'sent',
        stateAt: 4,
        to: { user: 'ana', name: 'Ana Silva', address: 'ana@example.com' },
      }),
      'Ana Silva was told by email to ana@example.com (t4).',
      false,
    ],
    [
      sentBy('sms', {
        stateAt: 4,
        to: { user: 'ana', name: 'Ana Silva', address: '+441632960001' },
        reason: MARKED_ARRIVED,
      }),
      'Ana Silva was told by SMS to +441632960001: it was marked as arrived by hand (t4).',
      false,
    ],
    [
      sentBy('sms', { state: 'queued', reason: 'SMS is not set up' }),
      'Ana Silva has not been told yet: the SMS waits in the outbox. SMS is not set up.',
      true,
    ],
    [
      sentBy('email', { state: 'retry', nextAt: 8, reason: 'the mail server refused the connection' }),
      'Ana Silva has not been told yet: the email did not go out. The mail server refused the connection. It will be tried again (t8).',
      true,
    ],
    [
      sentBy('whatsapp', { state: 'dead', reason: 'no phone number' }),
      'Ana Silva was not told: the WhatsApp message could not be sent. No phone number.',
      true,
    ],
    [
      sentBy('email', { state: 'uncertain' }),
      'Ana Silva may not have been told: nobody knows whether the email arrived.',
      true,
    ],
  ])('%#', (sent, expected, attention) => {
    const said = story({ timeline, messages: [sent] });
    expect([said.told, said.attention]).toEqual([expected, attention]);
  });

  test('one who knows from one message is not said to be in the dark because of another', () => {
    const mail = sentBy('email', {
      key: 'r1/mail/1/ana',
      state: 'retry',
      nextAt: 8,
      reason: 'the mail server refused the connection',
    });
    const said = story({ timeline, messages: [mail, message({ read: true })] });
    expect([said.told, said.attention]).toEqual([
      'Ana Silva was told in the app (t3) and has read it. The email did not go out. The mail server refused the connection. It will be tried again (t8).',
      false,
    ]);
  });

  test('others who were told are named, and who of all has read it', () => {
    const to = (user: string, name: string, more: Partial<Message> = {}): Message =>
      message({ key: `r1/tell/1/${user}`, to: { user, name, address: '' }, ...more });
    const [bo, chi] = [to('bo', 'Bo Lee'), to('chi', 'Chi Roe')];
    const told = (...messages: readonly Message[]): string | undefined => story({ timeline, messages }).told;
    expect(told(message({ read: true }), bo, chi)).toBe(
      'Ana Silva was told in the app (t3) and has read it. Bo Lee and Chi Roe were told too. 1 of 3 has read it: Ana Silva.',
    );
    expect(told(message(), bo, { ...chi, read: true })).toBe(
      'Ana Silva was told in the app (t3) and has not read it yet. Bo Lee and Chi Roe were told too. 1 of 3 has read it: Chi Roe.',
    );
    const later = to('chi', 'Chi Roe', { key: 'r1/more/1/chi', node: 'more', read: true });
    expect(told(message(), bo, later)).toBe(
      'Ana Silva was told in the app (t3) and has not read it yet. Bo Lee and Chi Roe were told too. Neither has read it yet.',
    );
    const mail = message({ key: 'r1/mail/1/bo', to: { user: 'bo', name: 'Bo Lee', address: 'bo@example.com' } });
    expect(told(message({ read: true }), { ...mail, node: 'mail', channel: 'email', read: undefined })).toBe(
      'Ana Silva was told in the app (t3) and has read it. Bo Lee was told too.',
    );
  });

  test('taken away and given back by hand, she was told before', () => {
    const back: TimelineItem = {
      kind: 'act',
      at: 9,
      by: null,
      changes: [{ do: 'contact-owner-set', contact: 'c1', from: null, to: 'ana' }],
    };
    const said = story({ timeline: [...timeline, back], messages: [message({ read: true })] });
    expect([said.told, said.attention]).toEqual(['Ana Silva was told in the app (t3) and has read it.', false]);
  });

  test('the message went to somebody else', () => {
    const toBo = message({ key: 'r1/tell/1/bo', to: { user: 'bo', name: 'Bo Lee', address: '' } });
    const said = story({ timeline, messages: [toBo], runs: [run('completed')] });
    expect([said.told, said.attention]).toEqual([
      'Ana Silva was not told: “Assign new contacts” told Bo Lee instead.',
      true,
    ]);
  });

  test('the step that tells the owner came before the one that gives it', () => {
    const early = entry(1, {
      kind: 'node-left',
      node: 'tell',
      port: 'next',
      to: 'assign',
      result: 'skipped',
      reason: 'The contact has no owner.',
      output: { told: [] },
    });
    expect(story({ timeline: [early, ...timeline], runs: [run('completed')] }).told).toBe(
      'Ana Silva was not told. Send Internal Notification came before Assign To User: The contact has no owner.',
    );
  });

  test('not yet, because the enrolment waits', () => {
    const waiting = run('waiting', { due: 7 });
    expect(story({ timeline, runs: [waiting] }).told).toBe(
      'Ana Silva has not been told yet: the enrolment is waiting until t7.',
    );
  });

  test('not yet, and it will stop after the wait, because the workflow is off', () => {
    const waiting = { ...run('waiting', { due: 7 }), held: true };
    expect(story({ timeline, runs: [waiting] }).told).toBe(
      'Ana Silva has not been told yet: the enrolment is waiting until t7, and goes no further then, because the workflow is off.',
    );
  });

  test('the step that told nobody says why', () => {
    const skipped = entry(3, {
      kind: 'node-left',
      node: 'tell',
      port: 'next',
      to: null,
      result: 'skipped',
      reason: 'Nobody was told: Ana Silva is switched off.',
      flag: true,
      output: { told: [] },
    });
    const said = story({ timeline: [...timeline, skipped], runs: [run('completed')] });
    expect([said.told, said.attention]).toEqual([
      'Ana Silva was not told. Send Internal Notification: Nobody was told: Ana Silva is switched off.',
      true,
    ]);
  });

  test('the workflow has no step that tells', () => {
    expect(story({ timeline, runs: [run('completed')] }).told).toBe(
      'Ana Silva was not told: no step of “Assign new contacts” sent a message.',
    );
  });

  test('a message to the owner before is no telling of this one; a later one of another run is', () => {
    const before = message({ at: 1 });
    const later = message({ key: 'r2/tell/1/ana', run: 'r2', at: 6, stateAt: 6 });
    expect(story({ timeline, messages: [before, later], runs: [run('completed')] }).told).toBe(
      'Ana Silva was told in the app (t6) and has not read it yet.',
    );
  });
});

describe('nobody owns it', () => {
  const owner = null;
  const came: TimelineItem = {
    kind: 'event',
    at: 1,
    event: { id: 'e1', type: 'contact-created', contact: 'c1', at: 1, by: 'import' },
    refused: [{ workflow: 'welcome', rule: 'Filter not so: Source is Website (it is “Fair”)' }],
    began: [],
  };

  test('because the rule of a workflow said no', () => {
    expect(story({ owner, timeline: [came] }).owner).toBe(
      'Nobody owns this contact. “Welcome” did not begin: Filter not so: Source is Website (it is “Fair”).',
    );
  });

  test('because no workflow was listening', () => {
    expect(story({ owner, timeline: [{ ...came, refused: [] }] }).owner).toBe(
      'Nobody owns this contact. No workflow was listening when it came in.',
    );
  });

  test('because the step could choose nobody', () => {
    const skipped = entry(2, {
      kind: 'node-left',
      node: 'assign',
      port: 'next',
      to: null,
      result: 'skipped',
      reason: 'Nobody can be chosen: Ana Silva is switched off.',
      flag: true,
      because: equally(null, 'ana', [{ user: 'ana', picks: 0, skip: 'switched off' }]),
    });
    expect(story({ owner, timeline: [came, skipped], runs: [run('completed')] })).toEqual({
      owner:
        'Nobody owns this contact. Assign To User in “Assign new contacts” chose nobody (t2). Nobody can be chosen: Ana Silva is switched off.',
      told: '',
      attention: true,
    });
  });

  test('because the enrolment is still on its way, waits or is paused', () => {
    expect(story({ owner, runs: [run('waiting', { due: 7 })] }).owner).toContain(
      'It is in “Assign new contacts” now, waiting until t7.',
    );
    expect(story({ owner, runs: [run('paused')] }).owner).toContain('now, paused, because the workflow is off.');
  });

  test('because the workflow assigns nobody', () => {
    expect(story({ owner, runs: [run('completed')] }).owner).toBe(
      'Nobody owns this contact. It went through “Assign new contacts”, which gave it no owner.',
    );
  });

  test('because a person took it away', () => {
    const removed: TimelineItem = {
      kind: 'act',
      at: 5,
      by: null,
      changes: [{ do: 'contact-owner-set', contact: 'c1', from: 'ana', to: null }],
    };
    expect(story({ owner, timeline: [assigned(equally('ana', 'ana', three)), removed] }).owner).toBe(
      'Nobody owns this contact. It was taken from Ana Silva by hand (t5).',
    );
  });
});

function sentBy(channel: Message['channel'], more: Partial<Message>): Message {
  const { read: _, ...rest } = message();
  return { ...rest, channel, ...more };
}
