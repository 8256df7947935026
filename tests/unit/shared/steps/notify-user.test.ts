// Send Internal Notification: every rule of docs/domain.md.
import { describe, expect, test } from 'vitest';
import type { Contact } from '../../../../shared/model/contact.ts';
import { directoryOf } from '../../../../shared/model/directory.ts';
import type { User } from '../../../../shared/model/user.ts';
import type { RawConfig } from '../../../../shared/model/workflow.ts';
import { parseConfig } from '../../../../shared/steps/config.ts';
import type { CheckContext } from '../../../../shared/steps/define.ts';
import { notifyUser } from '../../../../shared/steps/notify-user.ts';
import { aContact, aDesk, MORNING, type Ran } from '../../../support/desk.ts';
import { assignTo, aUser, aWorkflow, somePeople, telling } from '../../../support/workflow.ts';

const team = [aUser('ana'), aUser('bo'), aUser('off', { active: false })];

function tell(config: RawConfig, contact: Partial<Contact> = { owner: 'ana' }, users: readonly User[] = team): Ran {
  const workflow = aWorkflow('w1', 'New leads')
    .trigger('t1')
    .step('n1', 'notify-user', { ...telling, ...config });
  return aDesk(workflow, { people: somePeople(users) }).enrol(aContact('maya', contact));
}

/** "ana email sent", for each message. */
function told(ran: Ran): readonly string[] {
  return ran.messages.map(({ to, channel, state }) => `${to.user ?? to.address} ${channel} ${state}`);
}

describe('who is told', () => {
  test('the owner, and nobody else', () => {
    expect(told(tell({}))).toEqual(['ana notification sent']);
  });

  test('the owner whom the step before has just given', () => {
    const workflow = aWorkflow()
      .trigger('t1')
      .step('a1', 'assign-user', assignTo('bo'))
      .step('n1', 'notify-user', telling);
    expect(told(aDesk(workflow).enrol(aContact('maya', { owner: 'ana' })))).toEqual(['bo notification sent']);
  });

  test('chosen users, each once', () => {
    expect(told(tell({ to: 'users', users: ['bo', 'ana', 'bo'] }))).toEqual([
      'bo notification sent',
      'ana notification sent',
    ]);
  });

  test('all active users', () => {
    expect(told(tell({ to: 'all-users' }))).toEqual(['ana notification sent', 'bo notification sent']);
  });

  test('a typed address', () => {
    expect(told(tell({ channel: 'email', to: 'typed', address: ' desk@example.com ' }))).toEqual([
      'desk@example.com email queued',
    ]);
  });

  test.each([
    ['the contact has no owner', {}, { owner: null }, 'Nobody was told: the contact has no owner.'],
    ['the owner is switched off', {}, { owner: 'off' }, 'Nobody was told: Off is switched off.'],
    ['the owner is gone', {}, { owner: 'zoe' }, 'Nobody was told: the owner is not in this workspace.'],
    [
      'all chosen users are away',
      { to: 'users', users: ['off', 'zoe'] },
      {},
      'Nobody was told: Off is switched off; zoe is not in this workspace.',
    ],
  ])('nobody when %s: skipped, flagged, and on it goes', (_, config, contact, reason) => {
    const ran = tell(config, contact);
    expect(ran.messages).toEqual([]);
    expect(ran.left).toMatchObject({ result: 'skipped', reason, flag: true });
    expect(ran.run).toMatchObject({ state: 'completed', flag: reason });
  });

  test('nobody when there is no active user', () => {
    expect(tell({ to: 'all-users' }, {}, []).left).toMatchObject({
      result: 'skipped',
      reason: 'Nobody was told: there is no active user.',
    });
  });

  test('some are passed over: the others are told, and the run is flagged', () => {
    const ran = tell({ to: 'users', users: ['ana', 'off'] });
    expect(told(ran)).toEqual(['ana notification sent']);
    expect(ran.left).toMatchObject({
      result: 'done',
      reason: 'Not told: Off is switched off.',
      flag: true,
      output: { told: ['Ana'] },
    });
  });

  test('who has no address fails alone', () => {
    const users = [aUser('ana', { email: '', phone: '' }), aUser('bo')];
    const mail = tell({ channel: 'email', to: 'all-users' }, {}, users);
    expect(told(mail)).toEqual(['ana email dead', 'bo email queued']);
    expect(mail.messages[0]?.reason).toBe('no email address');
    expect(mail.left.reason).toBe('Not told: Ana: no email address.');
    expect(tell({ channel: 'sms', to: 'all-users' }, {}, users).messages[0]?.reason).toBe('no phone number');
    expect(told(tell({ to: 'all-users' }, {}, users))).toEqual(['ana notification sent', 'bo notification sent']);
  });
});

describe('the message', () => {
  test('in the app it is born sent and unread, with a key of its own', () => {
    expect(tell({ redirect: 'conversation' }).messages[0]).toEqual({
      key: 'r-maya/n1/1/ana',
      run: 'r-maya',
      workflow: 'w1',
      node: 'n1',
      contact: 'maya',
      channel: 'notification',
      to: { user: 'ana', name: 'Ana', address: '' },
      title: 'New contact',
      text: 'Hello',
      redirect: 'conversation',
      at: MORNING,
      state: 'sent',
      attempts: 0,
      stateAt: MORNING,
      read: false,
    });
  });

  test.each([
    ['email', 'ana@example.com'],
    ['sms', '+441632960001'],
    ['whatsapp', '+441632960001'],
  ])('%s is queued, to %s', (channel, address) => {
    expect(tell({ channel }).messages).toMatchObject([{ channel, state: 'queued', to: { user: 'ana', address } }]);
  });

  test('merge fields speak of the contact, and of each who is told', () => {
    const ran = tell(
      {
        to: 'all-users',
        title: '{{ user.first_name }}: {{ contact.full_name }}',
        message:
          '{{ contact.source | default: "somewhere" }}, {{ workflow.name }}, {{ contact.owner.name }}, {{ now }}',
      },
      { firstName: 'Maya', lastName: 'Öztürk', owner: 'bo' },
    );
    expect(ran.messages.map((message) => message.title)).toEqual(['Ana: Maya Öztürk', 'Bo: Maya Öztürk']);
    expect(ran.messages[0]?.text).toBe('somewhere, New leads, Bo, 1 Dec 2026, 09:00 (Europe/Berlin)');
  });

  test('what was empty is in the trace, with the fallback if there is one', () => {
    const title = '{{ contact.first_name | default: "there" }} {{ contact.phone }} {{ contact.email }}';
    const ran = tell({ title }, { owner: 'ana', firstName: '', phone: '', email: 'maya@example.org' });
    expect(ran.left.output).toEqual({
      told: ['Ana'],
      empty: ['contact.first_name (its fallback stands there)', 'contact.phone'],
    });
    expect(tell({}).left.output).toEqual({ told: ['Ana'] });
  });

  test('what a contact is called is never read as a merge field', () => {
    expect(
      tell({ title: '{{ contact.first_name }}' }, { owner: 'ana', firstName: '{{ contact.email }}' }).messages[0]
        ?.title,
    ).toBe('{{ contact.email }}');
  });

  test('CC and BCC ride on the first message of an email', () => {
    const mail = tell({ channel: 'email', to: 'all-users', cc: 'c@example.com', bcc: 'b@example.com' });
    expect(mail.messages.map(({ cc, bcc }) => [cc, bcc])).toEqual([
      ['c@example.com', 'b@example.com'],
      [undefined, undefined],
    ]);
    const noAddress = [aUser('ana', { email: '' }), aUser('bo')];
    const reached = tell({ channel: 'email', to: 'all-users', cc: 'c@example.com' }, {}, noAddress);
    expect(reached.messages.map(({ state, cc }) => [state, cc])).toEqual([
      ['dead', undefined],
      ['queued', 'c@example.com'],
    ]);
    expect(tell({ channel: 'sms', cc: 'c@example.com' }).messages[0]).not.toHaveProperty('cc');
  });
});

describe('problems', () => {
  function findings(config: RawConfig, ready = true): readonly string[] {
    const parsed = parseConfig(notifyUser, { ...telling, ...config }).config;
    const context: CheckContext = {
      directory: directoryOf(somePeople(team), {}, []),
      user: () => undefined,
      channelReady: () => ready,
      raw: config,
    };
    return (notifyUser.check?.(parsed as never, context) ?? []).map((one) => `${one.where?.field}: ${one.message}`);
  }

  test.each<[string, RawConfig, readonly string[]]>([
    [
      'a notification to an address',
      { to: 'typed', address: 'a@example.com' },
      ['to: A notification in the app needs a user, not an address.'],
    ],
    ['no address', { channel: 'email', to: 'typed' }, ['address: Write an email address.']],
    ['no number', { channel: 'sms', to: 'typed' }, ['address: Write a phone number.']],
    [
      'a number that was emptied',
      { channel: 'whatsapp', to: 'typed', address: ' ' },
      ['address: Write a phone number.'],
    ],
    [
      'an address that is none',
      { channel: 'email', to: 'typed', address: 'desk' },
      ['address: “desk” is not an email address.'],
    ],
    [
      'two addresses',
      { channel: 'email', to: 'typed', address: 'a@example.com, b@example.com' },
      ['address: “a@example.com, b@example.com” is not an email address.'],
    ],
    [
      'a number that is none',
      { channel: 'sms', to: 'typed', address: 'call me' },
      ['address: “call me” is not a phone number.'],
    ],
    ['a number', { channel: 'whatsapp', to: 'typed', address: '+44 1632 960001' }, []],
    ['a CC that is none', { channel: 'email', cc: 'a@example.com; nobody' }, ['cc: “nobody” is not an email address.']],
    ['chosen users without a list', { to: 'users' }, ['users: Choose at least one user.']],
    ['all well', {}, []],
  ])('%s', (_, config, expected) => {
    expect(findings(config)).toEqual(expected);
  });

  test('a channel that is not set up', () => {
    expect(findings({ channel: 'sms' }, false)).toEqual([
      'channel: SMS is not set up, so messages will wait in the outbox.',
    ]);
  });
});

test.each([
  [{}, 'Notification to the contact’s owner'],
  [{ channel: 'email', to: 'users', users: ['ana', 'bo'] }, 'Email to Ana, Bo'],
  [{ channel: 'sms', to: 'all-users' }, 'SMS to all active users'],
  [{ channel: 'whatsapp', to: 'typed', address: '+49' }, 'WhatsApp to +49'],
  [{ to: 'users' }, 'Notification to …'],
])('its card with %j reads "%s"', (config, words) => {
  expect(
    notifyUser.caption(parseConfig(notifyUser, config).config as never, directoryOf(somePeople(team), {}, [])),
  ).toBe(words);
});
